import type { Article } from '../domain/article.ts';
import type { Document, WordForm } from '../domain/document.ts';
import { FormMemo } from '../domain/form-memo.ts';
import { findLearnedMentions, formSums } from './learned-mentions.ts';
import { findMentions } from './mentions.ts';
import type { LanguageModel } from './model-file.ts';
import { findParagraphs } from './paragraphs.ts';
import { composeStages, type Stage } from './pipeline.ts';
import { findQuotations } from './quotations.ts';
import { findSentences } from './sentences.ts';
import { choiceFor, findTags } from './tags.ts';
import { findForms } from './token-forms.ts';
import { findTokens } from './tokens.ts';
import { Vocabulary } from './vocabulary.ts';

type Source = Pick<Article, 'text' | 'blocks'>;
/** What the stages start from, and what they add. */
type Draft = Source & Document;

/** The stages of reading that need no weights, in their order. */
const STAGES: readonly Stage<Draft>[] = [
  {
    name: '1 tokens',
    requires: ['text'],
    assigns: 'tokens',
    run: ({ text }) => findTokens(text),
  },
  {
    name: '2 paragraphs',
    requires: ['text', 'blocks', 'tokens'],
    assigns: 'paragraphs',
    run: ({ text, blocks, tokens }) => findParagraphs(text, blocks, tokens),
  },
  {
    name: '3 sentences',
    requires: ['text', 'tokens', 'paragraphs'],
    assigns: 'sentences',
    run: ({ text, tokens, paragraphs }) => findSentences(text, tokens, paragraphs),
  },
  {
    name: '4 quotations',
    requires: ['text', 'tokens', 'paragraphs'],
    assigns: 'quotations',
    run: ({ text, tokens, paragraphs }) => findQuotations(text, tokens, paragraphs),
  },
];

/** The stages that follow without weights. */
const RULED: readonly Stage<Draft>[] = [
  {
    name: '5 mentions by rules',
    requires: ['text', 'tokens', 'sentences'],
    assigns: 'mentions',
    run: ({ text, tokens, sentences }) => findMentions(text, tokens, sentences),
  },
];

/** The stages that follow with weights. */
function learnedStages({ tags, mentions }: LanguageModel): readonly Stage<Draft>[] {
  const vocabulary = new Vocabulary();
  const choices = new FormMemo((form) => choiceFor(tags, form));
  const sums = new FormMemo((form) => formSums(mentions, form));
  const choiceOf = (form: WordForm) => choices.of(form);
  const sumsOf = (form: WordForm) => sums.of(form);
  return [
    {
      name: '5 forms',
      requires: ['text', 'tokens'],
      assigns: 'forms',
      run: ({ text, tokens }) => findForms(text, tokens, vocabulary),
    },
    {
      name: '6 tags',
      requires: ['forms', 'sentences'],
      assigns: 'tags',
      run: ({ forms, sentences }) => findTags(tags, forms!, sentences, choiceOf),
    },
    {
      name: '7 mentions',
      requires: ['text', 'tokens', 'sentences', 'forms', 'tags'],
      assigns: 'mentions',
      run: (draft) => findLearnedMentions(mentions, draft, sumsOf),
    },
  ];
}

/** Reads an article as language. */
export type ReadDocument = (article: Source) => Document;

/**
 * Reads an article as language: tokens, paragraphs, sentences, quotations, mentions, all as spans into its text.
 * Only the blocks that are read have paragraphs. Takes time linear in the text.
 */
export const readDocument: ReadDocument = documentReader(null);

/** Reads as {@link readDocument} does, but with what is learned: parts of speech, and mentions of every kind. */
export function documentReader(model: LanguageModel | null): ReadDocument {
  const runStages = composeStages<Draft, 'text' | 'blocks'>(
    ['text', 'blocks'],
    [...STAGES, ...(model === null ? RULED : learnedStages(model))],
  );
  return (article) => {
    const draft = runStages(article);
    const { text, paragraphs, tokens, sentences, quotations, mentions, forms = null, tags = null } = draft;
    return Object.freeze({ text, paragraphs, tokens, sentences, quotations, mentions, forms, tags });
  };
}
