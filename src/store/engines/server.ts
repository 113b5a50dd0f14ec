import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile, readlink, realpath, rename, rm, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, onDisk } from '../errors.ts';
import { type Cluster, isAlive } from './cluster.ts';
import { spawnProgram } from './program.ts';
import { faultFrom } from './server-words.ts';

/** Where a server listens: the directory of its Unix socket, or an IP address. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A server that holds the cluster. */
export interface RunningServer {
  readonly pid: number;
  readonly address: Address;
  readonly isReady: boolean;
}

/** How often a server that starts or stops is looked at. Milliseconds. */
const LOOK = 20;
/** A pid file is written in one go; one that is still empty after this is a crash's remnant. Milliseconds. */
const PID_FILE_PATIENCE = 3_000;
/** Less than this leaves no room for a log. Bytes. */
const WORDLESS_SPACE = 65_536;
/** `sun_path` holds 104 bytes on macOS, 108 on Linux; PostgreSQL puts `/.s.PGSQL.5432` and a zero behind the directory. */
const SOCKET_DIRECTORY_LIMIT = 104 - '/.s.PGSQL.5432'.length - 1;
/** Names the socket's file; nothing is bound to a port of that number. */
const SOCKET_PORT = 5432;

/**
 * Whatever stands in the cluster's `postmaster.pid`: the server that holds it, or a stale entry (`stalePid`), which may
 * meanwhile be the number of a process that has nothing to do with it.
 */
export async function findServer(
  cluster: Cluster,
): Promise<{ running: RunningServer } | { running: null; stalePid: number | null }> {
  const path = join(cluster.directory, 'postmaster.pid');
  const text = await readIfThere(path);
  if (text === null) return { running: null, stalePid: null };
  // Lines of PostgreSQL's `pidfile.h`: pid, data directory, start, port, socket directory, address, memory key, status.
  const [pidLine, , , port, socketDirectory, listenAddress, , status] = text
    .split('\n')
    .map((line) => line.trim());
  const pid = Math.abs(Number.parseInt(pidLine ?? '', 10));
  if (Number.isNaN(pid)) {
    await removeIfOld(path);
    return { running: null, stalePid: null };
  }
  if (!(await holdsCluster(pid, cluster.directory))) return { running: null, stalePid: pid };
  // The socket directory may read `/proc/self/fd/3/…`, which means something only to the server itself.
  const host = socketDirectory || !listenAddress ? cluster.directory : listenAddress;
  return { running: { pid, address: { host, port: Number(port) }, isReady: status === 'ready' } };
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function removeIfOld(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null && Date.now() - found.mtimeMs > PID_FILE_PATIENCE) await rm(path, { force: true });
}

/** Whether that process is a server at work in this cluster. Where there is no `/proc`, any live process counts as one. */
async function holdsCluster(pid: number, directory: string): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid);
  const workingDirectory = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return workingDirectory !== null && workingDirectory === (await realpath(directory));
}

/**
 * Where a new server shall listen: on a socket in the cluster, which only its user can open; or, where the path is too
 * long for one or `overTcp` asks for it, on a free port of 127.0.0.1.
 */
export async function chooseAddress(cluster: Cluster, overTcp: boolean): Promise<Address> {
  if (!overTcp && Buffer.byteLength(cluster.directory) <= SOCKET_DIRECTORY_LIMIT)
    return { host: cluster.directory, port: SOCKET_PORT };
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const bound = probe.address();
  probe.close();
  await once(probe, 'close');
  return { host: '127.0.0.1', port: typeof bound === 'object' && bound !== null ? bound.port : 0 };
}

/**
 * Starts a server, and returns when it was ready. It outlives this process; by now others may even have stopped it.
 *
 * @param stalePid of {@link findServer}: declared not to be a server's, so that PostgreSQL disregards its pid file
 * even where the number is in use again.
 * @throws StoreError with what PostgreSQL said
 */
export async function launchServer(
  cluster: Cluster,
  address: Address,
  stalePid: number | null,
): Promise<void> {
  // Each try writes a log of its own; that of the try which succeeds becomes the server's.
  const log = join(cluster.home, `server.log.${randomUUID()}`);
  const output = openSync(log, 'w', 0o600);
  const child = spawnProgram(
    cluster.binaries.postgres,
    {
      home: cluster.home,
      account: cluster.account,
      output,
      ...(stalePid !== null && { env: { PG_GRANDPARENT_PID: String(stalePid) } }),
    },
    (home) => serverArguments(`${home}/cluster`, address),
  );
  closeSync(output);
  const ended = endOf(child);
  child.unref();
  for (let isReady = false; !isReady; await sleep(LOOK)) {
    if (ended.reason !== null) {
      const said = await readFile(log, 'utf8');
      await rm(log, { force: true });
      // Ended in good order: another process has already used it and was the last to leave.
      if (ended.reason === 'code 0') return;
      throw faultFrom(said || (await wordlessReason(cluster.home)) || ended.reason, 'start', cluster.home);
    }
    const { running } = await findServer(cluster);
    isReady = running !== null && running.pid === child.pid && running.isReady;
  }
  await onDisk(log, rename(log, join(cluster.home, 'server.log')));
}

/** Why a server ended without a word: on a full disk it cannot even write its log. Empty where that is not it. */
async function wordlessReason(home: string): Promise<string> {
  const { bavail, bsize } = await statfs(home);
  return bavail * bsize < WORDLESS_SPACE ? 'No space left on device' : '';
}

/** How a child ended, as soon as it has; `reason` is null until then. */
function endOf(child: ChildProcess): { reason: string | null } {
  const ended: { reason: string | null } = { reason: null };
  child.once('error', (error) => {
    ended.reason = error.message;
  });
  child.once('exit', (code, signal) => {
    ended.reason ??= signal ?? `code ${code}`;
  });
  return ended;
}

function serverArguments(directory: string, { host, port }: Address): string[] {
  const overTcp = host === '127.0.0.1';
  const settings = {
    listen_addresses: overTcp ? host : '',
    port,
    unix_socket_directories: overTcp ? '' : directory,
    unix_socket_permissions: '0700',
    fsync: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements that fail are told to those who sent them; their text, which may name people, stays out of the log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    cluster_name: 'onus',
  };
  return [
    '-D',
    directory,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** Asks a server to end at once but in good order (fast shutdown), and waits for it; false where `patience` ran out. */
export async function stopServer(cluster: Cluster, pid: number, patience: number): Promise<boolean> {
  if (await holdsCluster(pid, cluster.directory)) process.kill(pid, 'SIGINT');
  const deadline = Date.now() + patience;
  while (await holdsCluster(pid, cluster.directory)) {
    if (Date.now() > deadline) return false;
    await sleep(LOOK);
  }
  return true;
}
