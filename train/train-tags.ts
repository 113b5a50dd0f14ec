import { bestTag, TAG_FEATURES, type TagModel, tagFeatures } from '../src/statements/fast/tags.ts';
import type { TokenTable } from '../src/statements/fast/token-table.ts';
import { randomFrom } from './random.ts';

export interface TaggedText {
  readonly table: TokenTable;
  readonly sentences: readonly { first: number; last: number }[];
  /** Index of the right tag; 0 where unknown. */
  readonly gold: Uint8Array;
}

/** An averaged perceptron (Collins 2002) that tags greedily from left to right. */
export function trainTags(
  texts: readonly TaggedText[],
  tags: readonly string[],
  bits: number,
  epochs: number,
): TagModel {
  const L = tags.length;
  const W = new Float32Array(2 ** bits * L);
  const A = new Float64Array(W.length);
  const model = { tags, bits, weights: W };
  const features = new Uint32Array(TAG_FEATURES);
  const scores = new Float32Array(L);
  const mask = 2 ** bits - 1;
  const random = randomFrom(7);
  const order = texts.flatMap((text) => text.sentences.map((sentence) => ({ text, sentence })));
  let step = 1;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const { text, sentence } of order) {
      let t1 = 0;
      let t2 = 0;
      for (let i = sentence.first; i < sentence.last; i++) {
        tagFeatures(text.table, i, sentence.first, sentence.last, t1, t2, mask, features);
        const guess = bestTag(model, features, scores);
        const gold = text.gold[i]!;
        if (gold > 0) {
          if (guess !== gold)
            for (let k = 0; k < TAG_FEATURES; k++) {
              const at = features[k]! * L;
              W[at + gold]! += 1;
              W[at + guess]! -= 1;
              A[at + gold]! += step;
              A[at + guess]! -= step;
            }
          step++;
        }
        t2 = t1;
        t1 = guess;
      }
    }
  }
  for (let i = 0; i < W.length; i++) W[i]! -= A[i]! / step;
  return model;
}
