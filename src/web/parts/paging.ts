import type { Links, Selection } from './data.ts';

/** Sentences shown at once: more are a page further, so that no case makes a page without end. */
export const SENTENCE_LIMIT = 100;

interface Shown {
  readonly selection: Selection;
  readonly total: number;
  readonly from: number;
}

/** The address of the sentences after those shown; null where these are the last. */
export function moreOf(cell: Shown, links: Links, caseId: string): string | null {
  const next = cell.from + SENTENCE_LIMIT;
  if (next >= cell.total) return null;
  const [address, hash] = links.cell(caseId, cell.selection).split('#');
  return `${address}&from=${next}#${hash}`;
}
