import { describe, expect, it } from 'vitest';
import { decodeChain } from './chain.ts';

const L = 4;
const NONE = Array.from({ length: L * L }, () => 0);

/** Every path with its score: what the recursions must agree with. */
function everyPath(
  scores: Float32Array,
  transitions: readonly number[],
): { labels: number[]; score: number }[] {
  const count = scores.length / L;
  let paths = Array.from({ length: L }, (_, label) => ({ labels: [label], score: scores[label]! }));
  for (let i = 1; i < count; i++)
    paths = paths.flatMap(({ labels, score }) =>
      Array.from({ length: L }, (_, label) => ({
        labels: [...labels, label],
        score: score + transitions[labels.at(-1)! * L + label]! + scores[i * L + label]!,
      })),
    );
  return paths;
}

const seeded = (seed: number) => () => {
  seed = (seed * 48271) % 2147483647;
  return seed / 2147483647;
};

describe('the chain over a frame', () => {
  it('finds the best of all paths, with its probability, and the marginals of all', () => {
    const random = seeded(7);
    for (let round = 0; round < 20; round++) {
      const scores = Float32Array.from({ length: 5 * L }, () => 6 * random() - 3);
      const transitions = Array.from({ length: L * L }, () => 4 * random() - 2);
      const paths = everyPath(scores, transitions);
      const total = paths.reduce((sum, { score }) => sum + Math.exp(score), 0);
      const best = paths.reduce((a, b) => (b.score > a.score ? b : a));
      const { labels, marginals, logProbability } = decodeChain(scores, transitions);
      expect([...labels]).toEqual(best.labels);
      expect(logProbability).toBeCloseTo(Math.log(Math.exp(best.score) / total), 5);
      for (let i = 0; i < 5; i++)
        for (let label = 0; label < L; label++) {
          const through = paths.filter((path) => path.labels[i] === label);
          const share = through.reduce((sum, { score }) => sum + Math.exp(score), 0) / total;
          expect(marginals[i * L + label]).toBeCloseTo(share, 5);
        }
    }
  });

  it('reads a single token', () => {
    const { labels, logProbability } = decodeChain(Float32Array.from([0, 0, 5, 0]), NONE);
    expect([...labels]).toEqual([2]);
    expect(Math.exp(logProbability)).toBeCloseTo(Math.exp(5) / (3 + Math.exp(5)), 6);
  });

  it('stays finite over long frames and extreme scores', () => {
    const scores = Float32Array.from({ length: 400 * L }, (_, i) => (i % 3 === 0 ? 300 : -300));
    const { marginals, logProbability } = decodeChain(scores, NONE);
    expect(marginals.every(Number.isFinite)).toBe(true);
    expect(Number.isFinite(logProbability)).toBe(true);
  });
});
