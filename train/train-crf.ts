import {
  type CrfWeights,
  DecodingRoom,
  forwardBackward,
  mayFollow,
  scoreTokens,
} from '../src/statements/fast/crf.ts';
import { randomFrom } from './random.ts';
import { shuffle } from './train-linear.ts';

/** Sequences to learn from: tokens `first` to before `last` of one long list of features. */
export interface Sequences {
  readonly hashes: Uint32Array;
  readonly ends: Uint32Array;
  readonly gold: Uint8Array;
  readonly runs: readonly Run[];
}

interface Run {
  readonly first: number;
  readonly last: number;
  /** How often it is shown in an epoch. */
  readonly weight: number;
}

export interface CrfOptions {
  readonly labels: number;
  readonly bits: number;
  readonly epochs: number;
  readonly rate: number;
  /** Share of features left out at random at each step. */
  readonly dropout: number;
  /** Sequences between two snapshots of the weights, which are averaged; from the second epoch on. */
  readonly snapshots: number;
  readonly seed: number;
}

/** Keeps AdaGrad's sums of squares from dividing by nothing. */
const FLOOR = 1e-2;
const FLOOR_OF_MOVES = 1e-3;
const L2 = 1e-6;
/** Smaller errors and gradients are passed over. */
const LEAST_ERROR = 1e-3;
const LEAST_GRADIENT = 1e-4;

/** AdaGrad (Duchi et al. 2011) over the log-likelihood, with feature dropout and averaged weights. */
export function trainCrf(data: Sequences, options: CrfOptions): CrfWeights {
  const trainer = new CrfTrainer(data, options);
  const random = randomFrom(options.seed);
  const order = data.runs.flatMap((run) => Array.from({ length: run.weight }, () => run));
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (const run of order) if (run.last > run.first) trainer.step(run, epoch > 0);
  }
  return trainer.finish();
}

class CrfTrainer {
  readonly #data: Sequences;
  readonly #options: CrfOptions;
  readonly #crf: CrfWeights & { readonly weights: Float32Array };
  readonly #squares: Float32Array;
  readonly #moveSquares: Float32Array;
  readonly #startSquares: Float32Array;
  readonly #sums: { weights: Float32Array; transitions: Float64Array; starts: Float64Array };
  readonly #scores: Float32Array;
  /** Marginals, then errors: probability less truth. */
  readonly #errors: Float64Array;
  readonly #pairs: Float64Array;
  readonly #room = new DecodingRoom();
  readonly #drop: () => boolean;
  #kept = new Uint32Array(1 << 18);
  readonly #keptEnds: Uint32Array;
  #seen = 0;
  #taken = 0;

  constructor(data: Sequences, options: CrfOptions) {
    const { labels, bits } = options;
    const size = 2 ** bits * labels;
    const longest = data.runs.reduce((max, { first, last }) => Math.max(max, last - first), 0);
    this.#data = data;
    this.#options = options;
    this.#crf = {
      labels,
      bits,
      weights: new Float32Array(size),
      scale: 1,
      transitions: new Float32Array(labels * labels),
      starts: new Float32Array(labels),
    };
    this.#squares = new Float32Array(size);
    this.#moveSquares = new Float32Array(labels * labels).fill(FLOOR_OF_MOVES);
    this.#startSquares = new Float32Array(labels).fill(FLOOR_OF_MOVES);
    this.#sums = {
      weights: new Float32Array(size),
      transitions: new Float64Array(labels * labels),
      starts: new Float64Array(labels),
    };
    this.#scores = new Float32Array(longest * labels);
    this.#errors = new Float64Array(longest * labels);
    this.#pairs = new Float64Array(labels * labels);
    this.#keptEnds = new Uint32Array(longest);
    this.#drop = dropper(options.dropout, options.seed);
  }

  step({ first, last }: Run, isAveraged: boolean): void {
    const { labels } = this.#options;
    const { gold } = this.#data;
    const count = last - first;
    this.#keep(first, last);
    if (isAveraged && ++this.#seen % this.#options.snapshots === 0) this.#snapshot();
    scoreTokens(this.#crf, this.#kept, this.#keptEnds, 0, count, this.#scores);
    this.#pairs.fill(0);
    forwardBackward(this.#crf, this.#scores, count, this.#errors, this.#pairs, this.#room);
    for (let i = 0; i < count; i++) this.#errors[i * labels + gold[first + i]!]! -= 1;
    for (let i = 1; i < count; i++) this.#pairs[gold[first + i - 1]! * labels + gold[first + i]!]! -= 1;
    this.#updateWeights(count);
    this.#updateMoves();
  }

  /** The features of a run that are not dropped this time. */
  #keep(first: number, last: number): void {
    const { hashes, ends } = this.#data;
    let from = first === 0 ? 0 : ends[first - 1]!;
    const needed = ends[last - 1]! - from;
    if (needed > this.#kept.length) this.#kept = new Uint32Array(needed * 2);
    let length = 0;
    for (let i = first; i < last; i++) {
      for (const end = ends[i]!; from < end; from++) if (!this.#drop()) this.#kept[length++] = hashes[from]!;
      this.#keptEnds[i - first] = length;
    }
  }

  #updateWeights(count: number): void {
    const { labels, rate } = this.#options;
    const { weights } = this.#crf;
    const squares = this.#squares;
    const errors = this.#errors;
    let from = 0;
    for (let i = 0; i < count; i++) {
      const end = this.#keptEnds[i]!;
      let isWrong = false;
      for (let l = 0; l < labels; l++) if (Math.abs(errors[i * labels + l]!) > LEAST_ERROR) isWrong = true;
      if (isWrong)
        for (let k = from; k < end; k++) {
          const at = this.#kept[k]! * labels;
          for (let l = 0; l < labels; l++) {
            const gradient = errors[i * labels + l]! + L2 * weights[at + l]!;
            if (Math.abs(gradient) <= LEAST_GRADIENT) continue;
            squares[at + l]! += gradient * gradient;
            weights[at + l]! -= (rate * gradient) / Math.sqrt(squares[at + l]! + FLOOR);
          }
        }
      from = end;
    }
  }

  #updateMoves(): void {
    const { labels, rate } = this.#options;
    const { transitions, starts } = this.#crf;
    for (let k = 0; k < labels * labels; k++) {
      const gradient = this.#pairs[k]!;
      if (gradient === 0) continue;
      this.#moveSquares[k]! += gradient * gradient;
      transitions[k]! -= (rate * gradient) / Math.sqrt(this.#moveSquares[k]!);
    }
    for (let l = 0; l < labels; l++) {
      const gradient = this.#errors[l]!;
      this.#startSquares[l]! += gradient * gradient;
      starts[l]! -= (rate * gradient) / Math.sqrt(this.#startSquares[l]!);
    }
  }

  #snapshot(): void {
    for (const name of ['weights', 'transitions', 'starts'] as const) {
      const sum = this.#sums[name];
      const now = this.#crf[name];
      for (let k = 0; k < sum.length; k++) sum[k]! += now[k]!;
    }
    this.#taken++;
  }

  finish(): CrfWeights {
    if (this.#taken === 0) this.#snapshot();
    const mean = (sum: Float32Array | Float64Array) => Float32Array.from(sum, (value) => value / this.#taken);
    return {
      ...this.#crf,
      weights: mean(this.#sums.weights),
      transitions: mean(this.#sums.transitions),
      starts: mean(this.#sums.starts),
      scale: 1 - this.#options.dropout,
    };
  }
}

/** Says of one feature after the other whether it is dropped: 16 bits of xorshift32 (Marsaglia 2003) a feature. */
function dropper(share: number, seed: number): () => boolean {
  const threshold = Math.floor(share * 65536);
  let state = Math.imul(seed, 0x9e3779b1) >>> 0 || 1;
  let isSecondHalf = false;
  return () => {
    isSecondHalf = !isSecondHalf;
    if (!isSecondHalf) return (state & 0xffff) < threshold;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 16 < threshold;
  };
}

/** Makes a labelling legal: a continuation without its beginning begins. */
export function legalise(gold: Uint8Array, first: number, last: number): void {
  for (let i = first; i < last; i++) {
    const label = gold[i]!;
    if (label > 0 && !mayFollow(i === first ? 0 : gold[i - 1]!, label)) gold[i] = label - 1;
  }
}
