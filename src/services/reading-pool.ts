import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Article } from '../domain/article.ts';
import type { CaptureDiff } from '../domain/capture-diff.ts';
import type { Refusal } from '../domain/errors.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import type { ReadingPool } from './ports.ts';
import { READERS, type ReaderName } from './readers.ts';
import { readingRefusal, requireReader, TASK_TIMEOUT_MS, WORKER_HEAP_MIB } from './reading-refusal.ts';
import type { ReadingTask } from './reading-task.ts';

/**
 * Worker threads for extraction and reading. A page that takes too long, or more memory than a worker has, ends its
 * worker and is refused; the other pages go on. Threads start with the first task and stop when idle.
 */
export function createReadingPool(options: { threads: number; reader: ReaderName }): ReadingPool {
  let piscina: Piscina<ReadingTask, unknown> | undefined;
  const open = () =>
    new Piscina<ReadingTask, unknown>({
      // The same ending as this module: `.ts` from the sources, `.js` when compiled.
      filename: fileURLToPath(new URL(`./reading-task${extname(import.meta.url)}`, import.meta.url)),
      minThreads: 1,
      maxThreads: options.threads,
      idleTimeout: 10_000,
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MIB },
    });
  const run = (task: ReadingTask): Promise<unknown> => {
    piscina ??= open();
    return piscina.run(task, { signal: AbortSignal.timeout(TASK_TIMEOUT_MS) });
  };
  return {
    reader: READERS[options.reader],
    extract: (captured) =>
      run({ kind: 'extract', captured }).catch((error) =>
        readingRefusal(error, captured.capture.targetUri),
      ) as Promise<Article | Refusal>,
    read: (article) =>
      run({ kind: 'read', article, reader: options.reader })
        .catch((error) => readingRefusal(error, article.metadata.title?.value ?? 'the article'))
        .then(requireReader) as Promise<Anchored<FoundStatement>[] | Refusal>,
    compare: (pair) =>
      run({ kind: 'compare', pair }).catch((error) =>
        readingRefusal(error, pair.later.capture.targetUri),
      ) as Promise<CaptureDiff | Refusal>,
    async close() {
      await piscina?.close({ force: true });
    },
  };
}
