import { describe, expect, it } from 'vitest';
import { probabilityByTrees } from '../src/extract/learned/boosted-trees.ts';
import { randomFrom } from './random.ts';
import { type TreeOptions, trainTrees } from './train-trees.ts';

const OPTIONS: TreeOptions = {
  rounds: 60,
  depth: 3,
  rate: 0.2,
  leafWeight: 1,
  ridge: 1,
  columnShare: 1,
  rowShare: 0.8,
  seed: 7,
};

/** Yes where exactly one of the first two columns is above a half; the third is noise. */
function exclusive(count: number, seed: number) {
  const random = randomFrom(seed);
  const columns = [0, 1, 2].map(() => Float32Array.from({ length: count }, () => random()));
  const targets = Uint8Array.from({ length: count }, (_, i) =>
    columns[0]![i]! > 0.5 !== columns[1]![i]! > 0.5 ? 1 : 0,
  );
  return { columns, targets, weights: new Float32Array(count).fill(1) };
}

describe('trainTrees', () => {
  it('learns what no single column tells', () => {
    const model = trainTrees(exclusive(2000, 1), OPTIONS);
    const unseen = exclusive(500, 2);
    const right = unseen.targets.filter((target, i) => {
      const row = unseen.columns.map((column) => column[i]!);
      return probabilityByTrees(model, row) >= 0.5 === (target === 1);
    });
    expect(right.length).toBeGreaterThan(480);
  });

  it('gives the same trees from the same table, and others from another seed', () => {
    const table = exclusive(300, 3);
    expect(trainTrees(table, OPTIONS)).toEqual(trainTrees(table, OPTIONS));
    expect(trainTrees(table, { ...OPTIONS, seed: 8 })).not.toEqual(trainTrees(table, OPTIONS));
  });

  it('passes over rows without weight', () => {
    const table = exclusive(400, 4);
    table.columns[0]!.fill(0, 200);
    table.targets.fill(1, 200);
    table.weights.fill(0, 200);
    const model = trainTrees(table, OPTIONS);
    expect(probabilityByTrees(model, [0.1, 0.1, 0.5])).toBeLessThan(0.3);
  });

  it('takes a table without a difference for its share of yes', () => {
    const table = {
      columns: [new Float32Array(8)],
      targets: Uint8Array.of(1, 0, 0, 0, 1, 0, 0, 0),
      weights: new Float32Array(8).fill(1),
    };
    expect(probabilityByTrees(trainTrees(table, OPTIONS), [0])).toBeCloseTo(0.25, 1);
  });
});
