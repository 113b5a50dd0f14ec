/**
 * Compiles the program to `dist/`: sources by tsc, migrations copied beside them, the browser bundle by Vite.
 * `--if-stale` does nothing where nothing has changed since the last build.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const STAMP = join(ROOT, 'dist', '.built');
const INPUTS = [
  'src/**/*',
  'data/**/*',
  'package-lock.json',
  'tsconfig*.json',
  'vite.config.ts',
  'scripts/build.ts',
];

function newest(): string {
  const files = INPUTS.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).map((file) =>
    statSync(join(ROOT, file)),
  );
  return `${files.length} ${Math.max(...files.map((file) => file.mtimeMs))}`;
}

function run(command: string, ...args: string[]): void {
  const { status, error } = spawnSync(join(ROOT, 'node_modules', '.bin', command), args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error || status !== 0) {
    console.error(`build: ${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`);
    process.exit(1);
  }
}

function build(): void {
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  run('tsc', '-p', 'tsconfig.build.json', '--incremental', 'false');
  cpSync(join(ROOT, 'src/store/migrations'), join(ROOT, 'dist/src/store/migrations'), {
    recursive: true,
    filter: (path) => !path.endsWith('.ts'),
  });
  chmodSync(join(ROOT, 'dist/src/main.js'), 0o755);
  run('vite', 'build', '--logLevel', 'warn');
}

const state = newest();
const fresh =
  process.argv.includes('--if-stale') && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === state;
if (!fresh) {
  build();
  writeFileSync(STAMP, state);
}
