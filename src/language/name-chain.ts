/**
 * A linear-chain conditional random field (Lafferty et al. 2001) whose labels are kinds, 0 for none: a run of tokens with
 * one kind is one mention. Before and after a chain stands label 0.
 */
export interface ChainWeights {
  readonly labels: number;
  /** log2 of the number of feature buckets. */
  readonly bits: number;
  /** `labels` weights a bucket; multiplied by `scale`. */
  readonly weights: Float32Array | Int8Array;
  readonly scale: number;
  /** `from * labels + to`. */
  readonly transitions: Float32Array;
}

/** Adds up each label's weights over the first `count` features, into `sums` from `at` on. */
export function addWeights(
  { labels, weights }: Pick<ChainWeights, 'labels' | 'weights'>,
  features: Uint32Array,
  count: number,
  sums: Float32Array,
  at: number,
): void {
  for (let k = 0; k < count; k++) {
    const from = features[k]! * labels;
    for (let l = 0; l < labels; l++) sums[at + l]! += weights[from + l]!;
  }
}

/** The best path through `count` tokens, by their sums of weights: `token * labels + label` (Viterbi 1967). */
export function bestPath(
  { labels, transitions, scale }: Pick<ChainWeights, 'labels' | 'transitions' | 'scale'>,
  sums: Float32Array,
  count: number,
): Uint8Array {
  const back = new Uint8Array(count * labels);
  let before = new Float64Array(labels).fill(Number.NEGATIVE_INFINITY);
  let now = new Float64Array(labels);
  before[0] = 0;
  for (let i = 0; i < count; i++) {
    for (let l = 0; l < labels; l++) {
      let best = Number.NEGATIVE_INFINITY;
      for (let p = 0; p < labels; p++) {
        const value = before[p]! + transitions[p * labels + l]!;
        if (value <= best) continue;
        best = value;
        back[i * labels + l] = p;
      }
      now[l] = best + sums[i * labels + l]! * scale;
    }
    [before, now] = [now, before];
  }
  let label = 0;
  for (let l = 1; l < labels; l++)
    if (before[l]! + transitions[l * labels]! > before[label]! + transitions[label * labels]!) label = l;
  const path = new Uint8Array(count);
  for (let i = count - 1; i >= 0; i--) {
    path[i] = label;
    label = back[i * labels + label]!;
  }
  return path;
}
