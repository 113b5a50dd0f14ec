import { type Kysely, type Selectable, sql } from 'kysely';
import type { CaseSource } from '../domain/case.ts';
import type { SourceRecord, SourceRepository } from '../services/ports.ts';
import {
  articleFrom,
  articleRow,
  captureFrom,
  captureRow,
  statementFrom,
  statementRow,
  storable,
} from './rows.ts';
import type { Articles, Captures, DB } from './schema.generated.ts';

/** Rows of one INSERT: 20 columns each stay well below the protocol's 65,535 parameters. */
const ROWS_AT_ONCE = 1000;

export function createSourceRepository(db: Kysely<DB>): SourceRepository {
  return {
    save: (record) => {
      const stored = storable(record);
      return db.transaction().execute((transaction) => saveRecord(transaction, stored));
    },

    async find(sourceId) {
      const rows = await newestCaptures(db).where('captures.sourceId', '=', storable(sourceId)).execute();
      return (await withStatements(db, rows))[0] ?? null;
    },
  };
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

/** Adds to each capture its statements, all by one query; in the order of the rows. */
export async function withStatements(
  db: Kysely<DB>,
  rows: readonly (Selectable<Captures> & Selectable<Articles>)[],
): Promise<Omit<CaseSource, 'addedAt'>[]> {
  if (rows.length === 0) return [];
  const found = await db
    .selectFrom('statements')
    .selectAll()
    .where('sourceId', '=', sql<string>`any(${rows.map((row) => row.sourceId)}::text[])`)
    .where('captureId', '=', sql<string>`any(${rows.map((row) => row.captureId)}::uuid[])`)
    .orderBy('sourceId')
    .orderBy('position')
    .execute();
  const byCapture = Map.groupBy(found.map(statementFrom), ({ captureId }) => captureId);
  return rows.map((row) => ({
    sourceId: row.sourceId,
    captureId: row.captureId,
    capture: captureFrom(row),
    article: articleFrom(row),
    statements: byCapture.get(row.captureId) ?? [],
  }));
}
