import type { Cursor, Match, Meaning, Shift } from './meaning.ts';
import { MONTHS, NAMES_OF_PEOPLE, PARTS, SEASONS, SHIFTS, SHORT_MONTHS } from './time-words.ts';

/** Years that a news text speaks of by their number alone. */
const YEAR = /^(?:19|20)\d\d$/u;
const DAY = /^(?:[1-9]|[0-3]\d)(?:st|nd|rd|th)?$/u;

/** A date, month, season or year by its name or number; days that no calendar has are matches without a meaning. */
export function matchDate(cursor: Cursor, i: number): Match | null {
  return (
    matchIso(cursor, i) ??
    matchDayFirst(cursor, i) ??
    matchMonthFirst(cursor, i) ??
    matchSeasonOfYear(cursor, i) ??
    matchYear(cursor, i)
  );
}

/** `2014-12-19`. */
function matchIso(cursor: Cursor, i: number): Match | null {
  if (!YEAR.test(cursor.word(i)) || cursor.word(i + 1) !== '-' || cursor.word(i + 3) !== '-') return null;
  for (let at = i + 1; at < i + 5; at++) if (!cursor.isJoined(at)) return null;
  const [month, day] = [cursor.word(i + 2), cursor.word(i + 4)];
  if (!/^\d\d$/u.test(month) || !/^\d\d$/u.test(day)) return null;
  return dateMatch(i, i + 5, { year: Number(cursor.word(i)), month: Number(month), day: Number(day) });
}

/** "19 December 2014", "the 19th of December". */
function matchDayFirst(cursor: Cursor, i: number): Match | null {
  if (!DAY.test(cursor.word(i))) return null;
  const at = cursor.word(i + 1) === 'of' ? i + 2 : i + 1;
  const month = monthAt(cursor, at);
  if (month === null || (at > i + 1 && !/\D/u.test(cursor.word(i)))) return null;
  const { year, yearShift, last } = yearAfter(cursor, at + 1);
  return dateMatch(i, last, { year, month, day: Number.parseInt(cursor.word(i), 10), yearShift });
}

/** "December 19, 2014", "December 2014", "last December", and "December" where the words around it say that it is the month. */
function matchMonthFirst(cursor: Cursor, i: number): Match | null {
  const shift = SHIFTS.get(cursor.word(i));
  const at = shift === undefined ? i : i + 1;
  const month = monthAt(cursor, at);
  if (month === null) return null;
  const day = cursor.word(at + 1);
  if (shift === undefined && !cursor.isPossessive(at) && DAY.test(day)) {
    const range = /^(?:and|to|or|[-–—])$/u.test(cursor.word(at + 2)) && DAY.test(cursor.word(at + 3));
    if (range) return { first: i, last: at + 4, meaning: null };
    const { year, yearShift, last } = yearAfter(cursor, at + 2);
    return dateMatch(i, last, { year, month, day: Number.parseInt(day, 10), yearShift });
  }
  const { year, yearShift, last } = cursor.isPossessive(at)
    ? { year: null, yearShift: undefined, last: at + 1 }
    : yearAfter(cursor, at + 1);
  if (year === null && yearShift === undefined && !isMonthAlone(cursor, i, at)) return null;
  return { first: i, last, meaning: { kind: 'month', month, year, shift, yearShift } };
}

function monthAt(cursor: Cursor, at: number): number | null {
  const word = cursor.word(at).replace(/^mid-/u, '');
  const month = MONTHS.get(word);
  if (month === undefined || (word === cursor.word(at) && !cursor.isCapitalised(at))) return null;
  return month;
}

/** A bare name of a month is one after "in", "last", "early" and the like, or before a noun: "a January report". */
function isMonthAlone(cursor: Cursor, i: number, at: number): boolean {
  const word = cursor.word(at);
  if (SHORT_MONTHS.has(word)) return false;
  if (word.startsWith('mid-')) return true;
  const before = cursor.word(i - 1);
  if (i < at) return true;
  if (NAMES_OF_PEOPLE.has(word) && cursor.isCapitalised(at + 1) && cursor.word(at + 1) !== '') return false;
  if (/^(?:in|since|during|until|till|by|from|of|through|before|after)$/u.test(before) || PARTS.has(before))
    return true;
  // "told in May and June"; "May" after a determiner is a month, and no verb.
  return /^(?:a|an|the|its|his|her|their)$/u.test(before) || cursor.isPossessive(i - 1);
}

/** The year behind a month or day, and where it ends: ", 2014", "of 2014", "last year". */
function yearAfter(
  cursor: Cursor,
  at: number,
): { readonly year: number | null; readonly yearShift: Shift; readonly last: number } {
  const from = /^(?:,|of)$/u.test(cursor.word(at)) ? at + 1 : at;
  if (YEAR.test(cursor.word(from)))
    return { year: Number(cursor.word(from)), yearShift: undefined, last: from + 1 };
  const shift = SHIFTS.get(cursor.word(from));
  if (shift !== undefined && cursor.word(from + 1) === 'year' && !cursor.isPossessive(from + 1))
    return { year: null, yearShift: shift, last: from + 2 };
  return { year: null, yearShift: undefined, last: at };
}

/** "spring 2015", "the summer of 2015". */
function matchSeasonOfYear(cursor: Cursor, i: number): Match | null {
  const season = SEASONS.get(cursor.word(i));
  if (season === undefined) return null;
  const { year, last } = yearAfter(cursor, i + 1);
  return year === null
    ? null
    : { first: i, last, meaning: { kind: 'season', season, year, shift: undefined } };
}

/** "2015", "mid-2016", "the 1990s". A number is a year only after a word that says so, which the caller looks at. */
function matchYear(cursor: Cursor, i: number): Match | null {
  const word = cursor.word(i).replace(/^(?:mid|late|early)-/u, '');
  if (YEAR.test(word)) return { first: i, last: i + 1, meaning: { kind: 'year', year: Number(word) } };
  if (/^(?:19|20)\d0s$/u.test(word))
    return { first: i, last: i + 1, meaning: { kind: 'decade', decade: Number(word.slice(0, 3)) } };
  return null;
}

function dateMatch(
  first: number,
  last: number,
  { year, month, day, yearShift }: { year: number | null; month: number; day: number; yearShift?: Shift },
): Match {
  const meaning: Meaning = { kind: 'date', year, month, day, yearShift };
  const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return { first, last, meaning: day >= 1 && day <= longest ? meaning : null };
}
