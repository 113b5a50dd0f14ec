import { mix } from '../../text/hash.ts';

/** Spreads the numbers of templates over 32 bits (the golden ratio). */
const GOLDEN = 0x9e3779b1;
/** The most features that a token may have, copies included: what `scoreTokens` can add up. */
export const MOST_FEATURES = 256;

/**
 * Features of tokens in a row, each a hash cut to some bits: those of token `i` end before `ends[i]`. Features are
 * told apart by the order in which they are added to a token, so each token must be given the same ones, and no more
 * than {@link MOST_FEATURES}.
 */
export class FeatureList {
  hashes = new Uint32Array(1 << 14);
  ends = new Uint32Array(1 << 8);
  /** How many hashes, and how many finished tokens. */
  length = 0;
  tokens = 0;
  /** Where positive every feature is added a second time for this register (Daumé 2007). */
  register = 0;
  readonly #mask: number;
  /** What the features of the current token are drawn from, and how many. */
  readonly #values = new Int32Array(MOST_FEATURES);
  #added = 0;

  constructor(bits: number) {
    this.#mask = 2 ** bits - 1;
  }

  clear(): void {
    this.length = 0;
    this.tokens = 0;
  }

  /** Kept this short as it is called for every feature: the values are hashed together, in `endToken`. */
  add(value: number): void {
    this.#values[this.#added++] = value;
  }

  /** @throws RangeError where a token has more than {@link MOST_FEATURES}. */
  endToken(): void {
    const values = this.#values;
    const mask = this.#mask;
    const added = this.#added;
    const copy = this.register * 7919;
    if (added * (copy > 0 ? 2 : 1) > MOST_FEATURES)
      throw new RangeError(`${added} features for one token, of ${MOST_FEATURES} at most`);
    if (this.length + MOST_FEATURES > this.hashes.length) this.hashes = doubled(this.hashes);
    if (this.tokens === this.ends.length) this.ends = doubled(this.ends);
    const { hashes } = this;
    let at = this.length;
    for (let k = 0; k < added; k++) {
      const hash = mix(values[k]!, Math.imul(k + 1, GOLDEN));
      hashes[at++] = hash & mask;
      if (copy > 0) hashes[at++] = mix(hash, copy) & mask;
    }
    this.ends[this.tokens++] = at;
    this.length = at;
    this.#added = 0;
  }
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
