import { v7 as uuidv7 } from 'uuid';
import { carryReviews } from '../cases/carry-reviews.ts';
import { compareReadings } from '../cases/compare-readings.ts';
import { articleFingerprints } from '../cases/compare-texts.ts';
import { correctBlocks } from '../domain/block-correction.ts';
import type { Case } from '../domain/case.ts';
import { isRefusal, OnusError, type Refusal } from '../domain/errors.ts';
import type { ReadingDiff } from '../domain/reading-diff.ts';
import { type Reader, readerName, type Statement } from '../domain/statement.ts';
import { identify } from './file-source.ts';
import { intactBytes } from './intact-bytes.ts';
import type { ReadingPool, SourceReading, SourceRecord, Store } from './ports.ts';
import { rememberLines } from './publication-memory.ts';
import { type Unread, unreadReason } from './unread.ts';

interface Ports {
  readonly store: Store;
  readonly pool: ReadingPool;
}

export interface RereadRequest {
  /** The new readings are kept; otherwise what they find is proposed, and nothing is stored. */
  readonly apply?: boolean;
  /** No further source is begun once it is aborted; those in hand are finished and given. */
  readonly signal?: AbortSignal;
}

/** What came of reading a source again. */
export type RereadOutcome =
  /** Its newest reading is by this reader already. */
  | { readonly kind: 'skipped' }
  /** In another language, which no reader knows: it stays as it is. */
  | { readonly kind: 'unread'; readonly unread: Unread }
  /** The reader could not read it: it stays as it is. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Nothing was stored; `obstacle` is why the new reading could not be kept, if it were to be. */
  | { readonly kind: 'proposed'; readonly diff: ReadingDiff; readonly obstacle: Refusal | null }
  /** The new reading stands beside the earlier one, and is the one shown; `carried` of its statements as they were reviewed. */
  | { readonly kind: 'kept'; readonly diff: ReadingDiff; readonly carried: number }
  /** It was to be kept and was not: for a person to decide. */
  | { readonly kind: 'left'; readonly diff: ReadingDiff; readonly obstacle: Refusal };

export interface Reread {
  readonly sourceId: string;
  readonly targetUri: string;
  readonly title: string | null;
  /** Who read it before: `name@version`. */
  readonly earlierReader: string;
  readonly outcome: RereadOutcome;
  /** What a person has to know of it: one line each. */
  readonly remarks: readonly string[];
}

export interface CaseReread {
  readonly case: Case;
  /** How many sources the case has. */
  readonly sources: number;
  readonly reader: Reader;
  /** Its sources in the order in which they were added, several in hand at once and none held when it was given. */
  readonly rereads: AsyncIterable<Reread>;
}

/** How many sources are in hand at once: enough to keep the pool's threads busy. */
const IN_HAND = 4;

/**
 * Reads the sources of a case again, as their newest captures were extracted and corrected, by the reader of the pool, and says
 * how its reading differs from the one that is shown. Null where there is no such case. No review is overwritten: statements that
 * were reviewed stay as they are where the new reading has them, and where it has not, the source is left alone.
 */
export async function rereadCase(
  ports: Ports,
  idOrName: string,
  { apply = false, signal }: RereadRequest = {},
): Promise<CaseReread | null> {
  const found = await ports.store.cases.find(idOrName);
  if (found === null) return null;
  const sourceIds = await ports.store.cases.sourceIds(found.caseId);
  return {
    case: found,
    sources: sourceIds.length,
    reader: ports.pool.reader,
    rereads: inTurn(sourceIds, (sourceId) => rereadSource(ports, sourceId, apply), signal),
  };
}

async function* inTurn<T>(
  sourceIds: readonly string[],
  work: (sourceId: string) => Promise<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  const inHand: Promise<T>[] = [];
  let begun = 0;
  try {
    for (;;) {
      while (begun < sourceIds.length && inHand.length < IN_HAND && !signal?.aborted) {
        const job = work(sourceIds[begun++] as string);
        job.catch(() => {}); // awaited below, when its turn has come
        inHand.push(job);
      }
      const first = inHand.shift();
      if (first === undefined) return;
      yield await first;
    }
  } finally {
    // Whoever stops listening closes the store: what is in hand must have let go of it.
    await Promise.allSettled(inHand);
  }
}

async function rereadSource(ports: Ports, sourceId: string, apply: boolean): Promise<Reread> {
  const { store, pool } = ports;
  const [newest] = await store.sources.listCaptures(sourceId);
  const reading = newest === undefined ? null : await store.sources.find(sourceId, newest.captureId);
  if (newest === undefined || reading === null)
    throw new OnusError('store-row-damaged', `the source ${sourceId} of the case has no capture`, {
      hint: 'the database was changed by other hands; restore it from a backup',
    });
  const remarks: string[] = [];
  const outcome: RereadOutcome =
    newest.reader === readerName(pool.reader)
      ? { kind: 'skipped' }
      : await readAgain(ports, reading, { apply, remarks });
  const { targetUri } = reading.capture;
  const title = reading.article.metadata.title?.value ?? null;
  return { sourceId, targetUri, title, earlierReader: newest.reader, outcome, remarks };
}

async function readAgain(
  { store, pool }: Ports,
  reading: SourceReading,
  { apply, remarks }: { readonly apply: boolean; readonly remarks: string[] },
): Promise<RereadOutcome> {
  const { article, capture, corrections, sourceId } = reading;
  const unread = unreadReason(article);
  if (unread !== null) return { kind: 'unread', unread };
  if ((await intactBytes(store.blobs, capture.payloadDigest)) === null) remarks.push(BYTES_GONE);
  let isStandIn = false;
  const found = await pool.read(article, {
    onRemark: (remark) => remarks.push(remark),
    onStandIn: () => {
      isStandIn = true;
    },
  });
  if (isRefusal(found)) return { kind: 'refused', refusal: found };
  const record: SourceRecord = {
    ...{ sourceId, captureId: uuidv7(), capture, corrections, reader: pool.reader, statements: [] },
    // The extractor's verdicts and people's corrections are kept apart.
    article: correctBlocks(article, []),
  };
  const statements = identify(found, record);
  const diff = compareReadings(reading.statements, statements);
  const reviews = carryReviews(reading.statements, statements);
  const obstacle =
    (isStandIn ? STAND_IN : null) ?? reviewsLost(reviews.lost) ?? (await readBefore(store, record));
  if (!apply) return { kind: 'proposed', diff, obstacle };
  if (obstacle !== null) return { kind: 'left', diff, obstacle };
  const saved = await store.sources.saveBeside({ ...record, statements: reviews.statements }, reading);
  if (saved === 'changed') return { kind: 'left', diff, obstacle: CHANGED };
  if (saved === 'there') return { kind: 'left', diff, obstacle: READ_BEFORE };
  await store.copies.add(sourceId, articleFingerprints(article));
  await rememberLines(store, capture, { sourceId, article });
  return { kind: 'kept', diff, carried: reviews.carried };
}

const BYTES_GONE =
  'its bytes are no longer there, and its article as it was kept is read; restore the data directory from a backup';

function reviewsLost(lost: readonly Statement[]): Refusal | null {
  if (lost.length === 0) return null;
  const which = lost.length === 1 ? '1 reviewed statement is' : `${lost.length} reviewed statements are`;
  return {
    refused: 'reviews-lost',
    reason: `${which} not in the new reading, in the same words`,
    hint: 'the source stays as it was read and reviewed; compare the two readings, and decide',
  };
}

const READ_BEFORE: Refusal = {
  refused: 'read-before',
  reason: 'this reader read it before the one whose reading is shown',
  hint: 'an earlier reading cannot be brought back; it is kept, and onus source show names it',
};

async function readBefore(
  store: Store,
  { sourceId, capture, article, reader }: SourceRecord,
): Promise<Refusal | null> {
  const { payloadDigest } = capture;
  const { extractor } = article;
  const kept = await store.sources.findReading({ sourceId, payloadDigest, extractor, reader });
  return kept === null ? null : READ_BEFORE;
}

/** Kept, it would count as a reading by the reader that was asked for, and be skipped once that can be opened. */
const STAND_IN: Refusal = {
  refused: 'stand-in',
  reason: 'the reader that was asked for could not be opened, and another one read',
  hint: 'see what keeps it from being opened, or name the other one with --reader',
};

const CHANGED: Refusal = {
  refused: 'changed',
  reason: 'the source was captured, corrected or reviewed anew while it was being read',
  hint: 'run the same command again',
};
