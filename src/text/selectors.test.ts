import { describe, expect, it } from 'vitest';
import { quoteOf } from './quote.ts';
import { indexSelectors, type Selectors } from './selectors.ts';

const TEXT =
  'Harbour closed 🚢🚢\n\nThe army of Ostrel denied that it had closed the harbour of Sund Vale 🚢 on Monday, and said no more.';
const quote = (exact: string) =>
  quoteOf(TEXT, { start: TEXT.indexOf(exact), end: TEXT.indexOf(exact) + exact.length });

describe('indexSelectors', () => {
  const index = indexSelectors(TEXT);

  it('describes a quote by its words, 32 characters on either side, and its place in code points', () => {
    const [words, place] = index.describe(quote('denied'));
    expect(words).toEqual({
      type: 'TextQuoteSelector',
      exact: 'denied',
      prefix: 'closed 🚢🚢\n\nThe army of Ostrel ',
      suffix: ' that it had closed the harbour ',
    });
    // Two characters of two code units each stand before it.
    expect(place).toEqual({
      type: 'TextPositionSelector',
      start: TEXT.indexOf('denied') - 2,
      end: TEXT.indexOf('denied') + 4,
    });
    expect([...TEXT].slice(place.start, place.end).join('')).toBe('denied');
  });

  it('leads back to every stretch of the text, to the letter', () => {
    const boundaries = [...TEXT.matchAll(/$|./gsu)].map(({ index }) => index);
    for (const start of boundaries)
      for (const end of boundaries.filter((end) => end > start && end < start + 20)) {
        const described = index.describe(quoteOf(TEXT, { start, end }));
        expect(index.resolve(described)).toEqual(quoteOf(TEXT, { start, end }));
        expect(described[0].prefix.isWellFormed() && described[0].suffix.isWellFormed()).toBe(true);
      }
  });

  it('resolves nothing in a text that has changed, neither in the words nor around them', () => {
    const selectors = index.describe(quote('denied'));
    for (const other of [TEXT.replace('denied', 'argued'), TEXT.replace('Ostrel', 'Belmar'), `x${TEXT}`, ''])
      expect(indexSelectors(other).resolve(selectors)).toBeNull();
  });

  it('resolves no selectors that were made up', () => {
    const [words, place] = index.describe(quote('denied'));
    const resolve = (changes: { exact?: string; start?: number; end?: number }) =>
      index.resolve([
        { ...words, exact: changes.exact ?? words.exact },
        { ...place, start: changes.start ?? place.start, end: changes.end ?? place.end },
      ] satisfies Selectors);
    for (const changes of [{ exact: '' }, { start: -1 }, { end: 1e9 }, { start: Number.NaN }, { start: 0.5 }])
      expect(resolve(changes)).toBeNull();
  });

  it('throws for a quote that does not stand there', () => {
    expect(() => index.describe({ start: 0, end: 6, exact: 'denied' })).toThrow(RangeError);
  });
});
