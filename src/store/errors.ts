import { OnusError } from '../domain/errors.ts';

/** What the store can fail of. Every message names the thing and its fault; every hint what to do. */
export type StoreErrorCode =
  | 'blob-damaged'
  | 'store-binaries'
  | 'store-cluster-damaged'
  | 'store-cluster-version'
  | 'store-directory-foreign'
  | 'store-directory-unwritable'
  | 'store-disk-full'
  | 'store-locked'
  | 'store-migration-failed'
  | 'store-platform'
  | 'store-port-taken'
  | 'store-row-damaged'
  | 'store-schema-changed'
  | 'store-schema-newer'
  | 'store-server-failed'
  | 'store-unknown-source'
  | 'store-unreachable'
  | 'store-url';

export class StoreError extends OnusError<StoreErrorCode> {}

/** The `code` of a system or PostgreSQL error (`ENOENT`, `23505`); undefined for anything else. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** A file-system fault as one of the store's own. `path` is what was being made or written. */
export function fileFault(error: unknown, path: string): StoreError {
  const code = codeOf(error);
  const options = { details: { path }, cause: error };
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StoreError('store-disk-full', `No space is left on the disk of ${path}.`, {
      ...options,
      hint: 'Free some space, or set ONUS_DATA to a directory on another disk.',
    });
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new StoreError('store-directory-foreign', `${path} cannot be a directory: a file stands there.`, {
      ...options,
      hint: 'Set ONUS_DATA to a directory of its own.',
    });
  return new StoreError(
    'store-directory-unwritable',
    `${path} cannot be written (${code ?? String(error)}).`,
    {
      ...options,
      hint: 'Set ONUS_DATA to a directory that you may write, or give yourself the right to write this one.',
    },
  );
}

/** Runs one file-system step on `path`, and turns its fault into the store's own. */
export async function onDisk<T>(path: string, step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    throw fileFault(error, path);
  }
}
