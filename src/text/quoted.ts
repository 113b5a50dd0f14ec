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
/** Longest quotation within a line, in code units: a long paragraph. A mark with nothing to close it for so long is stray. */
const DOUBLE_LIMIT = 1000;

/**
 * What stands between quotation marks, line by line, marks excluded; sorted, without overlaps. A double mark that its
 * line leaves open quotes to the line's end, where that is near, as newspapers set quotations of several paragraphs; one that is followed by
 * another opening mark before any closes is stray. Coarser than the reader's own stage, which needs tokens: here it only
 * has to tell quoted words from the author's.
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
    const mark = text[i] as string;
    const closing = CLOSING[mark];
    if (closing === undefined || !opens(text, i, start)) continue;
    if (closing === '’' || closing === "'") {
      const limit = Math.min(end, i + SINGLE_LIMIT);
      const close = closingSingle(text, Math.max(i + 1, without.get(closing) ?? 0), limit, closing);
      if (close === null) without.set(closing, limit);
      else {
        found.push({ start: i + 1, end: close });
        i = close;
      }
      continue;
    }
    const limit = Math.min(end, i + DOUBLE_LIMIT);
    const next = nextDouble(text, i + 1, limit, { mark, closing, lineStart: start });
    if (next.kind === 'closing' || (next.kind === 'none' && limit === end))
      found.push({ start: i + 1, end: next.at });
    // A stray mark is passed over, and the next opening one is looked at by itself.
    i = next.kind === 'opening' ? next.at - 1 : next.at;
  }
}

/** A straight or single mark opens after white space, a bracket or another mark, and before a word; the others by their form. */
function opens(text: string, i: number, lineStart: number): boolean {
  if (text[i] !== '"' && text[i] !== "'" && text[i] !== '‘') return true;
  if (/\s/u.test(text[i + 1] ?? ' ')) return false;
  return i === lineStart || /[\s([{—–“‘"'-]/u.test(text[i - 1] as string);
}

interface Double {
  readonly mark: string;
  readonly closing: string;
  readonly lineStart: number;
}

/** The next mark that closes a double quotation or opens another; `end` where there is none before it. */
function nextDouble(
  text: string,
  from: number,
  end: number,
  { mark, closing, lineStart }: Double,
): { readonly kind: 'closing' | 'opening' | 'none'; readonly at: number } {
  for (let i = from; i < end; i++) {
    const other = text[i] as string;
    const isOpening = other === mark && opens(text, i, lineStart);
    if (isOpening && (other !== '"' || /\s/u.test(text[i - 1] ?? ' '))) return { kind: 'opening', at: i };
    if (closing.includes(other)) return { kind: 'closing', at: i };
  }
  return { kind: 'none', at: end };
}

function closingSingle(text: string, from: number, to: number, closing: string): number | null {
  for (let i = from; i < to; i++) if (text[i] === closing && closesSingle(text, i)) return i;
  return null;
}

/** A single mark closes after punctuation alone: after a letter it may be an apostrophe. */
function closesSingle(text: string, i: number): boolean {
  return /[.,!?;:…—”"]/u.test(text[i - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[i + 1] ?? ' ');
}
