/**
 * `npm run check`: everything about the sources that needs no run of the program. All checks run, even after one failed; the
 * last line counts them.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { checkDocPaths } from './check-doc-paths.ts';
import { checkGenerated } from './generate.ts';

const ROOT = resolve(import.meta.dirname, '..');

function tool(command: string, ...args: string[]): () => string[] {
  return () => {
    const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules', '.bin', command), args, {
      cwd: ROOT,
      encoding: 'utf8',
    });
    return status === 0 ? [] : [`${stdout}${stderr}`.trim() || `${command} ended with ${status}`];
  };
}

/** Each check returns its complaints; none means that it holds. */
const CHECKS: readonly (readonly [string, () => string[] | Promise<string[]>])[] = [
  ['format and lint', tool('biome', 'check', '--error-on-warnings', '.')],
  ['types', tool('tsc', '-p', '.')],
  ['types of the browser bundle', tool('tsc', '-p', 'src/web/desk')],
  ['import directions', tool('depcruise', 'src', '--config', '.dependency-cruiser.json', '--no-progress')],
  ['generated files', () => checkGenerated(ROOT)],
  ['paths named in the docs', () => checkDocPaths(ROOT)],
];

let failed = 0;
for (const [name, check] of CHECKS) {
  const complaints = await check();
  console.log(`${complaints.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  for (const complaint of complaints) console.log(complaint.replace(/^/gm, '     '));
  if (complaints.length > 0) failed++;
}
console.log(`checks: ${CHECKS.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
