import { expect, it } from 'vitest';
import { bootstrapIntervals, intervalFigures } from './bootstrap.ts';
import { type Counts, f1Of } from './scorer.ts';

const mixed: Counts[] = [
  { hits: 1, predicted: 2, gold: 2 },
  { hits: 2, predicted: 2, gold: 2 },
  { hits: 0, predicted: 2, gold: 2 },
];
const linked = (sample: readonly Counts[]) => {
  const sum = (name: keyof Counts) => sample.reduce((total, one) => total + one[name], 0);
  return { linked_50: f1Of({ hits: sum('hits'), predicted: sum('predicted'), gold: sum('gold') }) };
};

it('gives the same interval each time, with the figure within it', () => {
  const { linked_50 } = bootstrapIntervals(mixed, linked);
  expect(bootstrapIntervals(mixed, linked)).toEqual({ linked_50 });
  expect(linked_50?.[0]).toBeLessThan(0.5);
  expect(linked_50?.[1]).toBeGreaterThan(0.5);
});

it('is a point where all articles agree', () => {
  expect(bootstrapIntervals(mixed.slice(0, 1), linked)).toEqual({ linked_50: [0.5, 0.5] });
});

it('gives each end as a figure', () => {
  expect(intervalFigures({ m3: [0.6, 0.7] })).toEqual({ m3_low: 0.6, m3_high: 0.7 });
});
