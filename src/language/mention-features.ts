import type { Document, Sentence, Token, TokenForms, WordForm } from '../domain/document.ts';
import { hashText, mix } from '../text/hash.ts';
import { listedAt, withoutPossessive } from './gazetteer.ts';
import { CAPITAL, formOf, JOINER } from './vocabulary.ts';

/** How many words may stand between the capitalised words of a name, of those that join them. */
const MOST_JOINERS = 2;
/** A sentence is a headline where a greater share of its words is capitalised, and it has more words. */
const HEADLINE_SHARE = 0.6;
const HEADLINE_WORDS = 3;

/** Stand for tokens outside of the sentence. */
const EDGE = 11;
const BEFORE = 98;
const AFTER = 99;

/** Spreads the numbers of templates over 32 bits (the golden ratio). */
const GOLDEN = 0x9e3779b1;

/** A listed name: tokens `first` to before `last`. */
export interface ListedName {
  readonly first: number;
  readonly last: number;
  readonly bits: number;
}

/** A document's tokens as the mention finder sees them. */
export interface NameView {
  readonly forms: TokenForms;
  readonly tags: Uint8Array;
  /** Of each form: 0 may not stand in a name, 1 joins the words of one, 2 is capitalised. */
  readonly capital: Uint8Array;
  /** Of each form, 1 where its word stands in small letters elsewhere in the document. */
  readonly small: Uint8Array;
  /** Of each form, the hash of its word without the mark of possession, and its clusters. */
  readonly word: Int32Array;
  readonly coarse: Int32Array;
  readonly fine: Int32Array;
  /** The listed names, in order, with what each may name, as bits; and those bits of each token. */
  readonly names: readonly ListedName[];
  readonly listed: Uint16Array;
}

/** A document that was read up to its tags. */
export type TaggedDocument = Pick<Document, 'text' | 'tokens' | 'sentences' | 'forms' | 'tags'>;

/** @throws RangeError for a document without forms and tags: the stages before were not run. */
export function nameView({ tokens, sentences, forms, tags }: TaggedDocument): NameView {
  if (forms === null || tags === null) throw new RangeError('the document has no forms and tags');
  const count = forms.firsts.length;
  const view = {
    forms,
    tags,
    capital: new Uint8Array(count),
    small: new Uint8Array(count),
    word: new Int32Array(count),
    coarse: new Int32Array(count),
    fine: new Int32Array(count),
    names: [] as ListedName[],
    listed: new Uint16Array(tokens.length),
  };
  forms.known.forEach(({ capital, name }, form) => {
    view.capital[form] = capital;
    view.word[form] = name.word;
    view.coarse[form] = name.coarse;
    view.fine[form] = name.fine;
  });
  const inSmall = new Set<number>();
  for (let form = 0; form < count; form++) if (view.capital[form] !== CAPITAL) inSmall.add(view.word[form]!);
  for (let form = 0; form < count; form++) view.small[form] = inSmall.has(view.word[form]!) ? 1 : 0;
  for (const { first, last } of sentences)
    for (let i = first; i < last; i++) {
      if (view.capital[forms.form[i]!] !== CAPITAL) continue;
      const found = listedAt(tokens, i, last);
      if (found === null) continue;
      view.names.push({ first: i, ...found });
      for (let k = i; k < found.last; k++) view.listed[k]! |= found.bits;
    }
  return view;
}

/** Runs of tokens of one sentence that may be names: capitalised words, and joiners between two of them. */
export function nameRuns(
  { forms, capital }: NameView,
  { first, last }: Pick<Sentence, 'first' | 'last'>,
): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (let i = first; i < last; i++) {
    if (capital[forms.form[i]!] !== CAPITAL) continue;
    const run = runs.at(-1);
    if (run !== undefined && joins(capital, forms, run.last, i)) run.last = i + 1;
    else runs.push({ first: i, last: i + 1 });
  }
  return runs;
}

function joins(capital: Uint8Array, { form }: TokenForms, from: number, to: number): boolean {
  if (to - from > MOST_JOINERS) return false;
  for (let i = from; i < to; i++) if (capital[form[i]!] !== JOINER) return false;
  return true;
}

/** 1 for a short line in capitals, 2 for a headline, else 0: there a capital tells little. */
export function headlineness(
  tokens: readonly Token[],
  { forms, capital }: NameView,
  { first, last }: Pick<Sentence, 'first' | 'last'>,
): number {
  let words = 0;
  let capitals = 0;
  for (let i = first; i < last; i++) {
    if (tokens[i]!.kind !== 'word') continue;
    words++;
    if (capital[forms.form[i]!] === CAPITAL) capitals++;
  }
  return capitals <= HEADLINE_SHARE * words ? 0 : words > HEADLINE_WORDS ? 2 : 1;
}

/** How many features {@link addFormFeatures} adds. */
export const FORM_FEATURES = 14;

/** Features of a token by itself, the same wherever it stands. */
export function addFormFeatures(
  { written, name: { word, coarse, fine } }: WordForm,
  mask: number,
  out: Uint32Array,
): void {
  const name = withoutPossessive(written);
  const n = name.length;
  let k = 0;
  const add = (value: number) => {
    out[k] = mix(value, Math.imul(k + 1, GOLDEN)) & mask;
    k++;
  };
  add(1);
  add(hashText(name));
  add(word);
  add(hashText(name, 0, 1));
  add(hashText(name, 0, Math.min(3, n)));
  add(hashText(name, 0, Math.min(4, n)));
  add(hashText(name, Math.max(0, n - 1)));
  add(hashText(name, Math.max(0, n - 2)));
  add(hashText(name, Math.max(0, n - 3)));
  add(hashText(name, Math.max(0, n - 4)));
  add(hashText(lettersOf(name)));
  add(n === written.length ? 0 : 1);
  add(coarse);
  add(fine);
}

/** `X` for each capital, `x` for each small letter, `d` for each digit: "McGuire-7" is "XxXxxxx-d". */
function lettersOf(name: string): string {
  let letters = '';
  for (let i = 0; i < Math.min(name.length, 10); i++) letters += formOf(name, i);
  return letters;
}

/** How many features {@link addContextFeatures} adds. */
export const CONTEXT_FEATURES = 30;

/** Features of token `i` of a sentence among its neighbours. */
export function addContextFeatures(
  view: NameView,
  i: number,
  { first, last }: Pick<Sentence, 'first' | 'last'>,
  headline: number,
  mask: number,
  out: Uint32Array,
): void {
  const { forms, tags, listed } = view;
  const hasBefore = i > first;
  const hasNext = i + 1 < last;
  const form = forms.form[i]!;
  const previous = hasBefore ? forms.form[i - 1]! : -1;
  const following = hasNext ? forms.form[i + 1]! : -1;
  const word = view.word[form]!;
  const wordBefore = hasBefore ? forms.word[i - 1]! : EDGE;
  const wordNext = hasNext ? forms.word[i + 1]! : EDGE;
  const shape = forms.shape[i]!;
  const shapeBefore = hasBefore ? forms.shape[i - 1]! : EDGE;
  const shapeNext = hasNext ? forms.shape[i + 1]! : EDGE;
  const tag = tags[i]!;
  const tagBefore = hasBefore ? tags[i - 1]! : BEFORE;
  const tagNext = hasNext ? tags[i + 1]! : AFTER;
  const list = listed[i]!;
  const coarseBefore = hasBefore ? view.coarse[previous]! : EDGE;
  const coarseNext = hasNext ? view.coarse[following]! : EDGE;
  let k = 0;
  const add = (value: number) => {
    out[k] = mix(value, Math.imul(k + 101, GOLDEN)) & mask;
    k++;
  };
  add(wordBefore);
  add(wordNext);
  add(i - 2 >= first ? forms.word[i - 2]! : EDGE);
  add(i + 2 < last ? forms.word[i + 2]! : EDGE);
  add(mix(wordBefore, word));
  add(mix(word, wordNext));
  add(mix(wordBefore, wordNext));
  add(shape);
  add(mix(shapeBefore, shape));
  add(mix(shape, shapeNext));
  add(mix(mix(shapeBefore, shape), shapeNext));
  add(tag);
  add(tagBefore * 100 + tag);
  add(tag * 100 + tagNext);
  add(mix(tagBefore * 100 + tag, tagNext));
  add(mix(tag, word));
  add(coarseBefore);
  add(coarseNext);
  add(hasBefore ? view.fine[previous]! : EDGE);
  add(hasNext ? view.fine[following]! : EDGE);
  add(mix(view.coarse[form]!, coarseNext));
  add(mix(coarseBefore, view.coarse[form]!));
  add(list);
  add(mix(hasBefore ? listed[i - 1]! : EDGE, list));
  add(mix(list, hasNext ? listed[i + 1]! : EDGE));
  add(mix(list, shape));
  add(hasBefore ? 0 : 1);
  add(mix(hasBefore ? 0 : 1, headline));
  add(mix(hasBefore ? 0 : 1, word));
  // Elsewhere a capital tells enough, and "the House" is none the less a name for a house.
  add(hasBefore && headline === 0 ? 0 : mix(view.small[form]! * 2 + (hasBefore ? 0 : 1), headline));
}
