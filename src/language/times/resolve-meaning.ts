import type { ResolvedTime } from '../../domain/time-expression.ts';
import { type Day, dayOf, edtfDay, edtfMonth, edtfYear, partsOf, shiftMonth, weekdayOf } from './calendar.ts';
import type { Meaning } from './meaning.ts';
import { mayBeAnotherDay, mayBeNextDay, type Reference } from './reference.ts';
import { resolvePeriod } from './resolve-period.ts';
import { NOTHING, type Resolved, stated } from './resolved.ts';
import type { Unit } from './time-words.ts';

/** A time named before, that "two days later" counts from. */
export interface Antecedent {
  readonly edtf: string;
  readonly isRelative: boolean;
}

type Of<Kind extends Meaning['kind']> = Extract<Meaning, { readonly kind: Kind }>;

/**
 * The time that a meaning has, told of as past and as to come. `isApproximate` is for "about", "around". Null where the
 * words need a reference and there is none.
 */
export function resolveMeaning(
  meaning: Meaning,
  reference: Reference | null,
  isApproximate: boolean,
  antecedent: Antecedent | null,
): Resolved {
  const resolved = resolveExactly(meaning, reference, antecedent);
  // "talked about today": a preposition.
  if (!isApproximate || meaning.kind === 'offset' || meaning.kind === 'weekday' || meaning.kind === 'period')
    return resolved;
  const about = (time: ResolvedTime | null) =>
    time === null || /[~?/X]/u.test(time.edtf) ? time : { ...time, edtf: `${time.edtf}~` };
  return { past: about(resolved.past), future: about(resolved.future) };
}

function resolveExactly(
  meaning: Meaning,
  reference: Reference | null,
  antecedent: Antecedent | null,
): Resolved {
  switch (meaning.kind) {
    case 'date':
      return resolveDate(meaning, reference);
    case 'year':
      return stated(edtfYear(meaning.year), reference);
    case 'decade':
      return stated(`${meaning.decade}X`, reference);
    case 'from-before':
      return resolveFromBefore(meaning, antecedent);
    case 'month':
    case 'season':
    case 'period':
      return resolvePeriod(meaning, reference);
    case 'weekday':
      return reference === null ? NOTHING : resolveWeekday(meaning, reference);
    case 'offset':
      return reference === null ? NOTHING : resolveOffset(meaning, reference);
    case 'ago':
      return reference === null ? NOTHING : { past: ago(meaning, reference), future: null };
  }
}

function resolveDate({ year, month, day, yearShift }: Of<'date'>, reference: Reference | null): Resolved {
  const known =
    year ?? (yearShift === undefined || reference === null ? null : partsOf(reference.day).year + yearShift);
  if (known !== null) {
    const at = dayOf(known, month, day);
    if (at === null) return NOTHING;
    const resolved = stated(edtfDay(at), reference);
    return yearShift === undefined
      ? resolved
      : { past: asRelative(resolved.past), future: asRelative(resolved.future) };
  }
  if (reference === null) return NOTHING;
  const now = partsOf(reference.day).year;
  // Four years back and forth: every date has had a year in between, 29 February too but for a century's turn.
  const years = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((shift) => dayOf(now + shift, month, day));
  const found = years.filter((at) => at !== null);
  const tomorrow = found.find((at) => at === reference.day + 1);
  const before = found.findLast((at) => at <= reference.day);
  const after = found.find((at) => at >= reference.day);
  return {
    past:
      tomorrow === undefined
        ? relative(before, 'the last such day on or before the article’s')
        : {
            edtf: `${edtfDay(tomorrow)}?`,
            rule: 'the day after the article’s, whose date or zone is in doubt',
            isRelative: true,
          },
    future: relative(after, 'the next such day on or after the article’s'),
  };
}

function asRelative(time: ResolvedTime | null): ResolvedTime | null {
  return time === null
    ? null
    : { ...time, rule: 'that day of the year before, of or after the article’s', isRelative: true };
}

function relative(day: Day | undefined, rule: string): ResolvedTime | null {
  return day === undefined ? null : { edtf: edtfDay(day), rule, isRelative: true };
}

const WEEKDAY_NAMES = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function resolveWeekday({ weekday, shift }: Of<'weekday'>, reference: Reference): Resolved {
  const { day } = reference;
  const today = weekdayOf(day);
  const name = WEEKDAY_NAMES[weekday] ?? '';
  const back = (today - weekday + 7) % 7;
  const ahead = (weekday - today + 7) % 7;
  if (shift === -1) {
    // "last Friday" on a Saturday: yesterday, or a week ago yesterday.
    const last = day - (back === 0 ? 7 : back);
    const doubt = weekday < today ? '?' : '';
    return {
      past: {
        edtf: `${edtfDay(last)}${doubt}`,
        rule: `the ${name} before the article’s day`,
        isRelative: true,
      },
      future: null,
    };
  }
  if (shift === 1) {
    const next = day + (ahead === 0 ? 7 : ahead);
    const doubt = weekday > today ? '?' : '';
    return {
      past: null,
      future: {
        edtf: `${edtfDay(next)}${doubt}`,
        rule: `the ${name} after the article’s day`,
        isRelative: true,
      },
    };
  }
  const future = relative(day + ahead, `the ${name} on or after the article’s day`);
  if (ahead === 1 && mayBeNextDay(reference)) {
    const rule = `${name}, which it was already east of Greenwich when the article came out`;
    return { past: { edtf: `${edtfDay(day + 1)}?`, rule, isRelative: true }, future };
  }
  return { past: relative(day - back, `the ${name} on or before the article’s day`), future };
}

function resolveOffset({ days }: Of<'offset'>, reference: Reference): Resolved {
  const doubt = mayBeAnotherDay(reference) ? '?' : '';
  const rule = days === 0 ? 'the article’s day' : `the day ${days < 0 ? 'before' : 'after'} the article’s`;
  const time: ResolvedTime = {
    edtf: `${edtfDay(reference.day + days)}${doubt}`,
    rule: doubt === '' ? rule : `${rule}, by UTC: its zone is not stated`,
    isRelative: true,
  };
  return { past: days > 0 ? null : time, future: days < 0 ? null : time };
}

/** Up to so many days ago are counted to the day. */
const EXACT_DAYS = 10;

function ago({ count, unit }: Of<'ago'>, { day }: Reference): ResolvedTime | null {
  const edtf = shifted(day, -count, unit);
  if (edtf === null) return null;
  const isExact = unit === 'day' && count <= EXACT_DAYS;
  return { edtf: isExact ? edtf : `${edtf}~`, rule: `counted back from the article’s day`, isRelative: true };
}

/** A day, month or year so far from a day as the unit is wide: "a month ago" is a month. */
function shifted(day: Day, count: number, unit: Unit): string | null {
  if (unit === 'day') return edtfDay(day + count);
  if (unit === 'week') return edtfDay(day + 7 * count);
  const { year, month } = partsOf(day);
  if (unit === 'month') {
    const at = shiftMonth({ year, month }, count);
    return at.year < 1000 ? null : edtfMonth(at.year, at.month);
  }
  const at = year + count * (unit === 'decade' ? 10 : 1);
  return at < 1000 || at > 9999 ? null : edtfYear(at);
}

function resolveFromBefore({ count, unit }: Of<'from-before'>, antecedent: Antecedent | null): Resolved {
  const [, year, month, date, doubt = ''] =
    /^(\d{4})-(\d\d)-(\d\d)([~?]?)$/u.exec(antecedent?.edtf ?? '') ?? [];
  const day = dayOf(Number(year ?? 0), Number(month), Number(date));
  if (antecedent === null || day === null) return NOTHING;
  const edtf = shifted(day, count, unit);
  if (edtf === null) return NOTHING;
  const qualifier = unit === 'day' ? doubt : doubt === '?' ? '?' : '~';
  const time: ResolvedTime = {
    edtf: `${edtf}${qualifier}`,
    rule: `counted from ${antecedent.edtf}, named before`,
    isRelative: antecedent.isRelative,
  };
  return { past: time, future: time };
}
