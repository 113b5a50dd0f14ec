import type { ResolvedTime } from '../../domain/time-expression.ts';
import { type Day, edtfDay, edtfMonth, edtfYear, partsOf, shiftMonth, weekdayOf } from './calendar.ts';
import type { Meaning } from './meaning.ts';
import type { Reference } from './reference.ts';
import { NOTHING, type Resolved, stated } from './resolved.ts';

type Of<Kind extends Meaning['kind']> = Extract<Meaning, { readonly kind: Kind }>;

/** Times longer than a day: as months and years where they are such, as an interval of days where they are weeks. */
export function resolvePeriod(
  meaning: Of<'month'> | Of<'season'> | Of<'period'>,
  reference: Reference | null,
): Resolved {
  if (meaning.kind === 'month') return resolveMonth(meaning, reference);
  if (meaning.kind === 'season') return resolveSeason(meaning, reference);
  if (reference === null) return NOTHING;
  const { unit, shift } = meaning;
  if (unit === 'week') return week(reference.day, shift ?? 0);
  if (unit === 'weekend') return weekend(reference.day, shift);
  const { year, month } = partsOf(reference.day);
  const at = shiftMonth({ year, month }, shift ?? 0);
  const edtf = unit === 'year' ? edtfYear(year + (shift ?? 0)) : edtfMonth(at.year, at.month);
  const rule = `the ${unit} ${shift === -1 ? 'before' : shift === 1 ? 'after' : 'of'} the article’s${shift === 0 ? ' day' : ''}`;
  return byShift(shift, { edtf, rule, isRelative: true });
}

/** "last …" is past, "next …" to come, "this …" either. */
function byShift(shift: -1 | 0 | 1 | undefined, time: ResolvedTime): Resolved {
  return { past: shift === 1 ? null : time, future: shift === -1 ? null : time };
}

/** Weeks from Monday to Sunday; this week's past ends with the article's day, and may begin on Sunday where that is a Monday. */
function week(day: Day, shift: -1 | 0 | 1): Resolved {
  const today = weekdayOf(day);
  const monday = day - (today - 1) + 7 * shift;
  if (shift !== 0) {
    const rule = `Monday to Sunday of the week ${shift < 0 ? 'before' : 'after'} the article’s`;
    return byShift(shift, { edtf: interval(monday, monday + 6), rule, isRelative: true });
  }
  const past = interval(today === 1 ? day - 1 : monday, day);
  return {
    past: { edtf: past, rule: 'the article’s week, up to its day', isRelative: true },
    future: {
      edtf: interval(day, Math.max(monday + 6, day + 1)),
      rule: 'the article’s week, from its day on',
      isRelative: true,
    },
  };
}

function weekend(day: Day, shift: -1 | 0 | 1 | undefined): Resolved {
  const today = weekdayOf(day);
  const isWeekend = today >= 6;
  const coming = day + (6 - Math.min(today, 6)) - (today === 7 ? 1 : 0);
  const past = isWeekend && shift !== -1 ? coming : coming - 7;
  const future = shift === 1 && isWeekend ? coming + 7 : coming;
  const time = (saturday: Day, rule: string): ResolvedTime => ({
    edtf: interval(saturday, saturday + 1),
    rule,
    isRelative: true,
  });
  return {
    past:
      shift === 1
        ? null
        : time(past, 'the last Saturday and Sunday before the article, or those that it came out on'),
    future: shift === -1 ? null : time(future, 'the next Saturday and Sunday'),
  };
}

function interval(from: Day, to: Day): string {
  return `${edtfDay(from)}/${edtfDay(to)}`;
}

function resolveMonth({ month, year, shift, yearShift }: Of<'month'>, reference: Reference | null): Resolved {
  if (year !== null) return stated(edtfMonth(year, month), reference);
  if (reference === null) return NOTHING;
  const now = partsOf(reference.day);
  if (yearShift !== undefined) {
    const rule = 'that month of the year before, of or after the article’s';
    const time = { edtf: edtfMonth(now.year + yearShift, month), rule, isRelative: true };
    return byShift(yearShift, time);
  }
  const past = month <= now.month ? now.year : now.year - 1;
  const future = month >= now.month ? now.year : now.year + 1;
  const time = (at: number, doubt: string, rule: string): ResolvedTime => ({
    edtf: `${edtfMonth(at, month)}${doubt}`,
    rule,
    isRelative: true,
  });
  if (shift === -1) {
    // "last June" in October: this year's, or the one before; in June it is last year's.
    const at = month === now.month ? now.year - 1 : past;
    return {
      past: time(at, month < now.month ? '?' : '', 'the last such month before the article’s'),
      future: null,
    };
  }
  if (shift === 1)
    return {
      past: null,
      future: time(month === now.month ? now.year + 1 : future, '', 'the next such month'),
    };
  return {
    past: time(past, '', 'the last such month, the article’s or one before'),
    future: time(future, '', 'the next such month, the article’s or one after'),
  };
}

/** Months that a season begins with, in the north; EDTF level 1 counts seasons from 21. */
const SEASON_ENDS: Readonly<Record<number, number>> = { 21: 5, 22: 8, 23: 11 };

function resolveSeason({ season, year, shift }: Of<'season'>, reference: Reference | null): Resolved {
  const edtf = (at: number) => `${edtfYear(at)}-${season}`;
  if (year !== null) return stated(edtf(year), null);
  if (reference === null) return NOTHING;
  const now = partsOf(reference.day);
  const isOver = now.month > (SEASON_ENDS[season] ?? 12);
  const at =
    shift === -1 ? (isOver ? now.year : now.year - 1) : shift === 1 && isOver ? now.year + 1 : now.year;
  const rule = shift === -1 ? 'the last such season that was over' : 'that season, this year or next';
  return byShift(shift, { edtf: edtf(at), rule, isRelative: true });
}
