import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { articleFingerprints } from '../cases/compare-texts.ts';
import { carryCorrections, correctBlocks } from '../domain/block-correction.ts';
import type { Captured } from '../domain/capture.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import type { FoundStatement, Statement } from '../domain/statement.ts';
import { EXTRACTOR } from '../extract/version.ts';
import type { ReadingPool, ReadingWatch, SourceRecord, Store } from './ports.ts';
import { extractWithMemory, rememberLines } from './publication-memory.ts';
import { type Unread, unreadReason } from './unread.ts';

export interface Filed {
  readonly caseId: string;
  readonly sourceId: string;
  readonly title: string | null;
  readonly statements: number;
  /** False where the case held this source, unchanged and read by this reader, already. */
  readonly isNew: boolean;
  /** The case held the source before, and it was read anew: it has changed, or another reader or version reads now. */
  readonly isReread: boolean;
  /** Why it was kept and not read, where its language is another; it has no statements then. */
  readonly unread?: Unread;
  /** The instant of the capture that it is the same as, byte for byte; nothing was read again. */
  readonly unchangedSince?: string;
}

export interface FilingOptions {
  /** Whose text it is, where whoever adds it says so. */
  readonly publication?: string | undefined;
  /** Hears how the reading goes. */
  readonly watch?: ReadingWatch | undefined;
}

/**
 * The walk from a capture into a case: extract, read, keep, file. The bytes are frozen first; capture, article and
 * statements are then kept in one transaction, so a crash leaves a whole source or none (and bytes that nobody names,
 * which the next attempt uses). `caseOf` is asked for the case's id only once there is a source to put in.
 * @param publication Whose it is, where it does not say so itself (`parsePublication`).
 */
export async function fileSource(
  ports: { store: Store; pool: ReadingPool },
  captured: Captured,
  caseOf: () => Promise<string>,
  options: FilingOptions = {},
): Promise<Filed | Refusal> {
  return (await fileAgain(ports, captured, caseOf)) ?? fileAnew(ports, captured, caseOf, options);
}

/** Files a source whose very bytes this extractor and reader have read before: only the new instant is kept. */
async function fileAgain(
  { store, pool }: { store: Store; pool: ReadingPool },
  captured: Captured,
  caseOf: () => Promise<string>,
): Promise<Filed | null> {
  const sourceId = sourceIdOf(captured);
  const { payloadDigest } = captured.capture;
  const kept = await store.sources.findReading({
    ...{ sourceId, payloadDigest, extractor: EXTRACTOR, reader: pool.reader },
  });
  if (kept === null) return null;
  // Bytes that were lost or damaged meanwhile are put right.
  await store.blobs.put(captured.bytes);
  await store.sources.revisit(sourceId, kept.captureId, captured.capture);
  const unread = kept.statements > 0 ? null : unreadReason(kept.article);
  const caseId = await caseOf();
  const added = await store.cases.addSource(caseId, sourceId);
  return {
    ...{ caseId, sourceId, title: kept.article.metadata.title?.value ?? null, statements: kept.statements },
    ...{ isNew: added.isNew, isReread: false, unchangedSince: kept.capturedAt },
    ...(unread !== null && { unread }),
  };
}

async function fileAnew(
  { store, pool }: { store: Store; pool: ReadingPool },
  captured: Captured,
  caseOf: () => Promise<string>,
  { publication, watch }: FilingOptions,
): Promise<Filed | Refusal> {
  const sourceId = sourceIdOf(captured);
  const article = await extractWithMemory({ store, pool }, captured, { sourceId, named: publication });
  if (isRefusal(article)) return article;
  // What people said of the blocks of the capture before holds for those of the same words.
  const before = await store.sources.find(sourceId);
  const corrections = before === null ? [] : carryCorrections(before.article, before.corrections, article);
  const corrected = correctBlocks(article, corrections);
  const unread = unreadReason(corrected);
  const found = unread === null ? await pool.read(corrected, watch) : [];
  if (isRefusal(found)) return found;
  await store.blobs.put(captured.bytes);
  const record: SourceRecord = {
    sourceId,
    captureId: uuidv7(),
    capture: captured.capture,
    article,
    reader: pool.reader,
    statements: [],
    corrections,
  };
  const statements = identify(found, record);
  const saved = await store.sources.save({ ...record, statements });
  if (saved.isNew) {
    await store.copies.add(sourceId, articleFingerprints(corrected));
    await rememberLines(store, captured.capture, { sourceId, article: corrected });
  }
  const caseId = await caseOf();
  const added = await store.cases.addSource(caseId, sourceId);
  return {
    caseId,
    sourceId,
    title: article.metadata.title?.value ?? null,
    statements: statements.length,
    isNew: saved.isNew || added.isNew,
    isReread: saved.isNew && !added.isNew,
    ...(unread !== null && { unread }),
  };
}

/**
 * The same address is one source over all its captures, whether they were fetched here or archived elsewhere; a file or pasted
 * text is one by its content, since its name says nothing about where it came from. A feed's entry is a source beside the
 * page that it links to: it may hold another wording, and is never taken for a later state of that page.
 */
export function sourceIdOf({ capture }: Captured): string {
  const { kind, targetUri, http, payloadDigest } = capture;
  if (kind === 'feed') return digest(['feed', targetUri]);
  return kind === 'url' || (kind === 'warc' && http !== null)
    ? addressId(targetUri)
    : digest(['bytes', payloadDigest]);
}

/** The source that an address is: as the URL Standard serialises it, without a fragment. @throws TypeError for no address */
export function addressId(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return digest(['url', url.href]);
}

/** Gives each statement its identity: a hash over what it was read from, by whom, and where it stands. */
export function identify(
  found: readonly FoundStatement[],
  record: Pick<SourceRecord, 'sourceId' | 'captureId' | 'capture' | 'article'>,
): Statement[] {
  const ids = found.map((statement) => {
    const spans = [statement.source, statement.cue, statement.content].map((part) =>
      part.map(({ start, end }) => [start, end]),
    );
    const { name, version } = statement.reader;
    return digest([
      record.sourceId,
      record.capture.payloadDigest,
      record.article.extractor,
      name,
      version,
      JSON.stringify(spans),
    ]);
  });
  const seen = new Set<string>();
  return found.flatMap((statement, i) => {
    const statementId = ids[i] as string;
    if (seen.has(statementId)) return [];
    seen.add(statementId);
    const { within, ...rest } = statement;
    const withinId = within === null ? null : (ids[within] ?? null);
    return [
      {
        ...rest,
        statementId,
        sourceId: record.sourceId,
        captureId: record.captureId,
        withinId,
        review: 'proposed' as const,
      },
    ];
  });
}

/** 32 hex digits: 128 bits, so that a billion ids collide with a chance below 1e-20. */
function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
