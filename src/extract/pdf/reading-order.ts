import { edgesOf, isLikeSize, type Line } from './page-text.ts';

/** Fewest lines on either side of a gutter: fewer are a table's row or a signature beside another. */
const COLUMN_LINES = 4;
/** Share of a column's width that the words of its middle line fill at least; cells of a table are mostly shorter. */
const COLUMN_FILL = 0.55;
/** Points between two columns, at least; journals have 12. */
const GUTTER = 5;
/** Columns inside columns: newspapers have six. */
const DEPTH = 6;

/**
 * The lines of a page in the order in which they are read: groups of lines that stand below one another, column by column.
 * A line over the whole width (a headline, a wide figure's caption) parts what is above it from what is below.
 */
export function readingOrder(lines: readonly Line[]): Line[][] {
  return order(lines, DEPTH).filter((group) => group.length > 0);
}

function order(lines: readonly Line[], depth: number): Line[][] {
  const gutter = depth > 0 ? findGutter(lines) : null;
  if (gutter === null) return [joinRows(lines)];
  const isLeft = (line: Line): boolean => line.right <= gutter - GUTTER;
  const isRight = (line: Line): boolean => line.left >= gutter - 1;
  const groups: Line[][] = [];
  let across: Line[] = [];
  let band: Line[] = [];
  const closeBand = (): void => {
    groups.push(...order(band.filter(isLeft), depth - 1), ...order(band.filter(isRight), depth - 1));
    band = [];
  };
  const sorted = lines.toSorted((a, b) => a.y - b.y);
  sorted.forEach((line, i) => {
    const isAlone = !isBesideAny(line, sorted[i - 1], sorted[i + 1]);
    const isAcross = (!isLeft(line) && !isRight(line)) || (isAlone && endsAcross(across.at(-1), line));
    if (isAcross && band.length > 0) closeBand();
    if (isAcross) across.push(line);
    else {
      if (across.length > 0) groups.push(joinRows(across));
      across = [];
      band.push(line);
    }
  });
  if (band.length > 0) closeBand();
  if (across.length > 0) groups.push(joinRows(across));
  return groups;
}

/** Sizes between two lines of one headline or paragraph at most. */
const LEADING = 1.5;

/** Whether a short line is the last of a headline or a paragraph over the whole width. */
function endsAcross(above: Line | undefined, line: Line): boolean {
  return above !== undefined && isLikeSize(above.size, line.size) && line.y - above.y < LEADING * line.size;
}

function isBesideAny(line: Line, ...others: (Line | undefined)[]): boolean {
  return others.some((other) => other !== undefined && isBeside(line, other));
}

/**
 * The left edge of a column that has another to its left, or null: of the edges where several lines begin, the one that
 * parts the page most evenly, by characters.
 */
function findGutter(lines: readonly Line[]): number | null {
  if (lines.length < 2 * COLUMN_LINES) return null;
  const { left, right } = edgesOf(lines);
  let best: { edge: number; weight: number } | null = null;
  for (const edge of commonEdges(lines)) {
    const before = lines.filter((line) => line.right <= edge - GUTTER);
    const after = lines.filter((line) => line.left >= edge - 1);
    if (!isColumn(before, edge - GUTTER - left) || !isColumn(after, right - edge)) continue;
    const weight = Math.min(characters(before), characters(after));
    if (best === null || weight > best.weight) best = { edge, weight };
  }
  return best?.edge ?? null;
}

/** Left edges, in whole points, at which several lines begin. */
function commonEdges(lines: readonly Line[]): number[] {
  const counts = Map.groupBy(lines, (line) => Math.round(line.left));
  return [...counts].filter(([, members]) => members.length >= COLUMN_LINES).map(([edge]) => edge);
}

function isColumn(lines: readonly Line[], width: number): boolean {
  const inked = inkOfRows(lines).sort((a, b) => a - b);
  return inked.length >= COLUMN_LINES && (inked[Math.floor(inked.length / 2)] ?? 0) >= COLUMN_FILL * width;
}

/** For each baseline, the width of what stands on it without the gaps: words of a narrow column are set far apart. */
function inkOfRows(lines: readonly Line[]): number[] {
  const inked: number[] = [];
  let above: Line | null = null;
  for (const line of lines.toSorted((a, b) => a.y - b.y)) {
    const width = line.right - line.left;
    if (above && isBeside(above, line)) inked[inked.length - 1] = (inked.at(-1) ?? 0) + width;
    else inked.push(width);
    above = line;
  }
  return inked;
}

/** Whether two lines stand on one baseline. */
function isBeside(a: Line, b: Line): boolean {
  return Math.abs(a.y - b.y) <= 0.3 * Math.min(a.size, b.size);
}

function characters(lines: readonly Line[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}

/** Top to bottom; what stands side by side on one baseline is one line. */
function joinRows(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (const line of lines.toSorted((a, b) => a.y - b.y || a.left - b.left)) {
    const last = joined.at(-1);
    if (last && isBeside(last, line) && line.left >= last.right)
      joined[joined.length - 1] = { ...last, text: `${last.text} ${line.text}`, right: line.right };
    else joined.push(line);
  }
  return joined;
}
