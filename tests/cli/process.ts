import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** Runs the program as a user does: a process of its own, from the sources, on a data directory of the test's. */
export function onus(
  dataDirectory: string,
  words: readonly string[],
  options: { input?: string; env?: Record<string, string> } = {},
): SpawnSyncReturns<string> {
  return spawnSync(
    process.execPath,
    ['--import', join(ROOT, 'scripts/register-tsx.ts'), join(ROOT, 'src/main.ts'), ...words],
    {
      encoding: 'utf8',
      input: options.input ?? '',
      cwd: ROOT,
      env: { ...process.env, ONUS_DATA: dataDirectory, DATABASE_URL: '', NO_COLOR: '1', ...options.env },
      timeout: 60_000,
    },
  );
}
