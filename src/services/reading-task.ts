import type { Article } from '../domain/article.ts';
import type { Captured } from '../domain/capture.ts';
import type { Refusal } from '../domain/errors.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import { extractArticle } from '../extract/extract-article.ts';
import { readArticle } from './read-article.ts';

export type ReadingTask =
  | { readonly kind: 'extract'; readonly captured: Captured }
  | { readonly kind: 'read'; readonly article: Article };

/** What a worker thread of the reading pool does: the module's default export, as piscina calls it. */
export default function runTask(task: ReadingTask): Article | Refusal | Anchored<FoundStatement>[] {
  return task.kind === 'extract' ? extractArticle(task.captured) : readArticle(task.article);
}
