import { CUE_VERBS } from './cue-lexicon.ts';
import {
  isCapitalised,
  isTerminal,
  isWord,
  opensQuotation,
  quotationAt,
  type Reading,
  type Run,
  sentenceAt,
  wordAt,
} from './reading.ts';
import type { VerbGroup } from './verb-group.ts';
import {
  DETERMINERS,
  isAdverb,
  isAuxiliary,
  OCCASIONS,
  PREPOSITIONS,
  SUBJECT_PRONOUNS,
  SUBORDINATORS,
  TIME_WORDS,
  WEEKDAYS,
} from './word-classes.ts';

const DASHES = new Set(['—', '–', '--', '-']);

/**
 * Longest content outside of quotations, in tokens. Bounds the work on a hostile text that is one sentence of many cues.
 * Of 24,669 labelled pieces of content in the training articles four are longer.
 */
export const LONGEST_CONTENT = 250;

/**
 * The content that begins at token `from` and ends with its clause, before `limit`: quotations count whole, even where
 * they outlast the sentence. Null where nothing stands there.
 */
export function contentFrom(
  reading: Reading,
  from: number,
  limit: number,
  group: VerbGroup | null,
): Run | null {
  let i = from;
  const end = Math.min(limit, from + LONGEST_CONTENT);
  while (i < end) {
    const quotation = opensQuotation(reading, i) ? quotationAt(reading, i) : null;
    if (quotation !== null) {
      i = quotation.last;
      if (endsWithQuotation(reading, quotation, limit)) break;
      continue;
    }
    if (i > from && endsClause(reading, i, limit, group)) break;
    i++;
  }
  return trimContent(reading, from, i);
}

/** Whether nothing of the clause follows the quotation: it holds the final mark, or the sentence ends there. */
function endsWithQuotation(reading: Reading, quotation: Run, limit: number): boolean {
  if (quotation.last >= limit || isTerminal(reading, quotation.last)) return true;
  return (
    isTerminal(reading, quotation.last - 2) ||
    (wordAt(reading, quotation.last - 2) === ',' && quotation.last - quotation.first > 4)
  );
}

/** Drops the marks that a content does not hold at its ends: commas, colons, and the full stop outside of quotations. */
export function trimContent(reading: Reading, first: number, last: number): Run | null {
  let start = first;
  let end = last;
  const loose = (i: number): boolean =>
    /^(?:[,;:.!?…—–-]|--|\.\.\.)$/u.test(wordAt(reading, i)) && (reading.quoted[i] ?? -1) < 0;
  while (start < end && loose(start)) start++;
  while (end > start && loose(end - 1)) end--;
  return end > start ? { first: start, last: end } : null;
}

/** Whether the clause of the content ends before token `i`. */
function endsClause(reading: Reading, i: number, limit: number, group: VerbGroup | null): boolean {
  const word = wordAt(reading, i);
  if (word === ';') return true;
  if (DASHES.has(word) && reading.tokens[i]?.start !== reading.tokens[i - 1]?.end) return true;
  if (word === 'but') return startsVerbPhrase(reading, i + 1);
  if (word === 'and' || word === 'or') return coordinatesCue(reading, i + 1, group);
  if (word !== ',') return false;
  const next = wordAt(reading, i + 1);
  if (next === 'but' || relativeCueFollows(reading, i + 1, limit)) return true;
  if (next === 'and') return coordinatesCue(reading, i + 2, group);
  if (next === 'according' || next === 'citing') return true;
  if (/^(?:while|although|though|whereas)$/u.test(next)) return true;
  return (
    finiteCueFollows(reading, i + 1) ||
    isParticiple(reading, i + 1, limit) ||
    attributionFollows(reading, i + 1, limit)
  );
}

/** "…, adding that": a participle of a cue verb after the comma. */
function isParticiple(reading: Reading, i: number, limit: number): boolean {
  let at = i;
  while (at < limit && isAdverb(wordAt(reading, at))) at++;
  return CUE_VERBS.get(wordAt(reading, at))?.some(({ forms }) => forms.has('ing')) === true;
}

/** "…, which the ministry says …": the relative clause holds a statement of its own. */
function relativeCueFollows(reading: Reading, i: number, limit: number): boolean {
  if (wordAt(reading, i) !== 'which') return false;
  for (let at = i + 2; at < Math.min(limit, i + 6) && isWord(reading, at); at++)
    if (CUE_VERBS.get(wordAt(reading, at))?.some(({ cue }) => cue.takes.has('clause')) === true) return true;
  return false;
}

/** "…, said …": what the content stood in goes on. */
function finiteCueFollows(reading: Reading, i: number): boolean {
  const forms = CUE_VERBS.get(wordAt(reading, i));
  return (
    !isCapitalised(reading, i) &&
    forms?.some(({ cue, forms: set }) => cue.takes.has('quote') && set.has('past') && !set.has('base')) ===
      true &&
    PREPOSITIONS.has(wordAt(reading, i + 1)) === false
  );
}

/** "…, she said": a short phrase and a finite cue that the sentence ends with. */
function attributionFollows(reading: Reading, i: number, limit: number): boolean {
  for (let at = i; at < Math.min(limit, i + 5); at++) {
    const forms = CUE_VERBS.get(wordAt(reading, at));
    if (forms?.some(({ cue, forms: set }) => cue.takes.has('quote') && set.has('past')) === true) {
      const tail = skipAdverbials(reading, at + 1, limit);
      return at > i && (tail >= limit || isTerminal(reading, tail) || wordAt(reading, tail) === ',');
    }
    if (!isWord(reading, at)) return false;
  }
  return false;
}

/** Whether a finite verb, or an auxiliary, begins here: a second verb of the same subject. */
function startsVerbPhrase(reading: Reading, i: number): boolean {
  let at = i;
  while (isAdverb(wordAt(reading, at))) at++;
  const word = wordAt(reading, at);
  return isAuxiliary(word) || CUE_VERBS.has(word) || SUBJECT_PRONOUNS.has(word);
}

/** Whether a cue verb of the group's own form goes on from the conjunction: "said X and called Y". */
function coordinatesCue(reading: Reading, i: number, group: VerbGroup | null): boolean {
  let at = i;
  while (isAdverb(wordAt(reading, at))) at++;
  const forms = CUE_VERBS.get(wordAt(reading, at));
  if (forms === undefined || group === null || isCapitalised(reading, at)) return false;
  const own = CUE_VERBS.get(wordAt(reading, group.head))?.[0]?.forms;
  return forms.some(({ forms: set }) => [...set].some((form) => own?.has(form) === true));
}

/**
 * The content that stands before its attribution: ends with the comma or quotation before token `end`, begins with the
 * quotation, or with the sentence. `end` is where the attribution begins. Null where nothing quotable stands there.
 */
export function contentBefore(reading: Reading, end: number): Run | null {
  const closing = quotationAt(reading, end - 1);
  if (closing !== null && closing.last === end) {
    const sentence = sentenceAt(reading, closing.first);
    if (sentence === null) return null;
    return trimContent(reading, startOfQuoted(reading, closing.first, sentence.first), end);
  }
  if (wordAt(reading, end - 1) !== ',') return null;
  const sentence = sentenceAt(reading, end - 1);
  if (sentence === null || sentence.first >= end - 1 || end - sentence.first > LONGEST_CONTENT) return null;
  return trimContent(reading, sentence.first, end);
}

/** A quotation that the sentence leads into belongs to a mixed content that begins with the sentence. */
function startOfQuoted(reading: Reading, quotation: number, sentence: number): number {
  if (quotation === sentence) return quotation;
  return wordAt(reading, quotation - 1) === ',' || wordAt(reading, quotation - 1) === ':'
    ? quotation
    : sentence;
}

/** Index after the time, place and occasion that may stand between a verb and its content: "on Monday", "in a statement". */
export function skipAdverbials(reading: Reading, from: number, limit: number): number {
  let i = from;
  for (;;) {
    const next = skipAdverbial(reading, i, limit);
    if (next === i) return i;
    i = next;
  }
}

function skipAdverbial(reading: Reading, i: number, limit: number): number {
  const word = wordAt(reading, i);
  if (i >= limit) return i;
  if (WEEKDAYS.has(word))
    return /^(?:morning|afternoon|evening|night)$/u.test(wordAt(reading, i + 1)) ? i + 2 : i + 1;
  if (isAdverb(word) && !/^(?:only|both|all|most|even|almost|perhaps|maybe|never|not)$/u.test(word))
    return reading.tokens[i + 1]?.kind === 'number' ? i : i + 1;
  if (word === 'to' && !isCapitalised(reading, i + 1) && !DETERMINERS.has(wordAt(reading, i + 1))) return i;
  if (!/^(?:in|on|at|during|by|via|from|last|this|earlier|through|after|to|with|for)$/u.test(word)) return i;
  let end = i;
  for (let j = i + 1; j < Math.min(limit, i + 9); j++) {
    const at = wordAt(reading, j);
    if (!isWord(reading, j) || SUBJECT_PRONOUNS.has(at) || SUBORDINATORS.has(at) || isAuxiliary(at)) break;
    if (TIME_WORDS.has(at) || OCCASIONS.has(at) || /^\d{4}$/u.test(at)) end = j + 1;
    else if (end > i) break;
  }
  return end;
}

/** Index after "in a statement", "in an interview" … right after a verb, which belong to its cue; `from` where there is none. */
export function occasionEnd(reading: Reading, from: number, limit: number): number {
  if (wordAt(reading, from) !== 'in' && wordAt(reading, from) !== 'on' && wordAt(reading, from) !== 'at')
    return from;
  let i = from + 1;
  while (
    i < Math.min(limit, from + 6) &&
    isWord(reading, i) &&
    !OCCASIONS.has(wordAt(reading, i)) &&
    !TIME_WORDS.has(wordAt(reading, i))
  )
    i++;
  if (!OCCASIONS.has(wordAt(reading, i)) || i >= limit || isCapitalised(reading, i)) return from;
  while (OCCASIONS.has(wordAt(reading, i)) && i < limit) i++;
  return i;
}

/** Index after the one addressed: "told reporters", "told The Daily Herald". `from` where nobody stands there. */
export function recipientEnd(reading: Reading, from: number, limit: number): number {
  let i = from;
  if (/^(?:me|him|her|us|them|you|it|reporters)$/u.test(wordAt(reading, i))) return i + 1;
  if (DETERMINERS.has(wordAt(reading, i))) i++;
  if (isCapitalised(reading, i) || wordAt(reading, i).endsWith("'s")) {
    while (
      i < limit &&
      (isCapitalised(reading, i) ||
        (/^(?:of|the|and|&)$/u.test(wordAt(reading, i)) &&
          isCapitalised(reading, i + 1) &&
          wordAt(reading, i) !== 'the'))
    )
      i++;
    if (i < limit && !isStopOfRecipient(reading, i) && wordAt(reading, i).endsWith('s')) i++;
    return i;
  }
  while (i < limit && i - from < 6 && !isStopOfRecipient(reading, i)) i++;
  if (wordAt(reading, i) === 'of' || wordAt(reading, i) === 'at') return recipientEnd(reading, i + 1, limit);
  return i;
}

function isStopOfRecipient(reading: Reading, i: number): boolean {
  const word = wordAt(reading, i);
  return (
    !isWord(reading, i) ||
    PREPOSITIONS.has(word) ||
    SUBORDINATORS.has(word) ||
    SUBJECT_PRONOUNS.has(word) ||
    WEEKDAYS.has(word) ||
    DETERMINERS.has(word) ||
    isAuxiliary(word) ||
    /^(?:and|or|but)$/u.test(word) ||
    isCapitalised(reading, i)
  );
}
