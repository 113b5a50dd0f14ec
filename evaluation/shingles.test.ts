import { describe, expect, it } from 'vitest';
import { averageScores, compareShingles } from './shingles.ts';

describe('compareShingles', () => {
  it('counts shingles as often as they stand there', () => {
    // Gold: 3 shingles (a b c d, b c d e, c d e f). Found: 2 of them and none else.
    expect(compareShingles('a b c d e f', 'a b c d e')).toEqual({ tp: 2 / 3, fp: 0, fn: 1 / 3 });
    expect(compareShingles('a b c d', 'a b c d a b c d').fp).toBeCloseTo(4 / 5);
  });

  it('takes a text shorter than a shingle for one shingle, and an empty one for none', () => {
    expect(compareShingles('a b', 'a b')).toEqual({ tp: 1, fp: 0, fn: 0 });
    expect(compareShingles('a b', '')).toEqual({ tp: 0, fp: 0, fn: 1 });
    expect(compareShingles('', '')).toEqual({ tp: 0, fp: 0, fn: 0 });
  });

  it('sees words alone: case counts, punctuation does not', () => {
    expect(compareShingles('“The port, it said.”', 'The port it said').tp).toBe(1);
    expect(compareShingles('the port it said', 'The port it said').tp).toBe(0);
  });
});

it('averages precision over pages with something found, recall over pages with something to find', () => {
  const figures = averageScores([
    { tp: 1, fp: 0, fn: 0 },
    { tp: 0, fp: 0, fn: 1 },
    { tp: 0.5, fp: 0.5, fn: 0 },
  ]);
  expect(figures.precision).toBeCloseTo(0.75);
  expect(figures.recall).toBeCloseTo(2 / 3);
  expect(figures.f1).toBeCloseTo((2 * 0.75 * (2 / 3)) / (0.75 + 2 / 3));
});
