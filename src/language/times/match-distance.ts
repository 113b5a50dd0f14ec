import type { Cursor, Match } from './meaning.ts';
import { APPROXIMATE, COUNTS, UNITS, type Unit } from './time-words.ts';

const UNIT_FORMS: ReadonlyMap<string, Unit> = new Map(
  UNITS.flatMap((unit) => [
    [unit, unit],
    [`${unit}s`, unit],
  ]),
);

/** "two days ago", "a week later", "the next day", "that same day". "Hours ago" and "several days later" name no day. */
export function matchDistance(cursor: Cursor, i: number): Match | null {
  return matchCounted(cursor, i) ?? matchNextDay(cursor, i);
}

function matchCounted(cursor: Cursor, i: number): Match | null {
  const word = cursor.word(i);
  const count = COUNTS.get(word) ?? (/^\d{1,3}$/u.test(word) ? Number(word) : undefined);
  const unit = UNIT_FORMS.get(cursor.word(i + 1));
  // "more than two years ago", "half a year ago": nobody says how long exactly.
  if (count === undefined || unit === undefined || /^(?:than|half|over|least)$/u.test(cursor.word(i - 1)))
    return null;
  const direction = cursor.word(i + 2);
  const last = i + 3;
  if (direction === 'ago') return { first: i, last, meaning: { kind: 'ago', count, unit } };
  if (APPROXIMATE.has(cursor.word(i - 1))) return null;
  if (direction === 'later') return { first: i, last, meaning: { kind: 'from-before', count, unit } };
  if (direction === 'earlier')
    return { first: i, last, meaning: { kind: 'from-before', count: -count, unit } };
  return null;
}

const NEXT: ReadonlyMap<string, number> = new Map([
  ['next', 1],
  ['following', 1],
  ['same', 0],
  ['previous', -1],
]);

function matchNextDay(cursor: Cursor, i: number): Match | null {
  if (!/^(?:the|that)$/u.test(cursor.word(i))) return null;
  const count = NEXT.get(cursor.word(i + 1));
  if (count === undefined || cursor.word(i + 2) !== 'day' || cursor.isPossessive(i + 2)) return null;
  // "on the same day that it had …": the clause that follows says which.
  if (/^(?:that|as|when)$/u.test(cursor.word(i + 3))) return null;
  return { first: i, last: i + 3, meaning: { kind: 'from-before', count, unit: 'day' } };
}
