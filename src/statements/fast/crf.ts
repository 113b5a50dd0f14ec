/**
 * A linear-chain conditional random field over hashed features (Lafferty et al. 2001): weights for (feature, label),
 * for neighbouring labels and for the first label. Label 0 is "outside"; `2k + 1` begins and `2k + 2` continues a span
 * of type `k`.
 */
export interface CrfWeights {
  readonly labels: number;
  /** log2 of the number of feature buckets. */
  readonly bits: number;
  /** `labels` weights a bucket; multiplied by `scale`. */
  readonly weights: Float32Array | Int8Array;
  readonly scale: number;
  /** `from * labels + to`. */
  readonly transitions: Float32Array;
  readonly starts: Float32Array;
}

const NEVER = -1e9;

/** Whether a label may follow another: a span is continued only after its own beginning or continuation. */
export function mayFollow(from: number, to: number): boolean {
  return to === 0 || to % 2 === 1 || from === to || from === to - 1;
}

/** Scores of each label at each of `count` tokens, without transitions: `token * labels + label`. */
export function scoreTokens(
  { labels, weights, scale }: CrfWeights,
  hashes: Uint32Array,
  ends: Uint32Array,
  first: number,
  count: number,
  scores: Float32Array,
): void {
  if (weights instanceof Int8Array) {
    for (let i = 0; i < count; i++) {
      const from = first + i === 0 ? 0 : ends[first + i - 1]!;
      sumBytes(weights, labels, hashes, from, ends[first + i]!, scores, i * labels);
    }
  } else {
    scores.fill(0, 0, count * labels);
    for (let i = 0; i < count; i++) {
      const end = ends[first + i]!;
      for (let k = first + i === 0 ? 0 : ends[first + i - 1]!; k < end; k++) {
        const at = hashes[k]! * labels;
        for (let l = 0; l < labels; l++) scores[i * labels + l]! += weights[at + l]!;
      }
    }
  }
  for (let k = 0; k < count * labels; k++) scores[k]! *= scale;
}

/**
 * Sums of the bytes of five or of seven labels, held in variables: so the whole reader takes a quarter less time than with
 * a loop over the labels.
 */
function sumBytes(
  weights: Int8Array,
  labels: number,
  hashes: Uint32Array,
  from: number,
  to: number,
  scores: Float32Array,
  base: number,
): void {
  let [a, b, c, d, e, f, g] = [0, 0, 0, 0, 0, 0, 0];
  const hasSeven = labels === 7;
  for (let k = from; k < to; k++) {
    const at = hashes[k]! * labels;
    a += weights[at]!;
    b += weights[at + 1]!;
    c += weights[at + 2]!;
    d += weights[at + 3]!;
    e += weights[at + 4]!;
    if (hasSeven) {
      f += weights[at + 5]!;
      g += weights[at + 6]!;
    }
  }
  scores[base] = a;
  scores[base + 1] = b;
  scores[base + 2] = c;
  scores[base + 3] = d;
  scores[base + 4] = e;
  if (hasSeven) {
    scores[base + 5] = f;
    scores[base + 6] = g;
  }
}

/** The best path; returns its score. */
export function viterbi(
  { labels, transitions, starts }: CrfWeights,
  scores: Float32Array,
  count: number,
  path: Uint8Array,
): number {
  if (count === 0) return 0;
  const back = new Uint8Array(count * labels);
  let before = new Float64Array(labels);
  let now = new Float64Array(labels);
  for (let l = 0; l < labels; l++) before[l] = l === 0 || l % 2 === 1 ? scores[l]! + starts[l]! : NEVER;
  for (let i = 1; i < count; i++) {
    for (let l = 0; l < labels; l++) {
      let best = Number.NEGATIVE_INFINITY;
      let from = 0;
      for (let p = 0; p < labels; p++) {
        if (!mayFollow(p, l)) continue;
        const value = before[p]! + transitions[p * labels + l]!;
        if (value > best) {
          best = value;
          from = p;
        }
      }
      now[l] = best + scores[i * labels + l]!;
      back[i * labels + l] = from;
    }
    [before, now] = [now, before];
  }
  let last = 0;
  for (let l = 1; l < labels; l++) if (before[l]! > before[last]!) last = l;
  const score = before[last]!;
  for (let i = count - 1; i >= 0; i--) {
    path[i] = last;
    last = back[i * labels + last]!;
  }
  return score;
}

/**
 * Probabilities of each label at each token, by forward and backward passes, into `marginals`; returns the log of the
 * partition function. Where `pairs` is given, the expected counts of neighbouring labels are added to it.
 */
export function forwardBackward(
  { labels: L, transitions, starts }: CrfWeights,
  scores: Float32Array,
  count: number,
  marginals: Float64Array,
  pairs: Float64Array | null,
): number {
  const forward = new Float64Array(count * L);
  const emitted = new Float64Array(count * L);
  const norms = new Float64Array(count);
  const moves = new Float64Array(L * L);
  for (let p = 0; p < L; p++)
    for (let l = 0; l < L; l++) if (mayFollow(p, l)) moves[p * L + l] = Math.exp(transitions[p * L + l]!);
  let log = 0;
  for (let i = 0; i < count; i++) {
    let max = NEVER;
    for (let l = 0; l < L; l++) max = Math.max(max, scores[i * L + l]!);
    for (let l = 0; l < L; l++) emitted[i * L + l] = Math.exp(scores[i * L + l]! - max);
    let sum = 0;
    for (let l = 0; l < L; l++) {
      let reach = 0;
      if (i === 0) reach = l === 0 || l % 2 === 1 ? Math.exp(starts[l]!) : 0;
      else for (let p = 0; p < L; p++) reach += forward[(i - 1) * L + p]! * moves[p * L + l]!;
      sum += forward[i * L + l] = reach * emitted[i * L + l]!;
    }
    for (let l = 0; l < L; l++) forward[i * L + l]! /= sum;
    norms[i] = sum;
    log += max + Math.log(sum);
  }
  let backward = new Float64Array(L).fill(1);
  let next = new Float64Array(L);
  for (let i = count - 1; i >= 0; i--) {
    for (let l = 0; l < L; l++) marginals[i * L + l] = forward[i * L + l]! * backward[l]!;
    if (i === 0) break;
    for (let p = 0; p < L; p++) {
      const a = forward[(i - 1) * L + p]!;
      let sum = 0;
      for (let l = 0; l < L; l++) {
        const step = (moves[p * L + l]! * emitted[i * L + l]! * backward[l]!) / norms[i]!;
        sum += step;
        if (pairs !== null) pairs[p * L + l]! += a * step;
      }
      next[p] = sum;
    }
    [backward, next] = [next, backward];
  }
  return log;
}

/** Spans of a path: type `k`, tokens from `first` to before `last`. */
export function chunksOf(path: Uint8Array, count: number): { type: number; first: number; last: number }[] {
  const chunks: { type: number; first: number; last: number }[] = [];
  for (let i = 0; i < count; i++) {
    const label = path[i]!;
    if (label === 0) continue;
    if (label % 2 === 1) chunks.push({ type: (label - 1) >> 1, first: i, last: i + 1 });
    else chunks.at(-1)!.last = i + 1;
  }
  return chunks;
}
