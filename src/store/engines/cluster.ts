import { randomBytes, randomUUID } from 'node:crypto';
import {
  access,
  constants,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { makeDirectory, syncDirectory } from '../durable-file.ts';
import { codeOf, fileFault, onDisk, StoreError } from '../errors.ts';
import { type Account, giveTo, serverAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { runProgram } from './program.ts';
import { faultFrom } from './server-words.ts';

/** The major version of the packaged PostgreSQL: a cluster is bound to the one that made it. */
const MAJOR_VERSION = '18';
/** The superuser that initdb makes, and the only one. */
export const SERVER_USER = 'onus';

/**
 * The embedded server's part of the data directory:
 * `database/cluster` is PostgreSQL's own, `database/password` the superuser's, `database/server.log` its words.
 */
export interface Cluster {
  /** `DATA/database`. */
  readonly home: string;
  /** `DATA/database/cluster`. */
  readonly directory: string;
  readonly account: Account | null;
  readonly binaries: Binaries;
  readonly password: string;
}

/**
 * The cluster of a data directory, made where there is none. Two processes may do so at once: each makes its own
 * beside the target, and the first to rename it into place has made the one that both use.
 *
 * @throws StoreError where the directory is not ours, not writable, of another version, or initdb fails.
 */
export async function openCluster(dataDirectory: string): Promise<Cluster> {
  await claimDirectory(dataDirectory);
  const home = join(dataDirectory, 'database');
  const directory = join(home, 'cluster');
  const owner = await ownerOf(home);
  if (owner !== null) await checkCluster(home, directory);
  const account = await serverAccount(owner);
  const binaries = await findBinaries(account, dataDirectory);
  if (owner === null) await makeCluster({ dataDirectory, home, account, binaries });
  // Copied or restored by root: PostgreSQL wants to own what it works on.
  else if (account !== null && owner.uid === 0) await onDisk(home, giveTo(account, home));
  const password = (await onDisk(home, readFile(join(home, 'password'), 'utf8'))).trim();
  return { home, directory, account, binaries, password };
}

/** Makes the data directory, or sees that it may be used. */
async function claimDirectory(dataDirectory: string): Promise<void> {
  await onDisk(dataDirectory, makeDirectory(dataDirectory, 0o700));
  await onDisk(dataDirectory, access(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK));
  const names = await onDisk(dataDirectory, readdir(dataDirectory));
  if (names.includes('PG_VERSION'))
    throw new StoreError(
      'store-directory-foreign',
      `${dataDirectory} is the data directory of another PostgreSQL.`,
      {
        hint: 'Set ONUS_DATA to a directory of its own, or DATABASE_URL to that server.',
        details: { path: dataDirectory },
      },
    );
}

/** Who owns the cluster's home; null where there is none. */
async function ownerOf(home: string): Promise<Account | null> {
  try {
    const { uid, gid } = await lstat(home);
    return { uid, gid };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw fileFault(error, home);
  }
}

/** Sees that what stands in the cluster's place is one of ours, of this version, and this user's. */
async function checkCluster(home: string, directory: string): Promise<void> {
  const uid = process.getuid?.();
  const owner = await stat(home);
  if (uid !== undefined && uid !== 0 && owner.uid !== uid)
    throw new StoreError(
      'store-directory-foreign',
      `${home} belongs to another user (number ${owner.uid}).`,
      {
        hint: 'Run Onus as that user, or set ONUS_DATA to a directory of your own.',
      },
    );
  const names = owner.isDirectory() ? await onDisk(home, readdir(home)) : [];
  if (!names.includes('cluster') || !names.includes('password'))
    throw new StoreError(
      'store-directory-foreign',
      `${home} is there, but is not a database that Onus made.`,
      {
        hint: 'Move it away, or set ONUS_DATA to another directory.',
      },
    );
  const version = await readVersion(directory);
  if (version !== MAJOR_VERSION)
    throw new StoreError(
      'store-cluster-version',
      `${directory} was made by PostgreSQL ${version}; this Onus brings PostgreSQL ${MAJOR_VERSION}.`,
      { hint: 'Use the release of Onus that made it to back up, and restore the backup with this one.' },
    );
}

async function readVersion(directory: string): Promise<string> {
  try {
    return (await readFile(join(directory, 'PG_VERSION'), 'utf8')).trim();
  } catch (cause) {
    throw new StoreError('store-cluster-damaged', `${directory} is not a PostgreSQL data directory.`, {
      hint: 'Restore it from a backup, or move it away to start with an empty database.',
      cause,
    });
  }
}

type NewCluster = Pick<Cluster, 'home' | 'account' | 'binaries'> & { dataDirectory: string };

async function makeCluster({ dataDirectory, home, account, binaries }: NewCluster): Promise<void> {
  await removeLeftovers(dataDirectory);
  const temporary = join(dataDirectory, `${TEMPORARY}${process.pid}-${randomUUID()}`);
  try {
    await onDisk(temporary, prepareHome(temporary, account));
    await initialise(temporary, account, binaries);
    await onDisk(temporary, syncDirectory(temporary));
    await onDisk(home, moveInto(temporary, home));
    await onDisk(dataDirectory, syncDirectory(dataDirectory));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

const TEMPORARY = 'database.new-';

/**
 * The initdb of a process that was killed writes on for a second or two, and what is removed fills again: tried anew
 * after 100, 200 … milliseconds, 5.5 seconds in all.
 */
const STILL_WRITING = { maxRetries: 10, retryDelay: 100 };

/** Removes what processes left that were killed while they made a cluster. */
async function removeLeftovers(dataDirectory: string): Promise<void> {
  for (const name of await onDisk(dataDirectory, readdir(dataDirectory))) {
    const maker = name.startsWith(TEMPORARY) ? Number.parseInt(name.slice(TEMPORARY.length), 10) : Number.NaN;
    if (!Number.isNaN(maker) && !isAlive(maker))
      await onDisk(
        dataDirectory,
        rm(join(dataDirectory, name), { recursive: true, force: true, ...STILL_WRITING }),
      );
  }
}

/** Whether there is a process of that number, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function prepareHome(home: string, account: Account | null): Promise<void> {
  await mkdir(join(home, 'cluster'), { recursive: true, mode: 0o700 });
  await writeFile(join(home, 'password'), `${randomBytes(24).toString('base64url')}\n`, {
    mode: 0o600,
    flush: true,
  });
  if (account !== null) await giveTo(account, home);
}

/** Runs initdb. The built-in locale sorts and folds alike on every machine, whatever its C library brings. */
async function initialise(home: string, account: Account | null, binaries: Binaries): Promise<void> {
  const { code, output } = await runProgram(binaries.initdb, home, account, (at) => [
    `--pgdata=${at}/cluster`,
    `--pwfile=${at}/password`,
    `--username=${SERVER_USER}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
  if (code !== 0) throw faultFrom(output, 'make its data directory', home);
}

/** Renames the finished cluster into place; where another process was quicker, that one's stays. */
async function moveInto(temporary: string, home: string): Promise<void> {
  try {
    await rename(temporary, home);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
  }
}
