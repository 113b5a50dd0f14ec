import { type Kysely, sql } from 'kysely';
import { correctBlocks } from '../domain/block-correction.ts';
import type {
  KeptLines,
  LinePlace,
  LinesInCommon,
  Publication,
  PublicationRepository,
} from '../services/ports.ts';
import { findCorrections } from './block-corrections.ts';
import { articleTextFrom, captureFrom, storable } from './rows.ts';
import type { DB } from './schema.generated.ts';
import { newestCaptures } from './source-repository.ts';

/** Articles of one publication whose lines are kept: what stands in many stands in the newest of them. */
const ARTICLES_KEPT = 200;

export function createPublicationRepository(db: Kysely<DB>): PublicationRepository {
  return {
    async keep(sourceId, lines) {
      // Not waiting for the disk, as for the index of copies: what a power cut takes away is not marked as kept either.
      await db.transaction().execute(async (transaction) => {
        await sql`set local synchronous_commit = off`.execute(transaction);
        if (lines === null)
          await transaction.deleteFrom('publicationLines').where('sourceId', '=', sourceId).execute();
        else await replaceLines(transaction, sourceId, storable(lines));
        await transaction
          .updateTable('sources')
          .set({ linesKeptAt: sql`now()` })
          .where('sourceId', '=', sourceId)
          .execute();
      });
      if (lines !== null) await dropOldest(db, storable(lines).publication);
    },

    lookUp: (publication, lines) => lookUp(db, storable(publication), lines),

    async unkept(limit) {
      const rows = await newestCaptures(db)
        .where('captures.sourceId', 'in', (select) =>
          select
            .selectFrom('sources')
            .select('sources.sourceId')
            .where('linesKeptAt', 'is', null)
            .limit(limit),
        )
        .execute();
      const correctionsOf = await findCorrections(db, rows);
      return rows.map((row) => {
        const { sourceId, article } = articleTextFrom(row);
        const corrections = correctionsOf.get(row.captureId) ?? [];
        return { sourceId, capture: captureFrom(row), article: correctBlocks(article, corrections) };
      });
    },
  };
}

async function replaceLines(
  db: Kysely<DB>,
  sourceId: string,
  { publication: { host, name }, outside, own, unsure }: KeptLines,
): Promise<void> {
  await sql`
    insert into publication_lines (source_id, host, name, outside, own, unsure, kept_at)
    values (${sourceId}, ${host}, ${name}, ${outside}::bigint[], ${own}::bigint[], ${unsure}::bigint[], now())
    on conflict (source_id) do update set host = excluded.host, name = excluded.name, outside = excluded.outside,
      own = excluded.own, unsure = excluded.unsure, kept_at = excluded.kept_at`.execute(db);
}

/** Two who drop at once leave each other's rows alone, and never wait in a circle. */
async function dropOldest(db: Kysely<DB>, { host, name }: Publication): Promise<void> {
  const ofPublication = host === null ? sql`host is null and name = ${name}` : sql`host = ${host}`;
  await sql`
    delete from publication_lines where source_id in (
      select source_id from publication_lines where ${ofPublication}
      order by kept_at desc, source_id offset ${ARTICLES_KEPT} for update skip locked)`.execute(db);
}

/** By host, and by name what has no host; without a host by name alone, whatever their hosts. */
async function lookUp(
  db: Kysely<DB>,
  { host, name }: Publication,
  lines: readonly number[],
): Promise<LinesInCommon[]> {
  const { rows } = await sql<{ sourceId: string; host: string | null; place: LinePlace; line: string }>`
    with held as materialized (
      (select * from publication_lines where host = ${host}::text
        order by kept_at desc, source_id limit ${ARTICLES_KEPT})
      union all
      (select * from publication_lines where name = ${name}::text and (${host}::text is null or host is null)
        order by kept_at desc, source_id limit ${ARTICLES_KEPT}))
    select source_id, host, place, line from held cross join lateral (
      select 'outside' as place, unnest(outside) as line
      union all select 'own', unnest(own)
      union all select 'unsure', unnest(unsure)) as each
    where line = any(${lines}::bigint[])
    order by kept_at desc, source_id`.execute(db);
  return [...Map.groupBy(rows, ({ sourceId }) => sourceId)].map(([sourceId, found]) => {
    const at = (place: LinePlace) => found.flatMap((row) => (row.place === place ? [Number(row.line)] : []));
    return {
      sourceId,
      host: found[0]?.host ?? null,
      outside: at('outside'),
      own: at('own'),
      unsure: at('unsure'),
    };
  });
}
