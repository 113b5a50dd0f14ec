import type { Label } from './label.ts';
import { labelLines } from './label-lines.ts';
import { countWords } from './phrases.ts';
import { endsSentence, isProse } from './prose.ts';

/** Fewest words of a line with a full stop that is a sentence: "We deny it." */
const SENTENCE_WORDS = 3;

/**
 * Labels for the paragraphs of a document (PDF, Word, mail), of which `known` are told by its format already, by index; null where
 * the format says nothing. As pasted text, with one difference: a document holds nothing but itself, so sentences anywhere in it
 * are its text, and no menu stands around it. What is known is taken out of the text, but for a headline: below it stand author and date.
 */
export function documentLabels(paragraphs: readonly string[], known: readonly (Label | null)[]): Label[] {
  const hasHeadline = known.some((label) => label?.type === 'headline');
  const open = paragraphs.flatMap((_, i) => (!known[i] || known[i].type === 'headline' ? [i] : []));
  const found = labelLines(open.map((i) => (paragraphs[i] ?? '').replace(/\s+/gu, ' ')));
  const labels = new Map(open.map((i, k) => [i, found[k] as Label]));
  return paragraphs.map((text, i) => known[i] ?? asDocument(labels.get(i) as Label, text, hasHeadline));
}

function asDocument(label: Label, text: string, hasHeadline: boolean): Label {
  if (label.type === 'headline' && hasHeadline)
    return { type: 'body', reason: 'a heading of the document', probability: 0.8 };
  const isAside = label.type === 'other' || label.type === 'navigation' || label.type === 'login';
  if (isAside && (isProse(text) || (endsSentence(text) && countWords(text) >= SENTENCE_WORDS)))
    return { type: 'body', reason: 'prose of the document', probability: 0.85 };
  return label;
}
