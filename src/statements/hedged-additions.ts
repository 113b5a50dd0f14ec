import type { Candidate } from './candidate.ts';
import { type Reading, type Run, wordAt } from './reading.ts';

const HEDGES = /^(?:perhaps|possibly|probably|maybe|presumably)$/u;
const LINKS = /^(?:with|by|through|from|under|for)$/u;

/**
 * "… was carried out by X and perhaps with Y's help": what is added under a hedge of its own is a statement of its own,
 * nested in the content that it ends.
 */
export function hedgedAdditions(reading: Reading, candidates: readonly Candidate[]): Candidate[] {
  return candidates.flatMap((candidate) => {
    const last = candidate.content.at(-1);
    const addition = last === undefined ? null : additionIn(reading, last);
    return addition === null ? [] : [{ ...candidate, content: [addition], rule: 'hedged addition' as const }];
  });
}

function additionIn(reading: Reading, content: Run): Run | null {
  for (let i = content.first + 2; i + 2 < content.last; i++) {
    const joined = wordAt(reading, i - 1) === 'and' || wordAt(reading, i - 1) === ',';
    if (joined && HEDGES.test(wordAt(reading, i)) && LINKS.test(wordAt(reading, i + 1)))
      return { first: i, last: content.last };
  }
  return null;
}
