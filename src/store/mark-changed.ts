import type { Kysely } from 'kysely';
import type { DB } from './schema.generated.ts';

/**
 * What counts as a source's text has changed: until it stands in the index of copies anew, and its lines are kept anew. Where the
 * program ends before that, it is done later.
 */
export async function markChanged(db: Kysely<DB>, sourceId: string): Promise<void> {
  const toDo = { shingledAt: null, linesKeptAt: null };
  await db.updateTable('sources').set(toDo).where('sourceId', '=', sourceId).execute();
}
