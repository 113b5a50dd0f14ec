import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { codeOf, StoreError } from '../errors.ts';
import { type Cluster, openCluster, SERVER_USER } from './cluster.ts';
import type { Engine } from './engine.ts';
import { type Address, chooseAddress, findServer, launchServer, stopServer } from './server.ts';

/** How long to wait for a server that starts, stops, recovers or is being replaced. Milliseconds. */
const PATIENCE = 60_000;
const RETRY = 50;
/** Tries to find a free port, when others are quicker to take it. */
const PORT_TRIES = 5;
/** Key of the advisory lock by which processes show that they use the server: the bytes of "onus". */
const PRESENCE = 0x6f6e7573;

/** A connection that is held as long as we use the server, with a shared lock on {@link PRESENCE}. */
interface Presence {
  readonly client: pg.Client;
  readonly connection: pg.ClientConfig;
  readonly pid: number;
  readonly serverVersion: string;
}

/**
 * The embedded PostgreSQL of a data directory: started where none runs, joined where one does.
 *
 * No process owns the server; **the last to leave stops it**. Each process holds a shared advisory lock while it uses
 * the server. Who closes lets go of its own and tries for the exclusive one: got, nobody else is there, and nobody can
 * arrive while it is held, so the server is stopped; not got, somebody is at work, and the server is left to them. A
 * process that is killed lets go by dying. Should all be killed, the server runs on and the next start joins it.
 *
 * Should the server itself be killed, the first process that sees its connection break starts it again.
 *
 * @throws StoreError where the directory, its version, the disk or the server does not allow it
 */
export async function startEmbedded(dataDirectory: string): Promise<Engine> {
  const cluster = await openCluster(dataDirectory);
  let presence = await arrive(cluster);
  let closing = false;
  let returning: Promise<void> = Promise.resolve();

  function watch({ client }: Presence): void {
    client.once('end', () => {
      if (!closing) returning = comeBack();
    });
  }
  async function comeBack(): Promise<void> {
    try {
      presence = await arrive(cluster);
    } catch {
      // Nobody waits for this; whoever queries next is told by the connection that fails.
      return;
    }
    watch(presence);
  }
  watch(presence);

  return {
    kind: 'embedded',
    connection: presence.connection,
    url: shownUrl(presence.connection),
    serverVersion: presence.serverVersion,
    async close() {
      closing = true;
      await returning;
      await leave(cluster, presence);
    },
  };
}

/** Joins the server, and starts it where there is none, until one of the two works or patience ends. */
async function arrive(cluster: Cluster): Promise<Presence> {
  const deadline = Date.now() + PATIENCE;
  let portTries = 0;
  for (;;) {
    const found = await findServer(cluster);
    let obstacle: StoreError | null = null;
    if (found.running === null) {
      obstacle = await launch(cluster, found.stalePid, portTries > 0);
      if (obstacle?.code === 'store-port-taken') portTries++;
    } else {
      const joined = await join(cluster, found.running);
      if (!(joined instanceof StoreError)) return joined;
      obstacle = joined;
    }
    if (obstacle !== null && (Date.now() > deadline || portTries > PORT_TRIES)) throw obstacle;
    await sleep(obstacle === null ? 0 : RETRY);
  }
}

/** Starts a server; null when it is up, the fault where waiting may help. @throws StoreError where it will not. */
async function launch(
  cluster: Cluster,
  stalePid: number | null,
  overTcp: boolean,
): Promise<StoreError | null> {
  try {
    await launchServer(cluster, await chooseAddress(cluster, overTcp), stalePid);
    return null;
  } catch (error) {
    // Locked: another process starts it just now, or the children of a killed server are still ending.
    if (error instanceof StoreError && ['store-locked', 'store-port-taken'].includes(error.code))
      return error;
    throw error;
  }
}

/** Connects and takes the shared lock; the fault where the server is starting, stopping or going away. */
async function join(
  cluster: Cluster,
  { pid, address }: { pid: number; address: Address },
): Promise<Presence | StoreError> {
  const connection = { ...address, user: SERVER_USER, password: cluster.password, database: 'postgres' };
  const client = new pg.Client({
    ...connection,
    application_name: 'onus presence',
    connectionTimeoutMillis: PATIENCE,
  });
  // A connection that breaks also ends: `end` is what is listened to.
  client.on('error', () => {});
  try {
    await client.connect();
    // Waits while somebody who leaves holds it exclusively: then the server is about to end, and so is this connection.
    await client.query('select pg_advisory_lock_shared($1)', [PRESENCE]);
    const { rows } = await client.query(`select current_setting('server_version') as version`);
    return { client, connection, pid, serverVersion: rows[0].version };
  } catch (error) {
    await client.end().catch(() => {});
    const fault = joinFault(error, cluster, pid);
    if (isPassing(error)) return fault;
    throw fault;
  }
}

/** SQLSTATEs that pass by themselves: the server starts, or it or an operator ends the connection (class 57). */
const PASSING = new Set(['57P01', '57P02', '57P03']);

/** Whether to try again: PostgreSQL says that it starts or stops, or the connection broke before it said anything. */
function isPassing(error: unknown): boolean {
  return error instanceof pg.DatabaseError ? PASSING.has(error.code ?? '') : true;
}

function joinFault(error: unknown, { home }: Cluster, pid: number): StoreError {
  const said = error instanceof Error ? error.message : String(error);
  if (codeOf(error) === '28P01')
    return new StoreError(
      'store-cluster-damaged',
      `The password in ${home}/password is not that of the database.`,
      {
        hint: 'Restore the file from a backup of the data directory.',
        cause: error,
      },
    );
  return new StoreError(
    'store-locked',
    `The PostgreSQL server of ${home} (process ${pid}) does not let us in: ${said}.`,
    {
      hint: `Try again in a minute; if it stays so, see ${home}/server.log, and end the process.`,
      details: { pid },
      cause: error,
    },
  );
}

async function leave(cluster: Cluster, { client, pid }: Presence): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [PRESENCE]);
    const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [PRESENCE]);
    if (rows[0].alone) await stopServer(cluster, pid, PATIENCE);
  } catch {
    // The server went away by itself: there is nothing left to stop.
  } finally {
    await client.end().catch(() => {});
  }
}

function shownUrl({ host, port, user, database }: pg.ClientConfig): string {
  return host?.startsWith('/')
    ? `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
    : `postgresql://${user}@${host}:${port}/${database}`;
}
