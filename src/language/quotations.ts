import type { Paragraph, Quotation, Token } from '../domain/document.ts';
import { rangeOf } from './token-range.ts';

const DOUBLE = new Set(['"', '“', '”', "''", '``', '„', '«', '»', '‟']);
const SINGLE = new Set(["'", '‘', '’']);
/** Longest stretch, in tokens, in which a single mark is sought its fellow: longer ones are stray apostrophes. */
const SINGLE_LIMIT = 120;
/** How many lines ahead the mark is sought that closes a double quotation. */
const LINES_AHEAD = 8;

/**
 * Stage 4. Pairs quotation marks within each paragraph. A straight mark opens where white space or an opening bracket
 * stands before it and none after it. A double quotation that its paragraph leaves open runs to the paragraph's end
 * (`closed: false`), as newspapers set quotations of several paragraphs, unless a line after it holds the closing mark
 * with no opening one between. Single marks count only outside double ones,
 * and only in pairs.
 */
export function findQuotations(
  text: string,
  tokens: readonly Token[],
  paragraphs: readonly Paragraph[],
): Quotation[] {
  const quotations: Quotation[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    for (let i = Math.max(paragraph.first, quotations.at(-1)?.last ?? 0); i < paragraph.last; i++) {
      const found = quotationAt(
        text,
        tokens,
        i,
        paragraph.last,
        paragraphs[index + LINES_AHEAD]?.last ?? tokens.length,
      );
      if (found === null) continue;
      quotations.push(found);
      i = found.last - 1;
    }
  }
  return quotations;
}

function quotationAt(
  text: string,
  tokens: readonly Token[],
  i: number,
  limit: number,
  farLimit: number,
): Quotation | null {
  const mark = tokens[i]?.lower ?? '';
  const isDouble = DOUBLE.has(mark);
  if ((!isDouble && !SINGLE.has(mark)) || !opens(text, tokens, i, mark)) return null;
  const fellows = isDouble ? DOUBLE : SINGLE;
  const end = isDouble ? limit : Math.min(limit, i + SINGLE_LIMIT);
  for (let j = i + 1; j < end; j++) {
    if (!fellows.has(tokens[j]?.lower ?? '') || !closes(text, tokens, j)) continue;
    if (!isDouble && isPossessive(tokens, j) && closesLater(text, tokens, j + 1, end)) continue;
    return j === i + 1 ? null : quotation(tokens, i, j + 1, true);
  }
  if (!isDouble || limit <= i + 1) return null;
  const closing = closingAhead(text, tokens, limit, farLimit);
  return closing === null ? quotation(tokens, i, limit, false) : quotation(tokens, i, closing + 1, true);
}

/** The mark in a later line that closes a quotation, where none opens before it. */
function closingAhead(text: string, tokens: readonly Token[], from: number, to: number): number | null {
  for (let i = from; i < to; i++) {
    const mark = tokens[i]?.lower ?? '';
    if (!DOUBLE.has(mark)) continue;
    return closes(text, tokens, i) && !opens(text, tokens, i, mark) ? i : null;
  }
  return null;
}

/** "the workers' names": an apostrophe after a plural. */
function isPossessive(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  return before?.kind === 'word' && before.lower.endsWith('s') && before.end === tokens[i]?.start;
}

/** Whether a single mark with punctuation before it closes a quotation before another opens. */
function closesLater(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const mark = tokens[i]?.lower ?? '';
    if (!SINGLE.has(mark)) continue;
    if (opens(text, tokens, i, mark)) return false;
    if (closes(text, tokens, i) && tokens[i - 1]?.kind === 'punctuation') return true;
  }
  return false;
}

function quotation(tokens: readonly Token[], first: number, last: number, closed: boolean): Quotation {
  const inner = rangeOf(tokens, first + 1, closed ? last - 1 : last);
  return { ...rangeOf(tokens, first, last), inner: { start: inner.start, end: inner.end }, closed };
}

function opens(text: string, tokens: readonly Token[], i: number, mark: string): boolean {
  if (mark === '”' || mark === '’') return false;
  const token = tokens[i];
  if (token === undefined) return false;
  const spaceAfter = /^\s|^$/u.test(text.slice(token.end, token.end + 1));
  if (mark === '“' || mark === '‘' || mark === '``' || mark === '«' || mark === '„') return true;
  return !spaceAfter && /^$|[\s([{—–‘“-]$/u.test(text.slice(Math.max(0, token.start - 1), token.start));
}

/** A closing mark has something visible before it, and no letter right after it. */
function closes(text: string, tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (token === undefined || token.lower === '“' || token.lower === '‘' || token.lower === '``') return false;
  if (token.lower === '”') return true;
  const before = text.slice(Math.max(0, token.start - 1), token.start);
  const after = text.slice(token.end, token.end + 2);
  return /\S/u.test(before) ? !/^[\p{L}\p{N}]/u.test(after) : /^\s|^$/u.test(after);
}
