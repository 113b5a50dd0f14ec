import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import type { Account } from './account.ts';

/** What a program of PostgreSQL's gets of our environment: nothing that would change its words, zone or paths. */
const ENVIRONMENT = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

interface SpawnOptions {
  readonly home: string;
  readonly account: Account | null;
  /** Where both output streams go: a file descriptor, or a pipe. */
  readonly output: number | 'pipe';
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Starts a program that works on `home`, in a session of its own: a Ctrl-C in the terminal is for us, and we stop the
 * server in good order.
 *
 * `argumentsFor` is given the path by which the program sees `home`. Where another account runs it, the directories
 * above may be closed to that account (`/root` is); so it gets `home` as an open descriptor, by way of `/proc`.
 */
export function spawnProgram(
  program: string,
  { home, account, output, env }: SpawnOptions,
  argumentsFor: (home: string) => readonly string[],
): ChildProcess {
  const identity = account ?? {};
  const options = { ...identity, env: { ...ENVIRONMENT, ...env }, cwd: '/', detached: true };
  if (account === null || process.platform !== 'linux')
    return spawn(program, argumentsFor(home), { ...options, stdio: ['ignore', output, output] });
  const handle = openSync(home, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    return spawn(program, argumentsFor('/proc/self/fd/3'), {
      ...options,
      stdio: ['ignore', output, output, handle],
    });
  } finally {
    closeSync(handle);
  }
}

/** Runs a program to its end. `output` holds both streams; `code` is null where a signal ended it. */
export async function runProgram(
  program: string,
  home: string,
  account: Account | null,
  argumentsFor: (home: string) => readonly string[],
): Promise<{ code: number | null; output: string }> {
  const child = spawnProgram(program, { home, account, output: 'pipe' }, argumentsFor);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
