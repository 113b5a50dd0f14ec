import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

let data: string;
let server: ChildProcess;
let url: string;
let ended: Promise<number | null>;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'onus-serve-'));
  server = spawn(
    process.execPath,
    [
      '--import',
      join(ROOT, 'scripts/register-tsx.ts'),
      join(ROOT, 'src/main.ts'),
      'serve',
      '--port',
      '0',
      '--examples',
    ],
    {
      cwd: ROOT,
      env: { ...process.env, ONUS_DATA: data, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  ended = new Promise((done) => server.once('exit', done));
  url = await new Promise((opened, failed) => {
    let said = '';
    let complained = '';
    server.stderr?.on('data', (chunk) => {
      complained += chunk;
    });
    server.stdout?.on('data', (chunk) => {
      said += chunk;
      const found = /http:\/\/\S+/.exec(said);
      if (found) opened(found[0]);
    });
    server.once('exit', () => failed(new Error(`the server ended: ${said}${complained}`)));
  });
});
afterAll(() => {
  server.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

async function cases(): Promise<{ caseId: string; name: string; sources: number }[]> {
  return (await (await fetch(`${url}api/cases`)).json()) as {
    caseId: string;
    name: string;
    sources: number;
  }[];
}

it('opens with the example case, which is read live', async () => {
  await expect
    .poll(async () => (await cases())[0]?.sources ?? 0, { timeout: 30_000, interval: 250 })
    .toBeGreaterThanOrEqual(12);
  const page = await fetch(`${url}cases/${(await cases())[0]?.caseId}`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Viasat KA-SAT');
}, 40_000);

it('takes pasted text over the API and files it', async () => {
  const made = await fetch(`${url}api/cases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Sund Vale harbour' }),
  });
  const { caseId } = (await made.json()) as { caseId: string };
  const text =
    'Belmarra blames Ostrel\n\nThe foreign minister of Belmarra said that Ostrel carried out the attack on the harbour.\n';
  const added = await fetch(`${url}api/cases/${caseId}/sources`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, name: 'pasted text' }),
  });
  expect(added.status).toBe(202);
  await expect
    .poll(async () => (await cases()).find((each) => each.caseId === caseId)?.sources, { timeout: 15_000 })
    .toBe(1);
});

it('describes its API', async () => {
  const description = (await (await fetch(`${url}api/openapi.json`)).json()) as {
    openapi: string;
    paths: object;
  };
  expect(description.openapi).toMatch(/^3\.1/);
  expect(Object.keys(description.paths).length).toBeGreaterThan(5);
});

it('turns away a foreign host name', async () => {
  const { request } = await import('node:http');
  const status = await new Promise((done, failed) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path: '/', headers: { host: 'evil.example' } }, (answer) =>
      done(answer.statusCode),
    )
      .on('error', failed)
      .end();
  });
  expect(status).toBe(421);
});

it('stops when told to, and ends well', async () => {
  server.kill('SIGTERM');
  expect(await ended).toBe(0);
});
