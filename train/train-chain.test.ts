import { describe, expect, it } from 'vitest';
import { addWeights, bestPath } from '../src/language/name-chain.ts';
import { type Chains, trainChain } from './train-chain.ts';

const OPTIONS = { labels: 3, bits: 4, epochs: 20, rate: 0.2, dropout: 0, snapshots: 10, seed: 1 };

/** Chains of tokens with one feature each. */
function chainsOf(chains: readonly { features: readonly number[]; gold: readonly number[] }[]): Chains {
  const runs: { first: number; last: number }[] = [];
  for (const { gold } of chains) {
    const first = runs.at(-1)?.last ?? 0;
    runs.push({ first, last: first + gold.length });
  }
  return {
    hashes: Uint32Array.from(chains.flatMap(({ features }) => features)),
    features: 1,
    gold: Uint8Array.from(chains.flatMap(({ gold }) => gold)),
    runs,
  };
}

function labelsOf(model: ReturnType<typeof trainChain>, features: readonly number[]): number[] {
  const sums = new Float32Array(features.length * model.labels);
  features.forEach((feature, i) => {
    addWeights(model, Uint32Array.of(feature), 1, sums, i * model.labels);
  });
  return [...bestPath(model, sums, features.length)];
}

describe('a chain', () => {
  it('learns what a token tells by itself', () => {
    const model = trainChain(
      chainsOf(Array.from({ length: 20 }, () => ({ features: [1, 2, 3], gold: [0, 1, 2] }))),
      OPTIONS,
    );
    expect(labelsOf(model, [3, 1, 2])).toEqual([2, 0, 1]);
  });

  it('learns which label follows which', () => {
    const one = { features: [1, 5, 5], gold: [1, 1, 1] };
    const two = { features: [2, 5, 5], gold: [2, 2, 2] };
    const model = trainChain(chainsOf(Array.from({ length: 20 }, () => [one, two]).flat()), OPTIONS);
    expect(labelsOf(model, [1, 5, 5])).toEqual([1, 1, 1]);
    expect(labelsOf(model, [2, 5, 5])).toEqual([2, 2, 2]);
  });

  it('is the same each time, and another with another seed', () => {
    const data = chainsOf([
      { features: [1, 2], gold: [1, 0] },
      { features: [2, 1, 1], gold: [0, 1, 2] },
      { features: [3], gold: [2] },
    ]);
    const options = { ...OPTIONS, dropout: 0.3 };
    const weights = (seed: number) => [...trainChain(data, { ...options, seed }).weights];
    expect(weights(1)).toEqual(weights(1));
    expect(weights(1)).not.toEqual(weights(2));
  });
});
