/** The pages in a real browser, with the bundle built from the sources. Skipped where there is no Chromium. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../src/api/create-api.ts';
import type { BlockCorrection } from '../../src/domain/block-correction.ts';
import { MEDIA_TYPES, readAssets } from '../../src/web/pages/assets.ts';
import { createPages } from '../../src/web/pages/create-pages.tsx';
import { pastedFile } from '../../src/web/pages/pasted-page.tsx';
import { type MemoryServices, memoryServices } from './memory-services.ts';
import { CASE_ID, sampleCase } from './sample-case.ts';
import { sampleHistory } from './sample-history.ts';

const CHROMIUM = '/usr/bin/chromium';
const ROOT = join(import.meta.dirname, '../..');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const CASE = `/cases/${CASE_ID}`;

const present = existsSync(CHROMIUM);
if (!present)
  process.stderr.write(`tests/web/browser: skipped, ${CHROMIUM} is not here (apt-get install chromium)\n`);

function correctionOfFirst(): BlockCorrection {
  const block = sampleCase().file.sources[0]?.article.blocks[0];
  return {
    ...{ version: 1, start: block?.start ?? 0, end: block?.end ?? 1, from: 'navigation', to: 'other' },
    ...{ reason: 'neither', by: 'tester', at: '2026-02-01T10:00:00.000Z', undoes: null },
  };
}

async function readFolder(directory: string): Promise<Map<string, string | Buffer>> {
  const names = await readdir(join(directory, 'assets'));
  return new Map(
    await Promise.all(
      names.map(
        async (name) => [`/assets/${name}`, await readFile(join(directory, 'assets', name))] as const,
      ),
    ),
  );
}

describe.skipIf(!present)('in the browser', () => {
  let browser: Browser;
  let server: ServerType;
  let origin: string;
  let directory: string;
  let services: MemoryServices;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    // Under the repository, so that Vite resolves packages as it does for a real build.
    directory = await mkdtemp(join(ROOT, 'node_modules', '.cache-web-'));
    await build({ root: ROOT, logLevel: 'error', build: { outDir: directory } });
    services = memoryServices([sampleCase()]);
    services.histories.set('source-eu', sampleHistory());
    const app = createPages(services, { assets: await readAssets(directory), api: createApi(services) });
    origin = await new Promise((resolve) => {
      server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
        resolve(`http://127.0.0.1:${port}`),
      );
    });
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await rm(directory, { recursive: true, force: true });
  });
  afterEach(async () => {
    await page.close();
    // A page that the policy stops, or a script that fails, complains here.
    expect(complaints.splice(0)).toEqual([]);
  });

  async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(origin + path);
    return page;
  }

  it('opens a cell in place, keeps its address, and leads to the words in the source', async () => {
    await open(CASE);
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await page.locator('.matrix tr', { hasText: 'Dmitry Peskov' }).locator('.cell').click();
    const panel = page.locator('#cell');
    await panel.waitFor();
    expect(await panel.textContent()).toContain('denied that Russia carries out offensive cyber operations');
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
    expect(page.url()).toContain('party=Dmitry+Peskov&kind=denies');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('cell');
    await panel.getByRole('link', { name: /In the source/ }).click();
    await page.waitForURL(/sources\/source-denial#s-source-denial-2/);
    expect(await page.locator('.note.lit').getAttribute('id')).toBe('n-source-denial-2');
    expect(await page.locator('.article .part.lit').allTextContents()).toContain('denied');
  });

  it('draws in place what the server would have drawn', async () => {
    await open(`${CASE}?party=Victor+Zhora&kind=attributes`);
    const drawn = await page.locator('#cell').innerHTML();
    await page.locator('[data-close]').click();
    await page.locator('#cell').waitFor({ state: 'detached' });
    await page.locator('.matrix tr', { hasText: 'Victor Zhora' }).locator('.cell').click();
    await page.locator('#cell').waitFor();
    expect(await page.locator('#cell').innerHTML()).toBe(drawn);
  });

  it('goes back to the page before a cell was opened', async () => {
    await open(CASE);
    await page.locator('.cell').first().click();
    await page.locator('#cell').waitFor();
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('#cell') === null);
    expect(page.url()).toBe(origin + CASE);
  });

  it('is worked by keyboard alone: cell, sentences, close', async () => {
    await open(CASE);
    await page.locator('.matrix tr', { hasText: 'Liz Truss' }).locator('.cell').focus();
    await page.keyboard.press('Enter');
    await page.locator('#cell').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('In the source');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('#cell') === null);
    expect(await page.evaluate(() => document.activeElement?.classList.contains('cell'))).toBe(true);
  });

  it('goes through the statements by j and k, lights both sides up, and shows the keys', async () => {
    await open('/sources/source-eu');
    const focused = () => page.evaluate(() => document.activeElement?.id);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await focused()).toBe('n-source-eu-2');
    expect(await page.locator('.article .lit').first().textContent()).toContain(
      'Foreign Secretary Liz Truss',
    );
    await page.keyboard.press('k');
    expect(await focused()).toBe('n-source-eu-1');
    await page.keyboard.press('?');
    expect(await page.locator('dialog#keys').isVisible()).toBe(true);
    await page.getByLabel('Single keys are on').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    expect(await focused()).not.toBe('n-source-eu-2');
  });

  it('corrects a block by keyboard alone, and a second editor loses nothing', async () => {
    services.corrections.splice(0);
    await open('/sources/source-copy?view=blocks');
    const stale = await browser.newPage();
    await stale.goto(page.url());
    for (const key of ['j', 'j', 'Tab', 'a', 'Tab', 'Enter']) await page.keyboard.press(key);
    await page.getByText('Corrected: standfirst → agency credit').waitFor();
    expect(await page.locator('.block-row:target .mark-corrected').textContent()).toContain(
      'took it for standfirst',
    );
    const row = stale.locator('.block-row').nth(2);
    await row.locator('summary').click();
    await row.locator('[name=reason]').fill('a teaser');
    await row.locator('select').selectOption('navigation');
    await row.getByRole('button').first().click();
    await stale.getByText('Not corrected').waitFor();
    expect(await row.locator('[name=reason]').inputValue()).toBe('a teaser');
    expect(await row.locator('select').inputValue()).toBe('navigation');
    await row.getByRole('button').first().click();
    await stale.getByText('Corrected: body → navigation').waitFor();
    expect(services.corrections.map(({ to }) => to)).toEqual(['agency-credit', 'navigation']);
    await stale.close();
  });

  it('leads by the address of a statement of an earlier capture to what became of it', async () => {
    const { captures, diff } = sampleHistory();
    const statements = diff.statements.map((fate) => ({ ...fate, statementId: `old-${fate.statementId}` }));
    services.histories.set('source-denial', { captures, diff: { ...diff, statements } });
    await open('/sources/source-denial#s-old-source-eu-3');
    expect(await page.locator('.fates li:target').isVisible()).toBe(true);
    expect(await page.locator('.fates li:target').textContent()).toContain('to the letter');
    services.histories.delete('source-denial');
  });

  it('leads from a doubt in the text to the form that settles it', async () => {
    services.corrections.splice(0);
    await open('/sources/source-eu');
    await page.locator('.mark-unsure a').click();
    await page.waitForURL(/view=blocks#b-\d+$/);
    expect(await page.locator('.block-row:target').textContent()).toContain('did not answer a request');
  });

  it('lights a note up when its words are pointed at', async () => {
    await open('/sources/source-eu');
    await page.locator('.article .part', { hasText: 'Secretary of State Antony Blinken' }).hover();
    expect(await page.locator('.note.lit').getAttribute('id')).toBe('n-source-eu-4');
  });

  it('follows an addition until it is filed, with script and without', async () => {
    for (const javaScriptEnabled of [true, false]) {
      await open(CASE, { javaScriptEnabled });
      await page.getByLabel('Address of the page').fill('https://news.example/new');
      const jobs = services.added.length;
      await page.getByRole('button', { name: 'Add to the case' }).click({ noWaitAfter: true });
      await expect.poll(() => services.added.length).toBe(jobs + 1);
      const jobId = `job-${jobs + 1}`;
      const job = services.jobs.get(jobId);
      if (job !== undefined) services.jobs.set(jobId, { ...job, state: 'done', sourceId: 'source-eu' });
      await page.getByText('Read and filed').waitFor();
      if (javaScriptEnabled) await page.close();
    }
  });

  it('shows why an addition is refused', async () => {
    await open(CASE);
    await page.getByLabel('Text', { exact: true }).check();
    await page.getByRole('button', { name: 'Add to the case' }).click();
    await page.getByText('No text was given').waitFor();
    complaints.splice(0);
  });

  it('reads pasted text, and asks the server for nothing while it does', async () => {
    await open('/read');
    await page.getByText('Ready').waitFor();
    const asked: string[] = [];
    page.context().on('request', (request) => asked.push(request.url()));
    await page
      .getByLabel('Text of the article')
      .fill('The foreign ministry of Ostrel denied any part in it.');
    await page.keyboard.press('Control+Enter');
    await page.locator('.note').waitFor();
    expect(await page.locator('.note-head').textContent()).toContain('Foreign Ministry of Ostrel');
    expect(await page.locator('.article .part-cue').textContent()).toBe('denied');
    await page.getByRole('button', { name: 'Read an example' }).click();
    await page.locator('.note').nth(5).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('n-2');
    expect(await page.locator('.article .part.lit').first().textContent()).toContain('Mara Quell');
    expect(asked).toEqual([]);
  });

  it('shows hostile text as text', async () => {
    await open('/read');
    const hostile =
      '<img src=x onerror="document.title=1"> of Ostrel said </textarea><script>alert(1)</script>.';
    await page.getByLabel('Text of the article').fill(hostile);
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.locator('.article').waitFor();
    expect(await page.locator('.article').textContent()).toContain('<script>alert(1)</script>');
    expect(await page.locator('#read-place').locator('img, script').count()).toBe(0);
    expect(await page.title()).toBe('Read a text · Onus');
  });

  it('says so where nothing was found, and takes the next text', async () => {
    await open('/read');
    await page.getByLabel('Text of the article').fill('The cranes stood still for two days.');
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByText('0 statements').waitFor();
    expect(await page.getByRole('button', { name: 'Read it' }).isEnabled()).toBe(true);
  });

  it('says what to do where the weights do not come', async () => {
    page = await browser.newPage();
    await page.context().route('**/*.bin', (route) => route.fulfill({ status: 503, body: '' }));
    await page.goto(`${origin}/read`);
    await page.getByText('The reader did not load').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('answered 503');
    expect(await page.getByRole('button', { name: 'Read it' }).isDisabled()).toBe(true);
  });

  it('reads from a file on any server, under the policy that stands in it', async () => {
    const folder = await readFolder(directory);
    folder.set('/read.html', pastedFile(await readAssets(directory)));
    page = await browser.newPage();
    const violations: string[] = [];
    page.on('console', (message) => message.type() === 'error' && violations.push(message.text()));
    await page.context().route('https://files.example/**', (route) => {
      const { pathname } = new URL(route.request().url());
      const body = folder.get(pathname.replace('/onus', ''));
      const contentType = MEDIA_TYPES[extname(pathname)] ?? 'text/html';
      return body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ body, contentType });
    });
    await page.goto('https://files.example/onus/read.html');
    await page.getByRole('button', { name: 'Read an example' }).click();
    await page.locator('.note').nth(5).waitFor();
    expect(violations).toEqual([]);
  });

  const routes = {
    cases: '/',
    case: CASE,
    cell: `${CASE}?party=Liz+Truss&kind=attributes`,
    source: '/sources/source-wire',
    changes: '/sources/source-eu',
    blocks: '/sources/source-eu?view=blocks',
    corrected: '/sources/source-eu?view=blocks&corrected=1',
    weighing: `${CASE}/weigh?party=Russia&rung=state&likelihood=likely`,
    problem: '/nowhere',
    pasted: '/read',
    reading: '/read',
    keys: '/sources/source-eu',
  };
  it.each(Object.entries(routes))(
    'has nothing that axe finds, light or dark, and no sideways scrolling at 320 px: %s',
    async (name, path) => {
      services.corrections.splice(0);
      if (name === 'corrected') services.corrections.push(correctionOfFirst());
      await open(path, { bypassCSP: true });
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      if (name === 'keys') await page.keyboard.press('?');
      if (name === 'reading') {
        await page.getByRole('button', { name: 'Read an example' }).click();
        await page.locator('.note').first().waitFor();
      }
      await page.evaluate(await readFile(AXE, 'utf8'));
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await violations(), colorScheme).toEqual([]);
      }
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await violations(), 'narrow').toEqual([]);
    },
  );

  function violations(): Promise<string[]> {
    return page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const found = await axe.run({
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        resultTypes: ['violations'],
      });
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    });
  }

  it.each([`${CASE}?party=Liz+Truss&kind=attributes`, '/sources/source-eu?view=blocks'])(
    'gives every control outside of running text a target of 24 px: %s',
    async (path) => {
      await open(path);
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll(
            '.cell, button, input, select, summary, textarea, .close, .wordmark, th a',
          ),
        ]
          .filter(
            (element) =>
              element.getClientRects().length > 0 && !element.matches('[type=radio], [type=checkbox]'),
          )
          .filter((element) => element.getBoundingClientRect().height < 24)
          .map(({ outerHTML }) => outerHTML),
      );
      expect(small).toEqual([]);
    },
  );
});
