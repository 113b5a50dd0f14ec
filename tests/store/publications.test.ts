import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeptLines, Store } from '../../src/services/ports.ts';
import { openStore } from '../../src/store/open-store.ts';
import { sourceRecord } from './records.ts';
import { embeddedPlace, outsidePlace, type Place } from './servers.ts';

/** Articles of one publication that are kept, and more than these. */
const KEPT = 200;

describe.each([
  { engine: 'embedded', makePlace: embeddedPlace },
  { engine: 'postgres', makePlace: outsidePlace },
])('lines of publications on the $engine engine', ({ makePlace }) => {
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
  async function source(): Promise<string> {
    const record = sourceRecord({ uri: `https://news.example/${++made}` });
    await store.sources.save(record);
    return record.sourceId;
  }

  /** Largest hash: 52 bits. */
  const LARGE = 2 ** 52 - 1;
  const lines = (publication: KeptLines['publication'], changes: Partial<KeptLines> = {}): KeptLines => ({
    ...{ publication, outside: [1, LARGE], own: [3], unsure: [4] },
    ...changes,
  });

  it('gives of those asked for what each article has, and where, the newest first', async () => {
    const publication = { host: 'courier.example', name: 'the courier' };
    expect(await store.publications.lookUp(publication, [1, LARGE])).toEqual([]);
    const [first, second, third] = [await source(), await source(), await source()];
    await store.publications.keep(first, lines(publication));
    await store.publications.keep(second, lines(publication, { outside: [], own: [], unsure: [LARGE] }));
    await store.publications.keep(third, lines({ host: 'tide.example', name: 'the tide' }));
    const shared = { host: 'courier.example' };
    expect(await store.publications.lookUp(publication, [LARGE, 3, 5])).toEqual([
      { ...shared, sourceId: second, outside: [], own: [], unsure: [LARGE] },
      { ...shared, sourceId: first, outside: [LARGE], own: [3], unsure: [] },
    ]);
    expect(await store.publications.lookUp(publication, [])).toEqual([]);
    expect(await store.publications.lookUp({ host: null, name: null }, [1])).toEqual([]);
  });

  it('finds by name what has no host, and by name alone whoever bears it', async () => {
    const name = 'morning post';
    const [hosted, another, hostless] = [await source(), await source(), await source()];
    await store.publications.keep(hosted, lines({ host: 'post.example', name }));
    await store.publications.keep(another, lines({ host: 'other-post.example', name }));
    await store.publications.keep(hostless, lines({ host: null, name }));
    const found = async (publication: KeptLines['publication']) =>
      (await store.publications.lookUp(publication, [1])).map(({ sourceId }) => sourceId).sort();
    expect(await found({ host: 'post.example', name })).toEqual([hosted, hostless].sort());
    expect(await found({ host: null, name })).toEqual([hosted, another, hostless].sort());
  });

  it('keeps the newest lines of a source, and nothing where its publication is no longer told', async () => {
    const publication = { host: 'gazette.example', name: null };
    const sourceId = await source();
    await store.publications.keep(sourceId, lines(publication));
    await store.publications.keep(sourceId, lines(publication, { outside: [7], own: [], unsure: [] }));
    expect(await store.publications.lookUp(publication, [1, 7])).toMatchObject([{ sourceId, outside: [7] }]);
    await store.publications.keep(sourceId, lines({ host: 'moved.example', name: null }));
    expect(await store.publications.lookUp(publication, [1, 7])).toEqual([]);
    await store.publications.keep(sourceId, null);
    expect(await store.publications.lookUp({ host: 'moved.example', name: null }, [1])).toEqual([]);
  });

  it(`keeps ${KEPT} articles of a publication, those of others besides, also when several are added at once`, async () => {
    const publication = { host: 'large.example', name: null };
    const beside = await source();
    await store.publications.keep(beside, lines({ host: 'small.example', name: null }));
    const sourceIds = await Promise.all(Array.from({ length: KEPT + 8 }, source));
    const keep = (sourceId: string) => store.publications.keep(sourceId, lines(publication));
    await Promise.all(sourceIds.slice(0, KEPT).map(keep));
    await Promise.all(sourceIds.slice(KEPT).map(keep));
    const held = (await store.publications.lookUp(publication, [1])).map(({ sourceId }) => sourceId);
    expect(held).toHaveLength(KEPT);
    expect(held).toEqual(expect.arrayContaining(sourceIds.slice(KEPT)));
    await keep(sourceIds[0] as string);
    const again = (await store.publications.lookUp(publication, [1])).map(({ sourceId }) => sourceId);
    expect(again[0]).toBe(sourceIds[0]);
    expect(await store.publications.lookUp({ host: 'small.example', name: null }, [1])).toHaveLength(1);
  }, 60_000);

  it('names the sources whose lines are to be kept, with their newest articles as people corrected them', async () => {
    for (const { sourceId } of await store.publications.unkept(100))
      await store.publications.keep(sourceId, null);
    const record = sourceRecord({ uri: 'https://news.example/to-keep' });
    await store.sources.save(record);
    const { sourceId, captureId, capture } = record;
    const { text, blocks, metadata } = record.article;
    const toKeep = [{ sourceId, capture, article: { text, blocks, metadata } }];
    expect(await store.publications.unkept(10)).toEqual(toKeep);
    await store.publications.keep(sourceId, null);
    expect(await store.publications.unkept(10)).toEqual([]);
    const correction = {
      ...{ version: 1, start: 0, end: 11, from: 'headline' as const, to: 'other' as const },
      ...{ reason: null, by: 'A. Reader', at: '2031-03-05T00:00:00.000Z', undoes: null },
    };
    await store.sources.correct({ sourceId, captureId, correction, statements: [] });
    expect(await store.publications.unkept(10)).toMatchObject([
      { sourceId, article: { blocks: [{ type: 'other', corrected: { by: 'A. Reader' } }] } },
    ]);
  });
});
