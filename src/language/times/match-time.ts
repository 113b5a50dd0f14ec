import type { Token } from '../../domain/document.ts';
import { matchDate } from './match-date.ts';
import { matchDistance } from './match-distance.ts';
import type { Cursor, Match } from './meaning.ts';
import {
  AFTER_DAYS_OF_PAPERS,
  BEFORE_NAMED_DAYS,
  DAY_PARTS,
  DAY_WORDS,
  HABITUAL,
  SEASONS,
  SHIFTS,
  WEEKDAYS,
} from './time-words.ts';

/** The words of a sentence, asked by index: lower case, a mark of possession taken off. */
export function cursorOf(text: string, tokens: readonly Token[], first: number, last: number): Cursor {
  const word = (i: number) => (i < first || i >= last ? '' : (tokens[i]?.lower ?? ''));
  return {
    ...{ first, last },
    word: (i) => word(i).replace(/'s?$/u, ''),
    isPossessive: (i) => /'s?$/u.test(word(i)),
    isCapitalised: (i) => /^\p{Lu}/u.test(text.slice(tokens[i]?.start, tokens[i]?.end)),
    isJoined: (i) => tokens[i - 1]?.end === tokens[i]?.start,
  };
}

/**
 * The time that the words from token `i` on name; null where they name none. A match without a meaning is a time that
 * is none for us ("Monday and Tuesday", "every Friday"): it is passed over. Looks at most a dozen tokens ahead.
 */
export function matchTime(cursor: Cursor, i: number): Match | null {
  return (
    matchDate(cursor, i) ??
    matchWeekday(cursor, i) ??
    matchDay(cursor, i) ??
    matchPeriod(cursor, i) ??
    matchDistance(cursor, i)
  );
}

/** "Friday", "last Friday", "Friday morning"; with a date behind it ("Friday, 5 May") the date says more. */
function matchWeekday(cursor: Cursor, i: number): Match | null {
  const shift = SHIFTS.get(cursor.word(i));
  const at = shift === undefined ? i : i + 1;
  const weekday = WEEKDAYS.get(cursor.word(at));
  if (weekday === undefined || isNamedDay(cursor, at)) return null;
  const last = DAY_PARTS.has(cursor.word(at + 1)) && !cursor.isPossessive(at) ? at + 2 : at + 1;
  if (!cursor.isPossessive(last - 1)) {
    const comma = cursor.word(last) === ',' ? last + 1 : last;
    const date = matchDate(cursor, comma);
    if (date?.meaning?.kind === 'date') return { ...date, first: i };
  }
  const second = secondWeekday(cursor, last);
  if (second !== null) return { first: i, last: second, meaning: null };
  const meaning = HABITUAL.has(cursor.word(i - 1)) ? null : ({ kind: 'weekday', weekday, shift } as const);
  return { first: i, last, meaning };
}

function isNamedDay(cursor: Cursor, at: number): boolean {
  if (BEFORE_NAMED_DAYS.has(cursor.word(at - 1))) return true;
  if (cursor.isCapitalised(at + 1) && AFTER_DAYS_OF_PAPERS.has(cursor.word(at + 1))) return true;
  return cursor.word(at - 1) === 'on' && cursor.word(at - 2) === 'mail' && cursor.isCapitalised(at - 2);
}

/** Index after the other day of "Monday and Tuesday", "Friday to Sunday"; null where there is none. */
function secondWeekday(cursor: Cursor, after: number): number | null {
  if (!/^(?:and|or|to|through|until|[-–—/])$/u.test(cursor.word(after))) return null;
  return WEEKDAYS.has(cursor.word(after + 1)) ? after + 2 : null;
}

/** "yesterday", "this morning", "last night". */
function matchDay(cursor: Cursor, i: number): Match | null {
  const word = cursor.word(i);
  const days = DAY_WORDS.get(word);
  if (days !== undefined) {
    if (days === -1 && cursor.word(i - 1) === 'before') return { first: i, last: i + 1, meaning: null };
    // "USA Today".
    if (cursor.isCapitalised(i) && /^(?:usa|russia|turkey|india)$/u.test(cursor.word(i - 1))) return null;
    const last = DAY_PARTS.has(cursor.word(i + 1)) && !cursor.isPossessive(i) ? i + 2 : i + 1;
    return { first: i, last, meaning: { kind: 'offset', days } };
  }
  const part = cursor.word(i + 1);
  if (word === 'this' && DAY_PARTS.has(part) && part !== 'night')
    return { first: i, last: i + 2, meaning: { kind: 'offset', days: 0 } };
  if (word === 'last' && part === 'night')
    return { first: i, last: i + 2, meaning: { kind: 'offset', days: -1 } };
  return null;
}

/** "last week", "this year", "over the weekend". "The last week" and "the next year" are spans of time without a place. */
function matchPeriod(cursor: Cursor, i: number): Match | null {
  const shift = SHIFTS.get(cursor.word(i));
  if (cursor.word(i) === 'the' && cursor.word(i + 1) === 'weekend')
    return { first: i, last: i + 2, meaning: { kind: 'period', unit: 'weekend', shift: undefined } };
  if (shift === undefined || cursor.word(i - 1) === 'the') return null;
  const unit = cursor.word(i + 1);
  const season = SEASONS.get(unit);
  if (season !== undefined)
    return { first: i, last: i + 2, meaning: { kind: 'season', season, year: null, shift } };
  if (unit !== 'week' && unit !== 'weekend' && unit !== 'month' && unit !== 'year') return null;
  return { first: i, last: i + 2, meaning: { kind: 'period', unit, shift } };
}
