import { BIAS, EVERY_SECOND, MOST_ADDED } from './packed-rows.ts';

/** Of this module: a constant of another is looked up at each use where modules are rewritten, as by the test runner. */
const BYTES = EVERY_SECOND;

/** A linear classifier over hashed features: one weight a bucket and class, times `scale`. */
export interface LinearWeights {
  readonly classes: number;
  readonly bits: number;
  readonly weights: Float32Array | Int8Array;
  /** The same by {@link packRows}, for reading where there are many classes; else absent. */
  readonly packed?: Int32Array;
  readonly scale: number;
}

/** Each class's sum of weights. */
export function sumsOf(
  { classes, bits, weights, packed, scale }: LinearWeights,
  features: readonly number[],
): Float64Array {
  const sums = new Float64Array(classes);
  const mask = 2 ** bits - 1;
  if (packed !== undefined) addPacked(packed, classes, mask, features, sums);
  else
    for (const feature of features) {
      const at = (feature & mask) * classes;
      for (let c = 0; c < classes; c++) sums[c]! += weights[at + c]!;
    }
  for (let c = 0; c < classes; c++) sums[c]! *= scale;
  return sums;
}

/** Adds up packed bytes, of four classes by two additions. */
function addPacked(
  packed: Int32Array,
  classes: number,
  mask: number,
  features: readonly number[],
  sums: Float64Array,
): void {
  const width = Math.ceil(classes / 4);
  for (let from = 0; from < features.length; from += MOST_ADDED) {
    const end = Math.min(features.length, from + MOST_ADDED);
    const bias = BIAS * (end - from);
    for (let four = 0; four < width; four++) {
      let even = 0;
      let odd = 0;
      for (let k = from; k < end; k++) {
        const row = packed[(features[k]! & mask) * width + four]!;
        even = (even + (row & BYTES)) | 0;
        odd = (odd + ((row >>> 8) & BYTES)) | 0;
      }
      const c = four * 4;
      sums[c]! += (even & 0xffff) - bias;
      if (c + 1 < classes) sums[c + 1]! += (odd & 0xffff) - bias;
      if (c + 2 < classes) sums[c + 2]! += (even >>> 16) - bias;
      if (c + 3 < classes) sums[c + 3]! += (odd >>> 16) - bias;
    }
  }
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
