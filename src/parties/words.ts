import type { Span } from '../text/span.ts';

/**
 * A run of letters and digits. Names are compared word by word, so that "U.S.", "N. Korea", "China's" and "US-based"
 * match their entries however a tokeniser cuts them.
 */
export interface Word extends Span {
  readonly form: string;
  readonly lower: string;
  /** Whether its first character is a capital letter. */
  readonly capital: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const CAPITAL = /^\p{Lu}/u;

/** The words of a stretch of text, in order; offsets count from the beginning of `text`. Linear in the stretch. */
export function wordsOf(text: string, span: Span = { start: 0, end: text.length }): Word[] {
  return [...text.slice(span.start, span.end).matchAll(WORD)].map((match) => {
    const form = match[0];
    const start = span.start + match.index;
    return { start, end: start + form.length, form, lower: form.toLowerCase(), capital: CAPITAL.test(form) };
  });
}

/** Characters that may stand between two words of one name. */
const INNER_GAP = /^[ \t\u00a0]?[.'’\-‑–&/,]?[ \t\u00a0]?&?[ \t\u00a0]?$/u;
/** Words that end in a full stop without ending a sentence. */
const ABBREVIATED = new Set(['st', 'dr', 'no', 'mr', 'ms', 'mrs', 'jr', 'gen', 'sen', 'gov', 'rep']);

/** Whether two neighbouring words may belong to one name: no comma, no line break, no end of a sentence between them. */
export function adjoin(text: string, left: Word, right: Word): boolean {
  const gap = text.slice(left.end, right.start);
  if (gap === ' ') return true;
  if (gap.includes(',') || !INNER_GAP.test(gap)) return false;
  return !/^\.\s/u.test(gap) || left.form.length === 1 || ABBREVIATED.has(left.lower);
}
