import { describe, expect, it } from 'vitest';
import { TAGS } from '../domain/tag.ts';
import { hashText } from '../text/hash.ts';
import { readDocument } from './read-document.ts';
import { findTags, TAG_FEATURES, type TagModel, tagFeatures } from './tags.ts';
import { findForms } from './token-forms.ts';

const BITS = 10;

function read(text: string) {
  const { tokens, sentences } = readDocument({
    text,
    blocks: [{ type: 'body', start: 0, end: text.length, reason: 'given', probability: 1 }],
  });
  return { forms: findForms(text, tokens), sentences };
}

/** Knows words by what is listed, each with its tags; other words may be verbs or nouns. */
function modelOf(known: Record<string, readonly string[]>): TagModel {
  const ids = (tags: readonly string[]) => tags.map((tag) => TAGS.indexOf(tag));
  const words = Object.entries(known)
    .map(([word, tags]) => [hashText(word), ids(tags)] as const)
    .sort(([a], [b]) => a - b);
  return {
    bits: BITS,
    weights: new Float32Array(2 ** BITS * TAGS.length),
    known: Int32Array.from(words, ([hash]) => hash),
    choice: Uint16Array.from(words, (_, i) => i + 1),
    choices: [ids(['NN', 'VB']), ...words.map(([, choice]) => choice)],
  };
}

const tagsOf = (model: TagModel, text: string) => {
  const { forms, sentences } = read(text);
  return [...findTags(model, forms, sentences)].map((tag) => TAGS[tag]);
};

describe('tagging', () => {
  it('gives a known word its only tag, whatever the weights', () => {
    const model = modelOf({ the: ['DT'], raid: ['NN'], ended: ['VBD'], '.': ['.'] });
    model.weights.fill(3);
    expect(tagsOf(model, 'the raid ended.')).toEqual(['DT', 'NN', 'VBD', '.']);
  });

  it('weighs only the tags that a word may have', () => {
    const model = modelOf({ raid: ['NN', 'VBP'] });
    const { forms, sentences } = read('raid');
    const features = new Uint32Array(TAG_FEATURES);
    tagFeatures(forms, 0, 0, sentences[0]!.last, 0, 0, 2 ** BITS - 1, features);
    const weigh = (tag: string, weight: number) => {
      model.weights[features[0]! * TAGS.length + TAGS.indexOf(tag)] = weight;
    };
    weigh('JJ', 9);
    weigh('VBP', 1);
    expect(tagsOf(model, 'raid')).toEqual(['VBP']);
    weigh('NN', 2);
    expect(tagsOf(model, 'raid')).toEqual(['NN']);
  });

  it('takes words as they are written', () => {
    const model = modelOf({ may: ['MD'], May: ['NNP'] });
    expect(tagsOf(model, 'may May')).toEqual(['MD', 'NNP']);
  });

  it('takes a text without a word', () => {
    expect(tagsOf(modelOf({}), '')).toEqual([]);
  });
});

describe('the forms of tokens', () => {
  it('are shared by tokens that are written alike', () => {
    const { forms } = read('May may May');
    expect([...forms.form]).toEqual([0, 1, 0]);
    expect([...forms.firsts]).toEqual([0, 1]);
    expect(forms.word[0]).toBe(forms.word[1]);
    expect(forms.surface[0]).toBe(forms.surface[2]);
    expect(forms.surface[0]).not.toBe(forms.surface[1]);
    expect(forms.shape[0]).not.toBe(forms.shape[1]);
  });
});
