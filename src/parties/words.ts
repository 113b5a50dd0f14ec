import type { Document, TokenRange } from '../domain/document.ts';
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
  const words: Word[] = [];
  const pattern = new RegExp(WORD);
  pattern.lastIndex = span.start;
  for (let match = pattern.exec(text); match !== null && match.index < span.end; match = pattern.exec(text)) {
    const start = match.index;
    const form = match[0].length > span.end - start ? text.slice(start, span.end) : match[0];
    words.push({
      start,
      end: start + form.length,
      form,
      lower: form.toLowerCase(),
      capital: isCapital(form),
    });
  }
  return words;
}

const PLAIN = /^[a-z]+$/;

/** The words of a stretch of tokens: most tokens are one word as they stand, the rest are taken apart. */
export function wordsOfTokens(
  { text, tokens }: Pick<Document, 'text' | 'tokens'>,
  range: TokenRange,
): Word[] {
  const words: Word[] = [];
  for (let i = range.first; i < range.last; i++) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'punctuation' || token.kind === 'symbol') continue;
    const { start, end, lower } = token;
    if (!PLAIN.test(lower)) for (const word of wordsOf(text, token)) words.push(word);
    else {
      const form = text.slice(start, end);
      words.push({ start, end, form, lower, capital: isCapital(form) });
    }
  }
  return words;
}

function isCapital(form: string): boolean {
  const code = form.charCodeAt(0);
  return code < 128 ? code >= 65 && code <= 90 : CAPITAL.test(form);
}

const SPACE = 32;
/** Characters that may stand between two words of one name. */
const INNER_GAP = /^(?:[ \t\u00a0]?[.'’&/,]?[ \t\u00a0]?&?[ \t\u00a0]?|[-‑–])$/u;
/** Words that end in a full stop without ending a sentence. */
const ABBREVIATED = new Set(['st', 'dr', 'no', 'mr', 'ms', 'mrs', 'jr', 'gen', 'sen', 'gov', 'rep']);

/** Whether two neighbouring words may belong to one name: no comma, no line break, no end of a sentence between them. */
export function adjoin(text: string, left: Word, right: Word): boolean {
  if (right.start - left.end === 1 && text.charCodeAt(left.end) === SPACE) return true;
  const gap = text.slice(left.end, right.start);
  if (gap.includes(',') || !INNER_GAP.test(gap)) return false;
  return !/^\.\s/u.test(gap) || left.form.length === 1 || ABBREVIATED.has(left.lower);
}
