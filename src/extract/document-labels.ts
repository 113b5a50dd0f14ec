import type { Label } from './label.ts';
import { labelLines } from './label-lines.ts';
import { countWords } from './phrases.ts';
import { endsSentence, isProse } from './prose.ts';

/** Fewest words of a line with a full stop that is a sentence: "We deny it." */
const SENTENCE_WORDS = 3;

/** Fewest words of a line without one that is text, where no menu can stand: "The court ruled:" is not, a list's item is. */
const LINE_WORDS = 6;
/** Paragraphs in which a document's headline stands; further down a line that reads as one is a heading. */
const HEAD_REACH = 12;
/** Dots that lead to a page's number. */
const LEADERS = /(?:\.\s?){5}/;

interface DocumentOptions {
  /** It was made of a page (printed, or sent by a mailing list): menus and teasers may stand in it. */
  readonly mayHoldMenus: boolean;
}

/**
 * Labels for the paragraphs of a document (PDF, Word, mail), of which `known` are told by its format already, by index; null where
 * the format says nothing. As pasted text, with one difference: a document holds nothing but itself, so sentences anywhere in it
 * are its text. What is known is taken out of the text, but for a headline: below it stand author and date.
 */
export function documentLabels(
  paragraphs: readonly string[],
  known: readonly (Label | null)[],
  options: DocumentOptions,
): Label[] {
  const hasHeadline = known.some((label) => label?.type === 'headline');
  const open = paragraphs.flatMap((_, i) => (!known[i] || known[i].type === 'headline' ? [i] : []));
  const found = labelLines(open.map((i) => (paragraphs[i] ?? '').replace(/\s+/gu, ' ')));
  const labels = new Map(open.map((i, k) => [i, found[k] as Label]));
  return paragraphs.map((text, i) => {
    const label = known[i] ?? (labels.get(i) as Label);
    if (known[i]) return label;
    if (label.type === 'headline' && (hasHeadline || i >= HEAD_REACH))
      return { type: 'body', reason: 'a heading of the document', probability: 0.8 };
    return isTextAfterAll(label, text, options)
      ? { type: 'body', reason: 'a line of the document', probability: 0.8 }
      : label;
  });
}

/** Whether what would be taken for a menu or the like on a page is a document's text. */
function isTextAfterAll({ type }: Label, text: string, { mayHoldMenus }: DocumentOptions): boolean {
  if ((type !== 'other' && type !== 'navigation' && type !== 'login') || LEADERS.test(text)) return false;
  const words = countWords(text);
  return (
    isProse(text) ||
    (endsSentence(text) && words >= SENTENCE_WORDS) ||
    (!mayHoldMenus && words >= LINE_WORDS && /\p{Ll}/u.test(text))
  );
}
