/** What is remembered of a publication, over a real store: from pages to the texts that people copy from others of its pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureBytes } from '../../src/capture/capture-bytes.ts';
import type { Captured } from '../../src/domain/capture.ts';
import { isRefusal, type Refusal } from '../../src/domain/errors.ts';
import type { Filed } from '../../src/services/file-source.ts';
import type { Store } from '../../src/services/ports.ts';
import { fillPublicationMemory } from '../../src/services/publication-memory.ts';
import type { Services } from '../../src/services/services.ts';
import { openStore } from '../../src/store/open-store.ts';
import { servicesOver } from '../history/edited-page.ts';
import { embeddedPlace } from '../store/servers.ts';
import { BACKGROUND, copied, FURNITURE, htmlOf, report } from './furniture.ts';

let place: Awaited<ReturnType<typeof embeddedPlace>>;
let store: Store;
let services: Services;
beforeAll(async () => {
  place = await embeddedPlace();
  store = await openStore(place);
  services = servicesOver(store).services;
});
afterAll(async () => {
  await store.close();
  await place.remove();
});

const KNOWN = 'stands in other articles of this publication too';
function captured(text: string, kind: 'pasted' | 'file', name: string): Captured {
  const taken = captureBytes({
    kind,
    name,
    bytes: new TextEncoder().encode(text),
    now: new Date('2026-03-01'),
  });
  if (isRefusal(taken)) throw new Error(taken.reason);
  return taken;
}

function fetched(url: string, html: string): Captured {
  const { bytes, capture } = captured(html, 'file', 'page.html');
  const http = {
    finalUri: url,
    status: 200,
    redirects: [],
    headers: [],
    resolvedAddresses: [],
    peerAddress: '',
  };
  return { bytes, capture: { ...capture, kind: 'url', targetUri: url, http } };
}

function took(filed: Filed | Refusal): Filed {
  if (isRefusal(filed)) throw new Error(filed.reason);
  return filed;
}

const addPage = async (url: string, html: string) =>
  took(await services.addNow('Cranes', fetched(url, html)));
const addText = async (text: string, publication?: string) =>
  took(await services.addNow('Cranes', captured(text, 'pasted', 'pasted text'), { publication }));

async function blocksOf({ sourceId }: Filed) {
  const view = await services.openSource(sourceId);
  const { text, blocks } = view?.source.article ?? { text: '', blocks: [] };
  return blocks.map((block) => ({ ...block, words: text.slice(block.start, block.end) }));
}

const typeOf = async (filed: Filed, words = FURNITURE) =>
  (await blocksOf(filed)).find((block) => block.words === words)?.type;

describe('a text that is copied from a page', () => {
  it('is read with what stands beside it, where no other article of the publication is there', async () => {
    expect(await typeOf(await addText(copied('Aldby'), 'https://news.empty.example/aldby'))).toBe('body');
  });

  it('is read without what stands beside another article, and says of which that is known', async () => {
    const other = await addPage('https://www.courier.example/sundby', htmlOf('Sundby'));
    expect(await typeOf(other)).not.toBe('body');
    const filed = await addText(copied('Vale'), 'https://m.courier.example/vale');
    const known = (await blocksOf(filed)).filter(({ standsIn }) => standsIn !== undefined);
    expect(known).toMatchObject([
      { words: FURNITURE, type: 'other', reason: KNOWN, standsIn: [other.sourceId] },
    ]);
    expect(await typeOf(filed, BACKGROUND)).toBe('body');
    const view = await services.openSource(filed.sourceId);
    expect(view?.source.article.metadata.publication).toEqual({
      value: 'courier.example',
      how: 'named by whoever added it',
    });
    expect(view?.source.article.metadata.confidence).toBeGreaterThan(0.8);
  });

  it('is the same when it is added again, whatever is known since', async () => {
    const before = await addText(copied('Norland'), 'later.example');
    expect(await typeOf(before)).toBe('body');
    await addPage('https://later.example/ostrel', htmlOf('Ostrel'));
    const again = await addText(copied('Norland'), 'later.example');
    expect(again).toMatchObject({ isNew: false, unchangedSince: expect.any(String) });
    expect(await typeOf(again)).toBe('body');
  });

  it('is told by the name of its publication too, unless two bear it', async () => {
    const named = (topic: string) =>
      htmlOf(topic).replace('<title>', '<meta property="og:site_name" content="The Morning Tide"><title>');
    await addPage('https://tide.example/1', named('Berg'));
    expect(await typeOf(await addText(copied('Holm'), 'the morning tide'))).toBe('other');
    await addPage('https://another-tide.example/1', named('Lund'));
    expect(await typeOf(await addText(copied('Strand'), 'The Morning Tide'))).toBe('body');
  });

  it('is read whole where its publication is not named', async () => {
    expect(await typeOf(await addText(copied('Elding')))).toBe('body');
  });

  it.each(['', '  \u0007 ', '—', `x${'y'.repeat(300)}`])(
    'is not taken for one of “%s”',
    async (publication) => {
      const text = captured(copied('Nowhere'), 'pasted', 'pasted text');
      expect(await services.addNow('Cranes', text, { publication })).toMatchObject({
        refused: 'bad-publication',
      });
      const input = { kind: 'pasted', name: 'pasted text', bytes: text.bytes, publication } as const;
      expect(await services.requestAdd('case', input)).toMatchObject({ refused: 'bad-publication' });
    },
  );
});

describe('what is never remembered against a text', () => {
  it('one story under two addresses, and a text copied from it', async () => {
    const wire = htmlOf('Orsund').replace('<aside class="about">', '<aside class="related">');
    const [lead = ''] = report('Orsund');
    // The second page shows the lead in a box beside the article as well.
    await addPage('https://wire.example/a', wire);
    await addPage('https://wire.example/b', wire.replace('</aside>', `<p>${lead}</p></aside>`));
    const filed = await addText(['Water in Orsund', ...report('Orsund')].join('\n\n'), 'wire.example');
    for (const words of report('Orsund')) expect(await typeOf(filed, words)).toBe('body');
  });

  it('two captures of one address', async () => {
    const url = 'https://twice.example/a';
    await addPage(url, htmlOf('Kalby'));
    await addPage(
      url,
      htmlOf('Kalby', [...report('Kalby'), 'The port of Kalby opened again late on Monday night.']),
    );
    const filed = await addText(copied('Kalby'), 'twice.example');
    expect(await typeOf(filed)).toBe('body');
  });
});

describe('what people say of a block', () => {
  it('is remembered: of a text that has no markup too', async () => {
    const first = await addText(copied('Fjord'), 'plain.example');
    expect(await typeOf(first)).toBe('body');
    const block = (await blocksOf(first)).find(({ words }) => words === FURNITURE);
    const view = await services.openSource(first.sourceId);
    await services.correctBlock(first.sourceId, {
      ...{ captureId: view?.source.captureId ?? '', version: 0, type: 'other' },
      ...{ start: block?.start ?? 0, end: block?.end ?? 0 },
    });
    expect(await typeOf(await addText(copied('Skerry'), 'plain.example'))).toBe('other');
  });
});

describe('sources that were added by a version without memory', () => {
  it('are learned from before the next text is added, or while the server runs', async () => {
    const page = await addPage('https://old.example/a', htmlOf('Moor'));
    expect(await store.publications.unkept(10)).toEqual([]);
    const forgetful = { ...store, publications: { ...store.publications, keep: async () => {} } };
    const before = servicesOver(forgetful).services;
    const old = took(await before.addNow('Cranes', fetched('https://older.example/a', htmlOf('Heath'))));
    expect((await store.publications.unkept(10)).map(({ sourceId }) => sourceId)).toEqual([old.sourceId]);
    services = servicesOver(store).services;
    expect(await typeOf(await addText(copied('Firth'), 'older.example'))).toBe('other');
    expect(await store.publications.unkept(10)).toEqual([]);
    expect(page.sourceId).not.toBe(old.sourceId);
  });

  it('wait where the program ends first', async () => {
    const forgetful = { ...store, publications: { ...store.publications, keep: async () => {} } };
    await servicesOver(forgetful).services.addNow(
      'Cranes',
      fetched('https://waits.example/a', htmlOf('Wold')),
    );
    await fillPublicationMemory(store, { signal: AbortSignal.abort() });
    expect(await store.publications.unkept(10)).toHaveLength(1);
    await fillPublicationMemory(store);
    expect(await store.publications.unkept(10)).toEqual([]);
  });
});
