import type { Article } from '../domain/article.ts';
import type { Refusal } from '../domain/errors.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import type { ReadingPool } from './ports.ts';
import { READERS, type ReaderName } from './readers.ts';
import { readingRefusal } from './reading-refusal.ts';
import runTask, { type ReadingTask } from './reading-task.ts';

/**
 * The reading pool's work in this thread: for a single file, where starting a thread costs more than it saves. A module of
 * its own, since the stages and their lexicons take a third of a second to load, which a server leaves to its workers.
 */
export function readInPlace(reader: ReaderName): ReadingPool {
  return {
    reader: READERS[reader],
    extract: (captured) =>
      attempt({ kind: 'extract', captured }, captured.capture.targetUri) as Promise<Article | Refusal>,
    read: (article) =>
      attempt({ kind: 'read', article, reader }, article.metadata.title?.value ?? 'the article') as Promise<
        Anchored<FoundStatement>[] | Refusal
      >,
    close: async () => {},
  };
}

async function attempt(task: ReadingTask, name: string): Promise<unknown> {
  try {
    return await runTask(task);
  } catch (error) {
    return readingRefusal(error, name);
  }
}
