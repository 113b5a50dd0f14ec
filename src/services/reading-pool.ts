import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Article } from '../domain/article.ts';
import { isDocumentType } from '../domain/capture.ts';
import type { CaptureDiff } from '../domain/capture-diff.ts';
import type { Refusal } from '../domain/errors.ts';
import type { AnchoredAnswers } from '../statements/llm/statements-of-answers.ts';
import type { AnchoringPool } from './ports.ts';
import { READERS, type ReaderName } from './readers.ts';
import {
  DOCUMENT_LIMITS,
  PAGE_LIMITS,
  type ReadingLimits,
  readingRefusal,
  requireReader,
} from './reading-refusal.ts';
import type { ReadingTask } from './reading-task.ts';
import { statementsOf, type TaskReading } from './task-reading.ts';

/** A pool of worker threads under the same limits, opened with its first task. */
function threadPool(threads: number, limits: ReadingLimits) {
  let piscina: Piscina<ReadingTask, unknown> | undefined;
  const open = () =>
    new Piscina<ReadingTask, unknown>({
      // The same ending as this module: `.ts` from the sources, `.js` when compiled.
      filename: fileURLToPath(new URL(`./reading-task${extname(import.meta.url)}`, import.meta.url)),
      minThreads: 1,
      maxThreads: threads,
      idleTimeout: 10_000,
      resourceLimits: {
        maxOldGenerationSizeMb: limits.heapMib,
        ...(limits.youngMib !== undefined && { maxYoungGenerationSizeMb: limits.youngMib }),
      },
    });
  return {
    run(task: ReadingTask): Promise<unknown> {
      piscina ??= open();
      return piscina.run(task, { signal: AbortSignal.timeout(limits.timeoutMs) });
    },
    async close(): Promise<void> {
      await piscina?.close({ force: true });
    },
  };
}

/**
 * Worker threads for extraction, reading and comparing. A page that takes too long, or more memory than a worker has, ends its
 * worker and is refused; the other pages go on. Threads start with the first task and stop when idle. Documents (PDF, Word,
 * mail) have a thread of their own, with less memory.
 */
export function createReadingPool(options: { threads: number; reader: ReaderName }): AnchoringPool {
  const pages = threadPool(options.threads, PAGE_LIMITS);
  const documents = threadPool(1, DOCUMENT_LIMITS);
  return {
    reader: READERS[options.reader],
    extract(captured, known) {
      const { mediaType, targetUri } = captured.capture;
      const [pool, limits] = isDocumentType(mediaType) ? [documents, DOCUMENT_LIMITS] : [pages, PAGE_LIMITS];
      return pool
        .run({ kind: 'extract', captured, ...(known && { known }) })
        .catch((error) => readingRefusal(error, targetUri, limits)) as Promise<Article | Refusal>;
    },
    async read(article, watch) {
      const reading = await pages
        .run({ kind: 'read', article, reader: options.reader })
        .catch((error) => readingRefusal(error, article.metadata.title?.value ?? 'the article'))
        .then(requireReader);
      return statementsOf(reading as TaskReading | Refusal, watch);
    },
    anchor: (article, answers, reader) =>
      pages
        .run({ kind: 'anchor', article, answers, reader })
        .catch((error) => readingRefusal(error, article.metadata.title?.value ?? 'the article'))
        .then(requireReader) as Promise<AnchoredAnswers | Refusal>,
    compare: (pair) =>
      pages
        .run({ kind: 'compare', pair })
        .catch((error) => readingRefusal(error, pair.later.capture.targetUri)) as Promise<
        CaptureDiff | Refusal
      >,
    async close() {
      await Promise.all([pages.close(), documents.close()]);
    },
  };
}
