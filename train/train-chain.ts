import type { ChainWeights } from '../src/language/name-chain.ts';
import { randomFrom } from './random.ts';
import { shuffle } from './train-linear.ts';

/** Chains to learn from: tokens `first` to before `last` of one long list, each with `features` hashes. */
export interface Chains {
  readonly hashes: Uint32Array;
  readonly features: number;
  readonly gold: Uint8Array;
  readonly runs: readonly { readonly first: number; readonly last: number }[];
}

export interface ChainOptions {
  readonly labels: number;
  readonly bits: number;
  readonly epochs: number;
  readonly rate: number;
  /** Share of features left out at random at each step. */
  readonly dropout: number;
  /** Chains between two snapshots of the weights, which are averaged; from the second epoch on. */
  readonly snapshots: number;
  readonly seed: number;
}

/** Keep AdaGrad's sums of squares from dividing by nothing. */
const FLOOR = 1e-2;
const FLOOR_OF_MOVES = 1e-3;
const LEAST_ERROR = 1e-3;

/** AdaGrad (Duchi et al. 2011) over the log-likelihood, with feature dropout and averaged weights. */
export function trainChain(data: Chains, options: ChainOptions): ChainWeights {
  const { labels, bits, epochs, rate, dropout } = options;
  const weights = new Float32Array(2 ** bits * labels);
  const squares = new Float32Array(weights.length).fill(FLOOR);
  const transitions = new Float32Array(labels * labels);
  const moveSquares = new Float32Array(labels * labels).fill(FLOOR_OF_MOVES);
  const sum = new Float64Array(weights.length);
  const moveSum = new Float64Array(labels * labels);
  const random = randomFrom(options.seed);
  const order = [...data.runs];
  let seen = 0;
  let taken = 0;
  const snapshot = () => {
    for (let k = 0; k < sum.length; k++) sum[k]! += weights[k]!;
    for (let k = 0; k < moveSum.length; k++) moveSum[k]! += transitions[k]!;
    taken++;
  };
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const { first, last } of order) {
      const kept: number[][] = [];
      for (let i = first; i < last; i++) {
        const own: number[] = [];
        for (let k = i * data.features; k < (i + 1) * data.features; k++)
          if (random() >= dropout) own.push(data.hashes[k]! * labels);
        kept.push(own);
      }
      const { errors, moves } = errorsOf(weights, transitions, labels, kept, data.gold.subarray(first, last));
      kept.forEach((own, i) => {
        for (let l = 0; l < labels; l++) {
          const error = errors[i * labels + l]!;
          if (Math.abs(error) < LEAST_ERROR) continue;
          for (const at of own) {
            squares[at + l]! += error * error;
            weights[at + l]! -= (rate * error) / Math.sqrt(squares[at + l]!);
          }
        }
      });
      moves.forEach((error, k) => {
        if (error === 0) return;
        moveSquares[k]! += error * error;
        transitions[k]! -= (rate * error) / Math.sqrt(moveSquares[k]!);
      });
      if (epoch > 0 && ++seen % options.snapshots === 0) snapshot();
    }
  }
  if (taken === 0) snapshot();
  const mean = (total: Float64Array) => new Float32Array(total.map((value) => value / taken));
  return { labels, bits, weights: mean(sum), scale: 1 - dropout, transitions: mean(moveSum) };
}

/** Of each label at each token, and of each move from label to label, the probability less the truth. */
function errorsOf(
  weights: Float32Array,
  transitions: Float32Array,
  labels: number,
  features: readonly (readonly number[])[],
  gold: Uint8Array,
): { errors: Float64Array; moves: Float64Array } {
  const count = features.length;
  const emitted = new Float64Array(count * labels);
  features.forEach((own, i) => {
    const sums = emitted.subarray(i * labels, (i + 1) * labels);
    for (const at of own) for (let l = 0; l < labels; l++) sums[l]! += weights[at + l]!;
    const most = Math.max(...sums);
    for (let l = 0; l < labels; l++) sums[l] = Math.exp(sums[l]! - most);
  });
  const move = Float64Array.from(transitions, Math.exp);
  const forward = passOver(emitted, move, labels, count, true);
  const backward = passOver(emitted, move, labels, count, false);
  const errors = new Float64Array(count * labels);
  for (let i = 0; i < count; i++) {
    let total = 0;
    for (let l = i * labels; l < (i + 1) * labels; l++)
      total += errors[l] = (forward[l]! * backward[l]!) / emitted[l]!;
    for (let l = i * labels; l < (i + 1) * labels; l++) errors[l]! /= total;
    errors[i * labels + gold[i]!]! -= 1;
  }
  return { errors, moves: moveErrors(forward, backward, move, labels, gold) };
}

/** Sums over all paths up to each label of each token, its own emission in them, scaled to 1 at each token. */
function passOver(
  emitted: Float64Array,
  move: Float64Array,
  labels: number,
  count: number,
  isForward: boolean,
): Float64Array {
  const sums = new Float64Array(count * labels);
  for (let step = 0; step < count; step++) {
    const i = isForward ? step : count - 1 - step;
    const from = isForward ? i - 1 : i + 1;
    let total = 0;
    for (let l = 0; l < labels; l++) {
      let reach = step === 0 ? move[isForward ? l : l * labels]! : 0;
      if (step > 0)
        for (let p = 0; p < labels; p++)
          reach += sums[from * labels + p]! * move[isForward ? p * labels + l : l * labels + p]!;
      total += sums[i * labels + l] = reach * emitted[i * labels + l]!;
    }
    for (let l = 0; l < labels; l++) sums[i * labels + l]! /= total;
  }
  return sums;
}

function moveErrors(
  forward: Float64Array,
  backward: Float64Array,
  move: Float64Array,
  labels: number,
  gold: Uint8Array,
): Float64Array {
  const moves = new Float64Array(labels * labels);
  const pair = new Float64Array(labels * labels);
  const count = gold.length;
  for (let i = 0; i <= count; i++) {
    pair.fill(0);
    let total = 0;
    for (let p = 0; p < labels; p++) {
      const before = i === 0 ? (p === 0 ? 1 : 0) : forward[(i - 1) * labels + p]!;
      for (let l = 0; l < labels; l++) {
        const after = i === count ? (l === 0 ? 1 : 0) : backward[i * labels + l]!;
        total += pair[p * labels + l] = before * move[p * labels + l]! * after;
      }
    }
    for (let k = 0; k < pair.length; k++) moves[k]! += pair[k]! / total;
    moves[(gold[i - 1] ?? 0) * labels + (gold[i] ?? 0)]! -= 1;
  }
  return moves;
}
