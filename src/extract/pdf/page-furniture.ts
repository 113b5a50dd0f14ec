import type { Label } from '../label.ts';
import type { Line } from './page-text.ts';

/** Share of a page's height, at its head and at its foot, that running heads stand in. */
const MARGIN_SHARE = 0.12;
/** Lines in each of the two that can be one. */
const MARGIN_LINES = 3;
/** Sizes between a head and the text below it; lines of one paragraph are 1.2 apart. */
const APART = 1.5;
/** Points by which the same head stands higher on one page than on another. */
const DRIFT = 6;
const PAGE_NUMBER =
  /^(?:[-–—|\s]*(?:page|p\.)?\s*(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:\/|of|\|)\s*\d{1,4})?[-–—|\s]*)$/i;
const ADDRESS = /^(?:https?|file):\/\/\S+(?:\s+\d{1,4}\/\d{1,4})?$/;
/** What browsers print above a page: when it was printed, then its title. */
const PRINTED = /^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}[:.]\d{2}(?:\s?[AP]M)?\b/;

/** The height of each page in points, by its number. */
export type Heights = ReadonlyMap<number, number>;

/**
 * What stands at the head or foot of pages for orientation and is no text of the document: lines that stand alike, numbers
 * aside, at the same height on two pages or more; page numbers; addresses that a browser prints.
 */
export function pageFurniture(lines: readonly Line[], heights: Heights): Map<Line, Label> {
  const margins = [...Map.groupBy(lines, ({ page }) => page)].flatMap(([page, own]) =>
    marginLines(own, heights.get(page) ?? 0),
  );
  const printed = margins.filter(({ text }) => PRINTED.test(text) || ADDRESS.test(text));
  const alike = Map.groupBy(margins, ({ text }) => keyOf(text));
  const found = new Map<Line, Label>();
  for (const line of margins) {
    const pages = new Set(
      alike
        .get(keyOf(line.text))
        ?.filter(({ y }) => Math.abs(y - line.y) <= DRIFT)
        .map(({ page }) => page),
    );
    const isBeside = printed.some(({ page, y }) => page === line.page && Math.abs(y - line.y) < 1);
    const label = isBeside ? PRINTED_BY_BROWSER : labelOf(line, pages.size);
    if (label) found.set(line, label);
  }
  return found;
}

const PRINTED_BY_BROWSER = furniture('what a browser prints around a page', 0.95);

function labelOf({ text }: Line, pages: number): Label | null {
  if (PAGE_NUMBER.test(text)) return furniture('a page number', 0.95);
  if (pages >= 2) return furniture(`stands alike at the edge of ${pages} pages`, 0.95);
  return null;
}

function furniture(reason: string, probability: number): Label {
  return { type: 'running-head', reason, probability };
}

function keyOf(text: string): string {
  return text.toLowerCase().replace(/\d+/g, '#');
}

/** The first and the last lines of a page, as far as they stand apart from its text. */
function marginLines(lines: readonly Line[], height: number): Line[] {
  const sorted = lines.toSorted((a, b) => a.y - b.y);
  const head = sorted.slice(0, MARGIN_LINES).filter(({ y }) => y < MARGIN_SHARE * height);
  const foot = sorted.slice(-MARGIN_LINES).filter(({ y }) => y > (1 - MARGIN_SHARE) * height);
  const below = sorted[head.length];
  const above = sorted[sorted.length - foot.length - 1];
  return [
    ...upToGap(head, (line, i) => gapBetween(line, head[i + 1] ?? below)),
    ...upToGap(foot.toReversed(), (line, i) => gapBetween(foot.toReversed()[i + 1] ?? above, line)),
  ];
}

/** Those before the last gap; what no gap parts from the text is text. */
function upToGap(lines: readonly Line[], gapAt: (line: Line, i: number) => number): Line[] {
  const last = lines.findLastIndex((line, i) => gapAt(line, i) >= APART * line.size);
  return lines.slice(0, last + 1);
}

function gapBetween(above: Line | undefined, below: Line | undefined): number {
  return above && below ? below.y - above.y : Number.POSITIVE_INFINITY;
}
