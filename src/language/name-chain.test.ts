import { describe, expect, it } from 'vitest';
import { bestPath } from './name-chain.ts';

/** By trying all paths. */
function bestOfAll(labels: number, transitions: Float32Array, sums: Float32Array, count: number): number[] {
  let best: { path: number[]; score: number } = { path: [], score: Number.NEGATIVE_INFINITY };
  for (let code = 0; code < labels ** count; code++) {
    const path = Array.from({ length: count }, (_, i) => Math.floor(code / labels ** i) % labels);
    let score = transitions[path.at(-1)! * labels]!;
    path.forEach((label, i) => {
      score += transitions[(path[i - 1] ?? 0) * labels + label]! + sums[i * labels + label]!;
    });
    if (score > best.score) best = { path, score };
  }
  return best.path;
}

describe('the best path', () => {
  it('is the best of all paths', () => {
    const labels = 3;
    for (let seed = 1; seed <= 20; seed++) {
      const value = (i: number) => Math.sin(i * 12.9898 * seed) * 3;
      const transitions = Float32Array.from({ length: labels * labels }, (_, i) => value(i + 1));
      const count = (seed % 4) + 1;
      const sums = Float32Array.from({ length: count * labels }, (_, i) => value(i + 50));
      expect([...bestPath({ labels, transitions, scale: 1 }, sums, count)]).toEqual(
        bestOfAll(labels, transitions, sums, count),
      );
    }
  });

  it('scales the weights, and not the moves', () => {
    const transitions = Float32Array.of(0, -1, 0, 0);
    const path = (scale: number) => [
      ...bestPath({ labels: 2, transitions, scale }, Float32Array.of(0, 2), 1),
    ];
    expect(path(1)).toEqual([1]);
    expect(path(0.4)).toEqual([0]);
  });
});
