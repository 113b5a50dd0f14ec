import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Capture, Captured } from '../domain/capture.ts';
import { isRefusal, OnusError, type Refusal } from '../domain/errors.ts';
import { extractArticle } from '../extract/extract-article.ts';
import { addWorker, requestAdd, storingMeans } from './additions.ts';
import { capturesOf } from './captures-of.ts';
import { addressId } from './file-source.ts';
import type { AddRequest, KeptReading, Ports, SourceRecord } from './ports.ts';

const TEXT = (n: number) =>
  `<p>The ministry of item ${n} said on Monday that it would wait for the facts before it blamed anybody for the attack.</p><p>It gave no other comment on what had happened there, and its spokesman took no questions.</p>`;
const feed = (items: readonly string[]) =>
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title>${items
    .map(
      (body, i) =>
        `<item><title>Item ${i}</title><link>https://news.example/${i}</link><content:encoded><![CDATA[${body}]]></content:encoded></item>`,
    )
    .join('')}</channel></rss>`;

/** Ports over plain values: what is saved, seen again, put into the case and read. */
function memoryPorts(fetched: Captured | Refusal | null = null) {
  const blobs = new Map<string, Uint8Array>();
  const saved: SourceRecord[] = [];
  const revisited: Capture[] = [];
  const inCase: string[] = [];
  const asked: unknown[] = [];
  let readings = 0;
  const ports = {
    store: {
      blobs: {
        async put(bytes: Uint8Array) {
          const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
          blobs.set(digest, bytes);
          return digest;
        },
        get: async (digest: string) => blobs.get(digest) ?? null,
      },
      sources: {
        async save(record: SourceRecord) {
          saved.push(record);
          return { captureId: record.captureId, isNew: true };
        },
        async findReading({ sourceId, payloadDigest }: { sourceId: string; payloadDigest: string }) {
          const kept = saved.find(
            (record) => record.sourceId === sourceId && record.capture.payloadDigest === payloadDigest,
          );
          return kept === undefined
            ? null
            : ({
                ...{ captureId: kept.captureId, capturedAt: kept.capture.capturedAt },
                ...{ article: kept.article, statements: kept.statements.length },
              } satisfies KeptReading);
        },
        async revisit(_sourceId: string, _captureId: string, again: Capture) {
          revisited.push(again);
        },
        find: async (sourceId: string) => saved.find((record) => record.sourceId === sourceId) ?? null,
      },
      copies: { add: async () => {} },
      publications: { keep: async () => {}, lookUp: async () => [] },
      cases: {
        async addSource(_caseId: string, sourceId: string) {
          const isNew = !inCase.includes(sourceId);
          if (isNew) inCase.push(sourceId);
          return { isNew };
        },
      },
      jobs: {
        async enqueue(_caseId: string, request: AddRequest) {
          asked.push(request);
          return 'job';
        },
      },
    },
    fetcher: {
      async fetch(url: string, options: unknown) {
        asked.push([url, options]);
        return fetched;
      },
    },
    pool: {
      reader: { name: 'rules', version: '1' },
      extract: async (captured: Captured) => extractArticle(captured),
      async read() {
        readings++;
        return [];
      },
    },
    clock: { now: () => new Date('2026-01-02T03:04:05Z') },
  } as unknown as Ports;
  return { ports, saved, revisited, inCase, asked, blobs, readings: () => readings };
}

/** Queues bytes and does the job. */
async function added(memory: ReturnType<typeof memoryPorts>, name: string, text: string) {
  const bytes = new TextEncoder().encode(text);
  const asked = await requestAdd(memory.ports, 'case', { kind: 'file', name, bytes });
  if (isRefusal(asked)) return asked;
  return addWorker(memory.ports)('case', memory.asked.at(-1) as AddRequest);
}

describe('an addition', () => {
  it('of one page is filed', async () => {
    const memory = memoryPorts();
    const outcome = await added(memory, 'a.html', `<!DOCTYPE html><h1>Facts</h1>${TEXT(1)}`);
    expect(outcome).toEqual({ sourceId: memory.inCase[0], sources: 1, problem: null });
    expect(memory.inCase).toHaveLength(1);
  });

  it('of a feed files each entry, and freezes the feed with them', async () => {
    const memory = memoryPorts();
    const outcome = await added(memory, 'feed.xml', feed([TEXT(1), TEXT(2), '']));
    expect(outcome).toMatchObject({
      sourceId: memory.inCase[0],
      sources: 2,
      problem: { reason: expect.stringMatching(/^1 of 3 were not taken; the first: the feed holds no text/) },
    });
    const [first] = memory.saved;
    expect(first?.capture).toMatchObject({ kind: 'feed', targetUri: 'https://news.example/0' });
    // The feed and its two pages.
    expect(memory.blobs.size).toBe(3);
  });

  it('of what holds nothing to take is refused', async () => {
    expect(await added(memoryPorts(), 'feed.xml', feed(['', '']))).toMatchObject({ refused: 'only-summary' });
    const info = 'WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n';
    expect(await added(memoryPorts(), 'a.warc', info)).toMatchObject({ refused: 'empty-input' });
    expect(await added(memoryPorts(), 'a.wacz', 'PK\x03\x04')).toMatchObject({ refused: 'damaged' });
  });

  it('of the same bytes again is not read again: only the instant is kept', async () => {
    const memory = memoryPorts();
    const page = `<!DOCTYPE html><h1>Facts</h1>${TEXT(1)}`;
    await added(memory, 'a.html', page);
    const outcome = await added(memory, 'b.html', page);
    expect(outcome).toMatchObject({ sourceId: memory.inCase[0], sources: 1 });
    expect([memory.saved.length, memory.readings(), memory.revisited.length]).toEqual([1, 1, 1]);
    expect(memory.revisited[0]?.targetUri).toBe('file:b.html');
  });

  it('passes on what the user said about robots and links', async () => {
    const memory = memoryPorts();
    await requestAdd(memory.ports, 'case', {
      ...{ kind: 'url', url: 'https://news.example/feed', linked: true, ignoreRobots: true },
    });
    expect(memory.asked).toEqual([
      { kind: 'url', url: 'https://news.example/feed', linked: true, ignoreRobots: true },
    ]);
  });
});

describe('an address that was fetched before', () => {
  it.each([
    ['are gone', async () => null],
    [
      'are damaged',
      async () => {
        throw new OnusError('blob-damaged', 'Damaged.');
      },
    ],
  ])('is asked for whole where its bytes %s', async (_, get) => {
    const memory = memoryPorts({ refused: 'x', reason: 'x', hint: 'x' });
    const url = 'https://news.example/story';
    const capture = { kind: 'url', targetUri: url, payloadDigest: 'sha256:1' } as Capture;
    memory.saved.push({ sourceId: addressId(url), capture } as SourceRecord);
    memory.ports.store.blobs.get = get;
    for await (const _taken of capturesOf({ kind: 'url', url }, storingMeans(memory.ports)));
    expect(memory.asked).toEqual([[url, { previous: undefined, ignoreRobots: undefined }]]);
  });

  it('is asked for on condition of its newest capture', async () => {
    const memory = memoryPorts({ refused: 'x', reason: 'x', hint: 'x' });
    const url = 'https://news.example/story';
    const capture = { kind: 'url', targetUri: url, payloadDigest: 'sha256:1' } as Capture;
    memory.saved.push({ sourceId: addressId(url), capture } as SourceRecord);
    memory.blobs.set('sha256:1', Buffer.from('page'));
    const means = storingMeans(memory.ports);
    for (const given of [`${url}#part`, 'https://news.example/other'])
      for await (const _ of capturesOf({ kind: 'url', url: given }, means));
    expect(memory.asked).toEqual([
      [`${url}#part`, { previous: { capture, bytes: Buffer.from('page') }, ignoreRobots: undefined }],
      ['https://news.example/other', { previous: undefined, ignoreRobots: undefined }],
    ]);
  });
});
