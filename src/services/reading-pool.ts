import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Article } from '../domain/article.ts';
import { OnusError, type Refusal } from '../domain/errors.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import type { ReadingPool } from './ports.ts';
import type { ReadingTask } from './reading-task.ts';

/** Longest that one page may take to extract or read. The slowest of 181 benchmark pages takes under two seconds. */
const TASK_TIMEOUT_MS = 60_000;
/** Heap of one worker, in MiB: 25 MB of HTML, the most that a capture holds, parses within it. */
const WORKER_HEAP_MIB = 1024;

/**
 * Worker threads for extraction and reading. A page that takes too long, or more memory than a worker has, ends its
 * worker and is refused; the other pages go on. Threads start with the first task and stop when idle.
 */
export function createReadingPool(options: { threads: number }): ReadingPool {
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
    extract: (captured) =>
      run({ kind: 'extract', captured }).catch((error) =>
        refusalOf(error, captured.capture.targetUri),
      ) as Promise<Article | Refusal>,
    read: (article) =>
      run({ kind: 'read', article }).catch((error) =>
        refusalOf(error, article.metadata.title?.value ?? 'the article'),
      ) as Promise<Anchored<FoundStatement>[] | Refusal>,
    async close() {
      await piscina?.close({ force: true });
    },
  };
}

function refusalOf(error: unknown, targetUri: string): Refusal {
  if (error instanceof Error && error.name === 'AbortError')
    return {
      refused: 'too-slow',
      reason: `${targetUri} took longer than ${TASK_TIMEOUT_MS / 1000} s to take apart`,
      hint: 'paste its text instead',
    };
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return {
      refused: 'too-large',
      reason: `${targetUri} needs more than ${WORKER_HEAP_MIB} MiB to take apart`,
      hint: 'paste its text instead',
    };
  throw new OnusError(
    'extract-failed',
    `${targetUri} could not be taken apart: ${(error as Error).message}`,
    {
      hint: 'this is a fault of Onus: please report it with the page',
      cause: error,
    },
  );
}
