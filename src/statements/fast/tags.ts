import { mix } from './hash.ts';
import type { TokenTable } from './token-table.ts';

/** Penn Treebank tags by index; 0 is none. */
export interface TagModel {
  readonly tags: readonly string[];
  readonly bits: number;
  readonly weights: Float32Array | Int8Array;
}
export const TAG_FEATURES = 22;
const EDGE = 7;

/** Features of token `i` in a sentence from `s` to `e`, after tags `t1` (last) and `t2`. */
export function tagFeatures(
  t: TokenTable,
  i: number,
  s: number,
  e: number,
  t1: number,
  t2: number,
  mask: number,
  out: Uint32Array,
): void {
  const p = i > s;
  const n = i + 1 < e;
  const word = t.word[i]!;
  const next = n ? t.word[i + 1]! : EDGE;
  const previous = p ? t.word[i - 1]! : EDGE;
  out[0] = mix(1, word) & mask;
  out[1] = mix(2, t.suffix3[i]!) & mask;
  out[2] = mix(3, t.suffix2[i]!) & mask;
  out[3] = mix(4, t.suffix1[i]!) & mask;
  out[4] = mix(5, t.prefix1[i]!) & mask;
  out[5] = mix(6, t1 + 1) & mask;
  out[6] = mix(7, t1 * 64 + t2) & mask;
  out[7] = mix(mix(8, word), t1) & mask;
  out[8] = mix(9, previous) & mask;
  out[9] = mix(10, p ? t.suffix3[i - 1]! : EDGE) & mask;
  out[10] = mix(11, i - 2 >= s ? t.word[i - 2]! : EDGE) & mask;
  out[11] = mix(12, next) & mask;
  out[12] = mix(13, n ? t.suffix3[i + 1]! : EDGE) & mask;
  out[13] = mix(14, i + 2 < e ? t.word[i + 2]! : EDGE) & mask;
  out[14] = mix(15, t.shape[i]!) & mask;
  out[15] = mix(mix(16, t.shape[i]!), p ? 0 : 1) & mask;
  out[16] = mix(mix(17, word), next) & mask;
  out[17] = mix(mix(18, t1), next) & mask;
  out[18] = mix(mix(19, t.suffix3[i]!), t1) & mask;
  out[19] = mix(20, n ? t.shape[i + 1]! : EDGE) & mask;
  out[20] = mix(mix(21, t.prefix3[i]!), t.suffix2[i]!) & mask;
  out[21] = mix(22, 0) & mask;
}

export function bestTag(model: TagModel, features: Uint32Array, scores: Float32Array): number {
  const { weights } = model;
  const count = model.tags.length;
  scores.fill(0);
  for (let k = 0; k < TAG_FEATURES; k++) {
    const at = features[k]! * count;
    for (let l = 0; l < count; l++) scores[l]! += weights[at + l]!;
  }
  let best = 1;
  for (let l = 2; l < count; l++) if (scores[l]! > scores[best]!) best = l;
  return best;
}

/** Fills `table.tag`, sentence by sentence, greedily from left to right. */
export function tagTokens(
  model: TagModel,
  table: TokenTable,
  sentences: readonly { first: number; last: number }[],
): void {
  const features = new Uint32Array(TAG_FEATURES);
  const scores = new Float32Array(model.tags.length);
  const mask = 2 ** model.bits - 1;
  for (const { first, last } of sentences) {
    let t1 = 0;
    let t2 = 0;
    for (let i = first; i < last; i++) {
      tagFeatures(table, i, first, last, t1, t2, mask, features);
      const tag = bestTag(model, features, scores);
      table.tag[i] = tag;
      t2 = t1;
      t1 = tag;
    }
  }
}

/** For each tag whether it marks a finite verb: 1 or 0. */
export function finiteTags(tags: readonly string[]): Uint8Array {
  return Uint8Array.from(tags, (tag) => (/^(?:VBD|VBZ|VBP|MD)$/u.test(tag) ? 1 : 0));
}
