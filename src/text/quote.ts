import type { Span } from './span.ts';

/** A span together with the exact words it covers. Only {@link quoteOf} and {@link verifyQuote} may vouch for one. */
export interface Quote extends Span {
  /** `text.slice(start, end)` of the text that the quote was taken from. */
  readonly exact: string;
}

/** Takes the words a span covers. @throws RangeError where the span does not lie within the text. */
export function quoteOf(text: string, span: Span): Quote {
  if (
    !Number.isInteger(span.start) ||
    !Number.isInteger(span.end) ||
    span.start < 0 ||
    span.end > text.length ||
    span.start >= span.end
  )
    throw new RangeError(
      `span [${span.start}, ${span.end}) is empty or outside a text of ${text.length} code units`,
    );
  return { start: span.start, end: span.end, exact: text.slice(span.start, span.end) };
}

/** Whether the quote's words still stand at its offsets. Never fuzzy: a frozen text either holds the words or does not. */
export function verifyQuote(text: string, quote: Quote): boolean {
  return quote.start < quote.end && text.slice(quote.start, quote.end) === quote.exact;
}
