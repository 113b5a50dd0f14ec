/** A piece of text as the PDF draws it, in points from the upper left corner of the page as shown. */
export interface Fragment {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** Fragments on one baseline with no wide gap between them: a line of text, or of a column of it. */
export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Of the baseline. */
  readonly y: number;
  /** The size of most of its characters. */
  readonly size: number;
  /** Counted from 1. */
  readonly page: number;
}

/** A page's pieces of text, and its measure in points. */
export interface PageText {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly fragments: readonly Fragment[];
  /** What stands turned (a stamp in the margin, a label of an axis) or at no place that is a number, in the order of drawing. */
  readonly turned: readonly Fragment[];
}

/** Share of its size that a letter reaches below and above its baseline, in most fonts. */
export const ASCENT = 0.8;
const DESCENT = 0.2;
/** Share of the height that a fragment has to share with a row to stand in it: a superscript does, the next line does not. */
const ROW_SHARE = 0.5;
/** A gap of so many sizes parts columns, cells or words set far apart; the last are joined again where no column is found. */
const COLUMN_GAP = 0.9;
/** A gap of so many sizes is a space that was not drawn; letters of one word stand closer even where they are spaced. */
const SPACE_GAP = 0.13;

/** Sizes that differ by this share are different: a heading, a footnote. */
const SIZE_SHARE = 0.1;

export function isLikeSize(a: number, b: number): boolean {
  return Math.abs(a - b) <= SIZE_SHARE * Math.max(a, b);
}

/** The size that most characters are set in, to half a point; 0 where there are none. */
export function bodySizeOf(pieces: Iterable<{ readonly text: string; readonly size: number }>): number {
  const counts = new Map<number, number>();
  for (const { text, size } of pieces) {
    const rounded = Math.round(2 * size) / 2;
    counts.set(rounded, (counts.get(rounded) ?? 0) + text.length);
  }
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0])[0];
}

/** The outer edges of lines, in points. */
export function edgesOf(lines: readonly Pick<Line, 'left' | 'right'>[]): { left: number; right: number } {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (const line of lines) {
    left = Math.min(left, line.left);
    right = Math.max(right, line.right);
  }
  return { left, right };
}

/** The lines of a page, top to bottom and left to right; lines of neighbouring columns are apart. */
export function linesOf({ page, fragments }: PageText): Line[] {
  return rowsOf(fragments).flatMap((row) => splitRow(row).map((pieces) => toLine(pieces, page)));
}

/** A line of what was drawn as one. */
export function toLine(pieces: readonly Fragment[], page: number): Line {
  let text = '';
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    const isApart = piece.x - right > SPACE_GAP * piece.size && right > Number.NEGATIVE_INFINITY;
    if (isApart && !/\s$/u.test(text) && !/^\s/u.test(piece.text)) text += ' ';
    text += piece.text;
    left = Math.min(left, piece.x);
    right = Math.max(right, piece.x + piece.width);
  }
  const main = pieces.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  return { text: text.replace(/\s+/gu, ' ').trim(), left, right, y: main.y, size: main.size, page };
}

function rowsOf(fragments: readonly Fragment[]): Fragment[][] {
  const rows: Fragment[][] = [];
  for (const fragment of fragments.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    // Sorted by baseline: no earlier row than the last few can reach down to it.
    const row = rows.slice(-3).findLast((candidate) => sharesHeight(candidate[0] as Fragment, fragment));
    if (row) row.push(fragment);
    else rows.push([fragment]);
  }
  return rows;
}

function sharesHeight(a: Fragment, b: Fragment): boolean {
  const top = Math.max(a.y - ASCENT * a.size, b.y - ASCENT * b.size);
  const bottom = Math.min(a.y + DESCENT * a.size, b.y + DESCENT * b.size);
  return bottom - top >= ROW_SHARE * Math.min(a.size, b.size);
}

function splitRow(row: readonly Fragment[]): Fragment[][] {
  const parts: Fragment[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const fragment of row.toSorted((a, b) => a.x - b.x)) {
    const last = parts.at(-1);
    if (last === undefined || fragment.x - right > COLUMN_GAP * fragment.size) parts.push([fragment]);
    else last.push(fragment);
    right = Math.max(right, fragment.x + fragment.width);
  }
  return parts;
}
