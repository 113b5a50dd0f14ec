/** `onus/reader` as others get it: packed, unpacked elsewhere, type-checked, run in Node and bundled for a browser. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const BIN = join(ROOT, 'node_modules/.bin');
let project: string;

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'onus-package-'));
  run(process.execPath, ['scripts/build.ts', '--if-stale'], ROOT);
  run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', project], ROOT);
  const [packed = ''] = globSync('*.tgz', { cwd: project });
  const installed = join(project, 'node_modules/onus');
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', packed, '--strip-components=1', '-C', installed], project);
  for (const name of ['zod', '@types', 'undici-types'])
    symlinkSync(join(ROOT, 'node_modules', name), join(project, 'node_modules', name));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  cpSync(join(ROOT, 'docs/examples'), project, { recursive: true });
}, 180_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the packed reader', () => {
  it.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])(
    'type-checks with module %s and its resolution %s, its own declarations included',
    (module, resolution) => {
      const options = ['--module', module, '--moduleResolution', resolution, '--target', 'es2022'];
      const files = ['read-in-node.ts', 'read-in-browser.ts'];
      run(
        join(BIN, 'tsc'),
        [...options, '--noEmit', '--strict', '--lib', 'es2024,dom', '--types', 'node', ...files],
        project,
      );
    },
    60_000,
  );

  it('runs the example in Node, with the weights of the package', () => {
    const lines = run(process.execPath, ['read-in-node.ts'], project).trim().split('\n');
    expect(lines[0]).toBe('Foreign Ministry of Ostrel: deny → Ostrel: [38, 60) any part in the outage');
  });

  it('holds nothing of the server: one small module, its weights beside it', async () => {
    await build({
      root: project,
      configFile: false,
      logLevel: 'error',
      build: { rollupOptions: { input: join(project, 'read-in-browser.ts') }, target: 'es2022' },
    });
    const script = globSync('dist/assets/*.js', { cwd: project }).map((file) =>
      readFileSync(join(project, file), 'utf8'),
    );
    const weights = globSync('dist/assets/*.bin', { cwd: project });
    expect(weights).toHaveLength(1);
    expect(statSync(join(project, weights[0]!)).size).toBeLessThan(12_000_000);
    // A third of it are the clusters of words (`data/word-clusters/`).
    expect(script.join('').length).toBeLessThan(1_200_000);
    const foreign = [
      /["'`]node:/,
      /["'`]pg["'`]/,
      /undici/,
      /zod-openapi/,
      /linkedom/,
      /parse5/,
      /getElementsByTagName/,
    ];
    expect(foreign.filter((pattern) => pattern.test(script.join('')))).toEqual([]);
  }, 60_000);
});
