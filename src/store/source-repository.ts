import { type Kysely, type Selectable, sql } from 'kysely';
import { correctBlocks } from '../domain/block-correction.ts';
import type { CaptureSummary, SourceReading, SourceRecord, SourceRepository } from '../services/ports.ts';
import { findCorrections, insertCorrections, saveCorrection } from './block-corrections.ts';
import {
  articleFrom,
  articleRow,
  captureFrom,
  captureRow,
  ROWS_AT_ONCE,
  statementFrom,
  statementRow,
  storable,
} from './rows.ts';
import type { Articles, Captures, DB } from './schema.generated.ts';

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

    listCaptures: (sourceId) => listCaptures(db, storable(sourceId)),

    correct: (record) => {
      const stored = storable(record);
      return db.transaction().execute((transaction) => saveCorrection(transaction, stored));
    },
  };
}

async function listCaptures(db: Kysely<DB>, sourceId: string): Promise<CaptureSummary[]> {
  const countOf = (table: 'statements' | 'blockCorrections') =>
    sql<string>`(select count(*) from ${sql.table(table === 'statements' ? 'statements' : 'block_corrections')} each
      where each.source_id = captures.source_id and each.capture_id = captures.capture_id
      ${table === 'statements' ? sql`and each.retired_at is null` : sql``})`;
  const rows = await db
    .selectFrom('captures')
    .select(['captureId', 'capturedAt', 'payloadDigest', 'length', 'http', 'extractor', 'reader'])
    .select([countOf('statements').as('statements'), countOf('blockCorrections').as('corrections')])
    .where('sourceId', '=', sourceId)
    .orderBy('capturedAt', 'desc')
    .orderBy('captureId', 'desc')
    .execute();
  return rows.map(({ http, capturedAt, length, statements, corrections, ...row }) => ({
    ...row,
    capturedAt: capturedAt.toISOString(),
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
    .values(capture)
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
    return { captureId, isNew: false };
  }
  await db.insertInto('articles').values(articleRow(record, record.article)).execute();
  await insertCorrections(db, record, record.corrections ?? []);
  const rows = record.statements.map((statement, position) => statementRow(record, statement, position));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('statements')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
  return { captureId: record.captureId, isNew: true };
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
    .orderBy('captures.capturedAt', 'desc')
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
