import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { byPublication, type Case, type CaseFile } from '../domain/case.ts';
import type { CaseRepository } from '../services/ports.ts';
import { StoreError } from './errors.ts';
import { caseFrom, storable } from './rows.ts';
import type { DB } from './schema.generated.ts';
import { newestCaptures, withStatements } from './source-repository.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function createCaseRepository(db: Kysely<DB>): CaseRepository {
  return {
    ensure: (name) => db.transaction().execute((transaction) => ensureCase(transaction, storable(name))),

    async find(idOrName) {
      const byId = UUID.test(idOrName) ? await findById(db, idOrName) : null;
      return byId ?? findByName(db, storable(idOrName));
    },

    list: () => listCases(db),

    async addSource(caseId, sourceId) {
      await requireSource(db, sourceId);
      const inserted = await db
        .insertInto('caseSources')
        .values({ caseId, sourceId })
        .onConflict((conflict) => conflict.doNothing())
        .returning('sourceId')
        .executeTakeFirst();
      return { isNew: inserted !== undefined };
    },

    load: (caseId) => (UUID.test(caseId) ? loadCase(db, caseId) : Promise.resolve(null)),

    async sourceIds(caseId) {
      if (!UUID.test(caseId)) return [];
      const rows = await db
        .selectFrom('caseSources')
        .select('sourceId')
        .where('caseId', '=', caseId)
        .orderBy('addedAt')
        .orderBy('sourceId')
        .execute();
      return rows.map(({ sourceId }) => sourceId);
    },

    async casesOf(sourceId) {
      const rows = await db
        .selectFrom('caseSources')
        .innerJoin('cases', 'cases.caseId', 'caseSources.caseId')
        .selectAll('cases')
        .where('caseSources.sourceId', '=', storable(sourceId))
        .orderBy('cases.createdAt', 'desc')
        .orderBy('cases.caseId', 'desc')
        .execute();
      return rows.map(caseFrom);
    },
  };
}

/** What two names that differ in letter case alone share. Upper case first: it makes one of “ß” and “SS”, “ς” and “σ”. */
function nameKey(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase();
}

async function ensureCase(db: Kysely<DB>, name: string): Promise<Case> {
  const caseId = uuidv7();
  // The name is claimed first: who comes second waits here until the first has committed, and then finds the case.
  const claimed = await db
    .insertInto('caseNames')
    .values({ nameKey: nameKey(name), caseId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('caseId')
    .executeTakeFirst();
  if (claimed !== undefined)
    return caseFrom(
      await db.insertInto('cases').values({ caseId, name }).returningAll().executeTakeFirstOrThrow(),
    );
  const found = await findByName(db, name);
  if (found === null)
    throw new StoreError('store-row-damaged', `The name “${name}” is taken by a case that is not there.`, {
      hint: 'The database was changed by other hands; restore it from a backup.',
    });
  return found;
}

async function findById(db: Kysely<DB>, caseId: string): Promise<Case | null> {
  const row = await db.selectFrom('cases').selectAll().where('caseId', '=', caseId).executeTakeFirst();
  return row === undefined ? null : caseFrom(row);
}

async function findByName(db: Kysely<DB>, name: string): Promise<Case | null> {
  const row = await db
    .selectFrom('caseNames')
    .innerJoin('cases', 'cases.caseId', 'caseNames.caseId')
    .selectAll('cases')
    .where('nameKey', '=', nameKey(name))
    .executeTakeFirst();
  return row === undefined ? null : caseFrom(row);
}

async function listCases(db: Kysely<DB>) {
  const rows = await db
    .selectFrom('cases')
    .leftJoin('caseSources', 'caseSources.caseId', 'cases.caseId')
    .leftJoin(newestCaptureIds(db).as('newest'), 'newest.sourceId', 'caseSources.sourceId')
    .leftJoin('statements', (join) =>
      join
        .onRef('statements.sourceId', '=', 'newest.sourceId')
        .onRef('statements.captureId', '=', 'newest.captureId')
        .on('statements.retiredAt', 'is', null),
    )
    .selectAll('cases')
    .select((select) => [
      select.fn.count('caseSources.sourceId').distinct().as('sources'),
      select.fn.count('statements.statementId').as('statements'),
    ])
    .groupBy('cases.caseId')
    .orderBy('cases.createdAt', 'desc')
    .orderBy('cases.caseId', 'desc')
    .execute();
  return rows.map((row) => ({
    ...caseFrom(row),
    sources: Number(row.sources),
    statements: Number(row.statements),
  }));
}

function newestCaptureIds(
  db: Kysely<DB>,
): SelectQueryBuilder<DB, 'captures', { sourceId: string; captureId: string }> {
  return db
    .selectFrom('captures')
    .distinctOn('sourceId')
    .select(['sourceId', 'captureId'])
    .orderBy('sourceId')
    .orderBy('lastSeenAt', 'desc')
    .orderBy('captureId', 'desc');
}

/** The two sides of a cluster share no foreign key, so it is asked. */
async function requireSource(db: Kysely<DB>, sourceId: string): Promise<void> {
  const found = await db
    .selectFrom('sources')
    .select('sourceId')
    .where('sourceId', '=', storable(sourceId))
    .executeTakeFirst();
  if (found === undefined)
    throw new StoreError('store-unknown-source', `There is no source ${sourceId}.`, {
      hint: 'Save the source before it is put into a case.',
    });
}

/** Five queries, however many sources: the case, its entries, their newest captures, statements and corrections of those. */
async function loadCase(db: Kysely<DB>, caseId: string): Promise<CaseFile | null> {
  const found = await findById(db, caseId);
  if (found === null) return null;
  const entries = await db
    .selectFrom('caseSources')
    .select(['sourceId', 'addedAt'])
    .where('caseId', '=', caseId)
    .execute();
  const addedAt = new Map(entries.map((entry) => [entry.sourceId, entry.addedAt.toISOString()]));
  const captures = await newestCaptures(db)
    .where('captures.sourceId', '=', sql<string>`any(${[...addedAt.keys()]}::text[])`)
    .execute();
  const sources = (await withStatements(db, captures)).map(({ corrections: _inBlocks, ...source }) => ({
    ...source,
    addedAt: addedAt.get(source.sourceId) ?? found.createdAt,
  }));
  return { case: found, sources: sources.sort(byPublication) };
}
