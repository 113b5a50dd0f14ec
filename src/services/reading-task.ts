import { isMainThread } from 'node:worker_threads';
import type { Article } from '../domain/article.ts';
import type { Captured } from '../domain/capture.ts';
import type { CaptureDiff } from '../domain/capture-diff.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import type { KnownLines } from '../extract/classify-lines.ts';
import { extractSource } from '../extract/extract-source.ts';
import { NODE_PARTS } from './package-weights.ts';
import type { CapturePair } from './ports.ts';
import { type ArticleReader, readArticle } from './read-article.ts';
import { openReader, type ReaderName } from './readers.ts';
import { noReader } from './reading-refusal.ts';

export type ReadingTask =
  | { readonly kind: 'extract'; readonly captured: Captured; readonly known?: KnownLines }
  | { readonly kind: 'read'; readonly article: Article; readonly reader: ReaderName }
  | { readonly kind: 'compare'; readonly pair: CapturePair };

// pdf.js leaves promises behind that nobody awaits: of a damaged file they may reject when its task is long answered, and would end
// the thread under the next one. What a task itself rejects with is awaited, and no concern of this.
if (!isMainThread) process.on('unhandledRejection', () => {});

/** Opened once a thread, with its first article. Why one cannot be opened is a value, as a thread's errors lose all but their message. */
const opened = new Map<ReaderName, Promise<ArticleReader | Refusal>>();

/** What a worker thread of the reading pool does: the module's default export, as piscina calls it. */
export default async function runTask(
  task: ReadingTask,
): Promise<Article | Refusal | Anchored<FoundStatement>[] | CaptureDiff> {
  if (task.kind === 'extract') return extractSource(task.captured, task.known);
  // Loaded where it is asked for: whoever reads a file compares nothing.
  if (task.kind === 'compare') return (await import('./compare-captures.ts')).compareCaptures(task.pair);
  const opening =
    opened.get(task.reader) ??
    openReader(task.reader, NODE_PARTS).catch((error) => noReader(task.reader, error));
  opened.set(task.reader, opening);
  const reader = await opening;
  return isRefusal(reader) ? reader : readArticle(task.article, reader);
}
