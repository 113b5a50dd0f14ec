import type { Article } from '../domain/article.ts';
import type { Refusal } from '../domain/errors.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import type { ReadingPool } from './ports.ts';
import { readingRefusal } from './reading-refusal.ts';
import runTask, { type ReadingTask } from './reading-task.ts';

/**
 * The reading pool's work in this thread: for a single file, where starting a thread costs more than it saves. A module of
 * its own, since the stages and their lexicons take a third of a second to load, which a server leaves to its workers.
 */
export function readInPlace(): ReadingPool {
  return {
    extract: async (captured) =>
      attempt({ kind: 'extract', captured }, captured.capture.targetUri) as Article | Refusal,
    read: async (article) =>
      attempt({ kind: 'read', article }, article.metadata.title?.value ?? 'the article') as
        | Anchored<FoundStatement>[]
        | Refusal,
    close: async () => {},
  };
}

function attempt(task: ReadingTask, name: string): unknown {
  try {
    return runTask(task);
  } catch (error) {
    return readingRefusal(error, name);
  }
}
