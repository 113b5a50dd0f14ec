import type { Article } from '../domain/article.ts';
import type { Document } from '../domain/document.ts';
import { findMentions } from './mentions.ts';
import { findParagraphs } from './paragraphs.ts';
import { composeStages, type Stage } from './pipeline.ts';
import { findQuotations } from './quotations.ts';
import { findSentences } from './sentences.ts';
import { findTokens } from './tokens.ts';

/** What the stages start from, and what they add. */
type Draft = Pick<Article, 'text' | 'blocks'> & Document;

/** The stages of reading, in their order. */
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
  {
    name: '5 mentions',
    requires: ['text', 'tokens', 'sentences'],
    assigns: 'mentions',
    run: ({ text, tokens, sentences }) => findMentions(text, tokens, sentences),
  },
];

const runStages = composeStages(['text', 'blocks'], STAGES);

/**
 * Reads an article as language: tokens, paragraphs, sentences, quotations, mentions, all as spans into its text.
 * Only the blocks that are read have paragraphs. Takes time linear in the text.
 */
export function readDocument(article: Pick<Article, 'text' | 'blocks'>): Document {
  const { text, paragraphs, tokens, sentences, quotations, mentions } = runStages(article);
  return Object.freeze({ text, paragraphs, tokens, sentences, quotations, mentions });
}
