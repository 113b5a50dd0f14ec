import { CUE_VERBS } from '../cue-lexicon.ts';
import { isCapitalised, isTerminal, type Reading, type Run, wordAt } from '../reading.ts';
import { isAdverb, isAuxiliary, RELATIVES, SUBORDINATORS } from '../word-classes.ts';
import { ABOUT, DOCUMENTS, EVENTS, PUBLISHED } from './date-words.ts';
import { holds } from './saying.ts';

/** Longest stretch between a verb and its time, in tokens: "told reporters at a news conference in the capital on Friday". */
export const LONGEST_GAP = 14;

/**
 * Whether tokens `from` to `to` may stand between a verb and a time that belongs to it: persons addressed, places,
 * occasions; no clause of its own, no comma, no matter that is spoken about. Runs in `apart` are passed over as a whole.
 */
export function isOfOneClause(
  reading: Reading,
  from: number,
  to: number,
  apart: readonly Run[] = [],
): boolean {
  if (to < from) return false;
  let left = LONGEST_GAP;
  for (let i = from; i < to; i++) {
    const run = apart.find((one) => holds(one, { first: i, last: i + 1 }));
    if (run !== undefined) {
      i = Math.min(run.last, to) - 1;
      continue;
    }
    if (left-- === 0 || endsClause(reading, i, to)) return false;
  }
  return true;
}

function endsClause(reading: Reading, i: number, to: number): boolean {
  const word = wordAt(reading, i);
  // "in Reno, Nevada, on Sunday": the commas of a name of a place.
  if (word === ',' && isCapitalised(reading, i - 1) && (isCapitalised(reading, i + 1) || i + 1 === to))
    return false;
  if (isTerminal(reading, i) || /^[,;:—–"“”()]$/u.test(word) || word === '--') return true;
  if (SUBORDINATORS.has(word) || RELATIVES.has(word) || word === 'but' || ABOUT.has(word)) return true;
  return isAuxiliary(word) || isVerb(reading, i);
}

/** A finite cue verb that is no noun, participle of publishing, or part of a name. */
function isVerb(reading: Reading, i: number): boolean {
  const word = wordAt(reading, i);
  if (PUBLISHED.has(word) || DOCUMENTS.has(word) || EVENTS.has(word) || isCapitalised(reading, i))
    return false;
  return CUE_VERBS.get(word)?.some(({ forms }) => forms.has('past') || forms.has('third')) === true;
}

/** Whether no verb that could be the clause's own stands in between, whatever else does: "as part of a lawsuit, on the eve of the vote". */
export function isWithoutVerb(reading: Reading, from: number, to: number): boolean {
  if (to < from || to - from > LONGEST_GAP) return false;
  for (let i = from; i < to; i++) {
    const word = wordAt(reading, i);
    if (isAuxiliary(word) || isVerb(reading, i) || /^[;:—–"“”]$/u.test(word)) return false;
  }
  return true;
}

/** Whether only adverbs, commas, auxiliaries and "to" stand in between. */
export function isAdverbsOnly(reading: Reading, from: number, to: number): boolean {
  if (to < from || to - from > LONGEST_GAP) return false;
  for (let i = from; i < to; i++) {
    const word = wordAt(reading, i);
    if (word !== ',' && word !== 'to' && !isAdverb(word) && !isAuxiliary(word)) return false;
  }
  return true;
}
