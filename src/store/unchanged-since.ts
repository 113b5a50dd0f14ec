import type { Kysely } from 'kysely';
import type { SeenReading } from '../services/ports.ts';
import type { DB } from './schema.generated.ts';

/**
 * Within a transaction: whether a source's newest reading is still the one that was seen, with the corrections and the reviews
 * that it had. Its capture is locked until the transaction ends, as it is for a correction: whoever changes the reading
 * comes before or after.
 */
export async function isUnchangedSince(
  db: Kysely<DB>,
  sourceId: string,
  { captureId, corrections, statements }: SeenReading,
): Promise<boolean> {
  await db
    .selectFrom('captures')
    .select('captureId')
    .where('sourceId', '=', sourceId)
    .where('captureId', '=', captureId)
    .forUpdate()
    .execute();
  // Asked once the lock is held: whoever held it before may have kept a newer one.
  const newest = await db
    .selectFrom('captures')
    .select('captureId')
    .where('sourceId', '=', sourceId)
    .orderBy('lastSeenAt', 'desc')
    .orderBy('captureId', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest?.captureId !== captureId) return false;
  const last = await db
    .selectFrom('blockCorrections')
    .select((select) => select.fn.max('version').as('version'))
    .where('sourceId', '=', sourceId)
    .where('captureId', '=', captureId)
    .executeTakeFirst();
  if ((last?.version ?? 0) !== corrections.length) return false;
  const reviews = await db
    .selectFrom('statements')
    .select(['statementId', 'review'])
    .where('sourceId', '=', sourceId)
    .where('captureId', '=', captureId)
    .where('retiredAt', 'is', null)
    .where('review', '!=', 'proposed')
    .execute();
  const seen = new Map(
    statements.flatMap(({ statementId, review }) => (review === 'proposed' ? [] : [[statementId, review]])),
  );
  return (
    reviews.length === seen.size &&
    reviews.every(({ statementId, review }) => seen.get(statementId) === review)
  );
}
