import { type Span, trimSpan } from '../text/span.ts';
import { endsSentence } from './prose.ts';

/** Least length, in UTF-16 code units, of a line that a program broke at a column. */
const WRAPPED_LENGTH = 35;
/**
 * Share of the lines directly above another that break off within a sentence which the next goes on in lower case,
 * from which a text counts as wrapped; headlines below one another do not go on in lower case.
 */
const WRAPPED_SHARE = 0.4;
/** Fewest such lines to tell by. */
const WRAPPED_LINES = 4;

/**
 * The lines of a text without the white space around them, empty ones left out. Where the text was broken at a column
 * (mail, wire copy), its paragraphs, which are then set apart by empty lines.
 */
export function textUnits(text: string): Span[] {
  const lines = spansBetween(text, /\r\n?|[\n\u2028\u2029\v\f]/g);
  return isWrapped(text, lines) ? spansBetween(text, /(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)/g) : lines;
}

/** What stands between separators, trimmed, without the empty. */
function spansBetween(text: string, separator: RegExp): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { index, 0: found } of text.matchAll(separator)) {
    spans.push(trimSpan(text, { start, end: index }));
    start = index + found.length;
  }
  spans.push(trimSpan(text, { start, end: text.length }));
  return spans.filter((span) => span.start < span.end);
}

function isWrapped(text: string, lines: readonly Span[]): boolean {
  let inner = 0;
  let broken = 0;
  lines.forEach((line, i) => {
    const next = lines[i + 1];
    if (!next || /\n\s*\n|\r\s*\r/.test(text.slice(line.end, next.start))) return;
    inner++;
    const breaksOff =
      line.end - line.start >= WRAPPED_LENGTH && !endsSentence(text.slice(line.start, line.end));
    if (breaksOff && /^\p{Ll}/u.test(text.slice(next.start, next.start + 2))) broken++;
  });
  return broken >= WRAPPED_LINES && broken >= WRAPPED_SHARE * inner;
}
