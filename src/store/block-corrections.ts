import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import { type BlockCorrection, blockCorrectionSchema } from '../domain/block-correction.ts';
import type { CorrectionRecord } from '../services/ports.ts';
import { markChanged } from './mark-changed.ts';
import { parsed, ROWS_AT_ONCE, statementRow } from './rows.ts';
import type { BlockCorrections, DB } from './schema.generated.ts';

/** Columns of a statement that a new reading may fill otherwise: not its identity, and not what people made of it. */
const READ_COLUMNS = [
  ...([
    'position',
    'withinId',
    'act',
    'hedge',
    'block',
    'probability',
    'target',
    'speaker',
    'saidOn',
  ] as const),
  ...(['sourceQuotes', 'cueQuotes', 'contentQuotes', 'reason', 'reader', 'retiredAt'] as const),
];

/** What identifies a capture. */
interface Ids {
  readonly sourceId: string;
  readonly captureId: string;
}

/** All corrections of some captures, by capture, each in the order of its versions. */
export async function findCorrections(
  db: Kysely<DB>,
  captures: readonly Ids[],
): Promise<ReadonlyMap<string, BlockCorrection[]>> {
  const rows = await db
    .selectFrom('blockCorrections')
    .selectAll()
    .where('sourceId', '=', sql<string>`any(${captures.map(({ sourceId }) => sourceId)}::text[])`)
    .where('captureId', '=', sql<string>`any(${captures.map(({ captureId }) => captureId)}::uuid[])`)
    .orderBy('version')
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ captureId }) => captureId)].map(([id, some]) => [id, some.map(correctionFrom)]),
  );
}

export async function insertCorrections(
  db: Kysely<DB>,
  ids: Ids,
  corrections: readonly BlockCorrection[],
): Promise<void> {
  if (corrections.length === 0) return;
  const rows = corrections.map((correction) => correctionRow(ids, correction));
  await db.insertInto('blockCorrections').values(rows).execute();
}

/** Within a transaction. False, and nothing written, where the capture is no longer at the version before this one. */
export async function saveCorrection(db: Kysely<DB>, record: CorrectionRecord): Promise<boolean> {
  const { sourceId, captureId, correction } = record;
  // Who comes second waits here until the first has committed, and then finds its version taken.
  await db
    .selectFrom('captures')
    .select('captureId')
    .where('sourceId', '=', sourceId)
    .where('captureId', '=', captureId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const last = await db
    .selectFrom('blockCorrections')
    .select((select) => select.fn.max('version').as('version'))
    .where('sourceId', '=', sourceId)
    .where('captureId', '=', captureId)
    .executeTakeFirst();
  if ((last?.version ?? 0) !== correction.version - 1) return false;
  await insertCorrections(db, record, [correction]);
  await replaceStatements(db, record);
  await markChanged(db, sourceId);
  return true;
}

/** Proposed statements become those of the new reading; what is no longer found is retired, what was reviewed stays. */
async function replaceStatements(
  db: Kysely<DB>,
  { sourceId, captureId, correction, statements }: CorrectionRecord,
): Promise<void> {
  await db
    .updateTable('statements')
    .set({ retiredAt: correction.at })
    .where('sourceId', '=', sourceId)
    .where('captureId', '=', captureId)
    .where('review', '=', 'proposed')
    .where('retiredAt', 'is', null)
    .execute();
  const rows = statements.map((statement, position) => ({
    ...statementRow({ sourceId, captureId }, statement, position),
    retiredAt: null,
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('statements')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .onConflict((conflict) =>
        conflict
          .columns(['sourceId', 'captureId', 'statementId'])
          .doUpdateSet((update) =>
            Object.fromEntries(READ_COLUMNS.map((column) => [column, update.ref(`excluded.${column}`)])),
          )
          .where('statements.review', '=', 'proposed'),
      )
      .execute();
}

function correctionRow(ids: Ids, correction: BlockCorrection): Insertable<BlockCorrections> {
  const { version, start, end, from, to, reason, by, at, undoes } = correction;
  return {
    ...{ sourceId: ids.sourceId, captureId: ids.captureId, version, reason, undoes },
    ...{ startOffset: start, endOffset: end, fromType: from, toType: to, correctedBy: by, correctedAt: at },
  };
}

function correctionFrom(row: Selectable<BlockCorrections>): BlockCorrection {
  const { version, startOffset, endOffset, fromType, toType, reason, correctedBy, correctedAt, undoes } = row;
  return parsed(blockCorrectionSchema, 'block_corrections', `${row.captureId} ${version}`, {
    ...{ version, start: startOffset, end: endOffset, from: fromType, to: toType, reason, undoes },
    ...{ by: correctedBy, at: correctedAt.toISOString() },
  });
}
