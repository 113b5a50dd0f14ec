import { type Article, READ_BLOCK_TYPES } from '../domain/article.ts';
import type { Paragraph, Token } from '../domain/document.ts';
import { rangeOf } from './token-range.ts';

/**
 * Stage 2. Cuts the blocks that are read into paragraphs: a line break ends one. Paragraphs without a token are left
 * out. Blocks and tokens must be sorted.
 */
export function findParagraphs(
  text: string,
  blocks: Article['blocks'],
  tokens: readonly Token[],
): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let index = 0;
  for (const block of blocks) {
    if (!READ_BLOCK_TYPES.has(block.type)) continue;
    while (index < tokens.length && (tokens[index]?.start ?? 0) < block.start) index++;
    while (index < tokens.length && (tokens[index]?.start ?? 0) < block.end) {
      const first = index++;
      while (index < tokens.length && (tokens[index]?.start ?? 0) < block.end && !breaks(text, tokens, index))
        index++;
      paragraphs.push({ ...rangeOf(tokens, first, index), block: block.type });
    }
  }
  return paragraphs;
}

/** Whether a line break stands before the token. */
function breaks(text: string, tokens: readonly Token[], index: number): boolean {
  const from = tokens[index - 1]?.end ?? 0;
  const to = tokens[index]?.start ?? 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) return true;
  }
  return false;
}
