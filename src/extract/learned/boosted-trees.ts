/** A regression tree as columns of its nodes; node 0 is the root, and a leaf's `feature` is -1. */
export interface Tree {
  readonly feature: number[];
  /** A value up to the threshold goes left. */
  readonly threshold: number[];
  readonly left: number[];
  readonly right: number[];
  readonly value: number[];
}

/** Boosted trees whose sum is the log-odds of "yes". */
export interface BoostedTrees {
  readonly bias: number;
  readonly trees: readonly Tree[];
}

/** The probability of "yes", in [0, 1], for one row of features. */
export function probabilityByTrees(model: BoostedTrees, features: ArrayLike<number>): number {
  let score = model.bias;
  for (const tree of model.trees) {
    let node = 0;
    for (let feature = tree.feature[0]!; feature >= 0; feature = tree.feature[node]!)
      node = features[feature]! <= tree.threshold[node]! ? tree.left[node]! : tree.right[node]!;
    score += tree.value[node]!;
  }
  return 1 / (1 + Math.exp(-score));
}
