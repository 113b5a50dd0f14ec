/**
 * Compiles the program to `dist/`: sources by tsc, migrations copied beside them, the browser bundles by
 * Vite, and the one page that is a file.
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
  'vite*.config.ts',
  'models/*/model.{bin,json}',
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

async function build(): Promise<void> {
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  run('tsc', '-p', 'tsconfig.build.json', '--incremental', 'false');
  cpSync(join(ROOT, 'src/store/migrations'), join(ROOT, 'dist/src/store/migrations'), {
    recursive: true,
    filter: (path) => !path.endsWith('.ts'),
  });
  chmodSync(join(ROOT, 'dist/src/main.js'), 0o755);
  run('vite', 'build', '--logLevel', 'warn');
  run('vite', 'build', '--config', 'vite.reader.config.ts', '--logLevel', 'error');
  await writePastedFile(join(ROOT, 'dist', 'web'));
}

/** The page that reads pasted text, as a file beside the bundle: made by the program that has just been compiled. */
async function writePastedFile(directory: string): Promise<void> {
  const compiled = (file: string) => import(join(ROOT, 'dist/src/web/pages', file));
  const [{ pastedFile }, { readAssets }] = [await compiled('pasted-page.js'), await compiled('assets.js')];
  writeFileSync(join(directory, 'read.html'), pastedFile(await readAssets(directory)));
}

const state = newest();
const fresh =
  process.argv.includes('--if-stale') && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === state;
if (!fresh) {
  await build();
  writeFileSync(STAMP, state);
}
