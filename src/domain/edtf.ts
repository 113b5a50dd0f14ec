/** First and last day that a date may mean, as `YYYY-MM-DD`; the last is exclusive of nothing: both may be it. */
interface Bounds {
  readonly first: string;
  readonly last: string;
}

const SEASONS: Readonly<Record<string, readonly [string, string]>> = {
  '21': ['03-01', '05-31'],
  '22': ['06-01', '08-31'],
  '23': ['09-01', '11-30'],
};

/**
 * Orders EDTF dates by the first day that they may mean, then by the last, so that a month stands before the days in it;
 * instants of one day by their time. What is null, or is not of a form that Onus writes, comes last. Precision is never added: a
 * month is not taken for its first day anywhere but here.
 */
export function compareEdtf(a: string | null, b: string | null): number {
  const [keyA, keyB] = [sortKey(a), sortKey(b)];
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}

/** Sorts as text; what spans more days comes first among dates that begin on the same one. */
function sortKey(edtf: string | null): string {
  const bounds = edtf === null ? null : boundsOf(edtf);
  if (edtf === null || bounds === null) return `~${edtf ?? '~'}`;
  const [, time = ''] = /^\d{4}-\d\d-\d\d(T[^/]*)$/.exec(edtf) ?? [];
  // Nines' complement: a later last day sorts before an earlier one.
  const last = bounds.last.replace(/\d/g, (digit) => String(9 - Number(digit)));
  return `${bounds.first} ${last} ${time}`;
}

function boundsOf(edtf: string): Bounds | null {
  const [from = '', to = from] = edtf.replace(/[~?]/g, '').split('/');
  const [first, last] = [partBounds(from), partBounds(to)];
  return first === null || last === null ? null : { first: first.first, last: last.last };
}

function partBounds(part: string): Bounds | null {
  const decade = /^(\d{3})X$/.exec(part)?.[1];
  if (decade !== undefined) return { first: `${decade}0-01-01`, last: `${decade}9-12-31` };
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$/.exec(part) ?? [];
  if (year === undefined) return null;
  if (day !== undefined) return { first: `${year}-${month}-${day}`, last: `${year}-${month}-${day}` };
  if (month === undefined) return { first: `${year}-01-01`, last: `${year}-12-31` };
  const season = SEASONS[month];
  if (season !== undefined) return { first: `${year}-${season[0]}`, last: `${year}-${season[1]}` };
  return { first: `${year}-${month}-01`, last: `${year}-${month}-31` };
}
