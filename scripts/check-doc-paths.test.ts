import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkDocPaths } from './check-doc-paths.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'onus-docs-'));
  mkdirSync(join(root, 'docs'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src', 'main.ts'), '');
});
afterEach(() => rmSync(root, { recursive: true }));

it('finds nothing where every path is there, and passes over patterns and addresses', () => {
  writeFileSync(
    join(root, 'README.md'),
    'See `src/main.ts`, `src/**/*.test.ts`, [docs](docs), [web](https://example.org/x).',
  );
  expect(checkDocPaths(root)).toEqual([]);
});

it('names the file and the path that is missing, in backticks and in links', () => {
  writeFileSync(
    join(root, 'docs', 'walk.md'),
    'See `src/gone.ts` and [main](../src/main.ts) and [lost](lost.md#part).',
  );
  expect(checkDocPaths(root)).toEqual([
    'docs/walk.md names src/gone.ts, which is not there',
    'docs/walk.md names lost.md, which is not there',
  ]);
});
