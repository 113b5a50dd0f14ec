import type { Quote } from './quote.ts';

/** W3C Web Annotation TextPositionSelector: UTF-16 code units, end exclusive. */
export interface TextPositionSelector {
  readonly type: 'TextPositionSelector';
  readonly start: number;
  readonly end: number;
}

/** W3C Web Annotation TextQuoteSelector. */
export interface TextQuoteSelector {
  readonly type: 'TextQuoteSelector';
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Characters of context on each side of a quote, as Hypothesis keeps them. */
export const CONTEXT_LENGTH = 32;

/** The two selectors by which others find a quote again: by place, and by words with their context. */
export function selectorsOf(text: string, quote: Quote): [TextPositionSelector, TextQuoteSelector] {
  return [
    { type: 'TextPositionSelector', start: quote.start, end: quote.end },
    {
      type: 'TextQuoteSelector',
      exact: quote.exact,
      prefix: text.slice(Math.max(0, quote.start - CONTEXT_LENGTH), quote.start),
      suffix: text.slice(quote.end, quote.end + CONTEXT_LENGTH),
    },
  ];
}
