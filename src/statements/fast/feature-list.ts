import { mix } from './hash.ts';

/** Spreads the numbers of templates over 32 bits (the golden ratio). */
const GOLDEN = 0x9e3779b1;

/**
 * Features of tokens in a row, each a hash cut to some bits: those of token `i` end before `ends[i]`. Features are
 * told apart by the order in which they are added to a token, so each token must be given the same ones.
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
  #template = 0;

  constructor(bits: number) {
    this.#mask = 2 ** bits - 1;
  }

  clear(): void {
    this.length = 0;
    this.tokens = 0;
  }

  add(value: number): void {
    const hash = mix(value, Math.imul(++this.#template, GOLDEN));
    this.#push(hash);
    if (this.register > 0) this.#push(mix(hash, this.register * 7919));
  }

  endToken(): void {
    if (this.tokens === this.ends.length) {
      const larger = new Uint32Array(this.tokens * 2);
      larger.set(this.ends);
      this.ends = larger;
    }
    this.ends[this.tokens++] = this.length;
    this.#template = 0;
  }

  #push(hash: number): void {
    if (this.length === this.hashes.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.hashes);
      this.hashes = larger;
    }
    this.hashes[this.length++] = hash & this.#mask;
  }
}
