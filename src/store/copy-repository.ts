import { type Kysely, sql } from 'kysely';
import { correctBlocks } from '../domain/block-correction.ts';
import type { CopyRepository } from '../services/ports.ts';
import { findCorrections } from './block-corrections.ts';
import { articleTextFrom, storable } from './rows.ts';
import type { DB } from './schema.generated.ts';
import { newestCaptures } from './source-repository.ts';

export function createCopyRepository(db: Kysely<DB>): CopyRepository {
  return {
    async add(sourceId, fingerprints) {
      // Not waiting for the disk: what a power cut takes away is not marked as added either, and is added again.
      // In the order of the index, so that two who add at once never wait for each other in a circle.
      const sorted = fingerprints.toSorted((a, b) => a - b);
      await sql`
        with quickly as materialized (select set_config('synchronous_commit', 'off', true)), added as (
          insert into source_shingles (shingle, source_id)
          select unnest(${sorted}::bigint[]), ${sourceId} from quickly
          on conflict do nothing)
        update sources set shingled_at = now() where source_id = ${sourceId}`.execute(db);
    },

    async lookUp(fingerprints, { perFingerprint, limit }) {
      const { rows } = await sql<{ sourceId: string; shared: number }>`
        select source_id, count(*)::integer as shared
        from unnest(${fingerprints}::bigint[]) as asked (shingle)
        cross join lateral (
          select source_id from source_shingles as held
          where held.shingle = asked.shingle
          order by source_id limit ${perFingerprint}) as held
        group by source_id order by shared desc, source_id limit ${limit}`.execute(db);
      return rows;
    },

    async missing(limit) {
      const rows = await db
        .selectFrom('sources')
        .select('sourceId')
        .where('shingledAt', 'is', null)
        .limit(limit)
        .execute();
      return rows.map(({ sourceId }) => sourceId);
    },

    async articles(sourceIds) {
      const rows = await newestCaptures(db)
        .clearSelect()
        .select([
          'captures.sourceId',
          'captures.captureId',
          'articles.text',
          'articles.blocks',
          'articles.metadata',
        ])
        .where('captures.sourceId', '=', sql<string>`any(${storable(sourceIds)}::text[])`)
        .execute();
      const correctionsOf = await findCorrections(db, rows);
      return rows.map((row) => {
        const { sourceId, article } = articleTextFrom(row);
        return { sourceId, article: correctBlocks(article, correctionsOf.get(row.captureId) ?? []) };
      });
    },
  };
}
