const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = String.raw`(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const DAY_FIRST = new RegExp(String.raw`\b${DAY}(?: of)?\.?[ -]${MONTH},?[ -](\d{4})\b`, 'i');
const MONTH_FIRST = new RegExp(String.raw`\b${MONTH} ${DAY},? (\d{4})\b`, 'i');
const YEAR_FIRST = /(?<![\d./-])(\d{4})([-./])(\d{2})\2(\d{2})(?![\d-])/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
/** As mail headers and scripts write an instant: `Mon, 18 Nov 2019 16:07:38 -0600`, `Wed Nov 20 2019 09:28:00 GMT+0000`. */
const CLOCK = String.raw`(\d{2}:\d{2})(?::(\d{2}))? ?(Z|UTC|GMT)?([+-]\d{2}(?::?\d{2})?)?`;
const WRITTEN_INSTANT = new RegExp(
  String.raw`\b(?:${DAY} ${MONTH}|${MONTH} ${DAY}),? (\d{4}),? ${CLOCK}`,
  'i',
);

/** Earliest year that a page on a cyber-incident can have been published in; earlier numbers are something else. */
const FIRST_YEAR = 1980;
const LAST_YEAR = 2100;

/**
 * A machine-readable date of a page (JSON-LD, meta, `<time datetime>`) as EDTF: an instant where the page gives its
 * zone, else the day; null where the value is neither. A time without a zone says no more than its day.
 */
export function edtfOfStamp(stamp: string): string | null {
  const value = stamp.trim();
  const instant = INSTANT.exec(value);
  const [, day = '', minute = '', second = '00', zone] = instant ?? [];
  if (instant && isDay(day)) {
    if (!zone || !isTime(minute, second)) return day;
    return `${day}T${minute}:${second}${zoneOf(zone)}`;
  }
  const written = WRITTEN_INSTANT.exec(value);
  if (written) {
    const [, day1, month1, month2, day2, year = '', minute = '', second = '00', named, offset] = written;
    const writtenDay = edtfOf(['', day1 ?? day2 ?? '', month1 ?? month2 ?? '', year]);
    if (isDay(writtenDay) && isTime(minute, second) && (named || offset))
      return `${writtenDay}T${minute}:${second}${zoneOf(offset ?? named ?? 'Z')}`;
  }
  return dayIn(value)?.edtf ?? null;
}

/** The first day that a text states in words or as YYYY-MM-DD, as EDTF; null where day, month or year is missing. */
export function dayIn(
  text: string,
): { readonly edtf: string; readonly start: number; readonly end: number } | null {
  const found = [YEAR_FIRST.exec(text), DAY_FIRST.exec(text), MONTH_FIRST.exec(text)]
    .filter((match) => match !== null)
    .map((match) => ({ edtf: edtfOf(match), start: match.index, end: match.index + match[0].length }))
    .filter(({ edtf }) => isDay(edtf))
    .sort((a, b) => a.start - b.start);
  return found[0] ?? null;
}

function zoneOf(zone: string): string {
  const [, hours, minutes = '00'] = /^([+-]\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return hours === undefined ? 'Z' : `${hours}:${minutes}`;
}

function edtfOf([, first = '', second = '', third = '', fourth = '']: readonly string[]): string {
  if (/^\d{4}$/.test(first)) return `${first}-${third}-${fourth}`;
  const [day, month] = /^\d/.test(first) ? [first, second] : [second, first];
  const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return `${third}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Whether the calendar has this day, in a plausible year. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return false;
  return date.getUTCFullYear() >= FIRST_YEAR && date.getUTCFullYear() <= LAST_YEAR;
}

function isTime(minute: string, second: string): boolean {
  return minute <= '23:59' && minute.slice(3) <= '59' && second <= '59';
}
