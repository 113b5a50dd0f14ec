/** `onus add --publication`, in processes of its own, as a user meets it. */
import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onus } from '../cli/process.ts';
import { temporaryDirectory } from '../store/servers.ts';
import { copied, FURNITURE, htmlOf } from './furniture.ts';

let directory: string;
beforeAll(async () => {
  directory = await temporaryDirectory();
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const add = (source: string, words: readonly string[] = [], input = '') =>
  onus(join(directory, 'data'), ['add', source, '--case', 'Cranes', ...words], { input });

it('leaves out of a pasted text what a saved page of its publication carries too, and says so', () => {
  const saved = join(directory, 'sundby.html');
  const canonical = '<link rel="canonical" href="https://www.courier.example/sundby"><title>';
  writeFileSync(saved, htmlOf('Sundby').replace('<title>', canonical));
  expect(add(saved).status).toBe(0);
  const added = add('-', ['--publication', 'courier.example', '--json'], copied('Vale'));
  expect(added.status).toBe(0);
  const { sourceId } = JSON.parse(added.stdout);
  const shown = onus(join(directory, 'data'), ['source', 'show', sourceId, '--json']);
  const { article } = JSON.parse(shown.stdout);
  const start = article.text.indexOf(FURNITURE);
  expect(article.blocks.find((block: { start: number }) => block.start === start)).toMatchObject({
    type: 'other',
    reason: 'stands in other articles of this publication too',
    standsIn: [expect.any(String)],
  });
}, 180_000);

it('refuses a name without a letter before anything is opened', () => {
  const { status, stdout, stderr } = add('-', ['--publication', '—'], copied('Norland'));
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/the publication has no name/);
}, 60_000);
