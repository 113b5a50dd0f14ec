import { isMainThread } from 'node:worker_threads';
import type { Article } from '../domain/article.ts';
import type { Captured } from '../domain/capture.ts';
import type { CaptureDiff } from '../domain/capture-diff.ts';
import { isRefusal, OnusError, type Refusal } from '../domain/errors.ts';
import type { Reader } from '../domain/statement.ts';
import type { KnownLines } from '../extract/classify-lines.ts';
import { extractSource } from '../extract/extract-source.ts';
import type { WindowAnswer } from '../statements/llm/answer.ts';
import { type AnchoredAnswers, statementsOfAnswers } from '../statements/llm/statements-of-answers.ts';
import { NODE_PARTS } from './package-weights.ts';
import type { CapturePair } from './ports.ts';
import { type ArticleReader, readArticle } from './read-article.ts';
import { DEFAULT_READER, NO_DEEP_READER, openReader, type ReaderName } from './readers.ts';
import { noReader } from './reading-refusal.ts';
import type { TaskReading } from './task-reading.ts';

interface ReadTask {
  readonly kind: 'read';
  readonly article: Article;
  readonly reader: ReaderName;
}

export type ReadingTask =
  | { readonly kind: 'extract'; readonly captured: Captured; readonly known?: KnownLines }
  | ReadTask
  | { readonly kind: 'compare'; readonly pair: CapturePair }
  | {
      readonly kind: 'anchor';
      readonly article: Article;
      readonly answers: readonly WindowAnswer[];
      readonly reader: Reader;
    };

// pdf.js leaves promises behind that nobody awaits: of a damaged file they may reject when its task is long answered, and would end
// the thread under the next one. What a task itself rejects with is awaited, and no concern of this.
if (!isMainThread) process.on('unhandledRejection', () => {});

/** Opened once a thread, with its first article. Why one cannot be opened is a value, as a thread's errors lose all but their message. */
const opened = new Map<ReaderName, Promise<ArticleReader | Refusal>>();

/** What a worker thread of the reading pool does: the module's default export, as piscina calls it. */
export default async function runTask(
  task: ReadingTask,
): Promise<Article | Refusal | TaskReading | CaptureDiff | AnchoredAnswers> {
  if (task.kind === 'extract') return extractSource(task.captured, task.known);
  // Loaded where it is asked for: whoever reads a file compares nothing.
  if (task.kind === 'compare') return (await import('./compare-captures.ts')).compareCaptures(task.pair);
  if (task.kind === 'read') return readAsAsked(task);
  // Documents are read as for the default reader, whoever finds the statements.
  const reader = await openOnce(DEFAULT_READER);
  return isRefusal(reader) ? reader : anchorAnswers(task, reader);
}

/** Where the deep reader is asked for and cannot be opened, the fast one reads, and that is said. */
async function readAsAsked({ article, reader: asked }: ReadTask): Promise<TaskReading | Refusal> {
  const reader = await openOnce(asked);
  if (!isRefusal(reader)) {
    try {
      return { statements: await readArticle(article, reader) };
    } catch (error) {
      if (!(error instanceof OnusError && error.code === NO_DEEP_READER)) throw error;
      return readFast(article, noReader('deep', error));
    }
  }
  return asked === 'deep' ? readFast(article, reader) : reader;
}

async function readFast(article: Article, { reason }: Refusal): Promise<TaskReading | Refusal> {
  const fast = await openOnce('fast');
  if (isRefusal(fast)) return fast;
  const remark = `${reason}; the fast reader read instead`;
  return { statements: await readArticle(article, fast), remark, isStandIn: true };
}

function openOnce(name: ReaderName): Promise<ArticleReader | Refusal> {
  const opening = opened.get(name) ?? openReader(name, NODE_PARTS).catch((error) => noReader(name, error));
  opened.set(name, opening);
  return opening;
}

async function anchorAnswers(
  { article, answers, reader }: Extract<ReadingTask, { kind: 'anchor' }>,
  { readDocument }: ArticleReader,
): Promise<AnchoredAnswers> {
  let counts = { told: 0, dropped: 0 };
  const statements = await readArticle(article, {
    readDocument,
    async find(document) {
      const anchored = statementsOfAnswers(document, answers, reader);
      counts = anchored;
      return anchored.statements;
    },
  });
  return { ...counts, statements };
}
