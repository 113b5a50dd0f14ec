import type { Paragraph, Quotation, Token } from '../domain/document.ts';
import { rangeOf } from './token-range.ts';

const DOUBLE = new Set(['"', '“', '”', "''", '``', '„', '«', '»', '‟']);
const SINGLE = new Set(["'", '‘', '’']);
/** Longest stretch, in tokens, in which a single mark is sought its fellow: longer ones are stray apostrophes. */
const SINGLE_LIMIT = 120;

/**
 * Stage 4. Pairs quotation marks within each paragraph. A straight mark opens where white space or an opening bracket
 * stands before it and none after it. A double quotation that its paragraph leaves open runs to the paragraph's end
 * (`closed: false`), as newspapers set quotations of several paragraphs. Single marks count only outside double ones,
 * and only in pairs.
 */
export function findQuotations(
  text: string,
  tokens: readonly Token[],
  paragraphs: readonly Paragraph[],
): Quotation[] {
  const quotations: Quotation[] = [];
  for (const paragraph of paragraphs) {
    for (let i = paragraph.first; i < paragraph.last; i++) {
      const found = quotationAt(text, tokens, i, paragraph.last);
      if (found === null) continue;
      quotations.push(found);
      i = found.last - 1;
    }
  }
  return quotations;
}

function quotationAt(text: string, tokens: readonly Token[], i: number, limit: number): Quotation | null {
  const mark = tokens[i]?.lower ?? '';
  const isDouble = DOUBLE.has(mark);
  if ((!isDouble && !SINGLE.has(mark)) || !opens(text, tokens, i, mark)) return null;
  const fellows = isDouble ? DOUBLE : SINGLE;
  const end = isDouble ? limit : Math.min(limit, i + SINGLE_LIMIT);
  for (let j = i + 1; j < end; j++)
    if (fellows.has(tokens[j]?.lower ?? '') && closes(text, tokens, j))
      return j === i + 1 ? null : quotation(tokens, i, j + 1, true);
  return isDouble && limit > i + 1 ? quotation(tokens, i, limit, false) : null;
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
  return /\S/u.test(before) && !/^[\p{L}\p{N}]/u.test(text.slice(token.end, token.end + 2));
}
