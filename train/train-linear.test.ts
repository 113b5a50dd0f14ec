import { expect, it } from 'vitest';
import { probabilitiesOf, sumsOf } from '../src/statements/fast/linear.ts';
import { sigmoid, trainLinear } from './train-linear.ts';

const OPTIONS = { bits: 6, epochs: 40, rate: 0.2, l2: 1e-4, dropout: 0, seed: 1 };

it('learns one of several classes', () => {
  const examples = [0, 1, 2].map((gold) => ({ features: [gold, 9], gold, weight: 1 }));
  const model = trainLinear(examples, { ...OPTIONS, classes: 3 });
  for (const { features, gold } of examples) {
    const probabilities = probabilitiesOf(model, features);
    expect(probabilities.indexOf(Math.max(...probabilities))).toBe(gold);
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1);
  }
});

it('learns how often something is so', () => {
  const examples = Array.from({ length: 100 }, (_, i) => ({
    features: [5],
    gold: i % 4 === 0 ? 1 : 0,
    weight: 1,
  }));
  const model = trainLinear(examples, { ...OPTIONS, classes: 1 });
  expect(sigmoid(sumsOf(model, [5])[0]!)).toBeCloseTo(0.25, 1);
});
