import type { Act } from '../../domain/act.ts';
import type { BlockType } from '../../domain/article.ts';
import type { PositionKind } from '../../domain/position.ts';

/** What a position or act does to an accusation: the four families that share a mark on the pages. */
export type Family = 'accuses' | 'rejects' | 'holds back' | 'other';

const FAMILIES: Readonly<Record<PositionKind | Act, Family>> = {
  attributes: 'accuses',
  endorses: 'accuses',
  'condemns by name': 'accuses',
  penalises: 'accuses',
  threatens: 'accuses',
  disputes: 'rejects',
  denies: 'rejects',
  'denies and applauds': 'rejects',
  'condemns in general': 'holds back',
  'condemns on a condition': 'holds back',
  withholds: 'holds back',
  'asks for evidence': 'holds back',
  declines: 'holds back',
  'silent when asked': 'holds back',
  'no statement found': 'holds back',
  claims: 'other',
  appeals: 'other',
  commits: 'other',
  claim: 'other',
  deny: 'rejects',
  attribute: 'accuses',
  penalise: 'accuses',
  threaten: 'accuses',
  'demand-evidence': 'holds back',
  withhold: 'holds back',
  'no-comment': 'holds back',
  dispute: 'rejects',
  endorse: 'accuses',
  condemn: 'accuses',
  appeal: 'other',
  commit: 'other',
  confirm: 'other',
  assess: 'other',
  state: 'other',
};

export function familyOf(kind: PositionKind | Act): Family {
  return FAMILIES[kind];
}

/** The kind as the verb of so many parties: "2 ask for evidence", "1 is silent when asked". */
export function positionVerb(kind: PositionKind, parties: number): string {
  const one = parties === 1;
  if (kind === 'silent when asked') return `${one ? 'is' : 'are'} ${kind}`;
  if (kind === 'no statement found') return `${one ? 'has' : 'have'} no statement in these sources`;
  return one ? kind : kind.replace(/\b(\w+)ies\b/g, '$1y').replace(/\b(\w+)s\b/g, '$1');
}

/** As part of a class name. */
export function familyClass(kind: PositionKind | Act): string {
  return `family-${FAMILIES[kind].replace(' ', '-')}`;
}

const ACT_PHRASES: Readonly<Record<Act, string>> = {
  claim: 'claims the deed',
  deny: 'denies',
  attribute: 'attributes',
  penalise: 'penalises',
  threaten: 'threatens',
  'demand-evidence': 'asks for evidence',
  withhold: 'withholds',
  'no-comment': 'declines to comment',
  dispute: 'disputes',
  endorse: 'endorses',
  condemn: 'condemns',
  appeal: 'appeals',
  commit: 'commits',
  confirm: 'confirms',
  assess: 'assesses',
  state: 'states',
};

export function actPhrase(act: Act): string {
  return ACT_PHRASES[act];
}

const BLOCK_NAMES: Readonly<Partial<Record<BlockType, string>>> = {
  'agency-credit': 'agency credit',
  correction: 'note of a correction',
  appeal: 'appeal to readers',
  login: 'log-in line',
  'quoted-reply': 'quoted mail',
  'running-head': 'head or foot of the pages',
  other: 'not part of the article',
};

export function blockName(type: BlockType): string {
  return BLOCK_NAMES[type] ?? type;
}

/** A probability or share in whole percent, never rounded up to certain or down to impossible. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return `${share < 1 ? Math.min(rounded, 99) : share > 0 ? Math.max(rounded, 1) : rounded} %`;
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

/** The items as a list in a sentence: "a, b and c". */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

const SEASONS: Readonly<Record<string, string>> = { '21': 'spring', '22': 'summer', '23': 'autumn' };

/**
 * An EDTF date in words, no more precise than it is: `2014-12-22` → "22 December 2014", `2014-12` → "December 2014",
 * `2014-12-15/2014-12-21` → "15 to 21 December 2014", `199X` → "the 1990s". `~` becomes "about", `?` "perhaps"; an instant keeps its
 * day alone. What is not of that form is shown as it stands.
 */
export function dateWords(edtf: string): string {
  const [from = '', to, ...more] = edtf.split('/');
  if (to !== undefined) return more.length > 0 ? edtf : (intervalWords(from, to) ?? edtf);
  const decade = /^(\d{3})X$/.exec(edtf);
  if (decade !== null) return `the ${decade[1]}0s`;
  return pointWords(edtf) ?? edtf;
}

function pointWords(edtf: string): string | null {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[^~?]*)?([~?]?)$/.exec(edtf);
  if (parts === null) return null;
  const [, year, month = '', day, doubt] = parts;
  const monthName = MONTHS[Number(month) - 1] ?? (day === undefined ? SEASONS[month] : undefined);
  if (month !== '' && monthName === undefined) return null;
  const words = [day === undefined ? undefined : String(Number(day)), monthName, year].filter((word) => word);
  const prefix = doubt === '~' ? 'about ' : doubt === '?' ? 'perhaps ' : '';
  return prefix + words.join(' ');
}

/** "15 to 21 December 2014", "29 December 2014 to 4 January 2015". */
function intervalWords(from: string, to: string): string | null {
  const [first, last] = [pointWords(from), pointWords(to)];
  if (first === null || last === null) return null;
  if (first === last) return first;
  const isOneMonth = /^\d{4}-\d\d-\d\d$/.test(from) && from.slice(0, 7) === to.slice(0, 7);
  return `${isOneMonth ? first.split(' ')[0] : first} to ${last}`;
}

/** From the first date to the last, in words: each a date as {@link dateWords} takes it. */
export function spanWords(first: string, last: string): string {
  const day = (edtf: string) => edtf.replace(/T.*$/, '');
  const isOneDay = day(first) === day(last);
  if (isOneDay || first.includes('/') || last.includes('/'))
    return isOneDay ? dateWords(first) : `${dateWords(first)} to ${dateWords(last)}`;
  return intervalWords(day(first), day(last)) ?? `${dateWords(first)} to ${dateWords(last)}`;
}

/** The names of months cut to three letters, where there is little room. */
export function shortMonths(words: string): string {
  return words.replace(new RegExp(`\\b(${MONTHS.join('|')})\\b`, 'g'), (month) => month.slice(0, 3));
}

/** An instant in UTC to the minute: "19 December 2014, 09:30 UTC". */
export function instantWords(iso: string): string {
  const time = /T(\d\d:\d\d)/.exec(iso)?.[1];
  return time === undefined ? dateWords(iso) : `${dateWords(iso)}, ${time} UTC`;
}

/** The address as a link target where it is one that a reader may follow, else null. */
export function webAddress(uri: string): string | null {
  if (!URL.canParse(uri)) return null;
  const url = new URL(uri);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

/** What a source is called in lists: its title, else what was asked for. */
export function sourceTitle(source: {
  readonly article: { readonly metadata: { readonly title: { readonly value: string } | null } };
  readonly capture: { readonly targetUri: string };
}): string {
  return (
    source.article.metadata.title?.value ||
    source.capture.targetUri.replace(/^(file|pasted):/, '') ||
    'Untitled'
  );
}
