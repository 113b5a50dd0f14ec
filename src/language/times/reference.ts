import { type Day, dayOf } from './calendar.ts';

/** The day that "yesterday" counts from. */
export interface Reference {
  readonly day: Day;
  /** As it was given: EDTF. */
  readonly edtf: string;
  /** Hour of day of an instant in UTC, whose writer's zone nobody stated; null for a day, or an instant with an offset. */
  readonly utcHour: number | null;
}

/**
 * The reference that a date of publication gives: the day as written, in the zone as written. Null where it names no
 * day (`2014-12`), or none that the calendar has.
 */
export function referenceOf(published: string | null | undefined): Reference | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):[\d:.]*(Z|[+-]00:00)?.*)?$/.exec(published ?? '');
  if (parts === null || published == null) return null;
  const [, year, month, date, hour, zulu] = parts;
  const day = dayOf(Number(year), Number(month), Number(date));
  if (day === null) return null;
  return { day, edtf: published, utcHour: hour !== undefined && zulu !== undefined ? Number(hour) : null };
}

/**
 * Hours (UTC) from which on it is the next day already, or until which it is still the day before, where the English-language
 * press writes: from Los Angeles (UTC−8) to Sydney (UTC+10, +11 in summer).
 */
const NEXT_DAY_FROM = 13;
const DAY_BEFORE_UNTIL = 8;

/** Whether the writer may have had the next day already: the zone is not stated, and the hour is late enough. */
export function mayBeNextDay({ utcHour }: Reference): boolean {
  return utcHour !== null && utcHour >= NEXT_DAY_FROM;
}

/** Whether the writer may have had another day than that of the instant in UTC. */
export function mayBeAnotherDay(reference: Reference): boolean {
  return mayBeNextDay(reference) || (reference.utcHour !== null && reference.utcHour < DAY_BEFORE_UNTIL);
}
