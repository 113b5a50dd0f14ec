import type { Article, BlockType } from '../../src/domain/article.ts';
import { isRefusal, type Refusal } from '../../src/domain/errors.ts';

/** The article, where there is one. */
export function took(article: Article | Refusal): Article {
  if (isRefusal(article)) throw new Error(`${article.refused}: ${article.reason}`);
  return article;
}

export function textsOf(article: Article, type: BlockType): string[] {
  return article.blocks
    .filter((block) => block.type === type)
    .map(({ start, end }) => article.text.slice(start, end));
}

/** Sorted runs that cover every visible character of every block, as the domain has it. */
export function uncovered(article: Article): string {
  let at = 0;
  let left = '';
  for (const { start, end } of article.sourceMap) {
    if (start < at || end <= start) throw new RangeError(`the run at ${start} is not behind ${at}`);
    left += article.text.slice(at, start);
    at = end;
  }
  return (left + article.text.slice(at)).replace(/\s+/gu, '');
}
