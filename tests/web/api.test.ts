import { describe, expect, it } from 'vitest';
import { createApi } from '../../src/api/create-api.ts';
import {
  caseViewSchema,
  correctedSchema,
  jobSchema,
  originsViewSchema,
  sourceViewSchema,
} from '../../src/api/types.ts';
import { captureDiffSchema } from '../../src/domain/capture-diff.ts';
import { memoryServices } from './memory-services.ts';
import { CASE_ID, caseWithUnread, sampleCase } from './sample-case.ts';
import { sampleHistory } from './sample-history.ts';

function api() {
  const services = memoryServices([sampleCase()]);
  return { services, app: createApi(services) };
}

const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

async function problem(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return (await response.json()) as { code: string; reason: string; hint: string };
}

describe('the API', () => {
  it('describes itself as OpenAPI 3.1, every route with its answers', async () => {
    const document = (await (await api().app.request('/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual([
      '/cases',
      '/cases/{caseId}',
      '/cases/{caseId}/weigh',
      '/cases/{caseId}/sources',
      '/jobs/{jobId}',
      '/sources/{sourceId}',
      '/sources/{sourceId}/statements',
      '/sources/{sourceId}/diff',
      '/sources/{sourceId}/corrections',
      '/cases/{caseId}/origins',
      '/cases/{caseId}/origins/edits',
      '/sources/{sourceId}/copies',
    ]);
    expect(document.paths['/cases/{caseId}/sources']?.post?.responses).toHaveProperty('422');
  });

  it('answers as it describes', async () => {
    const { app } = api();
    expect(await (await app.request('/cases')).json()).toMatchObject([{ name: 'Viasat KA-SAT', sources: 4 }]);
    caseViewSchema.parse(await (await app.request(`/cases/${CASE_ID}`)).json());
    sourceViewSchema.parse(await (await app.request('/sources/source-eu')).json());
    expect(await (await app.request('/sources/source-eu/statements')).json()).toHaveLength(6);
  });

  it('tells the origins of a case, takes an edit, and turns a late one away', async () => {
    const { app, services } = api();
    const origins = originsViewSchema.parse(await (await app.request(`/cases/${CASE_ID}/origins`)).json());
    expect(origins.revision).toBe(0);
    expect(origins.origins.flatMap(({ members }) => members)).toHaveLength(4);
    const edit = {
      change: { action: 'join', sourceIds: ['source-eu', 'source-denial'] },
      by: 'N. N.',
      reason: 'one briefing',
    };
    const path = `/cases/${CASE_ID}/origins/edits`;
    const made = await app.request(path, json({ ...edit, revision: 0 }));
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({ action: 'join', by: 'N. N.', revision: 1 });
    expect(services.edited[0]?.request.seen).toBe(0);
    const late = await app.request(path, json({ ...edit, revision: 3 }));
    expect([late.status, (await problem(late)).code]).toEqual([409, 'origins-changed']);
    const unknown = { action: 'split', sourceIds: ['nothing'] };
    const refused = await app.request(path, json({ ...edit, change: unknown, revision: 0 }));
    expect([refused.status, (await problem(refused)).code]).toEqual([422, 'unknown-source']);
    for (const change of [{ action: 'undo' }, { action: 'join', sourceIds: [] }, { action: 'merge' }, null])
      expect((await app.request(path, json({ ...edit, change, revision: 0 }))).status).toBe(400);
    expect((await app.request('/cases/none/origins')).status).toBe(404);
    expect((await app.request('/cases/none/origins/edits', json({ ...edit, revision: 0 }))).status).toBe(404);
  });

  it('tells the other sources that share text with one', async () => {
    const { app } = api();
    expect(await (await app.request('/sources/source-eu/copies')).json()).toMatchObject([
      { relation: 'copy' },
    ]);
    expect((await app.request('/sources/none/copies')).status).toBe(404);
  });

  it('says of a source that was not read in which language it is', async () => {
    const app = createApi(memoryServices([caseWithUnread()]));
    const view = caseViewSchema.parse(await (await app.request(`/cases/${CASE_ID}`)).json());
    expect(view.sources.map(({ unread }) => unread)).toEqual([null, null, null, null, 'German']);
    const source = sourceViewSchema.parse(await (await app.request('/sources/source-german')).json());
    expect(source.unread?.reason).toBe('not read: language de (German)');
    expect(source.unread?.hint).toContain('translation');
  });

  it('takes an address, a text and a file, and tells how the addition stands', async () => {
    const { app, services } = api();
    const body = new FormData();
    body.append('file', new File(['words'], 'page.html'));
    const answers = [
      await app.request(`/cases/${CASE_ID}/sources`, json({ url: 'https://news.example/a' })),
      await app.request(
        `/cases/${CASE_ID}/sources`,
        json({ text: 'Some words', name: 'Some', publication: 'news.example' }),
      ),
      await app.request(`/cases/${CASE_ID}/sources`, { method: 'POST', body }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(202);
      const { jobId } = (await answer.json()) as { jobId: string };
      expect(jobSchema.parse(await (await app.request(`/jobs/${jobId}`)).json()).state).toBe('waiting');
    }
    expect(services.added.map(({ input }) => input.kind)).toEqual(['url', 'pasted', 'file']);
    expect(services.added[1]?.input).toMatchObject({ name: 'Some', publication: 'news.example' });
  });

  it('gives each quote of a source its selectors, and its captures and corrections', async () => {
    const { app } = api();
    const body = sourceViewSchema.parse(await (await app.request('/sources/source-eu')).json());
    const [first] = body.statements;
    expect(first?.selectors.cue[0]).toEqual([
      {
        type: 'TextQuoteSelector',
        exact: 'strongly condemned',
        prefix: 'The European Union on Tuesday '.padStart(32, '\n'),
        suffix: ' what it called a malicious cybe',
      },
      { type: 'TextPositionSelector', start: first?.cue[0]?.start, end: first?.cue[0]?.end },
    ]);
    expect(body.captures).toHaveLength(1);
    expect((await app.request('/sources/source-eu?capture=none')).status).toBe(404);
  });

  it('tells what changed, or why nothing can be told', async () => {
    const { app, services } = api();
    const none = await app.request('/sources/source-eu/diff');
    expect([none.status, (await problem(none)).code]).toEqual([422, 'one-capture']);
    services.histories.set('source-eu', sampleHistory());
    const diff = captureDiffSchema.parse(await (await app.request('/sources/source-eu/diff')).json());
    expect(diff.disclosure).toBe('silent');
  });

  it('takes a correction once: who comes second is told with 409', async () => {
    const { app } = api();
    const { article, captureId } = sourceViewSchema.parse(
      await (await app.request('/sources/source-eu')).json(),
    );
    const { start, end } = article.blocks[0]!;
    const request = { captureId, version: 0, start, end, type: 'byline' };
    const made = await app.request('/sources/source-eu/corrections', json(request));
    expect(made.status).toBe(201);
    expect(correctedSchema.parse(await made.json()).correction).toMatchObject({ version: 1, to: 'byline' });
    const late = await app.request('/sources/source-eu/corrections', json(request));
    expect([late.status, (await problem(late)).code]).toEqual([409, 'conflict']);
    const after = sourceViewSchema.parse(await (await app.request('/sources/source-eu')).json());
    expect(after.article.blocks[0]).toMatchObject({ type: 'byline', corrected: { from: 'navigation' } });
    for (const broken of [
      { ...request, type: 'poem' },
      { ...request, version: -1 },
      { start, end },
    ])
      expect((await app.request('/sources/source-eu/corrections', json(broken))).status).toBe(400);
    const unknown = await app.request('/sources/none/corrections', json({ ...request, version: 1 }));
    expect(unknown.status).toBe(404);
  });

  it('makes a case and weighs a conclusion', async () => {
    const { app } = api();
    const made = await app.request('/cases', json({ name: 'Port of Halsund' }));
    expect(made.status).toBe(201);
    const conclusion = { party: 'Russia', country: 'RUS', rung: 'state', likelihood: 'likely' };
    const weighed = await app.request(`/cases/${CASE_ID}/weigh`, json(conclusion));
    expect(await weighed.json()).toMatchObject({ conclusion, allowed: false });
  });

  it.each([
    [
      'a body that is no JSON',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' },
    ],
    ['a missing field', json({})],
    ['both an address and a text', json({ url: 'https://a.example/', text: 'b' })],
  ])('refuses %s with 400', async (_, init) => {
    const response = await api().app.request(`/cases/${CASE_ID}/sources`, init);
    expect(response.status).toBe(400);
    expect((await problem(response)).code).toBe('invalid-request');
  });

  it('gives each outcome its status and its problem', async () => {
    const { app } = api();
    const missing = await app.request('/cases/none');
    expect([missing.status, (await problem(missing)).code]).toEqual([404, 'not-found']);
    const refused = await app.request(`/cases/${CASE_ID}/sources`, json({ url: 'gopher://x' }));
    expect([refused.status, (await problem(refused)).code]).toEqual([422, 'bad-address']);
    const badName = await app.request('/cases', json({ name: '' }));
    expect([badName.status, (await problem(badName)).code]).toEqual([422, 'bad-case-name']);
    const odd = await app.request(`/cases/${CASE_ID}/sources`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'x',
    });
    expect([odd.status, (await problem(odd)).code]).toEqual([415, 'unsupported-media-type']);
    const large = await app.request('/cases', json({ name: 'x'.repeat(26 * 1024 * 1024) }));
    expect([large.status, (await problem(large)).code]).toEqual([413, 'too-large']);
  });

  it('tells nothing of the inside of a fault', async () => {
    const faults: unknown[] = [];
    const failing = { ...memoryServices([]), listCases: () => Promise.reject(new Error('password=hunter2')) };
    const response = await createApi(failing, { onFault: (error) => faults.push(error) }).request('/cases');
    expect(response.status).toBe(500);
    expect((await problem(response)).reason).not.toContain('hunter2');
    expect(faults).toHaveLength(1);
  });
});
