import type { Document } from '../src/domain/document.ts';
import { TAGS } from '../src/domain/tag.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import { NAME_LABELS } from '../src/language/learned-mentions.ts';
import type { LanguageModel } from '../src/language/model-file.ts';
import { readDocument } from '../src/language/read-document.ts';
import { findTags, type TagModel } from '../src/language/tags.ts';
import { findForms } from '../src/language/token-forms.ts';
import { trainMentions } from './train-mentions.ts';
import { type TaggedText, trainTags } from './train-tags.ts';

/** An article with what CoreNLP made of it, by start offset: a token of its own may begin within one of ours. */
export interface SilverText {
  readonly text: string;
  readonly tags: ReadonlyMap<number, string>;
  readonly names: ReadonlyMap<number, string>;
}

export interface TrainedLanguage {
  readonly model: LanguageModel;
  /** For each text a model that never saw it: what it makes of the text is as good as on any other. */
  readonly unseen: readonly LanguageModel[];
}

interface Prepared extends TaggedText {
  readonly document: Document;
  readonly names: Uint8Array;
}

/** Trains tagger and mention finder: on all texts, and on each half of them for the other. */
export function trainLanguage(texts: readonly SilverText[], log: (line: string) => void): TrainedLanguage {
  const prepared = texts.map(prepare);
  const isHalf = (half: number) => (_: unknown, i: number) => i % 2 === half;
  const taggers = [0, 1].map((half) => trainTags(prepared.filter(isHalf(1 - half))));
  const tags = trainTags(prepared);
  log('tags');
  const named = prepared.map(({ document, forms, sentences, names }, i) => ({
    document: { ...document, forms, tags: findTags(taggers[i % 2]!, forms, sentences) },
    names,
  }));
  const finders = [0, 1].map((half) => trainMentions(named.filter(isHalf(1 - half))));
  const mentions = trainMentions(named);
  log('mentions');
  const unseen = taggers.map((tagger: TagModel, half) => ({ tags: tagger, mentions: finders[half]! }));
  return { model: { tags, mentions }, unseen: texts.map((_, i) => unseen[i % 2]!) };
}

function prepare({ text, tags, names }: SilverText): Prepared {
  const document = readDocument(plainArticle(text));
  const { tokens, sentences } = document;
  return {
    document,
    forms: findForms(text, tokens),
    sentences,
    gold: Uint8Array.from(tokens, ({ start }) => Math.max(0, TAGS.indexOf(tags.get(start) ?? ''))),
    names: Uint8Array.from(tokens, ({ start }) =>
      Math.max(0, NAME_LABELS.indexOf(names.get(start) as never)),
    ),
  };
}
