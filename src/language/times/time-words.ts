/** Closed lists of English words that name times. Lower case. */
const numbered = (list: string): ReadonlyMap<string, number> =>
  new Map(list.split(' ').flatMap((forms, i) => forms.split('|').map((form) => [form, i + 1] as const)));
const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u));

/** From 1; abbreviations with and without their full stop. */
export const MONTHS = numbered(
  'january|jan.|jan february|feb.|feb march|mar.|mar april|apr.|apr may june|jun.|jun july|jul.|jul august|aug.|aug ' +
    'september|sept.|sept|sep.|sep october|oct.|oct november|nov.|nov december|dec.|dec',
);
/** Abbreviations that are words or names of their own, and months only beside a number. */
export const SHORT_MONTHS = words('jan feb mar apr jun jul aug sep sept oct nov dec');
/** Names of months that people bear. */
export const NAMES_OF_PEOPLE = words('may april june august');

/** As ISO 8601 counts: Monday is 1. No abbreviations: "Sun" is a newspaper, "Sat" and "Wed" are verbs. */
export const WEEKDAYS = numbered('monday tuesday wednesday thursday friday saturday sunday');
/** "Black Friday", "Patch Tuesday": names of days that no calendar week has. */
export const BEFORE_NAMED_DAYS = words(
  'black cyber good super patch bloody ash palm easter fat shrove holy maundy exploit giving throwback',
);
/** "The Sunday Times". */
export const AFTER_DAYS_OF_PAPERS = words(
  'times telegraph mirror mail express herald post star independent people world sun tribune business',
);
/** "every Friday", "most years": no time of its own. */
export const HABITUAL = words('every each most some any several many all per alternate');

export const DAY_PARTS = words('morning afternoon evening night');
/** Days from the reference. */
export const DAY_WORDS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['tonight', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);
export const SHIFTS: ReadonlyMap<string, -1 | 0 | 1> = new Map([
  ['last', -1],
  ['this', 0],
  ['next', 1],
]);
/** EDTF level 1; winter belongs to two years and is left out. */
export const SEASONS: ReadonlyMap<string, number> = new Map([
  ['spring', 21],
  ['summer', 22],
  ['autumn', 23],
  ['fall', 23],
]);
export const COUNTS: ReadonlyMap<string, number> = new Map([
  ...['a', 'an'].map((word) => [word, 1] as const),
  ...'one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, i) => [word, i + 1] as const),
]);

export const UNITS = ['day', 'week', 'month', 'year', 'decade'] as const;
export type Unit = (typeof UNITS)[number];

/** "early 2015", "mid-February", "earlier this week": within what follows, and no more precise than it. */
export const PARTS = words('early late mid earlier');
export const APPROXIMATE = words('about around roughly approximately circa some nearly almost');
/** Prepositions before a time; those of more words are found by their last. */
export const LEADS = words(
  `on in at during over of from since until till by before after for to through within between throughout following
   about around`,
);
export const DETERMINERS = words('a an the its his her their our my your this that these those');
