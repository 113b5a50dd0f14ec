import type { Span } from '../text/span.ts';
import type { Named, NamedText } from './find-names.ts';

/** The words of a statement's source, taken apart at its head: "a spokesman | for the ministry, who …". */
export interface SourcePhrase extends Span {
  readonly first: number;
  readonly last: number;
  /** What the last word of the noun phrase belongs to; null where no list holds it. */
  readonly head: Named | null;
  readonly headWord: string;
  /** Named things before the head, in order. */
  readonly before: readonly Named[];
  /** The word after the noun phrase, in lower case: "for", "who"; null where the source ends there. */
  readonly link: string | null;
  /** Named things after the head: "for the ministry", "at O". */
  readonly after: readonly Named[];
  /** The noun phrase up to its head as worded, without article or possessive pronoun. */
  readonly words: string;
  readonly isIndefinite: boolean;
}

/** Words that end a noun phrase. */
const ENDS = new Set(
  (
    'of at from in for with to by on about against who which that whose where over under behind within after before ' +
    'into through during since as familiar close is was are were has have had said says working based responsible'
  ).split(' '),
);
/** After a noun they begin what is added to it: "the report published on Monday", "scammers posing as clerks". */
const PARTICIPLE =
  /^(?!called$|named$)\p{Ll}+(?:ed|ing)$|^(?:found|held|seen|known|sent|written|independent|able)$/u;
const NOUNS: ReadonlySet<string> = new Set(['noun', 'office', 'anaphor']);
export const POSSESSIVES: ReadonlySet<string> = new Set(['his', 'her', 'our', 'my', 'its', 'their']);
const DETERMINERS = new Set('the a an some its their his her our my this these that those'.split(' '));
/** The possessive mark and legal forms: the word before them is the head. */
const NOT_HEADS = new Set(['s', 'inc', 'corp', 'ltd', 'llc', 'plc', 'co', 'gmbh']);
/** In UTF-16 code units: a longer name would break a table's row. */
const NAME_LIMIT = 120;

/** Takes a source apart; null where it holds no word. */
export function sourcePhraseOf(text: NamedText, span: Span): SourcePhrase | null {
  const first = firstWordFrom(text, span.start);
  let last = first;
  while ((text.words[last]?.start ?? span.end) < span.end) last++;
  if (
    last === first ||
    (last === first + 1 &&
      DETERMINERS.has(clipped(text, first, span)) &&
      !POSSESSIVES.has(clipped(text, first, span)))
  )
    return null;
  const end = headEnd(text, first, last);
  const head = text.covering[end - 1] ?? null;
  const headFirst = head?.first ?? end - 1;
  const opening = clipped(text, first, span);
  const from = DETERMINERS.has(opening) && end - first > 1 ? first + 1 : first;
  const words = text.text
    .slice(
      Math.max(span.start, text.words[from]?.start ?? 0),
      Math.min(span.end, text.words[end - 1]?.end ?? 0),
    )
    .replace(/\s+/gu, ' ')
    .slice(0, NAME_LIMIT);
  return {
    start: span.start,
    end: span.end,
    first,
    last,
    head,
    headWord: clipped(text, end - 1, span),
    before: namedBetween(text, first, headFirst),
    link: end < last ? clipped(text, end, span) : null,
    after: namedBetween(text, Math.max(end, head?.last ?? end), last),
    words,
    isIndefinite: opening === 'a' || opening === 'an' || opening === 'some' || opening === 'another',
  };
}

/** A word in lower case, as far as it stands in the span: a span may cut into a word. */
function clipped(text: NamedText, index: number, span: Span): string {
  const word = text.words[index];
  if (word === undefined) return '';
  return text.text.slice(Math.max(word.start, span.start), Math.min(word.end, span.end)).toLowerCase();
}

/** Index of the first word that does not end before `offset`. */
export function firstWordFrom(text: NamedText, offset: number): number {
  let low = 0;
  let high = text.words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((text.words[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function headEnd(text: NamedText, first: number, last: number): number {
  let end = first;
  while (end < last) {
    const word = text.words[end];
    const before = text.words[end - 1];
    if (!word) break;
    const gap = before === undefined || end === first ? '' : text.text.slice(before.end, word.start);
    const cover = text.covering[end] ?? null;
    const isEnd = cover === null && ENDS.has(word.lower) && !/^[-‑–]$/u.test(gap);
    const isTail =
      cover === null && NOUNS.has(text.covering[end - 1]?.entry.class ?? '') && PARTICIPLE.test(word.form);
    if (end > first && (isEnd || isTail || /[,(:;–—]/u.test(gap))) break;
    end = cover === null ? end + 1 : Math.max(end + 1, Math.min(cover.last, last));
  }
  const lastWord = text.words[end - 1]?.lower ?? '';
  return end - first > 1 && NOT_HEADS.has(lastWord) && text.covering[end - 1] == null ? end - 1 : end;
}

function namedBetween(text: NamedText, first: number, last: number): Named[] {
  const found: Named[] = [];
  for (let i = first; i < last; i++) {
    const name = text.covering[i];
    if (name && name.first === i) found.push(name);
  }
  return found;
}
