import { describe, expect, it } from 'vitest';
import { adaptToDocument } from './act-mix.ts';

const PRIORS = [0.1, 0.9];
const of = (...values: number[]) => Float64Array.from(values);

describe("a document's mix of acts", () => {
  it('draws a doubtful statement towards what the others of its document do', () => {
    const others = Array.from({ length: 40 }, () => of(0.95, 0.05));
    const [doubtful] = adaptToDocument([of(0.4, 0.6), ...others], PRIORS);
    expect(doubtful![0]).toBeGreaterThan(0.6);
  });

  it('leaves the statements of a document of the usual mix as they are', () => {
    const usual = [of(1, 0), ...Array.from({ length: 9 }, () => of(0, 1))];
    adaptToDocument([...usual, of(0.1, 0.9)], PRIORS).forEach((adapted, i) => {
      expect(adapted[0]).toBeCloseTo([...usual, of(0.1, 0.9)][i]![0]!, 2);
    });
  });

  it('gives probabilities that add up to one, also where a prior is zero', () => {
    const [adapted] = adaptToDocument([of(0.3, 0.7)], [0, 1]);
    expect([...adapted!]).toEqual([0, 1]);
  });

  it('takes a document without statements', () => {
    expect(adaptToDocument([], PRIORS)).toEqual([]);
  });
});
