import type { Kysely } from 'kysely';
import type { OriginRepository } from '../services/ports.ts';
import { originEditFrom, originEditRow, storable } from './rows.ts';
import type { DB } from './schema.generated.ts';

export function createOriginRepository(db: Kysely<DB>): OriginRepository {
  return {
    async edits(caseId) {
      const rows = await db
        .selectFrom('originEdits')
        .selectAll()
        .where('caseId', '=', caseId)
        .orderBy('revision')
        .execute();
      return rows.map(originEditFrom);
    },

    async append(caseId, edit) {
      // Where another transaction is just adding the same revision, this waits for it to end.
      const inserted = await db
        .insertInto('originEdits')
        .values(originEditRow(caseId, storable(edit)))
        .onConflict((conflict) => conflict.columns(['caseId', 'revision']).doNothing())
        .returning('revision')
        .executeTakeFirst();
      return inserted !== undefined;
    },
  };
}
