import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AddJob, Store } from '../../src/services/ports.ts';
import { createCaseRepository } from '../../src/store/case-repository.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { DB } from '../../src/store/schema.generated.ts';
import { sourceRecord } from './records.ts';
import { embeddedPlace, outsidePlace, type Place } from './servers.ts';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';

/** One suite, every engine. */
describe.each([
  { engine: 'embedded', makePlace: embeddedPlace },
  { engine: 'postgres', makePlace: outsidePlace },
])('a store on the $engine engine', ({ engine, makePlace }) => {
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    place = await makePlace();
    store = await openStore(place);
  });
  afterAll(async () => {
    await store.close();
    await place.remove();
  });

  it('reports where it stands without a password', async () => {
    const report = await store.report();
    expect(report).toMatchObject({ engine, schemaVersion: expect.stringMatching(/^\d{4}-\d{2}-\d{2}_/) });
    expect(report.serverVersion).toMatch(/^\d+/);
    expect(report.sizeBytes).toBeGreaterThan(0);
    expect(report.url).toMatch(/^postgresql:\/\/\w+@/);
  });

  describe('sources', () => {
    it('gives back what was saved, field by field', async () => {
      const record = sourceRecord();
      expect(await store.sources.save(record)).toEqual({ captureId: record.captureId, isNew: true });
      const { reader: _, ...kept } = record;
      expect(await store.sources.find(record.sourceId)).toEqual({ ...kept, corrections: [] });
      expect(await store.sources.find(record.sourceId, record.captureId)).toEqual({
        ...kept,
        corrections: [],
      });
    });

    it('saves the same capture, extractor and reader once', async () => {
      const first = sourceRecord({ uri: 'https://news.example/once' });
      const again = sourceRecord({ uri: 'https://news.example/once' });
      await store.sources.save(first);
      expect(await store.sources.save(again)).toEqual({ captureId: first.captureId, isNew: false });
      expect((await store.sources.find(first.sourceId))?.captureId).toBe(first.captureId);
    });

    it('saves it once also when several do so at the same time', async () => {
      const records = Array.from({ length: 8 }, () => sourceRecord({ uri: 'https://news.example/race' }));
      const saved = await Promise.all(records.map((record) => store.sources.save(record)));
      expect(saved.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(saved.map(({ captureId }) => captureId)).size).toBe(1);
    });

    it('keeps that the same bytes came again, once for each instant, and no second capture', async () => {
      const uri = 'https://news.example/again';
      const first = sourceRecord({ uri });
      await store.sources.save(first);
      const unchanged = { ...sourceRecord({ uri, at: '2031-04-01T00:00:00.000Z' }).capture };
      const notModified = {
        ...unchanged,
        capturedAt: '2031-05-01T00:00:00.000Z',
        http: { ...unchanged.http!, status: 304 },
      };
      for (const again of [first.capture, unchanged, notModified, unchanged])
        await store.sources.revisit(first.sourceId, first.captureId, again);
      await store.sources.save(sourceRecord({ uri, at: '2031-06-01T00:00:00.000Z' }));
      expect(await store.sources.allCaptures(first.sourceId)).toEqual([
        {
          capture: first.capture,
          revisits: [
            { capturedAt: unchanged.capturedAt, profile: 'identical-payload-digest', http: unchanged.http },
            { capturedAt: notModified.capturedAt, profile: 'server-not-modified', http: notModified.http },
            expect.objectContaining({ capturedAt: '2031-06-01T00:00:00.000Z' }),
          ],
        },
      ]);
    });

    it('tells what was kept of the same bytes by the same extractor and reader', async () => {
      const record = sourceRecord({ uri: 'https://news.example/kept' });
      const { sourceId, captureId, reader, capture, article } = record;
      const key = { sourceId, reader, payloadDigest: capture.payloadDigest, extractor: article.extractor };
      expect(await store.sources.findReading(key)).toBeNull();
      await store.sources.save(record);
      expect(await store.sources.findReading(key)).toEqual({
        captureId,
        capturedAt: capture.capturedAt,
        article,
        statements: 1,
      });
      expect(await store.sources.findReading({ ...key, extractor: 'test-2' })).toBeNull();
      expect(await store.sources.findReading({ ...key, reader: { name: 'rules', version: '2' } })).toBeNull();
    });

    it('shows the state that a page went back to, not the one in between', async () => {
      const uri = 'https://news.example/back';
      const before = sourceRecord({ uri, at: '2031-01-01T00:00:00.000Z' });
      const between = sourceRecord({
        uri,
        text: 'Port open\n\nThe harbour office of Ostrava Bay said that it had been locked out of its own cranes.',
        at: '2031-01-02T00:00:00.000Z',
      });
      const back = sourceRecord({ uri, at: '2031-01-03T00:00:00.000Z' });
      await store.sources.save(before);
      await store.sources.save(between);
      expect((await store.sources.find(before.sourceId))?.captureId).toBe(between.captureId);
      expect(await store.sources.save(back)).toEqual({ captureId: before.captureId, isNew: false });
      expect((await store.sources.find(before.sourceId))?.captureId).toBe(before.captureId);
    });

    it('shows what a later version reads in bytes that were seen again since', async () => {
      const uri = 'https://news.example/archived-twice';
      const archived = { uri, at: '2031-01-01T00:00:00.000Z' };
      const before = sourceRecord(archived);
      await store.sources.save(before);
      const again = { ...before.capture, capturedAt: '2031-01-03T00:00:00.000Z' };
      await store.sources.revisit(before.sourceId, before.captureId, again);
      // The same archive, added after an upgrade.
      const reread = sourceRecord({ ...archived, reader: '2' });
      await store.sources.save(reread);
      expect((await store.sources.find(before.sourceId))?.captureId).toBe(reread.captureId);
      const [newest] = await store.sources.listCaptures(before.sourceId);
      expect(newest).toMatchObject({ captureId: reread.captureId, lastSeenAt: again.capturedAt });
    });

    it('keeps what a feed or an archive held, and where', async () => {
      const record = sourceRecord({ uri: 'https://news.example/archived' });
      const container = {
        kind: 'warc' as const,
        targetUri: 'file:crawl.warc.gz',
        payloadDigest: null,
        member: '<urn:uuid:01900000-0000-7000-8000-000000000000>',
        statedDigest: { value: 'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ', matches: false },
      };
      const capture = { ...record.capture, kind: 'warc' as const, container };
      await store.sources.save({ ...record, capture });
      expect((await store.sources.find(record.sourceId))?.capture).toEqual(capture);
      const later = { ...container, targetUri: 'file:later.warc.gz' };
      const again = { ...capture, capturedAt: '2031-08-01T00:00:00.000Z', container: later };
      await store.sources.revisit(record.sourceId, record.captureId, again);
      const [kept] = await store.sources.allCaptures(record.sourceId);
      expect(kept?.revisits).toMatchObject([{ capturedAt: again.capturedAt, container: later }]);
    });

    it('keeps that nothing was found, and by whom: saving it again changes nothing', async () => {
      const found = { ...sourceRecord({ uri: 'https://news.example/empty' }), statements: [] };
      expect((await store.sources.save(found)).isNew).toBe(true);
      expect((await store.sources.save({ ...found, captureId: uuidv7() })).isNew).toBe(false);
      const later = { ...found, captureId: uuidv7(), reader: { name: 'rules', version: '2' } };
      expect((await store.sources.save(later)).isNew).toBe(true);
    });

    it('keeps a reading by another reader beside the first, and shows the newest', async () => {
      const uri = 'https://news.example/reread';
      const old = sourceRecord({ uri, reader: '1' });
      const next = sourceRecord({ uri, reader: '2' });
      await store.sources.save(old);
      expect((await store.sources.save(next)).isNew).toBe(true);
      expect((await store.sources.find(old.sourceId))?.statements[0]?.reader.version).toBe('2');
    });

    it('lists the captures of a source, newest first, and finds each', async () => {
      const uri = 'https://news.example/listed-captures';
      const records = ['1', '2', '3'].map((reader) => sourceRecord({ uri, reader }));
      for (const record of records) await store.sources.save(record);
      const { sourceId } = records[0]!;
      const listed = await store.sources.listCaptures(sourceId);
      expect(listed.map(({ captureId }) => captureId)).toEqual(
        records.map(({ captureId }) => captureId).toReversed(),
      );
      expect(listed[0]).toEqual({
        captureId: records[2]?.captureId,
        capturedAt: records[2]?.capture.capturedAt,
        lastSeenAt: records[2]?.capture.capturedAt,
        payloadDigest: records[2]?.capture.payloadDigest,
        ...{ length: records[2]?.capture.length, status: 200, extractor: 'test-1', reader: 'rules@3' },
        ...{ statements: 1, corrections: 0 },
      });
      for (const { captureId } of listed)
        expect((await store.sources.find(sourceId, captureId))?.captureId).toBe(captureId);
      expect(await store.sources.find(sourceId, UNKNOWN)).toBeNull();
      expect(await store.sources.find(sourceId, 'nothing')).toBeNull();
      expect(await store.sources.listCaptures('nothing')).toEqual([]);
    });

    it('adds corrections in their order, each once, and retires what is no longer found', async () => {
      const record = sourceRecord({ uri: 'https://news.example/corrected' });
      const { sourceId, captureId, statements } = record;
      await store.sources.save(record);
      const correction = (version: number) => ({
        ...{ version, start: 0, end: 11, from: 'headline' as const, to: 'appeal' as const },
        ...{ reason: null, by: 'R. Viewer', at: '2031-04-01T00:00:00.000Z', undoes: null },
      });
      const correct = (version: number, found: typeof statements = []) =>
        store.sources.correct({ sourceId, captureId, correction: correction(version), statements: found });
      expect(await correct(2)).toBe(false);
      expect((await Promise.all([correct(1), correct(1), correct(1)])).filter(Boolean)).toHaveLength(1);
      expect(await store.sources.find(sourceId)).toMatchObject({
        article: { blocks: [{ type: 'appeal', corrected: { from: 'headline', by: 'R. Viewer' } }] },
        corrections: [correction(1)],
        statements: [],
      });
      const changed = { ...statements[0]!, probability: 0.5, target: null };
      expect(await correct(2, [changed])).toBe(true);
      const after = await store.sources.find(sourceId);
      expect(after?.statements).toEqual([changed]);
      expect(after?.corrections.map(({ version }) => version)).toEqual([1, 2]);
      expect(await store.sources.listCaptures(sourceId)).toMatchObject([{ statements: 1, corrections: 2 }]);
    });

    it('leaves a statement that was reviewed as it is, whether it is found again or not', async () => {
      const plain = sourceRecord({ uri: 'https://news.example/reviewed' });
      const statements = plain.statements.map((each) => ({ ...each, review: 'accepted' as const }));
      const { sourceId, captureId } = plain;
      await store.sources.save({ ...plain, statements });
      const correction = {
        ...{ version: 1, start: 0, end: 11, from: 'headline' as const, to: 'appeal' as const },
        ...{ reason: 'no', by: 'R. Viewer', at: '2031-04-01T00:00:00.000Z', undoes: null },
      };
      const found = [{ ...statements[0]!, review: 'proposed' as const, probability: 0.1 }];
      await store.sources.correct({ sourceId, captureId, correction, statements: found });
      expect((await store.sources.find(sourceId))?.statements).toEqual(statements);
      const next = { ...correction, version: 2, from: 'appeal' as const, to: 'headline' as const };
      await store.sources.correct({ sourceId, captureId, correction: next, statements: [] });
      expect((await store.sources.find(sourceId))?.statements).toEqual(statements);
    });

    it('keeps a reading beside the one that was seen, and shows it', async () => {
      const uri = 'https://news.example/beside';
      const first = sourceRecord({ uri });
      await store.sources.save(first);
      const seen = (await store.sources.find(first.sourceId))!;
      const next = sourceRecord({ uri, reader: '2' });
      expect(await store.sources.saveBeside(next, seen)).toBe('kept');
      expect((await store.sources.find(first.sourceId))?.captureId).toBe(next.captureId);
      expect((await store.sources.find(first.sourceId, first.captureId))?.statements).toEqual(
        first.statements,
      );
      const now = (await store.sources.find(first.sourceId))!;
      expect(await store.sources.saveBeside(sourceRecord({ uri, reader: '1' }), now)).toBe('there');
      expect((await store.sources.find(first.sourceId))?.captureId).toBe(next.captureId);
    });

    it('keeps no reading beside one that was captured, corrected or reviewed since', async () => {
      const uri = 'https://news.example/beside-another';
      const first = sourceRecord({ uri });
      const statements = first.statements.map((each) => ({ ...each, review: 'accepted' as const }));
      const { sourceId, captureId } = first;
      await store.sources.save({ ...first, statements });
      const seen = (await store.sources.find(sourceId))!;
      const next = sourceRecord({ uri, reader: '2' });
      const proposed = seen.statements.map((each) => ({ ...each, review: 'proposed' as const }));
      const rejected = seen.statements.map((each) => ({ ...each, review: 'rejected' as const }));
      for (const before of [
        { ...seen, statements: proposed },
        { ...seen, statements: rejected },
      ])
        expect(await store.sources.saveBeside(next, before)).toBe('changed');
      expect(await store.sources.saveBeside(next, { ...seen, captureId: next.captureId })).toBe('changed');
      const correction = {
        ...{ version: 1, start: 0, end: 11, from: 'headline' as const, to: 'appeal' as const },
        ...{ reason: null, by: 'R. Viewer', at: '2031-04-01T00:00:00.000Z', undoes: null },
      };
      await store.sources.correct({ sourceId, captureId, correction, statements });
      expect(await store.sources.saveBeside(next, seen)).toBe('changed');
      expect((await store.sources.listCaptures(sourceId)).map((each) => each.captureId)).toEqual([captureId]);
    });

    it('keeps one of several readings that are kept beside one at the same time', async () => {
      const uri = 'https://news.example/beside-race';
      const first = sourceRecord({ uri });
      await store.sources.save(first);
      const seen = (await store.sources.find(first.sourceId))!;
      const next = ['2', '3', '4'].map((reader) => sourceRecord({ uri, reader }));
      const saved = await Promise.all(next.map((record) => store.sources.saveBeside(record, seen)));
      expect(saved.sort()).toEqual(['changed', 'changed', 'kept']);
    });

    it('writes nothing at all where one row of a record is refused', async () => {
      const record = sourceRecord({ uri: 'https://news.example/twice' });
      const twice = { ...record, statements: [...record.statements, ...record.statements] };
      await expect(store.sources.save(twice)).rejects.toMatchObject({ code: '23505' });
      expect(await store.sources.find(record.sourceId)).toBeNull();
      expect(await store.sources.save(record)).toEqual({ captureId: record.captureId, isNew: true });
    });

    it('replaces what PostgreSQL cannot hold by U+FFFD, one for one, in text and quotes alike', async () => {
      const text =
        'Port\0closed \ud83d\n\nThe harbour office of Ostrava Bay said that it had been locked out of its own cranes';
      const plain = sourceRecord({ uri: 'https://news.example/nul', text });
      const exact = text.slice(0, 13);
      const statements = plain.statements.map((found) => ({
        ...found,
        content: [{ start: 0, end: 13, exact }],
      }));
      await store.sources.save({ ...plain, statements });
      const found = await store.sources.find(plain.sourceId);
      expect(found?.article.text).toBe(text.replaceAll(/[\0\ud83d]/g, '\ufffd'));
      expect(found?.statements[0]?.content[0]?.exact).toBe('Port\ufffdclosed \ufffd');
    });

    it('knows nothing of an unknown source, whatever stands in its id', async () => {
      expect(await store.sources.find('nothing')).toBeNull();
      expect(await store.sources.find("\0'; drop table sources")).toBeNull();
    });
  });

  describe('cases', () => {
    it('makes one case of a name, however it is written and whoever asks at once', async () => {
      const names = ['Straße Nord', 'STRASSE NORD', 'straße nord', 'Straße Nord', 'sTRASSE nord'];
      const cases = await Promise.all(names.map((name) => store.cases.ensure(name)));
      expect(new Set(cases.map(({ caseId }) => caseId)).size).toBe(1);
      expect(await store.cases.find('strasse NORD')).toEqual(cases[0]);
      expect(await store.cases.find(cases[0]!.caseId)).toEqual(cases[0]);
    });

    it('lists cases newest first, with their sources and the statements of the newest captures', async () => {
      const { caseId } = await store.cases.ensure('Listed');
      const uri = 'https://news.example/listed';
      await store.sources.save(sourceRecord({ uri, reader: '1' }));
      const { sourceId } = sourceRecord({ uri });
      await store.sources.save(sourceRecord({ uri, reader: '2' }));
      await store.cases.addSource(caseId, sourceId);
      const last = await store.cases.ensure('Listed after');
      const [first, second] = await store.cases.list();
      expect(first).toEqual({ ...last, sources: 0, statements: 0 });
      expect(second).toMatchObject({ caseId, sources: 1, statements: 1 });
    });

    it('adds a source once, and tells the cases that hold it', async () => {
      const { caseId, ...rest } = await store.cases.ensure('Adding');
      const record = sourceRecord({ uri: 'https://news.example/adding' });
      await store.sources.save(record);
      expect(await store.cases.addSource(caseId, record.sourceId)).toEqual({ isNew: true });
      expect(await store.cases.addSource(caseId, record.sourceId)).toEqual({ isNew: false });
      expect(await store.cases.casesOf(record.sourceId)).toEqual([{ caseId, ...rest }]);
    });

    it('names the sources of a case in the order in which they were added', async () => {
      const { caseId } = await store.cases.ensure('In order');
      const records = ['c', 'a', 'b'].map((name) =>
        sourceRecord({ uri: `https://news.example/order/${name}` }),
      );
      for (const record of records) {
        await store.sources.save(record);
        await store.cases.addSource(caseId, record.sourceId);
      }
      expect(await store.cases.sourceIds(caseId)).toEqual(records.map(({ sourceId }) => sourceId));
      for (const unknown of [UNKNOWN, 'no such id', '\0'])
        expect(await store.cases.sourceIds(unknown)).toEqual([]);
    });

    it('adds no source that was never saved', async () => {
      const { caseId } = await store.cases.ensure('Empty');
      await expect(store.cases.addSource(caseId, 'nothing')).rejects.toMatchObject({
        code: 'store-unknown-source',
      });
      expect((await store.cases.load(caseId))?.sources).toEqual([]);
    });

    it('loads a whole case, sorted by publication, unknown dates last', async () => {
      const { caseId } = await store.cases.ensure('Sorted');
      const published = ['2031-03-02', null, '2031-03-02T01:00:00+09:00', '2031', '2031-02-28'];
      for (const [index, date] of published.entries()) {
        const record = sourceRecord({ uri: `https://news.example/sorted/${index}`, published: date });
        await store.sources.save(record);
        await store.cases.addSource(caseId, record.sourceId);
      }
      const file = await store.cases.load(caseId);
      expect(file?.sources.map(({ article }) => article.metadata.published?.value)).toEqual([
        '2031',
        '2031-02-28',
        '2031-03-02T01:00:00+09:00',
        '2031-03-02',
        undefined,
      ]);
      for (const source of file?.sources ?? []) expect(source.statements).toHaveLength(1);
    });

    it('knows nothing of an unknown case', async () => {
      for (const id of [UNKNOWN, 'no such name', '\0']) {
        expect(await store.cases.find(id)).toBeNull();
        expect(await store.cases.load(id)).toBeNull();
      }
      expect(await store.cases.casesOf('nothing')).toEqual([]);
    });
  });

  describe('jobs', () => {
    async function finished(jobId: string): Promise<AddJob> {
      for (;;) {
        const job = await store.jobs.find(jobId);
        if (job !== null && job.state !== 'waiting' && job.state !== 'active') return job;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }

    it('does each job, tells how it ended, and tries again what failed', async () => {
      let attempts = 0;
      const waiting = await store.jobs.enqueue(UNKNOWN, { kind: 'url', url: 'https://fails.example/once' });
      expect(await store.jobs.find(waiting)).toMatchObject({
        state: 'waiting',
        sourceId: null,
        problem: null,
      });
      await store.jobs.work(async (_caseId, request) => {
        if (request.kind !== 'url') return { sourceId: request.digest, sources: 1, problem: null };
        if (request.url.startsWith('https://refused.')) return { refused: 'x', reason: 'No.', hint: 'Ask.' };
        attempts++;
        if (attempts === 1) throw new Error('not yet');
        return { sourceId: 'second attempt', sources: 1, problem: null };
      });
      const done = await store.jobs.enqueue(UNKNOWN, { kind: 'file', name: 'a\0.txt', digest: 'd' });
      const refused = await store.jobs.enqueue(UNKNOWN, { kind: 'url', url: 'https://refused.example/' });
      expect(await finished(done)).toMatchObject({ state: 'done', sourceId: 'd', caseId: UNKNOWN });
      expect(await finished(refused)).toMatchObject({
        state: 'refused',
        problem: { reason: 'No.', hint: 'Ask.' },
      });
      expect(await finished(waiting)).toMatchObject({ state: 'done', sourceId: 'second attempt' });
      expect(attempts).toBe(2);
    });

    it('knows nothing of an unknown job', async () => {
      expect(await store.jobs.find(UNKNOWN)).toBeNull();
      expect(await store.jobs.find('1; drop table')).toBeNull();
    });
  });
});

describe('loading a case', () => {
  it('asks as many queries for six sources as for one', async () => {
    const place = await outsidePlace();
    const store = await openStore(place);
    const queries: string[] = [];
    const db = new Kysely<DB>({
      dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: place.databaseUrl! }) }),
      plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
      log: (event) => {
        queries.push(event.query.sql);
      },
    });
    const cases = createCaseRepository(db);
    const { caseId } = await store.cases.ensure('Counted');
    const counts: number[] = [];
    for (let index = 0; index < 6; index++) {
      const record = sourceRecord({ uri: `https://news.example/${index}` });
      await store.sources.save(record);
      await store.cases.addSource(caseId, record.sourceId);
      queries.length = 0;
      expect((await cases.load(caseId))?.sources).toHaveLength(index + 1);
      counts.push(queries.length);
    }
    expect(new Set(counts)).toEqual(new Set([5]));
    await db.destroy();
    await store.close();
    await place.remove();
  });
});
