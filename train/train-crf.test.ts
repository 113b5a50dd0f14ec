import { describe, expect, it } from 'vitest';
import { scoreTokens, viterbi } from '../src/statements/fast/crf.ts';
import { legalise, trainCrf } from './train-crf.ts';

const OPTIONS = { labels: 3, bits: 4, epochs: 30, rate: 0.2, dropout: 0, snapshots: 3, seed: 1 };
/** Feature 1 begins a span, feature 2 goes on with one, feature 3 is outside. */
const DATA = {
  hashes: Uint32Array.of(3, 1, 2, 3, 1, 3, 3, 2),
  ends: Uint32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  gold: Uint8Array.of(0, 1, 2, 0, 1, 0, 0, 0),
  runs: [
    { first: 0, last: 4, weight: 1 },
    { first: 4, last: 8, weight: 2 },
  ],
};

describe('training a field', () => {
  it('learns the labels it was shown, where the same word is labelled by its neighbour', () => {
    const crf = trainCrf(DATA, OPTIONS);
    const scores = new Float32Array(4 * 3);
    for (const { first, last } of DATA.runs) {
      const path = new Uint8Array(4);
      scoreTokens(crf, DATA.hashes, DATA.ends, first, 4, scores);
      viterbi(crf, scores, 4, path);
      expect([...path]).toEqual([...DATA.gold.subarray(first, last)]);
    }
  });

  it('gives the same weights for the same seed, and others for another', () => {
    const options = { ...OPTIONS, dropout: 0.5 };
    expect(trainCrf(DATA, options)).toEqual(trainCrf(DATA, options));
    expect(trainCrf(DATA, { ...options, seed: 2 })).not.toEqual(trainCrf(DATA, options));
  });

  it('makes a labelling legal', () => {
    const labels = Uint8Array.of(2, 2, 0, 4, 3, 2);
    legalise(labels, 0, labels.length);
    expect([...labels]).toEqual([1, 2, 0, 3, 3, 1]);
  });
});
