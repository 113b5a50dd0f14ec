import type { Paragraph, Sentence, Token } from '../domain/document.ts';
import { rangeOf } from './token-range.ts';

const CLOSERS = new Set(['"', '”', "''", '’', "'", ')', ']', '»']);
/** Words that begin a sentence after an abbreviation more often than they go on with a name. */
const STARTERS = new Set(
  (
    'the a an this that these those it he she they we i you his her its their our my there here in on at by for ' +
    'from with as after before when while if but and so yet however meanwhile according more most some many all ' +
    'no not what who why how two three both last earlier later since under over during despite although also'
  ).split(' '),
);

/**
 * Stage 3. Cuts each paragraph into sentences. A sentence ends at `.`, `!`, `?` or `…` with the closing marks that
 * follow, where what comes next does not begin with a lower-case letter; an abbreviation or initial ends one only
 * before a word that begins sentences.
 */
export function findSentences(
  text: string,
  tokens: readonly Token[],
  paragraphs: readonly Paragraph[],
): Sentence[] {
  const sentences: Sentence[] = [];
  paragraphs.forEach((paragraph, index) => {
    let first = paragraph.first;
    for (let i = first; i < paragraph.last; i++) {
      const end = sentenceEnd(text, tokens, i, paragraph.last);
      if (end === null) continue;
      sentences.push({ ...rangeOf(tokens, first, end), paragraph: index });
      first = end;
      i = end - 1;
    }
    if (first < paragraph.last)
      sentences.push({ ...rangeOf(tokens, first, paragraph.last), paragraph: index });
  });
  return sentences;
}

/** Index after the sentence that ends with token `i`, or null where none ends there. */
function sentenceEnd(text: string, tokens: readonly Token[], i: number, limit: number): number | null {
  const token = tokens[i];
  if (token === undefined) return null;
  const abbreviation = token.kind === 'word' && text[token.end - 1] === '.';
  if (!abbreviation && !isTerminal(token)) return null;
  let next = i + 1;
  while (next < limit && adjoins(tokens, next) && CLOSERS.has(tokens[next]?.lower ?? '')) next++;
  if (next >= limit) return limit;
  if (adjoins(tokens, next)) return null;
  const following = tokens[next];
  if (following === undefined) return limit;
  if (abbreviation && !STARTERS.has(following.lower)) return null;
  return /^[\p{Ll}]/u.test(text.slice(following.start, following.start + 2)) ? null : next;
}

function isTerminal(token: Token): boolean {
  return token.kind === 'punctuation' && /^(?:[.!?…]|\.\.+)$/u.test(token.lower);
}

/** Whether no white space stands before the token. */
function adjoins(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 1]?.end === tokens[index]?.start;
}
