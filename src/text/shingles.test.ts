import { describe, expect, it } from 'vitest';
import { CERTAIN_WORDS, fingerprintsOf, SHINGLE_WORDS, shingle } from './shingles.ts';

const whole = (text: string) => shingle(text, [{ start: 0, end: text.length }]);
const wordsOf = (text: string) => whole(text).words.map(({ start, end }) => text.slice(start, end));

/** Numbers from a seed, so that a failure can be seen again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('shingle', () => {
  it('takes words without punctuation, with their places in the text', () => {
    expect(wordsOf('“The U.S. port”, he said — re-opened\nat 9.30!')).toEqual(
      'The U S port he said re opened at 9 30'.split(' '),
    );
  });

  it('knows letters of any script, and takes those set without spaces one by one', () => {
    expect(wordsOf('Füße Łódź Київ')).toEqual(['Füße', 'Łódź', 'Київ']);
    expect(wordsOf('外交部 said')).toEqual(['外', '交', '部', 'said']);
  });

  it('tells runs by their words alone, not by case, marks or line breaks', () => {
    const one = whole('The Harbour Office of Ostrel said');
    const other = whole('the harbour\n\noffice, “of OSTREL” said');
    expect([...other.shingles]).toEqual([...one.shingles]);
    expect([...whole('the harbour office of Belmarra said').shingles]).not.toEqual([...one.shingles]);
  });

  it('reads stretches as one, and nothing between them', () => {
    const text = 'one two three DONATE NOW four five';
    const parts = shingle(text, [
      { start: 0, end: 13 },
      { start: 25, end: text.length },
    ]);
    expect([...parts.shingles]).toEqual([...whole('one two three four five').shingles]);
  });

  it('has no run where there are fewer words than one takes', () => {
    expect(whole('one two three four').shingles).toHaveLength(0);
    expect(whole('').words).toEqual([]);
  });

  it('gives integers that a database of 64 bits holds', () => {
    for (const run of whole(Array.from({ length: 500 }, (_, i) => `w${i}`).join(' ')).shingles)
      expect(Number.isSafeInteger(run) && run >= 0 && run < 2 ** 52).toBe(true);
  });
});

describe('fingerprintsOf', () => {
  it('shares one wherever so many words in a row are shared as it says, whatever stands around them', () => {
    const next = numbers(7);
    for (let round = 0; round < 300; round++) {
      const words = (n: number) => Array.from({ length: n }, () => `w${next(100_000)}`).join(' ');
      const shared = words(CERTAIN_WORDS);
      const [a, b] = [0, 1].map(
        () => new Set(fingerprintsOf(whole(`${words(next(80))} ${shared} ${words(next(80))}`))),
      );
      expect(
        [...(a as Set<number>)].some((each) => b?.has(each)),
        `round ${round}`,
      ).toBe(true);
    }
  });

  it('keeps about one run in twelve, sorted and each once', () => {
    const next = numbers(11);
    const made = whole(Array.from({ length: 20_000 }, () => `w${next(50_000)}`).join(' '));
    const chosen = fingerprintsOf(made);
    expect(chosen.length / made.shingles.length).toBeGreaterThan(0.07);
    expect(chosen.length / made.shingles.length).toBeLessThan(0.1);
    expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
  });

  it('gives a text one, however short, if it has a run at all', () => {
    expect(fingerprintsOf(whole('one two three four five'))).toHaveLength(1);
    expect(fingerprintsOf(whole('one two three four'))).toEqual([]);
    expect(SHINGLE_WORDS).toBe(5);
  });
});
