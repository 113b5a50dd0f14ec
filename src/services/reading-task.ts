import type { Article } from '../domain/article.ts';
import type { Captured } from '../domain/capture.ts';
import type { Refusal } from '../domain/errors.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import { extractArticle } from '../extract/extract-article.ts';
import { packageWeights } from './package-weights.ts';
import { type ArticleReader, readArticle } from './read-article.ts';
import { openReader, type ReaderName } from './readers.ts';

export type ReadingTask =
  | { readonly kind: 'extract'; readonly captured: Captured }
  | { readonly kind: 'read'; readonly article: Article; readonly reader: ReaderName };

/** Opened once a thread, with its first article. */
const opened = new Map<ReaderName, Promise<ArticleReader>>();

/** What a worker thread of the reading pool does: the module's default export, as piscina calls it. */
export default async function runTask(
  task: ReadingTask,
): Promise<Article | Refusal | Anchored<FoundStatement>[]> {
  if (task.kind === 'extract') return extractArticle(task.captured);
  const reader = opened.get(task.reader) ?? openReader(task.reader, packageWeights);
  opened.set(task.reader, reader);
  return readArticle(task.article, await reader);
}
