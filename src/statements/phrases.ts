import type { Document, Token } from '../domain/document.ts';
import { CUE_VERBS } from './cue-lexicon.ts';
import {
  CONJUNCTIONS,
  DETERMINERS,
  isAdverb,
  isAuxiliary,
  PREPOSITIONS,
  PRONOUNS,
  QUESTION_WORDS,
  RELATIVES,
  SUBJECT_PRONOUNS,
  SUBORDINATORS,
} from './word-classes.ts';
import { isName as isNameToken, type ZoneTokens } from './zones.ts';

/** Document tokens `[first, last)`. */
export interface Phrase {
  readonly first: number;
  readonly last: number;
}

/** Longest phrase, in tokens. */
const LONGEST = 12;
/** Words after a party that say what it is held to be. */
const VERDICTS = new Set([
  'responsible',
  'accountable',
  'liable',
  'guilty',
  'called',
  'known',
  'dubbed',
  'named',
  'trying',
]);

/** Noun phrases of a document, as far as closed word classes bound them. */
export class Phrases {
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  /** The noun phrase that opens a part. */
  subject({ indices }: ZoneTokens): Phrase | null {
    const start = indices.find((index) => !SUBORDINATORS.has(this.lower(index)) && this.isWord(index));
    return start === undefined ? null : this.phraseAt(start, (indices.at(-1) ?? start) + 1);
  }

  /** The first phrase in a part that holds a name. */
  firstName({ indices }: ZoneTokens): Phrase | null {
    const { text, tokens } = this.#document;
    const end = (indices.at(-1) ?? -1) + 1;
    for (const index of indices) {
      const token = tokens[index];
      if (token !== undefined && isNameToken(text, token)) return this.phraseAt(index, end);
    }
    return null;
  }

  /** Where the run of name words that begins at a token ends; a possessive ends it. */
  nameEnd(start: number, end: number): number {
    const { text, tokens } = this.#document;
    let last = start;
    for (
      let token = tokens[last];
      token !== undefined && last < end && isNameToken(text, token);
      token = tokens[last]
    ) {
      last++;
      if (token.lower.endsWith("'s")) break;
    }
    return last;
  }

  lower(index: number): string {
    return this.#document.tokens[index]?.lower ?? '';
  }

  isWord(index: number): boolean {
    return this.#document.tokens[index]?.kind === 'word';
  }

  isName(index: number): boolean {
    const token = this.#document.tokens[index];
    return token !== undefined && isNameToken(this.#document.text, token);
  }

  #isNumber(index: number): boolean {
    return this.#document.tokens[index]?.kind === 'number';
  }

  isPhraseWord(index: number): boolean {
    const token: Token | undefined = this.#document.tokens[index];
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'number')) return false;
    const { lower } = token;
    return !(
      isAuxiliary(lower) ||
      CONJUNCTIONS.has(lower) ||
      RELATIVES.has(lower) ||
      QUESTION_WORDS.has(lower) ||
      SUBORDINATORS.has(lower) ||
      (PREPOSITIONS.has(lower) && lower !== 'of') ||
      (isAdverb(lower) && !isNameToken(this.#document.text, token))
    );
  }

  /** Whether the phrase goes on here: a word of a phrase, or "and" between names. */
  #continues(index: number): boolean {
    const lower = this.lower(index);
    if (VERDICTS.has(lower)) return false;
    if (lower === 'of') return !this.lower(index + 1).endsWith('ing');
    if (this.isPhraseWord(index)) return !PRONOUNS.has(lower) || DETERMINERS.has(lower);
    const [before, after] = [this.#document.tokens[index - 1], this.#document.tokens[index + 1]];
    const { text } = this.#document;
    return lower === 'and' && !!before && !!after && isNameToken(text, before) && isNameToken(text, after);
  }

  /** The phrase that begins at a token, as far as it goes before `end`; a pronoun stands alone. */
  phraseAt(start: number, end: number): Phrase | null {
    let first = start;
    while (first < end && !this.isWord(first) && !this.#isNumber(first) && first - start < 2) first++;
    if (first >= end) return null;
    const opening = this.lower(first);
    if (opening.endsWith('ing') && !this.isName(first)) return null;
    if (PRONOUNS.has(opening) && !(DETERMINERS.has(opening) && this.isPhraseWord(first + 1)))
      return { first, last: first + 1 };
    let last = DETERMINERS.has(opening) ? first + 1 : first;
    while (last < end && last - first < LONGEST && this.#continues(last) && !this.#isVerbAt(last, first))
      last++;
    while (last > first && this.lower(last - 1) === 'of') last--;
    const named = this.#nameAfter(last, end);
    if (named !== null) return named;
    const isBare = last === first + 1 && DETERMINERS.has(this.lower(first));
    return last > first && !isBare ? { first, last } : null;
  }

  /** "a group called X", "a crew known as X": the name. */
  #nameAfter(index: number, end: number): Phrase | null {
    const { text, tokens } = this.#document;
    if (!/^(?:called|dubbed|named|known)$/u.test(this.lower(index))) return null;
    let start = index + 1;
    while (start < end && (this.lower(start) === 'as' || !this.isPhraseWord(start)) && start - index < 4)
      start++;
    const token = tokens[start];
    return token !== undefined && start < end && isNameToken(text, token)
      ? { first: start, last: this.nameEnd(start, end) }
      : null;
  }

  /** A lower-case participle or past tense after a name or noun ends the phrase: "Daewol hacked". */
  #isVerbAt(index: number, first: number): boolean {
    const token = this.#document.tokens[index];
    if (token === undefined || index === first || isNameToken(this.#document.text, token)) return false;
    const isPast = /(?:ed|stole|ran|hid|sent|broke|took|held|led|found|paid|lost|put)$/u.test(token.lower);
    return isPast && !DETERMINERS.has(this.lower(index - 1)) && !token.lower.includes('-');
  }

  /** The phrase that ends before the auxiliaries and adverbs before a token. */
  phraseBefore(index: number, from: number): Phrase | null {
    let last = index;
    while (last > from && this.#isVerbal(last - 1)) last--;
    if (
      last <= from ||
      (this.isWord(last - 1) && !this.isPhraseWord(last - 1) && !RELATIVES.has(this.lower(last - 1)))
    )
      return null;
    return this.phraseAt(this.startOf(last - 1, from), last);
  }

  /** Auxiliaries, adverbs, "to", and the participles of "is believed to be". */
  #isVerbal(index: number): boolean {
    const lower = this.lower(index);
    return (
      isAuxiliary(lower) ||
      isAdverb(lower) ||
      lower === 'to' ||
      /^(?:believed|thought|said|suspected)$/u.test(lower)
    );
  }

  /** Where the phrase that holds a token begins: at its determiner, or after a verb that another clause begins with. */
  startOf(index: number, from: number): number {
    let first = index;
    while (
      first > from &&
      index - first < LONGEST &&
      this.#continues(first - 1) &&
      !this.#isSaying(first - 1) &&
      !(DETERMINERS.has(this.lower(first)) && this.lower(first - 1) !== 'of')
    )
      first--;
    return first;
  }

  /** A lower-case verb of saying in the past: the phrase after it is its content's. */
  #isSaying(index: number): boolean {
    if (this.isName(index)) return false;
    const forms = CUE_VERBS.get(this.lower(index));
    if (forms !== undefined && SUBJECT_PRONOUNS.has(this.lower(index - 1))) return true;
    return (
      forms?.some(
        ({ cue, forms: set }) => cue.takes.has('clause') && (set.has('past') || cue.lemma === 'say'),
      ) === true
    );
  }
}
