import { type LinearWeights, probabilitiesOf, sumsOf } from '../src/statements/fast/linear.ts';
import { randomFrom } from './random.ts';

export interface Example {
  readonly features: readonly number[];
  /** The right class; with one class 1 for yes and 0 for no. */
  readonly gold: number;
  readonly weight: number;
}

export interface LinearOptions {
  readonly classes: number;
  readonly bits: number;
  readonly epochs: number;
  readonly rate: number;
  readonly l2: number;
  readonly dropout: number;
  readonly seed: number;
}

/** Logistic regression, of several classes or of one, by AdaGrad; the weights of the second half of the epochs are averaged. */
export function trainLinear(examples: readonly Example[], options: LinearOptions): LinearWeights {
  const { classes: C, bits, epochs, rate, l2, dropout, seed } = options;
  const size = 2 ** bits * C;
  const mask = 2 ** bits - 1;
  const weights = new Float32Array(size);
  const squares = new Float32Array(size);
  const sum = new Float64Array(size);
  const model = { classes: C, bits, weights, scale: 1 };
  const random = randomFrom(seed);
  const order = examples.map((_, i) => i);
  let taken = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const { features, gold, weight } = examples[index]!;
      const kept = dropout > 0 ? features.filter(() => random() >= dropout) : features;
      const errors = errorsOf(model, kept, gold);
      for (let c = 0; c < C; c++) {
        const error = errors[c]! * weight;
        if (Math.abs(error) < 1e-4) continue;
        for (const feature of kept) {
          const at = (feature & mask) * C + c;
          const gradient = error + l2 * weights[at]!;
          squares[at]! += gradient * gradient;
          weights[at]! -= (rate * gradient) / Math.sqrt(squares[at]! + 0.1);
        }
      }
    }
    if (epoch < epochs / 2) continue;
    for (let i = 0; i < size; i++) sum[i]! += weights[i]!;
    taken++;
  }
  return { ...model, weights: Float32Array.from(sum, (value) => value / taken), scale: 1 - dropout };
}

function errorsOf(model: LinearWeights, features: readonly number[], gold: number): Float64Array {
  if (model.classes === 1) return Float64Array.of(sigmoid(sumsOf(model, features)[0]!) - gold);
  const errors = probabilitiesOf(model, features);
  errors[gold]! -= 1;
  return errors;
}

export function sigmoid(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** Shuffles in place (Fisher and Yates). */
export function shuffle<T>(list: T[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
}
