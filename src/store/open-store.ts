import { join } from 'node:path';
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Store } from '../services/ports.ts';
import { openBlobDirectory } from './blob-directory.ts';
import { createCaseRepository } from './case-repository.ts';
import { createCopyRepository } from './copy-repository.ts';
import type { Engine } from './engines/engine.ts';
import { createJobQueue } from './job-queue.ts';
import { migrate, readMigrations } from './migrate.ts';
import { createOriginRepository } from './origin-repository.ts';
import { createPublicationRepository } from './publication-repository.ts';
import { tellingFaults } from './query-faults.ts';
import type { DB } from './schema.generated.ts';
import { createSourceRepository } from './source-repository.ts';

const MIGRATIONS = new URL('./migrations/', import.meta.url);

export interface StoreOptions {
  /** Holds the blobs and, unless `databaseUrl` is given, the embedded database. Made where it is not there. */
  readonly dataDirectory: string;
  /** An outside PostgreSQL, instead of the embedded one. */
  readonly databaseUrl?: string;
}

/**
 * Opens the store: finds or starts the server, brings the database to the program's schema, and hands out the
 * repositories. Several processes may have one data directory open.
 *
 * @throws StoreError with a code and a hint where the directory, the server or the schema does not fit
 */
export async function openStore({ dataDirectory, databaseUrl }: StoreOptions): Promise<Store> {
  const engine = await startEngine(dataDirectory, databaseUrl);
  const pool = new pg.Pool(engine.connection);
  // A connection that breaks is replaced by the pool, and a query that is using it is told. Unheard, the event would end
  // the process: `error` of the pool is for idle connections, that of a client for those in use.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    const schemaVersion = await migrate(pool, await readMigrations(MIGRATIONS));
    return storeOn({ engine, pool, schemaVersion, blobs: join(dataDirectory, 'blobs') });
  } catch (error) {
    await pool.end();
    await engine.close();
    throw error;
  }
}

/** Each engine's module is loaded only where it is the one. */
async function startEngine(dataDirectory: string, databaseUrl: string | undefined): Promise<Engine> {
  if (databaseUrl !== undefined) return (await import('./engines/postgres.ts')).connectPostgres(databaseUrl);
  return (await import('./engines/embedded.ts')).startEmbedded(dataDirectory);
}

interface Opened {
  readonly engine: Engine;
  readonly pool: pg.Pool;
  readonly schemaVersion: string;
  /** Directory of the blobs. */
  readonly blobs: string;
}

function storeOn({ engine, pool, schemaVersion, blobs }: Opened): Store {
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    // Columns are `snake_case`, fields `camelCase`; what stands inside JSON is left as it is.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  const jobs = createJobQueue(engine.connection);
  return {
    blobs: openBlobDirectory(blobs),
    sources: tellingFaults(createSourceRepository(db)),
    cases: tellingFaults(createCaseRepository(db)),
    copies: tellingFaults(createCopyRepository(db)),
    publications: tellingFaults(createPublicationRepository(db)),
    origins: tellingFaults(createOriginRepository(db)),
    jobs,
    async report() {
      const { rows } = await pool.query('select pg_database_size(current_database())::float8 as size');
      const { kind, url, serverVersion } = engine;
      return { engine: kind, url, serverVersion, schemaVersion, sizeBytes: rows[0].size };
    },
    async close() {
      await jobs.stop();
      await db.destroy();
      await engine.close();
    },
  };
}
