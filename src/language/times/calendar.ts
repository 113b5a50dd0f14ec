/** A day of the Gregorian calendar as the number of days since 1970-01-01. */
export type Day = number;

const MILLISECONDS = 86_400_000;

/** The day, or null where the calendar has none such: 31 February. `month` counts from 1. */
export function dayOf(year: number, month: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000
    ? date.getTime() / MILLISECONDS
    : null;
}

/** 1 Monday … 7 Sunday, as ISO 8601 counts. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function partsOf(day: Day): { readonly year: number; readonly month: number; readonly day: number } {
  const date = new Date(day * MILLISECONDS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `YYYY-MM-DD`. */
export function edtfDay(day: Day): string {
  return new Date(day * MILLISECONDS).toISOString().slice(0, 10);
}

/** `YYYY-MM`. */
export function edtfMonth(year: number, month: number): string {
  return `${edtfYear(year)}-${String(month).padStart(2, '0')}`;
}

export function edtfYear(year: number): string {
  return String(year).padStart(4, '0');
}

/** The month that stands `shift` months from another. */
export function shiftMonth(
  { year, month }: { readonly year: number; readonly month: number },
  shift: number,
): { readonly year: number; readonly month: number } {
  const index = year * 12 + month - 1 + shift;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}
