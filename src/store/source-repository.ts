import { type Kysely, type Selectable, sql } from 'kysely';
import { correctBlocks } from '../domain/block-correction.ts';
import type { Capture, CaptureSummary } from '../domain/capture.ts';
import { readerName } from '../domain/statement.ts';
import type {
  KeptCapture,
  KeptReading,
  ReadingKey,
  SourceReading,
  SourceRecord,
  SourceRepository,
} from '../services/ports.ts';
import { findCorrections, insertCorrections, saveCorrection } from './block-corrections.ts';
import { markChanged } from './mark-changed.ts';
import {
  articleFrom,
  articleRow,
  captureFrom,
  captureRow,
  ROWS_AT_ONCE,
  revisitFrom,
  statementFrom,
  statementRow,
  storable,
} from './rows.ts';
import type { Articles, Captures, DB } from './schema.generated.ts';
import { isUnchangedSince } from './unchanged-since.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function createSourceRepository(db: Kysely<DB>): SourceRepository {
  return {
    save: (record) => {
      const stored = storable(record);
      return db.transaction().execute((transaction) => saveRecord(transaction, stored));
    },

    async find(sourceId, captureId) {
      if (captureId !== undefined && !UUID.test(captureId)) return null;
      const ofSource = newestCaptures(db).where('captures.sourceId', '=', storable(sourceId));
      const asked = captureId === undefined ? ofSource : ofSource.where('captures.captureId', '=', captureId);
      return (await withStatements(db, await asked.execute()))[0] ?? null;
    },

    saveBeside: (record, seen) => {
      const stored = storable(record);
      return db.transaction().execute(async (transaction) => {
        if (!(await isUnchangedSince(transaction, stored.sourceId, seen))) return 'changed';
        return (await saveRecord(transaction, stored)).isNew ? 'kept' : 'there';
      });
    },

    listCaptures: (sourceId) => listCaptures(db, storable(sourceId)),

    correct: (record) => {
      const stored = storable(record);
      return db.transaction().execute((transaction) => saveCorrection(transaction, stored));
    },

    findReading: (key) => findReading(db, key),
    revisit: (sourceId, captureId, again) =>
      db.transaction().execute((transaction) => saveRevisit(transaction, { sourceId, captureId }, again)),
    allCaptures: (sourceId) => allCaptures(db, sourceId),
  };
}

async function listCaptures(db: Kysely<DB>, sourceId: string): Promise<CaptureSummary[]> {
  const countOf = (table: 'statements' | 'blockCorrections') =>
    sql<string>`(select count(*) from ${sql.table(table === 'statements' ? 'statements' : 'block_corrections')} each
      where each.source_id = captures.source_id and each.capture_id = captures.capture_id
      ${table === 'statements' ? sql`and each.retired_at is null` : sql``})`;
  const rows = await db
    .selectFrom('captures')
    .select([
      'captureId',
      'capturedAt',
      'lastSeenAt',
      'payloadDigest',
      'length',
      'http',
      'extractor',
      'reader',
    ])
    .select([countOf('statements').as('statements'), countOf('blockCorrections').as('corrections')])
    .where('sourceId', '=', sourceId)
    .orderBy('lastSeenAt', 'desc')
    .orderBy('captureId', 'desc')
    .execute();
  return rows.map(({ http, capturedAt, lastSeenAt, length, statements, corrections, ...row }) => ({
    ...row,
    capturedAt: capturedAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    length: Number(length),
    status: (http as { status?: number } | null)?.status ?? null,
    statements: Number(statements),
    corrections: Number(corrections),
  }));
}

async function saveRecord(
  db: Kysely<DB>,
  record: SourceRecord,
): Promise<{ captureId: string; isNew: boolean }> {
  const capture = captureRow(record);
  await db
    .insertInto('sources')
    .values({ sourceId: record.sourceId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Where another transaction is just saving the same, this waits for it to end.
  const inserted = await db
    .insertInto('captures')
    // Where these bytes were seen since, and read by an earlier version: an archive that is added again after an upgrade.
    .values({
      ...capture,
      lastSeenAt: sql`greatest(${capture.lastSeenAt}::timestamptz, (
        select max(last_seen_at) from captures
        where source_id = ${capture.sourceId} and payload_digest = ${capture.payloadDigest}))`,
    })
    .onConflict((conflict) =>
      conflict.columns(['sourceId', 'payloadDigest', 'extractor', 'reader']).doNothing(),
    )
    .returning('captureId')
    .executeTakeFirst();
  if (inserted === undefined) {
    const { captureId } = await db
      .selectFrom('captures')
      .select('captureId')
      .where('sourceId', '=', capture.sourceId)
      .where('payloadDigest', '=', capture.payloadDigest)
      .where('extractor', '=', capture.extractor)
      .where('reader', '=', capture.reader)
      .executeTakeFirstOrThrow();
    await saveRevisit(db, { sourceId: record.sourceId, captureId }, record.capture);
    return { captureId, isNew: false };
  }
  await db.insertInto('articles').values(articleRow(record, record.article)).execute();
  await markChanged(db, record.sourceId);
  await insertCorrections(db, record, record.corrections ?? []);
  const rows = record.statements.map((statement, position) => statementRow(record, statement, position));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('statements')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
  return { captureId: record.captureId, isNew: true };
}

async function findReading(db: Kysely<DB>, key: ReadingKey): Promise<KeptReading | null> {
  const row = await db
    .selectFrom('captures')
    .innerJoin('articles', (join) =>
      join
        .onRef('articles.sourceId', '=', 'captures.sourceId')
        .onRef('articles.captureId', '=', 'captures.captureId'),
    )
    .where('captures.sourceId', '=', key.sourceId)
    .where('captures.payloadDigest', '=', key.payloadDigest)
    .where('captures.extractor', '=', key.extractor)
    .where('captures.reader', '=', readerName(key.reader))
    .selectAll('articles')
    .select(['captures.capturedAt', 'captures.extractor'])
    .select((select) =>
      select
        .selectFrom('statements')
        .whereRef('statements.sourceId', '=', 'captures.sourceId')
        .whereRef('statements.captureId', '=', 'captures.captureId')
        .where('statements.retiredAt', 'is', null)
        .select((count) => count.fn.countAll().as('count'))
        .as('statements'),
    )
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    captureId: row.captureId,
    capturedAt: row.capturedAt.toISOString(),
    article: articleFrom(row),
    statements: Number(row.statements ?? 0),
  };
}

async function saveRevisit(
  db: Kysely<DB>,
  ids: { readonly sourceId: string; readonly captureId: string },
  { capturedAt, http, container }: Capture,
): Promise<void> {
  // The capture's own instant is no second one: a queue that tries a job again, or the same archive added twice.
  await db
    .insertInto('revisits')
    .columns(['sourceId', 'captureId', 'capturedAt', 'profile', 'http', 'container'])
    .expression((select) =>
      select
        .selectFrom('captures')
        .select((value) => [
          'captures.sourceId',
          'captures.captureId',
          sql<Date>`${capturedAt}::timestamptz`.as('capturedAt'),
          value.val(http?.status === 304 ? 'server-not-modified' : 'identical-payload-digest').as('profile'),
          sql<string | null>`${jsonOrNull(http)}::jsonb`.as('http'),
          sql<string | null>`${jsonOrNull(container ?? null)}::jsonb`.as('container'),
        ])
        .where('captures.sourceId', '=', ids.sourceId)
        .where('captures.captureId', '=', ids.captureId)
        .where('captures.capturedAt', '!=', new Date(capturedAt)),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .updateTable('captures')
    .set({ lastSeenAt: capturedAt })
    .where('sourceId', '=', ids.sourceId)
    .where('captureId', '=', ids.captureId)
    .where('lastSeenAt', '<', new Date(capturedAt))
    .execute();
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(storable(value));
}

async function allCaptures(db: Kysely<DB>, sourceId: string): Promise<KeptCapture[]> {
  const [rows, revisits] = await Promise.all([
    db.selectFrom('captures').selectAll().where('sourceId', '=', sourceId).orderBy('capturedAt').execute(),
    db.selectFrom('revisits').selectAll().where('sourceId', '=', sourceId).orderBy('capturedAt').execute(),
  ]);
  const byCapture = Map.groupBy(revisits, ({ captureId }) => captureId);
  const kept = rows.map((row) => ({
    capture: captureFrom(row),
    revisits: (byCapture.get(row.captureId) ?? []).map(revisitFrom),
  }));
  return [...Map.groupBy(kept, ({ capture }) => capture.payloadDigest).values()].map(joinReadings);
}

/** Readings of the same bytes, oldest first, as one capture: each later one's instant is a revisit. */
function joinReadings(readings: readonly KeptCapture[]): KeptCapture {
  const [first, ...later] = readings as readonly [KeptCapture, ...KeptCapture[]];
  const again = later.map(({ capture: { capturedAt, http, container } }) => ({
    ...{ capturedAt, http, ...(container && { container }) },
    profile: http?.status === 304 ? ('server-not-modified' as const) : ('identical-payload-digest' as const),
  }));
  const seen = new Set([first.capture.capturedAt]);
  const revisits = [...readings.flatMap(({ revisits }) => revisits), ...again]
    .sort((a, b) => (a.capturedAt < b.capturedAt ? -1 : 1))
    .filter(({ capturedAt }) => !seen.has(capturedAt) && seen.add(capturedAt));
  return { capture: first.capture, revisits };
}

/** The newest capture of each source, with its article. */
export function newestCaptures(db: Kysely<DB>) {
  return db
    .selectFrom('captures')
    .innerJoin('articles', (join) =>
      join
        .onRef('articles.sourceId', '=', 'captures.sourceId')
        .onRef('articles.captureId', '=', 'captures.captureId'),
    )
    .distinctOn('captures.sourceId')
    .orderBy('captures.sourceId')
    .orderBy('captures.lastSeenAt', 'desc')
    .orderBy('captures.captureId', 'desc')
    .selectAll('captures')
    .select(['articles.text', 'articles.blocks', 'articles.metadata', 'articles.sourceMap']);
}

/** Adds to each capture its corrections and its statements, each by one query; in the order of the rows. */
export async function withStatements(
  db: Kysely<DB>,
  rows: readonly (Selectable<Captures> & Selectable<Articles>)[],
): Promise<SourceReading[]> {
  if (rows.length === 0) return [];
  const found = await db
    .selectFrom('statements')
    .selectAll()
    .where('sourceId', '=', sql<string>`any(${rows.map((row) => row.sourceId)}::text[])`)
    .where('captureId', '=', sql<string>`any(${rows.map((row) => row.captureId)}::uuid[])`)
    .where('retiredAt', 'is', null)
    .orderBy('sourceId')
    .orderBy('position')
    .execute();
  const byCapture = Map.groupBy(found.map(statementFrom), ({ captureId }) => captureId);
  const correctionsOf = await findCorrections(db, rows);
  return rows.map((row) => {
    const corrections = correctionsOf.get(row.captureId) ?? [];
    return {
      sourceId: row.sourceId,
      captureId: row.captureId,
      capture: captureFrom(row),
      article: correctBlocks(articleFrom(row), corrections),
      statements: byCapture.get(row.captureId) ?? [],
      corrections,
    };
  });
}
