import type { Span } from './span.ts';

/** Marks that open a quotation, with those that close it. */
const CLOSING: Readonly<Record<string, string>> = {
  '“': '”"',
  '"': '"”',
  '„': '“”',
  '«': '»',
  '‘': '’',
  "'": "'",
};
/** Longest quotation between single marks, in code units: farther apart they are stray apostrophes. */
const SINGLE_LIMIT = 600;

/**
 * What stands between quotation marks, paragraph by paragraph, marks excluded; sorted, without overlaps. A double mark
 * that its line leaves open quotes to the line's end, as newspapers set quotations of several paragraphs. Coarser than
 * the reader's own stage, which needs tokens: here it only has to tell quoted words from the author's.
 */
export function quotedStretches(text: string, stretches: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const { start, end } of stretches)
    for (let line = start; line < end; ) {
      const broken = text.indexOf('\n', line);
      const stop = broken === -1 || broken > end ? end : broken;
      addQuoted(found, text, line, stop);
      line = stop + 1;
    }
  return found;
}

function addQuoted(found: Span[], text: string, start: number, end: number): void {
  // Up to where no single mark closes: it is not sought there again, so that a line of apostrophes takes linear time.
  const without = new Map<string, number>();
  for (let i = start; i < end; i++) {
    const closing = CLOSING[text[i] as string];
    if (closing === undefined || !opens(text, i, start)) continue;
    const isSingle = closing === '’' || closing === "'";
    const limit = isSingle ? Math.min(end, i + SINGLE_LIMIT) : end;
    const close = closingAt(text, Math.max(i + 1, without.get(closing) ?? 0), limit, closing);
    if (close === null && isSingle) {
      without.set(closing, limit);
      continue;
    }
    found.push({ start: i + 1, end: close ?? end });
    i = close ?? end;
  }
}

/** A straight or single mark opens after white space, a bracket or another mark; the others open by their form. */
function opens(text: string, i: number, lineStart: number): boolean {
  if (text[i] !== '"' && text[i] !== "'" && text[i] !== '‘') return true;
  return i === lineStart || /[\s([{—–“‘"-]/u.test(text[i - 1] as string);
}

function closingAt(text: string, from: number, to: number, closing: string): number | null {
  for (let i = from; i < to; i++)
    if (closing.includes(text[i] as string) && closes(text, i, closing)) return i;
  return null;
}

/** A single mark closes after punctuation alone: after a letter it may be an apostrophe. */
function closes(text: string, i: number, closing: string): boolean {
  if (closing !== '’' && closing !== "'") return true;
  return /[.,!?;:…—”"]/u.test(text[i - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[i + 1] ?? ' ');
}
