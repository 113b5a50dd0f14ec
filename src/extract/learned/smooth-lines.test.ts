import { expect, it } from 'vitest';
import { smoothLines } from './smooth-lines.ts';

it('lets a line of which little is known go with those around it', () => {
  expect(smoothLines([0.1, 0.9, 0.42, 0.9, 0.1], 0.5)).toEqual([false, true, true, true, false]);
  expect(smoothLines([0.1, 0.1, 0.55, 0.1], 0.5)).toEqual([false, false, false, false]);
});

it('leaves a line that is sure of itself as it is', () => {
  expect(smoothLines([0.99, 0.01, 0.99], 0.5)).toEqual([true, false, true]);
  expect(smoothLines([0.9], 0.5)).toEqual([true]);
  expect(smoothLines([], 0.5)).toEqual([]);
});
