import type { Article } from '../domain/article.ts';
import { isDocumentType } from '../domain/capture.ts';
import type { Refusal } from '../domain/errors.ts';
import type { AnchoredAnswers } from '../statements/llm/statements-of-answers.ts';
import type { AnchoringPool } from './ports.ts';
import { READERS, type ReaderName } from './readers.ts';
import { readingRefusal, requireReader } from './reading-refusal.ts';
import runTask, { type ReadingTask } from './reading-task.ts';
import { statementsOf, type TaskReading } from './task-reading.ts';

/**
 * Bytes of a page, or code units of an article, up to which it is taken in this thread. Time is linear in them: the worst
 * of the fuzzed texts of this length takes some five seconds.
 */
export const IN_PLACE_LIMIT = 256 * 1024;

/**
 * The reading pool's work in this thread: for a single file, where starting a thread costs more than it saves. What is
 * longer goes to a pool that `openPool` makes, since only there can it be ended: by the limit of time, or by Ctrl-C. A
 * module of its own, since the stages and their lexicons take a third of a second to load, which a server leaves to its workers.
 */
export function readInPlace(reader: ReaderName, openPool: () => Promise<AnchoringPool>): AnchoringPool {
  let pool: Promise<AnchoringPool> | undefined;
  const inPool = () => {
    pool ??= openPool();
    return pool;
  };
  return {
    reader: READERS[reader],
    async extract(captured, known) {
      // What a document unpacks to says nothing of its length.
      const isDocument = isDocumentType(captured.capture.mediaType);
      if (isDocument || captured.bytes.length > IN_PLACE_LIMIT)
        return (await inPool()).extract(captured, known);
      const name = captured.capture.targetUri;
      return attempt({ kind: 'extract', captured, ...(known && { known }) }, name) as Promise<
        Article | Refusal
      >;
    },
    async read(article, watch) {
      if (article.text.length > IN_PLACE_LIMIT) return (await inPool()).read(article, watch);
      const name = article.metadata.title?.value ?? 'the article';
      return statementsOf(
        (await attempt({ kind: 'read', article, reader }, name)) as TaskReading | Refusal,
        watch,
      );
    },
    async anchor(article, answers, by) {
      if (article.text.length > IN_PLACE_LIMIT) return (await inPool()).anchor(article, answers, by);
      const name = article.metadata.title?.value ?? 'the article';
      return attempt({ kind: 'anchor', article, answers, reader: by }, name) as Promise<
        AnchoredAnswers | Refusal
      >;
    },
    // Two articles are longer than one, and a single file is never compared.
    compare: async (pair) => (await inPool()).compare(pair),
    async close() {
      await (await pool)?.close();
    },
  };
}

function attempt(task: ReadingTask, name: string): Promise<unknown> {
  return runTask(task)
    .catch((error) => readingRefusal(error, name))
    .then(requireReader);
}
