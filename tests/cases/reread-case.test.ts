/** Reading the sources of a case again, over real stores and readers by hand. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../src/domain/article.ts';
import type { Refusal } from '../../src/domain/errors.ts';
import {
  type Anchored,
  anchorStatement,
  type FoundStatement,
  type Statement,
} from '../../src/domain/statement.ts';
import type { ReadingPool, Store } from '../../src/services/ports.ts';
import { type Reread, type RereadRequest, rereadCase } from '../../src/services/reread-case.ts';
import { openStore } from '../../src/store/open-store.ts';
import { sourceRecord } from '../store/records.ts';
import { embeddedPlace, outsidePlace, type Place } from '../store/servers.ts';

const TEXT =
  'Port closed\n\nThe harbour office of Ostrava Bay said that it had been locked out of its own cranes. The ministry of Ostrel denied it.';

type Reading = (article: Article) => Anchored<FoundStatement>[] | Refusal | Promise<never>;

/** Finds a statement of these words, wherever the text has them. */
function finding(...statements: Partial<FoundStatement>[]): Reading {
  return ({ text }) =>
    statements.map((changes) => {
      const {
        statementId: _1,
        sourceId: _2,
        captureId: _3,
        withinId: _4,
        review: _5,
        ...found
      } = sourceRecord({ text, reader: '2' }).statements[0] as Statement;
      return anchorStatement(text, { ...found, within: null, ...changes }) as Anchored<FoundStatement>;
    });
}

const quote = (exact: string) => ({
  start: TEXT.indexOf(exact),
  end: TEXT.indexOf(exact) + exact.length,
  exact,
});
const DENIAL: Partial<FoundStatement> = {
  source: [quote('The ministry of Ostrel')],
  cue: [quote('denied')],
  content: [quote('it.')],
  act: 'deny',
};

function poolOf(read: Reading, version = '2') {
  const articles: Article[] = [];
  const pool: ReadingPool = {
    reader: { name: 'rules', version },
    extract: () => Promise.reject(new Error('nothing is extracted anew')),
    compare: () => Promise.reject(new Error('nothing is compared')),
    async read(article, watch) {
      articles.push(article);
      if (article.text.endsWith('Stand in.')) watch?.onStandIn?.();
      return read(article);
    },
    close: async () => {},
  };
  return { pool, articles };
}

describe.each([
  { engine: 'embedded', makePlace: embeddedPlace },
  { engine: 'postgres', makePlace: outsidePlace },
])('a case read again, in a store on the $engine engine', ({ makePlace }) => {
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

  let made = 0;
  /** A case of its own with a source for each text, each read by version 1, which found what is given. */
  async function caseOf(texts: readonly string[], changes: Partial<Statement> = {}) {
    const { caseId } = await store.cases.ensure(`Case ${++made}`);
    const records = [];
    for (const [i, text] of texts.entries()) {
      const plain = sourceRecord({ uri: `https://news.example/reread/${made}/${i}`, text });
      const capture = { ...plain.capture, payloadDigest: await store.blobs.put(Buffer.from(text)) };
      const block = { type: 'body' as const, start: 13, end: text.length, reason: 'rest', probability: 1 };
      const article = { ...plain.article, blocks: [...plain.article.blocks, block] };
      const statements = plain.statements.map((each) => ({ ...each, ...changes }));
      const record = { ...plain, capture, article, statements };
      await store.sources.save(record);
      await store.cases.addSource(caseId, record.sourceId);
      records.push(record);
    }
    return { caseId, records, first: records[0]! };
  }

  async function reread(caseId: string, read: Reading, request: RereadRequest & { version?: string } = {}) {
    const { pool, articles } = poolOf(read, request.version);
    const run = await rereadCase({ store, pool }, caseId, request);
    const given: Reread[] = [];
    for await (const each of run?.rereads ?? []) given.push(each);
    return { given, outcomes: given.map(({ outcome }) => outcome), articles, run };
  }

  it('proposes the differences and stores nothing', async () => {
    const { caseId, first } = await caseOf([TEXT]);
    const before = await store.sources.find(first.sourceId);
    const { given } = await reread(caseId, finding({ act: 'state', hedge: 'likely' }, DENIAL));
    expect(given).toMatchObject([
      {
        ...{ sourceId: first.sourceId, title: 'Port closed', earlierReader: 'rules@1', remarks: [] },
        outcome: {
          ...{ kind: 'proposed', obstacle: null },
          diff: {
            same: 0,
            changes: [
              { kind: 'changed', parts: ['act', 'hedge'] },
              { kind: 'added', later: { act: 'deny', reader: { version: '2' } } },
            ],
          },
        },
      },
    ]);
    expect(await store.sources.find(first.sourceId)).toEqual(before);
    expect(await store.sources.listCaptures(first.sourceId)).toHaveLength(1);
  });

  it('keeps the new reading beside the earlier one, once', async () => {
    const { caseId, first } = await caseOf([TEXT]);
    const { outcomes } = await reread(caseId, finding({}, DENIAL), { apply: true });
    expect(outcomes).toMatchObject([{ kind: 'kept', carried: 0, diff: { same: 1 } }]);
    const captures = await store.sources.listCaptures(first.sourceId);
    expect(
      captures.map(({ reader, statements, payloadDigest }) => [reader, statements, payloadDigest]),
    ).toEqual([
      ['rules@2', 2, first.capture.payloadDigest],
      ['rules@1', 1, first.capture.payloadDigest],
    ]);
    expect((await store.sources.find(first.sourceId, first.captureId))?.statements).toEqual(first.statements);
    expect(await store.sources.allCaptures(first.sourceId)).toMatchObject([{ revisits: [] }]);
    const again = await reread(caseId, finding(), { apply: true });
    expect([again.outcomes, again.articles]).toEqual([[{ kind: 'skipped' }], []]);
    expect(await store.sources.listCaptures(first.sourceId)).toEqual(captures);
  });

  it('keeps also that nothing is found, or nothing else', async () => {
    const { caseId, first } = await caseOf([TEXT]);
    await reread(caseId, finding(), { apply: true });
    expect(await store.sources.listCaptures(first.sourceId)).toMatchObject([
      { reader: 'rules@2', statements: 0 },
      { reader: 'rules@1', statements: 1 },
    ]);
    const { outcomes } = await reread(caseId, finding(), { version: '3' });
    expect(outcomes).toMatchObject([{ kind: 'proposed', diff: { same: 0, changes: [] } }]);
  });

  it.each(['accepted', 'rejected', 'edited'] as const)(
    'leaves what was %s as it was reviewed',
    async (review) => {
      const { caseId, first } = await caseOf([TEXT], { review });
      const { outcomes } = await reread(caseId, finding({ act: 'state' }, DENIAL), { apply: true });
      expect(outcomes).toMatchObject([{ kind: 'kept', carried: 1 }]);
      const shown = await store.sources.find(first.sourceId);
      expect(shown?.statements).toMatchObject([
        { ...first.statements[0], captureId: shown?.captureId, review },
        { act: 'deny', review: 'proposed' },
      ]);
    },
  );

  it('leaves a source whole of which a reviewed statement is not found', async () => {
    const { caseId, first } = await caseOf([TEXT], { review: 'accepted' });
    const before = await store.sources.find(first.sourceId);
    const obstacle = { refused: 'reviews-lost', reason: expect.stringContaining('1 reviewed statement is') };
    expect((await reread(caseId, finding(DENIAL))).outcomes).toMatchObject([{ kind: 'proposed', obstacle }]);
    const { outcomes } = await reread(caseId, finding(DENIAL), { apply: true });
    expect(outcomes).toMatchObject([{ kind: 'left', obstacle, diff: { same: 0 } }]);
    expect(await store.sources.find(first.sourceId)).toEqual(before);
    expect(await store.sources.listCaptures(first.sourceId)).toHaveLength(1);
  });

  it('reads the blocks as people corrected them, and keeps verdicts and corrections apart', async () => {
    const { caseId, first } = await caseOf([TEXT]);
    const { sourceId, captureId } = first;
    const correction = {
      ...{ version: 1, start: 0, end: 11, from: 'headline' as const, to: 'appeal' as const },
      ...{ reason: 'no', by: 'R. Viewer', at: '2031-04-01T00:00:00.000Z', undoes: null },
    };
    await store.sources.correct({ sourceId, captureId, correction, statements: first.statements });
    const { articles } = await reread(caseId, finding(DENIAL), { apply: true });
    expect(articles[0]?.blocks[0]).toMatchObject({ type: 'appeal', corrected: { from: 'headline' } });
    const shown = await store.sources.find(sourceId);
    expect(shown).toMatchObject({ statements: [{ act: 'deny' }], corrections: [correction] });
    expect(shown?.article.blocks[0]).toEqual(articles[0]?.blocks[0]);
    const kept = await store.sources.findReading({
      ...{ sourceId, payloadDigest: first.capture.payloadDigest, extractor: first.article.extractor },
      reader: { name: 'rules', version: '2' },
    });
    expect(kept?.article).toEqual(first.article);
    const version = {
      ...correction,
      version: 2,
      undoes: 1,
      from: 'appeal' as const,
      to: 'headline' as const,
    };
    await store.sources.correct({
      sourceId,
      captureId: shown!.captureId,
      correction: version,
      statements: [],
    });
    expect((await store.sources.find(sourceId))?.article.blocks[0]?.type).toBe('headline');
  });

  it('leaves what was changed while it was being read', async () => {
    const { caseId, first } = await caseOf([TEXT]);
    const readMeanwhile: Reading = async () => {
      const captureId = uuidv7();
      await store.sources.save({
        ...first,
        captureId,
        reader: { name: 'rules', version: '9' },
        statements: [],
      });
      return [] as never;
    };
    const { outcomes } = await reread(caseId, readMeanwhile, { apply: true });
    expect(outcomes).toMatchObject([{ kind: 'left', obstacle: { refused: 'changed' } }]);
    expect(await store.sources.listCaptures(first.sourceId)).toMatchObject([
      { reader: 'rules@9' },
      { reader: 'rules@1' },
    ]);
  });

  it('keeps no reading by another than the reader that was asked for', async () => {
    const { caseId, first } = await caseOf([`${TEXT} Stand in.`]);
    const obstacle = { refused: 'stand-in' };
    expect((await reread(caseId, finding(DENIAL))).outcomes).toMatchObject([{ kind: 'proposed', obstacle }]);
    const { outcomes } = await reread(caseId, finding(DENIAL), { apply: true });
    expect(outcomes).toMatchObject([{ kind: 'left', obstacle }]);
    expect(await store.sources.listCaptures(first.sourceId)).toHaveLength(1);
  });

  it('brings no earlier reading back', async () => {
    const { caseId } = await caseOf([TEXT]);
    await reread(caseId, finding(DENIAL), { apply: true });
    const back = await reread(caseId, finding({}), { apply: true, version: '1' });
    expect(back.outcomes).toMatchObject([{ kind: 'left', obstacle: { refused: 'read-before' } }]);
  });

  it('goes on after what cannot be read: another language, a refusal, bytes that are gone', async () => {
    const german =
      'Hafen zu\n\nDas Ministerium von Ostrel erklärte am Montag, dass es mit dem Angriff auf die Kräne nichts zu tun habe, und wies die Vorwürfe zurück.';
    const gone = `${TEXT} Nobody has these bytes.`;
    const { caseId, records } = await caseOf([TEXT, gone, `${TEXT} Too long.`]);
    const plain = sourceRecord({ uri: `https://news.example/reread/${made}/german`, text: 'Port closed' });
    const blocks = [{ type: 'body' as const, start: 0, end: german.length, reason: 'r', probability: 1 }];
    await store.sources.save({
      ...plain,
      statements: [],
      article: { ...plain.article, text: german, blocks },
    });
    await store.cases.addSource(caseId, plain.sourceId);
    const blobs = join(place.dataDirectory, 'blobs');
    const hex = records[1]!.capture.payloadDigest.slice('sha256:'.length);
    for (const name of await readdir(blobs, { recursive: true }))
      if (name.endsWith(hex)) await rm(join(blobs, name));
    expect(await store.blobs.get(records[1]!.capture.payloadDigest)).toBeNull();
    const refusal = { refused: 'too-slow', reason: 'it takes too long', hint: 'split it' };
    const { given } = await reread(
      caseId,
      (article) => (article.text.endsWith('Too long.') ? refusal : (finding({})(article) as never)),
      { apply: true },
    );
    expect(given.map(({ outcome, remarks }) => [outcome.kind, remarks.length])).toEqual([
      ['kept', 0],
      ['kept', 1],
      ['refused', 0],
      ['unread', 0],
    ]);
    expect(given[1]?.remarks[0]).toContain('no longer there');
    expect(given[3]?.outcome).toMatchObject({ unread: { language: 'de' } });
    expect(await store.sources.listCaptures(plain.sourceId)).toHaveLength(1);
  });

  it('gives sources in their order with few in hand, and begins none once it is stopped', async () => {
    const { caseId, records } = await caseOf(Array.from({ length: 12 }, (_, i) => `${TEXT} ${i}`));
    const stop = new AbortController();
    let [inHand, most] = [0, 0];
    const { pool } = poolOf(async (article) => {
      inHand++;
      most = Math.max(most, inHand);
      await new Promise((resolve) => setTimeout(resolve, article.text.endsWith('0') ? 30 : 5));
      inHand--;
      return [] as never;
    });
    const run = await rereadCase({ store, pool }, caseId, { apply: true, signal: stop.signal });
    const given: Reread[] = [];
    for await (const each of run!.rereads) {
      given.push(each);
      if (given.length === 3) stop.abort();
    }
    expect(most).toBeLessThanOrEqual(4);
    expect(given.length).toBeLessThan(9);
    expect(given.map(({ sourceId }) => sourceId)).toEqual(
      records.slice(0, given.length).map(({ sourceId }) => sourceId),
    );
    // What was in hand is kept, and the rest is done by whoever goes on.
    const rest = await reread(caseId, finding(), { apply: true });
    expect(rest.outcomes.map(({ kind }) => kind)).toEqual(
      records.map((_, i) => (i < given.length ? 'skipped' : 'kept')),
    );
  });

  it('waits for what is in hand where the reader fails, and throws what it threw', async () => {
    const { caseId } = await caseOf([TEXT, `${TEXT} 1`, `${TEXT} 2`]);
    let done = 0;
    const { pool } = poolOf(async (article) => {
      if (article.text === TEXT) throw new Error('no reader');
      await new Promise((resolve) => setTimeout(resolve, 30));
      done++;
      return [] as never;
    });
    const run = await rereadCase({ store, pool }, caseId);
    await expect(async () => {
      for await (const _ of run!.rereads);
    }).rejects.toThrow('no reader');
    expect(done).toBe(2);
  });

  it('knows nothing of an unknown case', async () => {
    expect((await reread('no such case', finding())).run).toBeNull();
  });
});
