import { expect, it } from 'vitest';
import { abstentionRows, expectedCalibrationError, reliabilityBins } from './calibration.ts';

const judged = (probability: number, right: number, wrong: number) => [
  ...Array.from({ length: right }, () => ({ probability, right: true })),
  ...Array.from({ length: wrong }, () => ({ probability, right: false })),
];

it('is 0 where of those said with 80 % eight in ten are right', () => {
  expect(expectedCalibrationError([...judged(0.8, 8, 2), ...judged(0.3, 3, 7)])).toBeCloseTo(0);
});

it('weighs the distance in each bin by what it holds', () => {
  // Said .9, right 0 of 1; said .3, right 3 of 10.
  expect(expectedCalibrationError([...judged(0.9, 0, 1), ...judged(0.3, 3, 7)])).toBeCloseTo(0.9 / 11);
  expect(expectedCalibrationError([])).toBe(0);
});

it('puts certainty in the last bin, and a bound in the bin that it opens', () => {
  const counts = reliabilityBins([...judged(1, 1, 0), ...judged(0.9, 1, 0), ...judged(0.5, 1, 0)]).map(
    ({ count }) => count,
  );
  expect(counts).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 2]);
});

it('tells what abstention keeps, and how much of it is right', () => {
  const rows = abstentionRows([...judged(0.9, 3, 1), ...judged(0.4, 1, 3)], [0, 0.9, 0.95]);
  expect(rows.map(({ share, precision }) => [share, precision])).toEqual([
    [1, 0.5],
    [0.5, 0.75],
    [0, Number.NaN],
  ]);
});
