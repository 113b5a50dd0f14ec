import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { StoreError } from './errors.ts';

/** One step of the schema: a file `<date>_<sentence>.sql`, applied in the order of its name, and never changed after. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly checksum: string;
}

/** Holds off others that migrate at the same time: the bytes of "migr". */
const MIGRATION_LOCK = 0x6d696772;

/** The program's migrations, in order. */
export async function readMigrations(directory: URL): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (file) => {
      // A checkout on Windows may turn line ends: they are not a change.
      const text = (await readFile(new URL(file, directory), 'utf8')).replaceAll('\r\n', '\n');
      return {
        name: file.replace(/\.sql$/, ''),
        sql: text,
        checksum: createHash('sha256').update(text).digest('hex'),
      };
    }),
  );
}

/**
 * Brings the database to the program's schema, each migration in a transaction of its own. Safe when several do it at
 * once. Returns the name of the last migration.
 *
 * @throws StoreError `store-schema-newer` where the database knows migrations that the program does not;
 * `store-schema-changed` where one was applied with another text; `store-migration-failed`.
 */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<string> {
  const client = await pool.connect();
  try {
    for (const migration of pending(await appliedMigrations(client), migrations))
      await apply(client, migration);
    return migrations.at(-1)?.name ?? '';
  } finally {
    client.release();
  }
}

type Applied = ReadonlyMap<string, string>;

async function appliedMigrations(client: pg.PoolClient): Promise<Applied> {
  const { rows: tables } = await client.query(`select to_regclass('schema_migrations') is not null as there`);
  if (!tables[0].there) return new Map();
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migrations order by name',
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

/** What is still to be applied. @throws StoreError where what was applied is not what the program holds. */
export function pending(applied: Applied, migrations: readonly Migration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const unknown = [...applied.keys()].find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new StoreError('store-schema-newer', `The database is newer than this Onus: it has “${unknown}”.`, {
      hint: 'Install the newest release of Onus.',
      details: { migration: unknown },
    });
  const changed = migrations.find(({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum);
  if (changed !== undefined)
    throw new StoreError(
      'store-schema-changed',
      `The migration “${changed.name}” was applied with another text.`,
      {
        hint: 'The program or the database was altered; install the release of Onus that the database belongs to.',
        details: { migration: changed.name },
      },
    );
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query(`create table if not exists schema_migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    // Another process may have applied it while this one waited for the lock.
    if (!(await appliedMigrations(client)).has(migration.name)) {
      await client.query(migration.sql);
      await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
        migration.name,
        migration.checksum,
      ]);
    }
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new StoreError(
      'store-migration-failed',
      `The migration “${migration.name}” failed: ${String(cause)}.`,
      {
        hint: 'The database is as it was before. Check that its user may create tables.',
        cause,
      },
    );
  }
}
