import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Hono } from 'hono';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import '../scripts/register-tsx.ts';
import { payloadCase, payloadServices } from './payload-case.ts';
import {
  corporaDirectory,
  digestOf,
  type EvaluationReport,
  formatTable,
  needed,
  type Skipped,
} from './report.ts';

export const CHROMIUM = '/usr/bin/chromium';
export const CHROMIUM_ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const ASSETS = join(import.meta.dirname, '../dist/web');
const ORIGIN = 'http://localhost';

/** A place where foreign text is shown: the page it stands on, and the element whose text must be the payload. */
interface Place {
  readonly name: string;
  readonly selector: string;
}

interface Visit {
  readonly name: string;
  /** Visited with each payload by itself where a text's beginning matters (addresses), else with some at a time. */
  readonly alone?: true;
  path(index: number, payload: string): string;
  readonly places: readonly Place[];
  /** What a reader does there before the page is looked at. */
  act?(page: Page): Promise<unknown>;
}

const place = (name: string, selector: string): Place => ({ name, selector });
const SENTENCE: readonly Place[] = [
  place('quoted source', '.sentence .part-source'),
  place('quoted cue', '.sentence .part-cue'),
  place('quoted content', '.sentence .part-content'),
  place('publication of a sentence', '.sentence figcaption bdi'),
  place('date of a sentence', '.sentence time'),
  place('rule of a position', '.open-position .rule bdi'),
  place('target of a position', '.open-position h3 bdi'),
];
const SOURCE: readonly Place[] = [
  place('title', 'h1 bdi'),
  place('headline', '.headline'),
  place('article source', '.article .part-source'),
  place('article cue', '.article .part-cue'),
  place('article content', '.article .part-content'),
  place('set-aside passage', '.aside-text'),
  place('reason of a block', '.aside-reason bdi'),
  place('publication and author', '.title-block .facts bdi'),
  place('publication date', '.title-block .facts time'),
  place('speaker', '.note-speaker bdi'),
  place('target', '.note-head > bdi'),
  place('office', '.note .facts bdi'),
  place('date said', '.note .facts time'),
  place('statement note', '.note .rule bdi'),
  place('case name', '.crumbs bdi'),
  place('target URI', '.capture dd bdi'),
  place('redirect', '.redirect bdi'),
  place('header', '.headers bdi'),
  place('how a value was found', '.capture .quiet bdi'),
  place('section in the metadata', '.capture dd > bdi'),
  place('author, credit and correction in the metadata', '.found bdi'),
  place('doubt about a block', '.mark-unsure bdi'),
  place('correction of a block', '.mark-corrected bdi'),
];
const HISTORY: readonly Place[] = [
  place('added sentence', '.change-added ins'),
  place('removed sentence', '.change-removed del'),
  place('moved sentence', '.change-moved .change-text'),
  place('added words', '.change-changed ins'),
  place('removed words', '.change-changed del'),
  place('metadata value that came', '.metadata-changes ins bdi'),
  place('metadata value that went', '.metadata-changes del bdi'),
  place('notice of a change', '.notice-silent bdi'),
  place('statement that is gone', '.fates bdi'),
  place('extractor of a comparison', '.changes .facts bdi'),
  place('instant of a capture', '.captures time'),
  place('extractor and reader of a capture', '.captures .facts bdi'),
];
const BLOCKS: readonly Place[] = [
  place('title above the blocks', 'h1 bdi'),
  place('text of a block', '.block-text'),
  place('reason of a verdict', '.block-verdict .why bdi'),
  place('corrector of a block', '.mark-corrected bdi'),
  place('history of corrections', '.corrections .facts bdi'),
];

const ORIGINS: readonly Place[] = [
  place('title of an origin', '.origin-reasons summary bdi'),
  place('reason of a member', '.reasons bdi'),
  place('edit of an origin', '.origin-history bdi'),
];

const VISITS: readonly Visit[] = [
  {
    name: 'source',
    alone: true,
    path: (index) => `/sources/source-${index}`,
    places: [...SOURCE, ...HISTORY],
  },
  { name: 'blocks of a source', path: (index) => `/sources/source-${index}?view=blocks`, places: BLOCKS },
  {
    name: 'refused correction',
    alone: true,
    path: (index) => `/sources/source-${index}?view=blocks`,
    act: async (page) => {
      const [payload] = await page.locator('h1 bdi').allTextContents();
      const form = page.locator('form.retype').first();
      await form.locator('summary').click();
      await form.locator('[name=reason]').fill(payload ?? '');
      // As without script: the form itself is sent, and the answer is a page.
      await Promise.all([
        page.waitForEvent('load'),
        form.evaluate((element) => (element as HTMLFormElement).submit()),
      ]);
    },
    places: [
      place('refusal reason', '.notice p > bdi'),
      place('refusal hint', '.notice .next bdi'),
      place('reason filled in', '.retype [name=reason]'),
    ],
  },
  {
    name: 'copies of a source',
    path: (index) => `/copies/${index}`,
    places: [place('title of a copy', '.copies a bdi'), place('reason of a copy', '.copies .facts bdi')],
  },
  {
    name: 'source without a title',
    path: (index) => `/sources/file-${index}`,
    places: [place('file name', 'h1 bdi')],
  },
  {
    name: 'case',
    path: (index, payload) =>
      `/cases/case-${index}?${new URLSearchParams({ job: `job-${index}`, party: payload, kind: 'attributes' })}`,
    places: [
      place('case name', 'h1 bdi'),
      place('party', '.matrix th bdi'),
      place('country', '.matrix .group bdi'),
      place('chain', '.chain bdi'),
      place('refusal reason', '.notice p > bdi'),
      place('refusal hint', '.notice .next bdi'),
      place('source in the list', '.source-list a bdi'),
      place('party in the panel', '.panel-head bdi'),
      ...ORIGINS,
      ...SENTENCE,
    ],
  },
  {
    name: 'cell opened in place',
    path: (index) => `/cases/case-${index}`,
    act: async (page) => {
      await page.locator('.cell').first().click();
      await page.locator('.sentence').first().waitFor();
    },
    places: SENTENCE,
  },
  {
    name: 'weighing',
    path: (index, payload) =>
      `/cases/case-${index}/weigh?${new URLSearchParams({ party: payload, rung: 'state', likelihood: 'likely' })}`,
    places: [place('conclusion', '.asked bdi'), place('wording', '.wording'), place('rule', '.verdicts bdi')],
  },
  { name: 'cases', path: () => '/', places: [place('case in the list', '.case-list bdi')] },
  {
    name: 'published case',
    path: (index) => `/published/${index}/index.html`,
    places: [place('case name', 'h1 bdi'), ...ORIGINS, ...SENTENCE],
  },
  {
    name: 'published source',
    path: (index) => `/published/${index}/sources/source-${index}.html`,
    places: SOURCE,
  },
  {
    name: 'refused form',
    path: (index) => `/cases/case-${index}`,
    act: async (page) => {
      const [party] = await page.locator('h1 bdi').allTextContents();
      await page.getByLabel('Text', { exact: true }).check();
      await page.locator('#text').fill(party ?? '');
      // As without script: the form itself is sent, and the answer is a page.
      await Promise.all([
        page.waitForEvent('load'),
        page.locator('form.add').evaluate((form) => (form as HTMLFormElement).submit()),
      ]);
    },
    places: [place('refusal reason', '.notice p > bdi'), place('text filled in', '#text')],
  },
];

/**
 * Every place of our pages that shows foreign text, with each payload of a list, in a real browser whose content
 * security policy is switched off, so that escaping alone must hold. An item passes where nothing fired, nothing left
 * the origin, no markup came of it, and the text stands unchanged.
 */
export async function evaluatePayloads(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const { values } = parseArgs({ args: [...args], strict: false, options: { list: { type: 'string' } } });
  const list = needed(
    typeof values.list === 'string' ? values.list : join(corporaDirectory(), 'security/xss-payloads.txt'),
  );
  if (typeof list !== 'string') return list;
  if (!existsSync(CHROMIUM)) return { skipped: `${CHROMIUM} is not here: apt-get install chromium` };
  if (!existsSync(ASSETS)) return { skipped: `${ASSETS} is not here: npm run build makes it` };
  const text = readFileSync(list, 'utf8');
  const payloads = parseList(text);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS });
  try {
    const context = await browser.newContext({ bypassCSP: true });
    const found = await visitAll(context, payloads);
    // What the last page still asks for is answered by nobody.
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    return reportOf(payloads, found, digestOf([text]));
  } finally {
    await browser.close();
  }
}

/** One payload a line; `#` begins a comment, `\t` and `\uXXXX` are escapes. */
export function parseList(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) =>
      line
        .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        .replaceAll('\\t', '\t'),
    );
}

interface Found {
  fired: number;
  foreign: number;
  markup: number;
  changed: number;
  shown: number;
  readonly failures: string[];
}

/** Some payloads as one text, which then stands wherever foreign text may. */
interface Item {
  readonly text: string;
  readonly payloads: readonly string[];
}

/** Payloads shown together: fewer pages to load, and each failure is still told by its payload. */
const BATCH = 8;

function itemsOf(payloads: readonly string[]): Item[] {
  const batches = Array.from({ length: Math.ceil(payloads.length / BATCH) }, (_, i) =>
    payloads.slice(i * BATCH, (i + 1) * BATCH),
  );
  return [...payloads.map((payload) => [payload]), ...batches].map((some) => ({
    text: some.join(' '),
    payloads: some,
  }));
}

async function visitAll(context: BrowserContext, payloads: readonly string[]): Promise<Found> {
  const found: Found = { fired: 0, foreign: 0, markup: 0, changed: 0, shown: 0, failures: [] };
  let at = '';
  const note = (kind: 'fired' | 'foreign' | 'markup' | 'changed', what: string) => {
    found[kind]++;
    found.failures.push(`${kind}: ${at}: ${what}`);
  };
  await context.exposeFunction('__fired', () => note('fired', 'the canary was called'));
  await context.addInitScript('window.X = () => window.__fired()');
  const items = itemsOf(payloads);
  const texts = items.map(({ text }) => text);
  await serve(context, texts, (address) => note('foreign', address));
  const page = await context.newPage();
  page.on('dialog', (dialog) => {
    note('fired', dialog.type());
    void dialog.dismiss();
  });
  for (const visit of VISITS)
    for (const [index, item] of items.entries()) {
      if ((visit.alone === true) !== index < payloads.length) continue;
      at = `${visit.name}: ${JSON.stringify(item.text)}`;
      // A payload that leads the page away destroys what is being looked at: that is a failure, not a fault.
      const seen = await look(page, visit, item.text, index).catch((error: unknown) => {
        note(
          'fired',
          `the page was lost: ${error instanceof Error ? error.message.split('\n', 1)[0] : 'unknown'}`,
        );
        return { markup: [], texts: [] };
      });
      for (const what of seen.markup) note('markup', what);
      for (const payload of item.payloads)
        visit.places.forEach(({ name }, i) => {
          found.shown++;
          if (seen.texts[i]?.some((text) => text.includes(payload)) !== true)
            note('changed', `${name}: ${JSON.stringify(payload)}`);
        });
    }
  return found;
}

async function look(
  page: Page,
  visit: Visit,
  text: string,
  index: number,
): Promise<ReturnType<typeof provoke>> {
  await page.goto(ORIGIN + visit.path(index, text));
  await visit.act?.(page);
  return page.evaluate(
    provoke,
    visit.places.map(({ selector }) => selector),
  );
}

/** Answers the browser from the pages themselves; whatever it asks of another origin is noted and goes nowhere. */
async function serve(
  context: BrowserContext,
  payloads: readonly string[],
  onForeign: (address: string) => void,
) {
  const { createPages } = await import('../src/web/pages/create-pages.tsx');
  const { publishCase } = await import('../src/web/pages/publish.tsx');
  const { readAssets } = await import('../src/web/pages/assets.ts');
  const { renderDocument } = await import('../src/web/pages/render.ts');
  const { payloadCopies } = await import('./payload-copies.tsx');
  const app: Hono = createPages(payloadServices(payloads), { assets: await readAssets(ASSETS) });
  await context.route('**/*', async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    if (url.origin !== ORIGIN) {
      onForeign(request.url());
      return route.abort();
    }
    const published = /^\/published\/(\d+)\/(.*)$/.exec(url.pathname);
    if (published !== null) {
      const files = publishCase(payloadCase(payloads[Number(published[1])] ?? '', Number(published[1])));
      const body = files.get(published[2] ?? '');
      return route.fulfill({
        status: body === undefined ? 404 : 200,
        contentType: 'text/html',
        body: body ?? '',
      });
    }
    const copies = /^\/copies\/(\d+)$/.exec(url.pathname);
    if (copies !== null)
      return route.fulfill({
        contentType: 'text/html',
        body: renderDocument(payloadCopies(payloads[Number(copies[1])] ?? '')),
      });
    const response = await app.request(request.url(), {
      method: request.method(),
      headers: await request.allHeaders(),
      ...(request.method() === 'POST' && { body: Uint8Array.from(request.postDataBuffer() ?? []) }),
    });
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
}

/**
 * Runs in the page: opens what is folded, points at and focuses everything, then lists what markup a payload could
 * have made and the texts of the places asked for.
 */
function provoke(selectors: readonly string[]): { markup: string[]; texts: string[][] } {
  for (const details of document.querySelectorAll('details')) details.open = true;
  for (const element of document.body.querySelectorAll<HTMLElement>('*'))
    element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
  for (const element of document.body.querySelectorAll<HTMLElement>('[tabindex], [autofocus], [onfocus]'))
    element.focus({ preventScroll: true });
  const made =
    'img,iframe,object,embed,svg,math,video,audio,base,style,template,image,[href^="javascript:" i],[href^="data:" i],[formaction]';
  const markup = [...document.querySelectorAll(`body :is(${made}), body script`)].map(({ outerHTML }) =>
    outerHTML.slice(0, 80),
  );
  const handlers = [...document.querySelectorAll('*')].flatMap((element) =>
    element.getAttributeNames().filter((name) => name.startsWith('on')),
  );
  const texts = selectors.map((selector) =>
    [...document.querySelectorAll(selector)].map((element) =>
      element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement
        ? element.value
        : (element.textContent ?? ''),
    ),
  );
  return { markup: [...markup, ...handlers], texts };
}

function reportOf(payloads: readonly string[], found: Found, digest: string): EvaluationReport {
  const { fired, foreign, markup, changed, shown, failures } = found;
  const figures = { payloads: payloads.length, shown, fired, foreign, markup, changed };
  return {
    figures,
    table: formatTable([['payloads'], ...Object.entries(figures)]),
    digest,
    passed: failures.length === 0,
    failures,
  };
}
