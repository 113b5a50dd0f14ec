import type { Article } from '../domain/article.ts';
import type { Refusal } from '../domain/errors.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import type { ReadingPool } from './ports.ts';
import runTask from './reading-task.ts';

/**
 * The reading pool's work in this thread: for a single file, where starting a thread costs more than it saves. A module of its own, since the
 * stages and their lexicons take a third of a second to load, which a server leaves to its workers.
 */
export function readInPlace(): ReadingPool {
  return {
    extract: async (captured) => runTask({ kind: 'extract', captured }) as Article | Refusal,
    read: async (article) => runTask({ kind: 'read', article }) as Anchored<FoundStatement>[],
    close: async () => {},
  };
}
