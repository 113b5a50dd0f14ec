import { type Block, READ_BLOCK_TYPES } from '../../domain/article.ts';
import { type Span, spanLength, trimSpan } from '../../text/span.ts';

/** Some lines of an article that a language model is shown at once: spans of the text, sorted, each within one paragraph. */
export type Window = readonly Span[];

/**
 * Characters of a window. The densest of the labelled articles has 67 statements in so many; what a model says of them, and the
 * instructions, stay within a context of 8,192 tokens.
 */
export const WINDOW_LENGTH = 4000;
/** Characters, or at least a line, of the end of a window that the next one begins with: what is said in one and named in the other. */
const OVERLAP = 600;
/** A longer line is cut, after a sentence where one ends in its second half. */
const LINE_LENGTH = 1500;

/** The lines of the blocks that are read, without white space at their ends, the long ones cut. */
export function linesOf(text: string, blocks: readonly Pick<Block, 'type' | 'start' | 'end'>[]): Span[] {
  const lines: Span[] = [];
  for (const block of blocks) {
    if (!READ_BLOCK_TYPES.has(block.type)) continue;
    for (let start = block.start; start < block.end; ) {
      const found = text.indexOf('\n', start);
      const end = found < 0 || found > block.end ? block.end : found;
      for (let rest = trimSpan(text, { start, end }); spanLength(rest) > 0; ) {
        const cut = cutOf(text, rest);
        lines.push(trimSpan(text, { start: rest.start, end: cut }));
        rest = trimSpan(text, { start: cut, end: rest.end });
      }
      start = end + 1;
    }
  }
  return lines;
}

function cutOf(text: string, { start, end }: Span): number {
  if (end - start <= LINE_LENGTH) return end;
  const from = start + LINE_LENGTH / 2;
  const whole = text.slice(from, start + LINE_LENGTH);
  for (const boundary of ['. ', ' ']) {
    const at = whole.lastIndexOf(boundary);
    if (at >= 0) return from + at + boundary.length;
  }
  // Not within a surrogate pair.
  const last = text.charCodeAt(start + LINE_LENGTH - 1);
  return start + LINE_LENGTH - (last >= 0xd800 && last < 0xdc00 ? 1 : 0);
}

/** Lines in windows, each but the first beginning with the end of the one before. */
export function windowsOf(lines: readonly Span[]): Window[] {
  const windows: Window[] = [];
  let window: Span[] = [];
  let length = 0;
  for (const line of lines) {
    if (length > 0 && length + spanLength(line) > WINDOW_LENGTH) {
      windows.push(window);
      window = endOf(window);
      length = lengthOf(window);
    }
    window.push(line);
    length += spanLength(line);
  }
  return window.length > 0 ? [...windows, window] : windows;
}

/** A window in two, where what is said of the whole is too long for one answer; null where it is one line. */
export function halvesOf(window: Window): readonly [Window, Window] | null {
  if (window.length < 2) return null;
  const middle = window.length >>> 1;
  return [window.slice(0, middle), window.slice(middle)];
}

/** The text of a window: its lines, with an empty one between them. */
export function textOf(text: string, window: Window): string {
  return window.map(({ start, end }) => text.slice(start, end)).join('\n\n');
}

function endOf(window: Window): Span[] {
  let first = window.length - 1;
  let length = spanLength(window[first] ?? { start: 0, end: 0 });
  while (first > 1 && length + spanLength(window[first - 1] as Span) <= OVERLAP) {
    first--;
    length += spanLength(window[first] as Span);
  }
  return window.slice(first);
}

function lengthOf(window: Window): number {
  return window.reduce((sum, line) => sum + spanLength(line), 0);
}
