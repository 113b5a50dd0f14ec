import { ROLE_LABELS } from './network.ts';

const L = ROLE_LABELS;

/** Labels of a frame's tokens, with how sure they are. */
export interface ChainReading {
  /** The best path. */
  readonly labels: Uint8Array;
  /** The probability of each label at each token: `token * ROLE_LABELS + label`. */
  readonly marginals: Float64Array;
  /** The log-probability of the best path. */
  readonly logProbability: number;
}

/**
 * Decodes a linear chain over tokens.
 * @param scores Of each label at each token: `token * ROLE_LABELS + label`.
 * @param transitions `from * ROLE_LABELS + to`.
 */
export function decodeChain(scores: Float32Array, transitions: readonly number[]): ChainReading {
  const count = scores.length / L;
  const { labels, score } = bestPath(scores, transitions, count);
  const forward = sweep(scores, transitions, count);
  const backward = sweepBack(scores, transitions, count);
  const total = logSum(forward, (count - 1) * L);
  const marginals = new Float64Array(count * L);
  for (let i = 0; i < count * L; i++) marginals[i] = Math.exp(forward[i]! + backward[i]! - total);
  return { labels, marginals, logProbability: Math.min(0, score - total) };
}

function bestPath(
  scores: Float32Array,
  transitions: readonly number[],
  count: number,
): { labels: Uint8Array; score: number } {
  const back = new Uint8Array(count * L);
  let best = Float64Array.from(scores.subarray(0, L));
  for (let i = 1; i < count; i++) {
    const next = new Float64Array(L);
    for (let to = 0; to < L; to++) {
      let from = 0;
      for (let k = 1; k < L; k++)
        if (best[k]! + transitions[k * L + to]! > best[from]! + transitions[from * L + to]!) from = k;
      back[i * L + to] = from;
      next[to] = best[from]! + transitions[from * L + to]! + scores[i * L + to]!;
    }
    best = next;
  }
  const labels = new Uint8Array(count);
  let label = best.indexOf(Math.max(...best));
  const score = best[label]!;
  for (let i = count - 1; i >= 0; i--) {
    labels[i] = label;
    label = back[i * L + label]!;
  }
  return { labels, score };
}

/** Log-sums of all paths to each label of each token, its own score included. */
function sweep(scores: Float32Array, transitions: readonly number[], count: number): Float64Array {
  const forward = new Float64Array(count * L);
  const terms = new Float64Array(L);
  for (let to = 0; to < L; to++) forward[to] = scores[to]!;
  for (let i = 1; i < count; i++)
    for (let to = 0; to < L; to++) {
      for (let from = 0; from < L; from++)
        terms[from] = forward[(i - 1) * L + from]! + transitions[from * L + to]!;
      forward[i * L + to] = logSum(terms, 0) + scores[i * L + to]!;
    }
  return forward;
}

/** Log-sums of all paths from each label of each token to the end, its own score left out. */
function sweepBack(scores: Float32Array, transitions: readonly number[], count: number): Float64Array {
  const backward = new Float64Array(count * L);
  const terms = new Float64Array(L);
  for (let i = count - 2; i >= 0; i--)
    for (let from = 0; from < L; from++) {
      for (let to = 0; to < L; to++)
        terms[to] = backward[(i + 1) * L + to]! + transitions[from * L + to]! + scores[(i + 1) * L + to]!;
      backward[i * L + from] = logSum(terms, 0);
    }
  return backward;
}

function logSum(terms: Float64Array, at: number): number {
  let most = terms[at]!;
  for (let k = 1; k < L; k++) most = Math.max(most, terms[at + k]!);
  let sum = 0;
  for (let k = 0; k < L; k++) sum += Math.exp(terms[at + k]! - most);
  return most + Math.log(sum);
}
