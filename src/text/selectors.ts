import { type Quote, verifyQuote } from './quote.ts';

/** Characters of context on either side of a quote, in UTF-16 code units. Hypothesis, too, keeps 32. */
export const CONTEXT_LENGTH = 32;

/** W3C Web Annotation: the words, and what stands before and after them. */
export interface TextQuoteSelector {
  readonly type: 'TextQuoteSelector';
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/**
 * W3C Web Annotation: where the words stand. The standard counts Unicode code points, and so does this; everywhere else
 * in Onus a span counts UTF-16 code units. The two differ behind a character outside of the basic plane.
 */
export interface TextPositionSelector {
  readonly type: 'TextPositionSelector';
  readonly start: number;
  readonly end: number;
}

/** Two ways to one place: whoever resolves takes the position and checks it by the quote. */
export type Selectors = readonly [TextQuoteSelector, TextPositionSelector];

/** Makes the selectors of quotes of one text, and finds quotes again by them. */
export interface SelectorIndex {
  /** @throws RangeError where the quote's words do not stand at its offsets. */
  describe(quote: Quote): Selectors;
  /**
   * The quote at the selectors' position; null where its words, or those around it, are others. Never fuzzy: within one
   * frozen capture the text either holds the words there or the selectors belong to another text.
   */
  resolve(selectors: Selectors): Quote | null;
}

/** Looks at the text once, so that each selector costs no more than its own length. */
export function indexSelectors(text: string): SelectorIndex {
  const pairs = surrogatePairs(text);
  const toCodePoints = (offset: number) => offset - countBelow(pairs, (at) => at, offset);
  const toCodeUnits = (point: number) => point + countBelow(pairs, (at, i) => at - i, point);
  const contextOf = ({ start, end }: Quote) => ({
    prefix: wellFormed(text.slice(Math.max(0, start - CONTEXT_LENGTH), start)),
    suffix: wellFormed(text.slice(end, end + CONTEXT_LENGTH)),
  });
  return {
    describe(quote) {
      if (!verifyQuote(text, quote))
        throw new RangeError(`the quote at [${quote.start}, ${quote.end}) does not stand in the text`);
      const { start, end, exact } = quote;
      return [
        { type: 'TextQuoteSelector', exact, ...contextOf(quote) },
        { type: 'TextPositionSelector', start: toCodePoints(start), end: toCodePoints(end) },
      ];
    },
    resolve([{ exact, prefix, suffix }, position]) {
      const [start, end] = [toCodeUnits(position.start), toCodeUnits(position.end)];
      const quote = { start, end, exact };
      if (exact === '' || !verifyQuote(text, quote)) return null;
      const context = contextOf(quote);
      return context.prefix === prefix && context.suffix === suffix ? quote : null;
    },
  };
}

/** Offsets of the first half of each surrogate pair, ascending. */
function surrogatePairs(text: string): number[] {
  const pairs: number[] = [];
  for (const { index } of text.matchAll(/[\ud800-\udbff](?=[\udc00-\udfff])/g)) pairs.push(index);
  return pairs;
}

/** How many of the pairs lie before `limit`, by a key that grows with them. */
function countBelow(pairs: readonly number[], key: (at: number, i: number) => number, limit: number): number {
  let [low, high] = [0, pairs.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (key(pairs[middle] as number, middle) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Without the half of a surrogate pair that the cut left at either end. */
function wellFormed(context: string): string {
  return context.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
