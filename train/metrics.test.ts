import { expect, it } from 'vitest';
import { differences } from './metrics.ts';

const figures = { statements: { linked_50: 0.656, linked_50_low: 0.62 }, acts: { accuracy: 0.573 } };
const withLinked = (linked_50: number, linked_50_low = 0.62) => ({
  ...figures,
  statements: { linked_50, linked_50_low },
});

it('takes a tenth of a point for the same, and more for another model', () => {
  expect(differences(figures, figures)).toEqual([]);
  expect(differences(figures, withLinked(0.657))).toEqual([]);
  expect(differences(figures, withLinked(0.6545))).toEqual(['statements linked_50 was 0.656, is 0.6545']);
});

it('leaves the ends of intervals out', () => {
  expect(differences(figures, withLinked(0.656, 0.6))).toEqual([]);
});

it('names a figure that only one of the two has', () => {
  const { acts, statements } = figures;
  expect(differences(figures, { statements })).toEqual(['acts accuracy was 0.573, is not measured']);
  expect(differences({ statements }, { acts, statements })).toEqual([
    'acts accuracy was not measured, is 0.573',
  ]);
});
