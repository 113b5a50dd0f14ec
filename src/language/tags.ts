import type { Sentence, TokenForms, WordForm } from '../domain/document.ts';
import { TAGS } from '../domain/tag.ts';
import { mix } from '../text/hash.ts';

/** What is learned for tagging: weights of features, and the tags of the words that were met often. */
export interface TagModel {
  /** log2 of the number of feature buckets. */
  readonly bits: number;
  /** One for each of `TAGS` a bucket. */
  readonly weights: Float32Array | Int8Array;
  /** Hashes of the surfaces of known words, ascending, and for each which of `choices` it has. */
  readonly known: Int32Array;
  readonly choice: Uint16Array;
  /** Sets of tags; the first, of words that are not known, holds all. */
  readonly choices: readonly (readonly number[])[];
}

export const TAG_FEATURES = 19;
/** How many there are, a constant to the loops. */
const ALL_TAGS = TAGS.length;
/** Stands for a token outside of the sentence. */
const EDGE = 7;

/** Features of token `i` in a sentence from `first` to `last`, after the tags `before` and, before that, `earlier`. */
export function tagFeatures(
  forms: TokenForms,
  i: number,
  first: number,
  last: number,
  before: number,
  earlier: number,
  mask: number,
  out: Uint32Array,
): void {
  const hasBefore = i > first;
  const hasNext = i + 1 < last;
  const word = forms.word[i]!;
  const suffix = forms.suffix3[i]!;
  const shape = forms.shape[i]!;
  const next = hasNext ? forms.word[i + 1]! : EDGE;
  out[0] = mix(1, word) & mask;
  out[1] = mix(2, suffix) & mask;
  out[2] = mix(3, forms.suffix2[i]!) & mask;
  out[3] = mix(4, forms.suffix1[i]!) & mask;
  out[4] = mix(5, forms.prefix3[i]!) & mask;
  out[5] = mix(6, before) & mask;
  out[6] = mix(7, before * 64 + earlier) & mask;
  out[7] = mix(mix(8, word), before) & mask;
  out[8] = mix(9, hasBefore ? forms.word[i - 1]! : EDGE) & mask;
  out[9] = mix(10, i - 2 >= first ? forms.word[i - 2]! : EDGE) & mask;
  out[10] = mix(11, next) & mask;
  out[11] = mix(12, hasNext ? forms.suffix3[i + 1]! : EDGE) & mask;
  out[12] = mix(13, i + 2 < last ? forms.word[i + 2]! : EDGE) & mask;
  out[13] = mix(mix(14, shape), hasBefore ? 0 : 1) & mask;
  out[14] = mix(mix(15, word), next) & mask;
  out[15] = mix(mix(16, before), next) & mask;
  out[16] = mix(mix(17, suffix), before) & mask;
  out[17] = mix(18, hasNext ? forms.shape[i + 1]! : EDGE) & mask;
  out[18] = mix(19, 0) & mask;
}

/** Which of `choice` has the greatest sum of weights. */
export function bestTag(
  { weights }: Pick<TagModel, 'weights'>,
  features: Uint32Array,
  choice: readonly number[],
): number {
  let best = choice[0]!;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < choice.length; c++) {
    const tag = choice[c]!;
    let sum = 0;
    for (let k = 0; k < TAG_FEATURES; k++) sum += weights[features[k]! * ALL_TAGS + tag]!;
    if (sum > most) {
      most = sum;
      best = tag;
    }
  }
  return best;
}

/**
 * Stage 6. Tags sentence by sentence, greedily from left to right. A word that was met often in training gets one of the
 * tags that it had there: mostly there is but one, and nothing to weigh. `choiceOf` gives them, by {@link choiceFor}.
 */
export function findTags(
  model: TagModel,
  forms: TokenForms,
  sentences: readonly Pick<Sentence, 'first' | 'last'>[],
  choiceOf: (form: WordForm) => readonly number[] = (form) => choiceFor(model, form),
): Uint8Array {
  const tags = new Uint8Array(forms.word.length);
  const features = new Uint32Array(TAG_FEATURES);
  const mask = 2 ** model.bits - 1;
  const choices = forms.known.map(choiceOf);
  for (const { first, last } of sentences) {
    let before = 0;
    let earlier = 0;
    for (let i = first; i < last; i++) {
      const choice = choices[forms.form[i]!]!;
      let tag = choice[0]!;
      if (choice.length > 1) {
        tagFeatures(forms, i, first, last, before, earlier, mask, features);
        tag = bestTag(model, features, choice);
      }
      tags[i] = tag;
      earlier = before;
      before = tag;
    }
  }
  return tags;
}

/** Which tags a form may have. */
export function choiceFor(
  { known, choice, choices }: Pick<TagModel, 'known' | 'choice' | 'choices'>,
  { surface }: WordForm,
): readonly number[] {
  const at = positionOf(known, surface);
  return choices[at < 0 ? 0 : choice[at]!]!;
}

/** Index of a value in an ascending column; −1 where it is absent. */
function positionOf(column: Int32Array, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return column[low] === value ? low : -1;
}
