import pg from 'pg';
import { codeOf, StoreError } from '../errors.ts';
import type { Engine } from './engine.ts';

/** The oldest server that the tests run on; `server_version_num` of its first release. */
const OLDEST_SERVER = { number: 150_000, name: '15' };
/** Longer than a server on another continent takes, shorter than a user waits. Milliseconds. */
const CONNECT_TIMEOUT = 10_000;

/**
 * An outside PostgreSQL, named by `DATABASE_URL`. The server is somebody else's: it is neither started nor stopped.
 *
 * @throws StoreError `store-url` where the address is none; `store-unreachable` where the server does not answer, does
 * not let us in, or is too old.
 */
export async function connectPostgres(databaseUrl: string): Promise<Engine> {
  const url = withoutPassword(databaseUrl);
  const connection = { connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_TIMEOUT };
  const client = new pg.Client(connection);
  // A connection that breaks while it is being closed has nothing left to tell.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(url, error);
  }
  try {
    const { rows } = await client.query(
      `select current_setting('server_version') as name, current_setting('server_version_num')::int as number`,
    );
    if (rows[0].number < OLDEST_SERVER.number)
      throw new StoreError('store-unreachable', `The server at ${url} is PostgreSQL ${rows[0].name}.`, {
        hint: `Onus needs PostgreSQL ${OLDEST_SERVER.name} or later.`,
      });
    return { kind: 'postgres', connection, url, serverVersion: rows[0].name, close: async () => {} };
  } finally {
    await client.end();
  }
}

/** The address as it may be shown. @throws StoreError `store-url` */
function withoutPassword(databaseUrl: string): string {
  const url = URL.parse(databaseUrl);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol))
    throw new StoreError('store-url', 'DATABASE_URL is not the address of a PostgreSQL database.', {
      hint: 'It looks like postgresql://user:password@host:5432/database.',
    });
  url.password = '';
  url.searchParams.delete('password');
  return url.href;
}

function unreachable(url: string, error: unknown): StoreError {
  const said =
    error instanceof Error && error.message !== '' ? error.message : (codeOf(error) ?? String(error));
  return new StoreError('store-unreachable', `The PostgreSQL server at ${url} cannot be used: ${said}.`, {
    hint: hintFor(codeOf(error)),
    details: { url },
    cause: error,
  });
}

/** Keyed by SQLSTATE (PostgreSQL, appendix A) and system error codes. */
function hintFor(code: string | undefined): string {
  switch (code) {
    case '28P01':
    case '28000':
      return 'Check the user and the password in DATABASE_URL.';
    case '3D000':
      return 'Make the database with createdb, or name another one in DATABASE_URL.';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'Check the name of the host in DATABASE_URL.';
    default:
      return 'Check that it runs and takes connections from here, or unset DATABASE_URL for the embedded server.';
  }
}
