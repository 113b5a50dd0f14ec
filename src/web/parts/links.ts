import { type Links, type Selection, statementAnchor } from './data.ts';

const part = encodeURIComponent;

function selectionQuery({ party, kind }: Selection): string {
  return new URLSearchParams(kind === null ? { party } : { party, kind }).toString();
}

/** Addresses of a running Onus. */
export const SITE_LINKS: Links = {
  home: '/',
  case: (caseId) => `/cases/${part(caseId)}`,
  cell: (caseId, selection) => `/cases/${part(caseId)}?${selectionQuery(selection)}#cell`,
  source: (sourceId) => `/sources/${part(sourceId)}`,
  statement: (sourceId, statementId) => `/sources/${part(sourceId)}#${statementAnchor(statementId)}`,
  data: (caseId, format) => `/cases/${part(caseId)}.${format}`,
};

/** What of a source a page of a running Onus shows. */
interface SourceAsk {
  /** Of which capture; by default the newest. */
  readonly capture?: string | null;
  readonly view?: 'blocks';
  /** The first block of the list shown, by its place from 0. */
  readonly from?: number;
  /** The version of the correction that was just made. */
  readonly corrected?: string;
  /** The captures to be compared. */
  readonly earlier?: string;
  readonly later?: string;
  readonly hash?: string;
}

/** Blocks shown at once, each with its form: more are a page further. */
export const BLOCK_LIMIT = 100;

export function sourceAddress(sourceId: string, { hash, from, ...ask }: SourceAsk = {}): string {
  const entries = Object.entries({ ...ask, from: from ? String(from) : null });
  const query = new URLSearchParams(entries.filter((entry): entry is [string, string] => entry[1] != null));
  return `/sources/${part(sourceId)}${query.size > 0 ? `?${query}` : ''}${hash === undefined ? '' : `#${hash}`}`;
}

/** Where a form that corrects a block is sent. */
export const correctionsAddress = (sourceId: string) => `/sources/${part(sourceId)}/corrections`;

/** Where the page that reads pasted text stands in a running Onus. */
export const PASTED_ADDRESS = '/read';

/** The file of a published source, below the case's page. */
export function sourceFile(sourceId: string): string {
  return `sources/${sourceId.replace(/[^\w-]/g, '-')}.html`;
}

/**
 * Addresses within a published case: relative, so that the files may stand anywhere. `root` leads from the page to the
 * case's directory; `partyAnchor` names the section that holds a party's sentences.
 */
export function publishedLinks(root: '' | '../', partyAnchor: (party: string) => string): Links {
  const home = `${root}index.html`;
  return {
    home,
    case: () => home,
    cell: (_caseId, { party }) => `${home}#${partyAnchor(party)}`,
    source: (sourceId) => root + sourceFile(sourceId),
    statement: (sourceId, statementId) => `${root}${sourceFile(sourceId)}#${statementAnchor(statementId)}`,
    data: (_caseId, format) => `${root}positions.${format}`,
  };
}
