import { codeOf, StoreError } from './errors.ts';

/** SQLSTATE classes 08 (connection), 57P (server goes away); and what node-postgres and the system say of a lost one. */
const LOST = /^(08|57P)|^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT)$/;
const LOST_WORDS = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** What a failed query means to the user, where it is not the program's own fault; else the error as it is. */
export function queryFault(error: unknown): unknown {
  if (error instanceof StoreError) return error;
  const code = codeOf(error) ?? '';
  const said = error instanceof Error ? error.message : String(error);
  if (code === '53100')
    return new StoreError('store-disk-full', `The disk of the database is full: ${said}.`, {
      hint: 'Free some space and try again; what was being saved is not there, not even in part.',
      cause: error,
    });
  if (LOST.test(code) || LOST_WORDS.test(said))
    return new StoreError('store-unreachable', `The database went away: ${said}.`, {
      hint: 'Try again in a moment; it is started again by itself if it is the embedded one.',
      cause: error,
    });
  return error;
}

type Methods<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => Promise<infer R> ? (...args: A) => Promise<R> : never;
};

/** The same repository, whose methods tell faults of the database as the store's own. */
export function tellingFaults<T extends Methods<T>>(repository: T): T {
  const told = Object.entries<(...args: unknown[]) => Promise<unknown>>(repository).map(([name, method]) => [
    name,
    (...args: unknown[]) =>
      method(...args).catch((error) => {
        throw queryFault(error);
      }),
  ]);
  return Object.fromEntries(told);
}
