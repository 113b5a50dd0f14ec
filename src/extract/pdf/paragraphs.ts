import { endsSentence } from '../prose.ts';
import { edgesOf, isLikeSize, type Line } from './page-text.ts';

/** Lines that are one paragraph; over a column's or a page's end, lines of both. */
export interface Paragraph {
  readonly lines: Line[];
  /** Of most of its characters, in points. */
  readonly size: number;
  /** The right edge of the column that its last line stands in. */
  right: number;
}

/** A distance of so many usual ones parts two paragraphs. */
const LEADING_SHARE = 1.3;
/** Sizes by which a first line stands in. */
const INDENT = 0.8;
const BULLET = /^(?:[•●▪◦‣∙·*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s/u;

/** The paragraphs of lines that stand below one another. */
export function paragraphsOf(group: readonly Line[]): Paragraph[] {
  const { left } = edgesOf(group);
  const right = usualRight(group);
  const leading = usualLeading(group);
  const paragraphs: Paragraph[] = [];
  for (const line of group) {
    const last = paragraphs.at(-1);
    if (last && goesOn(last, line, { left, right, leading })) last.lines.push(line);
    else paragraphs.push({ lines: [line], size: line.size, right });
  }
  return paragraphs;
}

interface Column {
  readonly left: number;
  readonly right: number;
  readonly leading: number;
}

/** The middle distance of two lines of like size, in sizes; 1.2 where there are none. */
function usualLeading(group: readonly Line[]): number {
  const steps = group
    .flatMap((line, i) => {
      const next = group[i + 1];
      return next && isLikeSize(line.size, next.size) ? [(next.y - line.y) / line.size] : [];
    })
    .filter((step) => step > 0.5 && step < 3)
    .sort((a, b) => a - b);
  // The lower third: where paragraphs are short and set apart, half of the distances are those between them.
  return steps[Math.floor(steps.length / 3)] ?? 1.2;
}

/** The right edge that four lines of five stay within: a wide table among them does not make the column wider. */
function usualRight(group: readonly Line[]): number {
  const edges = group.map((line) => line.right).sort((a, b) => a - b);
  return edges[Math.min(edges.length - 1, Math.floor(0.8 * edges.length))] ?? 0;
}

/** Whether a line belongs to the paragraph above it. */
function goesOn(paragraph: Paragraph, line: Line, column: Column): boolean {
  const above = paragraph.lines.at(-1) as Line;
  if (!isLikeSize(above.size, line.size) || BULLET.test(line.text)) return false;
  if (line.y - above.y > LEADING_SHARE * column.leading * line.size) return false;
  const isIndented = line.left - column.left > INDENT * line.size;
  const wasIndented = above.left - column.left > INDENT * line.size;
  const isList = BULLET.test(paragraph.lines[0]?.text ?? '');
  if (isIndented && !wasIndented && !isList) return false;
  if (!isIndented && wasIndented && paragraph.lines.length > 1) return false;
  return !isBrokenOnPurpose(above, line, column.right);
}

/**
 * Whether a line ends although the next one's first word would have stood on it: a heading in the size of the text, an item of a
 * list, the end of a paragraph. Only where the next begins as a sentence does: a paragraph cut in two loses more than two joined.
 */
function isBrokenOnPurpose(above: Line, next: Line, right: number): boolean {
  if (!/^[\p{Lu}\p{N}"'“‘«(]/u.test(next.text) || /[,;(–—-]$/u.test(above.text)) return false;
  const word = /^\S*/u.exec(next.text)?.[0].length ?? 0;
  const letter = (above.right - above.left) / Math.max(1, above.text.length);
  return above.right + (word + 1) * letter < right - letter;
}

/** Characters of a paragraph that can go on after a column's or a page's end: a heading is shorter. */
const GOES_ON_LENGTH = 40;

/** Whether a paragraph goes on in one that stands at the top of the next column or page. */
export function goesOnAcross(paragraph: Paragraph, next: Paragraph): boolean {
  const last = paragraph.lines.at(-1);
  const first = next.lines[0];
  if (!last || !first || !isLikeSize(paragraph.size, next.size)) return false;
  const length = paragraph.lines.reduce((sum, { text }) => sum + text.length, 0);
  if (length < GOES_ON_LENGTH || endsSentence(last.text) || BULLET.test(first.text)) return false;
  if (/^\p{Ll}/u.test(first.text) || /\p{L}[-\u2010\u00ad]$/u.test(last.text)) return true;
  const isFull = last.right > paragraph.right - 2 * last.size;
  return isFull && paragraph.lines.length > 1 && next.lines.length > 1;
}
