import type { OpenCell } from './cell.ts';
import type { Links } from './data.ts';

/** Sentences shown at once: more are a page further, so that no case makes a page without end. */
export const SENTENCE_LIMIT = 100;

/** The sentences after those shown; null where these are the last. */
export function moreOf(cell: OpenCell, links: Links, caseId: string): string | null {
  const next = cell.from + SENTENCE_LIMIT;
  if (next >= cell.total) return null;
  const [address, hash] = links.cell(caseId, cell.selection).split('#');
  return `${address}&from=${next}#${hash}`;
}
