import type { Sentence, TokenForms } from '../src/domain/document.ts';
import { TAGS } from '../src/domain/tag.ts';
import { bestTag, choiceFor, TAG_FEATURES, type TagModel, tagFeatures } from '../src/language/tags.ts';
import { randomFrom } from './random.ts';
import { shuffle } from './train-linear.ts';

export interface TaggedText {
  readonly forms: TokenForms;
  readonly sentences: readonly Pick<Sentence, 'first' | 'last'>[];
  /** Index of the right tag; 0 where unknown. */
  readonly gold: Uint8Array;
}

/** 2^15 buckets cost 0.1 of accuracy, more epochs gain nothing. */
const BITS = 16;
const EPOCHS = 5;
/** A word must be met so often that only the tags which it was met with are held possible. */
const KNOWN_FROM = 3;
/** A tag that makes a smaller share of a word's is an error of the silver. */
const LEAST_SHARE = 0.005;

/** An averaged perceptron (Collins 2002) that tags greedily from left to right, among the tags that a word may have. */
export function trainTags(texts: readonly TaggedText[]): TagModel {
  const lexicon = knownWords(texts, TAGS.length);
  const count = TAGS.length;
  const weights = new Float32Array(2 ** BITS * count);
  const sums = new Float64Array(weights.length);
  const model = { bits: BITS, weights, ...lexicon };
  const features = new Uint32Array(TAG_FEATURES);
  const mask = 2 ** BITS - 1;
  const random = randomFrom(7);
  const order = texts.flatMap((text) => {
    const choices = text.forms.known.map((form) => choiceFor(lexicon, form));
    return text.sentences.map((sentence) => ({ ...text, choices, sentence }));
  });
  let step = 1;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const { forms, gold, choices, sentence } of order) {
      let before = 0;
      let earlier = 0;
      for (let i = sentence.first; i < sentence.last; i++) {
        const choice = choices[forms.form[i]!]!;
        let tag = choice[0]!;
        if (choice.length > 1) {
          tagFeatures(forms, i, sentence.first, sentence.last, before, earlier, mask, features);
          tag = bestTag(model, features, choice);
          const right = gold[i]!;
          if (right > 0 && right !== tag)
            for (let k = 0; k < TAG_FEATURES; k++) {
              const at = features[k]! * count;
              weights[at + right]! += 1;
              weights[at + tag]! -= 1;
              sums[at + right]! += step;
              sums[at + tag]! -= step;
            }
          if (right > 0) step++;
        }
        earlier = before;
        before = tag;
      }
    }
  }
  for (let i = 0; i < weights.length; i++) weights[i]! -= sums[i]! / step;
  return model;
}

/** The words that were met often, with their tags. */
function knownWords(
  texts: readonly TaggedText[],
  tags: number,
): Pick<TagModel, 'known' | 'choice' | 'choices'> {
  const counts = new Map<number, Uint32Array>();
  for (const { forms, gold } of texts)
    forms.surface.forEach((surface, i) => {
      const own = counts.get(surface) ?? new Uint32Array(tags);
      counts.set(surface, own);
      if (gold[i]! > 0) own[gold[i]!]!++;
    });
  const all = Array.from({ length: tags - 1 }, (_, i) => i + 1);
  const choices = new Map([[all.join(), all]]);
  const indices = new Map([[all.join(), 0]]);
  const words: [hash: number, choice: number][] = [];
  for (const [surface, own] of counts) {
    const total = own.reduce((a, b) => a + b, 0);
    if (total < KNOWN_FROM) continue;
    const set = all.filter((tag) => own[tag]! > LEAST_SHARE * total);
    const key = set.join();
    if (!choices.has(key)) {
      indices.set(key, choices.size);
      choices.set(key, set);
    }
    words.push([surface, indices.get(key)!]);
  }
  words.sort(([a], [b]) => a - b);
  return {
    known: Int32Array.from(words, ([hash]) => hash),
    choice: Uint16Array.from(words, ([, choice]) => choice),
    choices: [...choices.values()],
  };
}
