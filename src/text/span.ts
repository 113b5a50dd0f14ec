/**
 * A half-open range `[start, end)` of a text, counted in UTF-16 code units (JavaScript string indices).
 * Invariant: `0 <= start <= end <= text.length`; no span starts or ends inside a surrogate pair.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The length of a span in UTF-16 code units. */
export function spanLength(span: Span): number {
  return span.end - span.start;
}

/** Whether `inner` lies wholly within `outer` (equal ends count as within). */
export function spanContains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** How many code units two spans share; 0 where they only touch. */
export function spanOverlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Order by start, then by end: the order in which a reader meets them. */
export function compareSpans(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}

/** The span without white space at either end; an all-white span becomes empty at its start. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && isWhite(text.charCodeAt(start))) start++;
  while (end > start && isWhite(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

function isWhite(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x2028 || code === 0x2029;
}
