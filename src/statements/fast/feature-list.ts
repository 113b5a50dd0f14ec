import { mix } from './hash.ts';

/** Spreads the numbers of templates over 32 bits (the golden ratio). */
const GOLDEN = 0x9e3779b1 | 0;
/** The most features that a token may have: what {@link import('./crf.ts').scoreTokens} can add up. */
export const MOST_FEATURES = 256;

/**
 * Features of tokens in a row, each a hash cut to some bits: those of token `i` end before `ends[i]`. Features are
 * told apart by the order in which they are added to a token, so each token must be given the same ones, and no more
 * than {@link MOST_FEATURES}.
 */
export class FeatureList {
  hashes = new Uint32Array(1 << 16);
  ends = new Uint32Array(1 << 10);
  /** How many hashes, and how many finished tokens. */
  length = 0;
  tokens = 0;
  /** Where positive every feature is added a second time for this register (Daumé 2007). */
  register = 0;
  readonly #mask: number;
  /** The number of the next template, spread: a sum of {@link GOLDEN}. */
  #template = 0;

  constructor(bits: number) {
    this.#mask = 2 ** bits - 1;
  }

  clear(): void {
    this.length = 0;
    this.tokens = 0;
  }

  add(value: number): void {
    this.#template = (this.#template + GOLDEN) | 0;
    const hash = mix(value, this.#template);
    this.hashes[this.length++] = hash & this.#mask;
    if (this.register > 0) this.hashes[this.length++] = mix(hash, this.register * 7919) & this.#mask;
  }

  /** @throws RangeError where a token has more than {@link MOST_FEATURES}. */
  endToken(): void {
    const before = this.tokens === 0 ? 0 : this.ends[this.tokens - 1]!;
    if (this.length - before > MOST_FEATURES)
      throw new RangeError(`${this.length - before} features for one token, of ${MOST_FEATURES} at most`);
    if (this.tokens === this.ends.length) this.ends = doubled(this.ends);
    if (this.length + MOST_FEATURES > this.hashes.length) this.hashes = doubled(this.hashes);
    this.ends[this.tokens++] = this.length;
    this.#template = 0;
  }
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
