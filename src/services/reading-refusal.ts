import { isRefusal, OnusError, type Refusal } from '../domain/errors.ts';

/** Longest that one page may take to extract or read. The slowest of 181 benchmark pages takes under two seconds. */
export const TASK_TIMEOUT_MS = 60_000;
/**
 * Heap of the worker that takes documents (PDF, Word, mail) apart, in MiB: their libraries have no bound of their own on the memory
 * that a few bytes can ask for. A report of 313 pages and 1.2 million characters is read within it.
 */
export const DOCUMENT_HEAP_MIB = 96;
/** Heap of one worker, in MiB: 25 MB of HTML, the most that a capture holds, parses within it. */
export const WORKER_HEAP_MIB = 1024;

/** What one task may take, as a refusal names it. */
export interface ReadingLimits {
  readonly timeoutMs: number;
  readonly heapMib: number;
  /** Of the heap, for what was just made; V8's own choice where it is not said. Less is slower and keeps the process smaller. */
  readonly youngMib?: number;
}
export const PAGE_LIMITS: ReadingLimits = { timeoutMs: TASK_TIMEOUT_MS, heapMib: WORKER_HEAP_MIB };
export const DOCUMENT_LIMITS: ReadingLimits = {
  timeoutMs: TASK_TIMEOUT_MS,
  heapMib: DOCUMENT_HEAP_MIB,
  youngMib: 8,
};

/**
 * What a failure to extract or read one page means for that page. Even a fault of Onus refuses it alone: whoever adds a folder
 * of hundreds keeps the others, and is told which one to report.
 */
export function readingRefusal(
  error: unknown,
  name: string,
  limits: ReadingLimits = PAGE_LIMITS,
): Refusal<'too-slow' | 'too-large' | 'reading-failed'> {
  if (error instanceof Error && error.name === 'AbortError')
    return {
      refused: 'too-slow',
      reason: `${name} took longer than ${limits.timeoutMs / 1000} s to take apart`,
      hint: 'give the text of its article alone, or split it into its articles',
    };
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return {
      refused: 'too-large',
      reason: `${name} needs more than ${limits.heapMib} MiB to take apart`,
      hint: 'give the text of its article alone, or split it into its articles',
    };
  return {
    refused: 'reading-failed',
    reason: `${name} could not be taken apart: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'this is a fault of Onus: please report it with the page',
  };
}

/** Why a reader cannot be opened: the file of its weights is missing or damaged. */
export function noReader(reader: string, error: unknown): Refusal<'no-reader'> {
  const why = error instanceof Error ? error.message : String(error);
  return {
    refused: 'no-reader',
    reason: `the reader "${reader}" cannot be opened: ${why}`,
    hint: 'install Onus again, or read with --reader rules, which needs no weights',
  };
}

/**
 * What a task gave, unless there was no reader for it.
 * @throws OnusError then: it is the installation's fault, not the page's, and would refuse every other page as well.
 */
export function requireReader<T>(result: T): T {
  if (isRefusal(result) && result.refused === 'no-reader')
    throw new OnusError('no-reader', result.reason, { hint: result.hint });
  return result;
}
