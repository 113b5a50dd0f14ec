import { BIAS, EVERY_SECOND } from './packed-rows.ts';

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
  /** The same by {@link packRows}, two numbers a bucket, for reading; absent in training. */
  readonly packed?: Int32Array;
  readonly scale: number;
  /** `from * labels + to`. */
  readonly transitions: Float32Array;
  readonly starts: Float32Array;
}

const NEVER = -1e9;
/** Of this module: a constant of another is looked up at each use where modules are rewritten, as by the test runner. */
const BYTES = EVERY_SECOND;

/** Whether a label may follow another: a span is continued only after its own beginning or continuation. */
export function mayFollow(from: number, to: number): boolean {
  return to === 0 || to % 2 === 1 || from === to || from === to - 1;
}

/** Scores of each label at each of `count` tokens, without transitions: `token * labels + label`. */
export function scoreTokens(
  { labels, weights, packed, scale }: CrfWeights,
  hashes: Uint32Array,
  ends: Uint32Array,
  first: number,
  count: number,
  scores: Float32Array,
): void {
  if (packed !== undefined) sumPacked(packed, labels, hashes, ends, first, count, scores);
  else {
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

/** Sums of packed bytes, of four labels by two additions. */
function sumPacked(
  packed: Int32Array,
  labels: number,
  hashes: Uint32Array,
  ends: Uint32Array,
  first: number,
  count: number,
  scores: Float32Array,
): void {
  let from = first === 0 ? 0 : ends[first - 1]!;
  for (let i = 0; i < count; i++) {
    const end = ends[first + i]!;
    const bias = BIAS * (end - from);
    let [even, odd, evenHigh, oddHigh] = [0, 0, 0, 0];
    for (; from < end; from++) {
      const at = hashes[from]! << 1;
      const low = packed[at]!;
      const high = packed[at + 1]!;
      even = (even + (low & BYTES)) | 0;
      odd = (odd + ((low >>> 8) & BYTES)) | 0;
      evenHigh = (evenHigh + (high & BYTES)) | 0;
      oddHigh = (oddHigh + ((high >>> 8) & BYTES)) | 0;
    }
    const base = i * labels;
    scores[base] = (even & 0xffff) - bias;
    scores[base + 1] = (odd & 0xffff) - bias;
    scores[base + 2] = (even >>> 16) - bias;
    scores[base + 3] = (odd >>> 16) - bias;
    scores[base + 4] = (evenHigh & 0xffff) - bias;
    if (labels > 5) scores[base + 5] = (oddHigh & 0xffff) - bias;
    if (labels > 6) scores[base + 6] = (evenHigh >>> 16) - bias;
  }
}

/**
 * Arrays that decoding works in, kept from one sequence to the next: to allocate them takes longer than to fill them.
 * What they hold is of use only until the next sequence.
 */
export class DecodingRoom {
  scores = new Float32Array(0);
  marginals = new Float64Array(0);
  back = new Uint8Array(0);
  emitted = new Float64Array(0);
  norms = new Float64Array(0);
  moves = new Float64Array(0);
  /** One number a label each. */
  rows: [Float64Array, Float64Array] = [new Float64Array(0), new Float64Array(0)];

  /** Makes room for so many tokens. */
  fit(tokens: number, labels: number): this {
    if (this.norms.length < tokens || this.scores.length < tokens * labels) {
      const size = 2 * tokens * labels;
      this.scores = new Float32Array(size);
      this.marginals = new Float64Array(size);
      this.back = new Uint8Array(size);
      this.emitted = new Float64Array(size);
      this.norms = new Float64Array(2 * tokens);
    }
    if (this.moves.length !== labels * labels) {
      this.moves = new Float64Array(labels * labels);
      this.rows = [new Float64Array(labels), new Float64Array(labels)];
    }
    return this;
  }
}

/** The best path; returns its score. */
export function viterbi(
  { labels, transitions, starts }: CrfWeights,
  scores: Float32Array,
  count: number,
  path: Uint8Array,
  room = new DecodingRoom(),
): number {
  if (count === 0) return 0;
  const { back, moves, rows } = room.fit(count, labels);
  allowMoves(transitions, labels, moves);
  let [before, now] = rows;
  for (let l = 0; l < labels; l++) before[l] = l === 0 || l % 2 === 1 ? scores[l]! + starts[l]! : NEVER;
  for (let i = 1; i < count; i++) {
    for (let l = 0; l < labels; l++) {
      let best = Number.NEGATIVE_INFINITY;
      let from = 0;
      const last = lastBefore(l, labels);
      for (let p = firstBefore(l); p <= last; p++) {
        const value = before[p]! + moves[p * labels + l]!;
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

/** The first and last labels that {@link mayFollow} allows before another; all between them are allowed. */
const firstBefore = (to: number) => (to > 0 && to % 2 === 0 ? to - 1 : 0);
const lastBefore = (to: number, labels: number) => (to > 0 && to % 2 === 0 ? to : labels - 1);

/** The weights of the moves that {@link mayFollow} allows, and minus infinity for the others. */
function allowMoves(transitions: Float32Array, labels: number, moves: Float64Array): void {
  for (let from = 0, at = 0; from < labels; from++)
    for (let to = 0; to < labels; to++, at++)
      moves[at] = mayFollow(from, to) ? transitions[at]! : Number.NEGATIVE_INFINITY;
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
  room = new DecodingRoom(),
): number {
  const { emitted, norms, moves, rows } = room.fit(count, L);
  allowMoves(transitions, L, moves);
  for (let k = 0; k < moves.length; k++) moves[k] = Math.exp(moves[k]!);
  const [reach, backward] = rows;
  for (let l = 0; l < L; l++) reach[l] = l === 0 || l % 2 === 1 ? Math.exp(starts[l]!) : 0;
  let log = 0;
  for (let i = 0, at = 0; i < count; i++, at += L) {
    let max = NEVER;
    for (let l = 0; l < L; l++) if (scores[at + l]! > max) max = scores[at + l]!;
    let sum = 0;
    for (let l = 0; l < L; l++) {
      const value = Math.exp(scores[at + l]! - max);
      emitted[at + l] = value;
      sum += marginals[at + l] = reach[l]! * value;
    }
    for (let l = 0; l < L; l++) marginals[at + l]! /= sum;
    for (let l = 0; l < L; l++) {
      let total = 0;
      const last = lastBefore(l, L);
      for (let p = firstBefore(l); p <= last; p++) total += marginals[at + p]! * moves[p * L + l]!;
      reach[l] = total;
    }
    norms[i] = sum;
    log += max + Math.log(sum);
  }
  // Going back, each token's forward probabilities become its marginals.
  backward.fill(1);
  const step = reach;
  for (let i = count - 1, at = i * L; i >= 0; i--, at -= L) {
    if (i + 1 < count)
      for (let p = 0; p < L; p++) {
        let sum = 0;
        for (let l = 0; l < L; l++) sum += moves[p * L + l]! * step[l]!;
        backward[p] = sum;
      }
    if (pairs !== null && i + 1 < count)
      for (let p = 0; p < L; p++)
        for (let l = 0; l < L; l++) pairs[p * L + l]! += marginals[at + p]! * moves[p * L + l]! * step[l]!;
    for (let l = 0; l < L; l++) {
      marginals[at + l]! *= backward[l]!;
      step[l] = (emitted[at + l]! * backward[l]!) / norms[i]!;
    }
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
