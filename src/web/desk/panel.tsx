import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import type { OpenCell } from '../parts/cell.ts';
import { CellPanel } from '../parts/cell-panel.tsx';
import { SITE_LINKS } from '../parts/links.ts';
import { moreOf } from '../parts/paging.ts';

let root: Root | null = null;

function rootIn(place: HTMLElement): Root {
  if (root === null) {
    // What the server drew here is the same part; the first click replaces it.
    place.replaceChildren();
    root = createRoot(place);
  }
  return root;
}

/** Draws the sentences of a cell and brings the reader to them. */
export function showPanel(place: HTMLElement, caseId: string, cell: OpenCell): void {
  flushSync(() =>
    rootIn(place).render(
      <CellPanel
        id="cell"
        cell={cell}
        links={SITE_LINKS}
        close={SITE_LINKS.case(caseId)}
        more={moreOf(cell, SITE_LINKS, caseId)}
      />,
    ),
  );
  const panel = place.querySelector<HTMLElement>('#cell');
  panel?.focus({ preventScroll: true });
  panel?.scrollIntoView({ block: 'nearest' });
}

export function hidePanel(place: HTMLElement): void {
  flushSync(() => rootIn(place).render(null));
}
