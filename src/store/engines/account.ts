import { chown, lstat, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The user that the server runs as: PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** What Debian, Red Hat and Alpine alike number the user without rights. */
const NOBODY: Account = { uid: 65_534, gid: 65_534 };

/**
 * Whom the server runs as: null for this process's own user. Root hands it to the owner of the cluster; a cluster that
 * is not there yet, or was copied by root, goes to the user `postgres` where there is one, else to `nobody`.
 */
export async function serverAccount(clusterOwner: Account | null): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  if (clusterOwner !== null && clusterOwner.uid !== 0) return clusterOwner;
  return accountNamed('postgres', await readFile('/etc/passwd', 'utf8').catch(() => '')) ?? NOBODY;
}

/** Looks a user up in the text of `/etc/passwd`; null where it is not there, or is root by another name. */
export function accountNamed(name: string, passwd: string): Account | null {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find((line) => line[0] === name);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? { uid, gid } : null;
}

/** Whether an account may read and pass through a file and every directory above it, by mode bits alone. */
export async function canReach(account: Account, path: string): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    const { uid, gid, mode } = await stat(at);
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
    const needed = at === path ? 0o5 : 0o1;
    if (((mode >> shift) & needed) !== needed) return false;
    if (dirname(at) === at) return true;
  }
}

/** Gives a directory and all that is in it to an account. */
export async function giveTo(account: Account, directory: string): Promise<void> {
  await chown(directory, account.uid, account.gid);
  for (const name of await readdir(directory, { recursive: true })) {
    const path = join(directory, name);
    // A link out of the directory is not followed: what it points at is not ours to give.
    if (!(await lstat(path)).isSymbolicLink()) await chown(path, account.uid, account.gid);
  }
}
