import { describe, expect, it } from 'vitest';
import { createApi } from '../../src/api/create-api.ts';
import { NO_ASSETS } from '../../src/web/pages/assets.ts';
import { createPages } from '../../src/web/pages/create-pages.tsx';
import { CONTENT_SECURITY_POLICY } from '../../src/web/pages/guard.ts';
import { memoryServices } from './memory-services.ts';
import { CASE_ID, caseWithUnread, sampleCase } from './sample-case.ts';
import { EARLIER_ID, sampleHistory } from './sample-history.ts';

function pages(views = [sampleCase()]) {
  const services = memoryServices(views);
  return { services, app: createPages(services, { assets: NO_ASSETS, api: createApi(services) }) };
}

async function html(path: string): Promise<string> {
  const response = await pages().app.request(path);
  expect(response.status).toBe(200);
  return response.text();
}

/** The words a reader sees: tags away, entities back. */
function seen(page: string): string {
  return page
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}

describe('pages without script', () => {
  it('list cases, or teach where there are none', async () => {
    expect(seen(await html('/'))).toContain('Viasat KA-SAT');
    const empty = await pages([]).app.request('/');
    expect(seen(await empty.text())).toContain('No case yet');
  });

  it('show a case with its counts, and copies of one text as one origin', async () => {
    const page = seen(await html(`/cases/${CASE_ID}`));
    for (const words of ['sources4', 'independent origins3', 'statements27', 'One origin, 2 copies'])
      expect(page).toContain(words);
  });

  it('say why copies are one origin, and take an edit by hand', async () => {
    const { app, services } = pages();
    const page = seen(await html(`/cases/${CASE_ID}`));
    for (const words of [
      '4 sources of 3 independent origins',
      'made so for the test',
      'Join or split by hand',
    ])
      expect(page).toContain(words);
    const form = new URLSearchParams({ action: 'join', by: 'N. N.', reason: 'one briefing', seen: '0' });
    form.append('source', 'source-eu');
    form.append('source', 'source-denial');
    const made = await app.request(`/cases/${CASE_ID}/origins`, { method: 'POST', body: form });
    expect([made.status, made.headers.get('location')]).toEqual([303, `/cases/${CASE_ID}#origins`]);
    expect(services.edited[0]?.request).toEqual({
      change: { action: 'join', sourceIds: ['source-eu', 'source-denial'] },
      by: 'N. N.',
      reason: 'one briefing',
      seen: 0,
    });
  });

  it('show a late or refused edit as it was filled in, and lose nothing of it', async () => {
    const { app } = pages();
    const form = new URLSearchParams({
      action: 'split',
      by: 'N. "N"',
      reason: 'two <b>briefings</b>',
      seen: '4',
    });
    form.append('source', 'source-eu');
    const late = await app.request(`/cases/${CASE_ID}/origins`, { method: 'POST', body: form });
    const page = await late.text();
    expect(late.status).toBe(409);
    expect(seen(page)).toContain('somebody else edited');
    expect(page).toContain('value="two &lt;b&gt;briefings&lt;/b&gt;"');
    expect(page).toContain('value="N. &quot;N&quot;"');
    expect(page).toMatch(
      /<input type="checkbox" name="source"[^>]*checked=""[^>]*value="source-eu"|value="source-eu"[^>]*checked=""/,
    );
    form.set('seen', '0');
    const refused = await app.request(`/cases/${CASE_ID}/origins`, { method: 'POST', body: form });
    expect([refused.status, seen(await refused.text())]).toEqual([
      422,
      expect.stringContaining('an origin of its own already'),
    ]);
    expect((await app.request('/cases/none/origins', { method: 'POST', body: form })).status).toBe(404);
  });

  it('say of a source that was not read in which language it is, and on its page what to do', async () => {
    const { app } = pages([caseWithUnread()]);
    const list = seen(await (await app.request(`/cases/${CASE_ID}`)).text());
    expect(list).toContain('not read: German');
    expect(list).not.toContain('0 statements');
    const source = seen(await (await app.request('/sources/source-german')).text());
    expect(source).toContain('not read: language de (German); the readers know English alone');
  });

  it('open a cell by its address, with the exact words and the way into the source', async () => {
    const page = await html(`/cases/${CASE_ID}?party=Liz+Truss&kind=attributes`);
    const panel = page.slice(page.indexOf('id="cell"'), page.indexOf('id="sources"'));
    expect(seen(panel)).toContain(
      'Foreign Secretary Liz Truss said there was clear and shocking evidence of a deliberate and malicious attack by Russia.',
    );
    expect(panel).toContain('<mark class="part part-source">Foreign Secretary Liz Truss</mark>');
    expect(panel).toContain('href="/sources/source-eu#s-source-eu-2"');
    expect(panel).toContain('own words');
    expect(seen(panel)).toContain('10 May 2022');
  });

  it('leave out no cell: every cell of the matrix leads to its sentences', async () => {
    const page = await html(`/cases/${CASE_ID}`);
    const links = [...page.matchAll(/class="cell" href="([^"#]+)/g)].map(([, href]) =>
      href?.replaceAll('&amp;', '&'),
    );
    expect(links.length).toBeGreaterThan(10);
    for (const href of links) expect(await html(href ?? '')).toContain('class="sentences"');
  });

  it('say so where a cell holds nothing', async () => {
    expect(seen(await html(`/cases/${CASE_ID}?party=Liz+Truss&kind=denies`))).toContain(
      'No sentence stands here',
    );
  });

  it('show a source with its statements, what was set aside and why, and how it was got', async () => {
    const page = await html('/sources/source-eu');
    expect(page).toContain('id="s-source-eu-1"');
    expect(page).toContain('id="n-source-eu-1"');
    expect(page).toContain('asks the reader to pay');
    for (const fact of ['https://news.example/source-eu', `sha256:${'0a'.repeat(32)}`, 'utf-8', '301: '])
      expect(seen(page)).toContain(fact);
  });

  it('show of a source how each value was found, the headers, and where the extractor was not sure', async () => {
    const page = seen(await html('/sources/source-eu'));
    for (const words of [
      'EU and allies blame Russia for satellite network attack found in meta og:title',
      'no instant of update is stated',
      'Ines Calder found in byline',
      'content-type: text/html; charset=utf-8',
      'Unsure: body with 55 % only (one line alone beside an appeal). It was read for statements.',
      '11 blocks, unsure of 1',
      'Add the same address again',
      'A copy',
      'one text90 % of the shorter text',
    ])
      expect(page).toContain(words);
    expect(page).not.toContain('What changed');
  });

  it('show a source’s captures, what changed between them, and an earlier one by its address', async () => {
    const { app, services } = pages();
    services.histories.set('source-eu', sampleHistory());
    const page = seen(await (await app.request('/sources/source-eu')).text());
    for (const words of [
      'Silently edited: the text changed',
      'Sentences: 1 added, 1 removed, 1 changed, 1 moved and 2 as before.',
      'EU and allies blame MoscowRussia for satellite network attack',
      'The Kremlin denied any part in it.',
      'removed: EU and allies blame Moscow → no longer stated',
      '1 of 3 statements stand in the later one to the letter',
      're-anchored, 93 % European Union attributes',
      'not found in this capture Liz Truss attributes',
      '2 captures',
    ])
      expect(page).toContain(words);
    const earlier = await app.request(`/sources/source-eu?capture=${EARLIER_ID}`);
    expect(seen(await earlier.text())).toContain('An earlier capture');
    expect((await app.request('/sources/source-eu?capture=none')).status).toBe(404);
  });

  it('say why two captures cannot be compared, and show the rest', async () => {
    const { app, services } = pages();
    const refusal = {
      refused: 'blob-missing',
      reason: 'the bytes are no longer there',
      hint: 'restore them',
    };
    services.histories.set('source-eu', { ...sampleHistory(), diff: refusal as never });
    const page = seen(await (await app.request('/sources/source-eu')).text());
    expect(page).toContain('the bytes are no longer there; restore them.');
    expect(page).toContain('6 statements');
  });

  it('list the blocks of a source with their verdicts, a hundred at a time', async () => {
    const view = sampleCase();
    const [source] = view.file.sources;
    if (source === undefined) throw new Error('the sample has sources');
    const lines = Array.from({ length: 250 }, (_, i) => `Line ${i}.`);
    const text = lines.join('\n');
    const blocks = lines.map((line, i) => {
      const start = lines.slice(0, i).join('\n').length + Math.min(i, 1);
      const type = 'body' as const;
      return { type, start, end: start + line.length, reason: 'a line', probability: 0.95 };
    });
    const long = { ...source, statements: [], article: { ...source.article, text, blocks } };
    const { app } = pages([{ ...view, file: { ...view.file, sources: [long] } }]);
    const pageAt = async (from: string) =>
      seen(await (await app.request(`/sources/${long.sourceId}?view=blocks&from=${from}`)).text());
    const second = await pageAt('100');
    for (const words of ['250 blocks', 'Line 100.', 'Line 199.', 'Blocks before these', 'Blocks after these'])
      expect(second).toContain(words);
    expect(second).not.toMatch(/Line (99|200)\./);
    expect(await pageAt('200')).not.toContain('Blocks after these');
    for (const from of ['-1', 'x', '1e999']) expect(await pageAt(from)).toContain('Line 0.');
  });

  it('weigh a conclusion rule by rule', async () => {
    const page = seen(await html(`/cases/${CASE_ID}/weigh?party=Russia&rung=state&likelihood=likely`));
    for (const words of [
      'May not be said',
      'Passed Two independent origins',
      'Not met Evidence was disclosed',
    ])
      expect(page).toContain(words);
  });

  it('answer what is not there with a page that says what to do', async () => {
    for (const path of [
      '/cases/none',
      '/sources/none',
      '/jobs/none',
      '/nowhere',
      '/assets/none',
      '/cases/none.csv',
    ]) {
      const response = await pages().app.request(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('What next');
    }
  });

  it('name no inner words of a fault', async () => {
    const services = memoryServices([]);
    const faults: unknown[] = [];
    const failing = { ...services, listCases: () => Promise.reject(new Error('password=hunter2')) };
    const app = createPages(failing, { assets: NO_ASSETS, onFault: (error) => faults.push(error) });
    const response = await app.request('/');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('hunter2');
    expect(faults).toHaveLength(1);
  });
});

/** The fields of the form beside the block that holds the words. */
function formOf(page: string, words: string): Record<string, string> {
  const row = page.split('class="block-row').find((each) => each.includes(words)) ?? '';
  const fields = [...row.matchAll(/<input[^>]*>/g)].map(([input]) => [
    /name="(\w+)"/.exec(input)?.[1] ?? '',
    /value="([^"]*)"/.exec(input)?.[1] ?? '',
  ]);
  const type = /<option value="([^"]+)" selected/.exec(row)?.[1] ?? '';
  return { ...Object.fromEntries(fields), type };
}

describe('forms', () => {
  const post = (path: string, fields: Record<string, string | File>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return { path, init: { method: 'POST', body } };
  };

  it('open a case and lead to it', async () => {
    const { path, init } = post('/cases', { name: ' Port of  Halsund ' });
    const response = await pages().app.request(path, init);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/cases/case-2');
  });

  it('say why a name is not taken, and keep it in the form', async () => {
    const { path, init } = post('/cases', { name: 'x'.repeat(300) });
    const response = await pages().app.request(path, init);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('at most 200 characters');
  });

  it.each([
    [
      'an address',
      { kind: 'url', url: 'https://news.example/a' },
      { kind: 'url', url: 'https://news.example/a' },
    ],
    ['text', { kind: 'pasted', text: '\nFirst line\nmore' }, { kind: 'pasted', name: 'First line' }],
    [
      'text with its publication',
      { kind: 'pasted', text: 'Words', publication: ' news.example ' },
      { kind: 'pasted', publication: 'news.example' },
    ],
    ['a file', { kind: 'file', file: new File(['words'], 'page.html') }, { kind: 'file', name: 'page.html' }],
  ])('take %s and show the job until it is settled', async (_, fields, input) => {
    const { app, services } = pages();
    const { path, init } = post(`/cases/${CASE_ID}/sources`, fields as Record<string, string | File>);
    const response = await app.request(path, init);
    expect(response.status).toBe(303);
    expect(services.added[0]?.input).toMatchObject(input);
    const location = response.headers.get('location') ?? '';
    const waiting = await (await app.request(location)).text();
    expect(waiting).toContain('http-equiv="refresh"');
    const job = services.jobs.get('job-1');
    if (job !== undefined) services.jobs.set('job-1', { ...job, state: 'done', sourceId: 'source-eu' });
    const done = await (await app.request(location)).text();
    expect(done).not.toContain('http-equiv="refresh"');
    expect(done).toContain('href="/sources/source-eu"');
  });

  it('say why an input is refused, and keep what was typed', async () => {
    const { path, init } = post(`/cases/${CASE_ID}/sources`, { kind: 'url', url: 'gopher://x' });
    const response = await pages().app.request(path, init);
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain('is no web address');
    expect(page).toContain('value="gopher://x"');
  });

  it('take the good files of a form and name the bad one', async () => {
    const { app, services } = pages();
    const body = new FormData();
    body.append('kind', 'file');
    body.append('file', new File(['words'], 'good.txt'));
    body.append('file', new File([''], 'bad.txt'));
    const response = await app.request(`/cases/${CASE_ID}/sources`, { method: 'POST', body });
    expect(response.status).toBe(422);
    expect(services.added).toHaveLength(1);
    expect(await response.text()).toContain('bad.txt is empty');
  });

  it('correct a block, show what was done, and take it back', async () => {
    const { app, services } = pages();
    const list = await (await app.request('/sources/source-eu?view=blocks')).text();
    const fields = formOf(list, 'Support our reporting');
    const correct = (more: Record<string, string>) => {
      const { path, init } = post('/sources/source-eu/corrections', { ...fields, ...more });
      return app.request(path, init);
    };
    const answer = await correct({ type: 'body', reason: 'it is the article' });
    expect(answer.status).toBe(303);
    const location = answer.headers.get('location') ?? '';
    expect(location).toBe(`/sources/source-eu?view=blocks&corrected=1#b-${fields.start}`);
    const done = seen(await (await app.request(location)).text());
    expect(done).toContain('Corrected: appeal to readers → body');
    expect(done).toContain('the extractor took it for appeal to readers (100 %). “it is the article”');
    expect((await correct({ version: '1', undo: 'yes' })).status).toBe(303);
    expect(services.corrections.map(({ to, undoes }) => [to, undoes])).toEqual([
      ['body', null],
      ['appeal', 1],
    ]);
  });

  it('tell a second editor of the conflict, and keep what they chose in a form that can be sent', async () => {
    const { app, services } = pages();
    const stale = formOf(await (await app.request('/sources/source-eu?view=blocks')).text(), 'By Ines');
    const first = post('/sources/source-eu/corrections', { ...stale, type: 'credit' });
    await app.request(first.path, first.init);
    const second = post('/sources/source-eu/corrections', {
      ...stale,
      type: 'caption',
      reason: 'of a <b>photo',
    });
    const answer = await app.request(second.path, second.init);
    expect(answer.status).toBe(409);
    const page = await answer.text();
    expect(seen(page)).toContain('somebody else was first');
    const kept = formOf(page, 'By Ines');
    expect(kept).toMatchObject({ version: '1', type: 'caption', reason: 'of a &lt;b&gt;photo' });
    expect(services.corrections).toHaveLength(1);
    const anew = post('/sources/source-eu/corrections', { ...kept, type: 'caption' });
    expect((await app.request(anew.path, anew.init)).status).toBe(303);
  });

  it.each([
    [422, { type: 'poem' }],
    [422, { version: '-1' }],
    [422, { start: '1e9' }],
    [422, { reason: 'x'.repeat(501) }],
    [404, { capture: 'none' }],
    [404, { start: '7', end: '9' }],
  ])('answer %d to a correction with %j', async (status, changes) => {
    const { app, services } = pages();
    const fields = formOf(await (await app.request('/sources/source-eu?view=blocks')).text(), 'By Ines');
    const { path, init } = post('/sources/source-eu/corrections', { ...fields, ...changes });
    expect((await app.request(path, init)).status).toBe(status);
    expect(services.corrections).toEqual([]);
  });

  it('refuse what is no form', async () => {
    for (const init of [
      { body: '{}', headers: { 'content-type': 'application/json' } },
      { body: 'cut off', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    ])
      expect((await pages().app.request('/cases', { method: 'POST', ...init })).status).toBe(415);
  });

  it('refuse a body larger than 25 MB', async () => {
    const body = new FormData();
    body.append('kind', 'file');
    body.append('file', new File([new Uint8Array(26 * 1024 * 1024)], 'big.html'));
    const response = await pages().app.request(`/cases/${CASE_ID}/sources`, { method: 'POST', body });
    expect(response.status).toBe(413);
  });
});

describe('what stands beside a case', () => {
  it('is its matrix as JSON', async () => {
    const response = await pages().app.request(`/cases/${CASE_ID}.json`);
    const data = (await response.json()) as { matrix: { columns: string[] }; positions: unknown[] };
    expect(data.matrix.columns).toContain('denies');
    expect(data.positions.length).toBeGreaterThan(10);
  });

  it('is its statements as CSV', async () => {
    const response = await pages().app.request(`/cases/${CASE_ID}.csv`);
    expect(response.headers.get('content-type')).toContain('text/csv');
    const lines = (await response.text()).trimEnd().split('\r\n');
    expect(lines[0]).toContain('"party","party_kind","country","position"');
    expect(lines).toHaveLength(
      1 + sampleCase().positions.reduce((sum, { statements }) => sum + statements.length, 0),
    );
  });
});

describe('the guard', () => {
  const form = () => ({ method: 'POST', body: new URLSearchParams({ name: 'A case' }) });

  it('puts the security headers on pages, errors and the API alike', async () => {
    for (const path of ['/', '/nowhere', '/api/cases', '/api/nowhere']) {
      const { headers } = await pages().app.request(path);
      expect(headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
    expect(CONTENT_SECURITY_POLICY).toContain("frame-ancestors 'none'");
    expect(CONTENT_SECURITY_POLICY).not.toContain('unsafe');
  });

  it('lets the page that reads pasted text start its one worker, and send nothing', async () => {
    const policy = (await pages().app.request('/read')).headers.get('content-security-policy');
    for (const directive of ["worker-src 'self'", 'trusted-types onus-worker', "form-action 'none'"])
      expect(policy).toContain(directive);
    // For the deep reader's WebAssembly; never for strings.
    expect(policy?.replace("'wasm-unsafe-eval'", '')).not.toContain('unsafe');
    expect(CONTENT_SECURITY_POLICY).toContain("worker-src 'none'");
  });

  it('writes pages that the policy lets stand: nothing inline', async () => {
    for (const path of [
      '/',
      `/cases/${CASE_ID}?party=Liz+Truss`,
      '/sources/source-eu',
      '/sources/source-eu?view=blocks',
      '/read',
    ]) {
      const page = await html(path);
      expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
    }
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example:80',
    '',
    'localhost@evil.example',
    '[::1',
  ])('does not answer under the foreign name %j', async (host) => {
    for (const path of ['/', '/api/cases', '/assets/x'])
      expect((await pages().app.request(path, { headers: { host } })).status).toBe(421);
  });

  it.each(['localhost', 'LOCALHOST:4000', '127.0.0.1:4000', '[::1]:4000'])(
    'answers under %s',
    async (host) => {
      expect((await pages().app.request('/', { headers: { host } })).status).toBe(200);
    },
  );

  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:81' },
    { origin: 'file://localhost' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost' },
  ])('changes nothing for a form sent with %j', async (headers) => {
    const { app, services } = pages();
    for (const path of [
      '/cases',
      `/cases/${CASE_ID}/sources`,
      '/sources/source-eu/corrections',
      '/api/cases',
      '/api/sources/source-eu/corrections',
    ])
      expect((await app.request(path, { ...form(), headers })).status).toBe(403);
    expect(services.added).toHaveLength(0);
    expect(services.corrections).toHaveLength(0);
    expect(await services.listCases()).toHaveLength(1);
  });

  it.each<Record<string, string>>([{}, { origin: 'http://localhost' }, { 'sec-fetch-site': 'same-origin' }])(
    'takes a form sent with %j',
    async (headers) => {
      expect((await pages().app.request('/cases', { ...form(), headers })).status).toBe(303);
    },
  );
});
