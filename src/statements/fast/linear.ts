/** A linear classifier over hashed features: one weight a bucket and class, times `scale`. */
export interface LinearWeights {
  readonly classes: number;
  readonly bits: number;
  readonly weights: Float32Array | Int8Array;
  readonly scale: number;
}

/** Each class's sum of weights. */
export function sumsOf(
  { classes, bits, weights, scale }: LinearWeights,
  features: readonly number[],
): Float64Array {
  const sums = new Float64Array(classes);
  const mask = 2 ** bits - 1;
  for (const feature of features) {
    const at = (feature & mask) * classes;
    for (let c = 0; c < classes; c++) sums[c]! += weights[at + c]!;
  }
  for (let c = 0; c < classes; c++) sums[c]! *= scale;
  return sums;
}

/** Probabilities of the classes: the softmax of their sums, each divided by `temperature`. */
export function probabilitiesOf(
  model: LinearWeights,
  features: readonly number[],
  temperature = 1,
): Float64Array {
  const sums = sumsOf(model, features).map((sum) => sum / temperature);
  const max = sums.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let total = 0;
  for (let c = 0; c < sums.length; c++) total += sums[c] = Math.exp(sums[c]! - max);
  for (let c = 0; c < sums.length; c++) sums[c]! /= total;
  return sums;
}
