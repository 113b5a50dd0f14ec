import { describe, expect, it } from 'vitest';
import { trainCrf } from './train-crf.ts';
import { trainCrfs } from './train-crfs.ts';

/** Ten sequences of two tokens each: feature 1 outside, feature 2 a beginning. */
const DATA = {
  hashes: Uint32Array.from({ length: 20 }, (_, i) => 1 + (i % 2)),
  ends: Uint32Array.from({ length: 20 }, (_, i) => i + 1),
  gold: Uint8Array.from({ length: 20 }, (_, i) => i % 2),
};
const RUNS = Array.from({ length: 10 }, (_, i) => ({ first: 2 * i, last: 2 * i + 2, weight: 1 }));
const OPTIONS = { labels: 3, bits: 2, epochs: 2, rate: 0.1, dropout: 0.3, snapshots: 5 };

describe('training several models at a time', () => {
  it('averages the weights of the seeds, and keeps the jobs in order', async () => {
    const few = RUNS.slice(0, 4);
    const [both, one] = await trainCrfs(
      DATA,
      [
        { runs: RUNS, seeds: [1, 2] },
        { runs: few, seeds: [1] },
      ],
      OPTIONS,
    );
    const alone = (runs: typeof RUNS, seed: number) => trainCrf({ ...DATA, runs }, { ...OPTIONS, seed });
    expect(one).toEqual(alone(few, 1));
    const [a, b] = [alone(RUNS, 1).weights, alone(RUNS, 2).weights];
    expect(a).not.toEqual(b);
    expect([...both!.weights]).toEqual(
      Array.from(a, (value, i) => Math.fround(Math.fround(value + b[i]!) / 2)),
    );
  });

  it('refuses a job without a seed', async () => {
    await expect(trainCrfs(DATA, [{ runs: RUNS, seeds: [] }], OPTIONS)).rejects.toThrow(RangeError);
  });
});
