/** The program as a process, beside an endpoint that this process plays. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function start(words: readonly string[], env: Record<string, string>): ChildProcess {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ONUS_')));
  return spawn(
    process.execPath,
    ['--import', join(ROOT, 'scripts/register-tsx.ts'), join(ROOT, 'src/main.ts'), ...words],
    {
      cwd: ROOT,
      env: { ...own, DATABASE_URL: '', NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
}

export function run(words: readonly string[], env: Record<string, string>): Promise<Ended> {
  const child = start(words, env);
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((done) => child.once('close', (status) => done({ status, stdout, stderr })));
}
