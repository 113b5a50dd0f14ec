import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { captureBytes } from '../../src/capture/capture-bytes.ts';
import { capturesOfWarc } from '../../src/capture/warc/captures-of-warc.ts';
import { readRecords } from '../../src/capture/warc/read-records.ts';
import { type ArchivedCapture, writeWarc } from '../../src/capture/warc/write-warc.ts';
import { isRefusal } from '../../src/domain/errors.ts';
import { all, capturesIn, inPieces, randomFrom, refusalsIn } from './warc-file.ts';

const NOW = new Date('2026-01-02T03:04:05.678Z');

async function written(captures: readonly ArchivedCapture[], isPacked = true): Promise<Buffer> {
  const options = { title: 'Port of\r\nHalsund', software: 'Onus 0', now: NOW, packed: isPacked };
  const stream = (async function* () {
    yield* captures;
  })();
  return Buffer.concat(await all(writeWarc(stream, options)));
}

const readBack = async (bytes: Uint8Array) =>
  all(capturesOfWarc({ name: 'a', targetUri: 'file:a', bytes: inPieces(bytes) }));

/** A capture of what a seed makes of pages, texts, files and headers that are meant to break a format of lines. */
function captureOf(seed: number): ArchivedCapture {
  const random = randomFrom(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const words = Array.from({ length: 1 + Math.floor(random() * 200) }, () =>
    pick(['the', 'ministère', '\r\n\r\n', 'WARC/1.1\r\n', '\u0000', 'Κίεβο', '<p>', 'said', '\n', '—']),
  );
  const isPage = random() < 0.5;
  const bytes = Buffer.from(`${isPage ? '<!DOCTYPE html><p>' : 'Text '}Facts ${words.join(' ')}`);
  const isFetched = random() < 0.6;
  const name = isFetched ? '' : pick(['a.html', 'with space.txt', 'ü é.txt', `${'x'.repeat(200)}.txt`]);
  const taken = captureBytes({ kind: pick(['file', 'pasted']), name, bytes, now: new Date(seed * 1e9) });
  if (isRefusal(taken)) return captureOf(seed + 1000);
  if (!isFetched) return { ...taken, revisits: [] };
  const targetUri = pick([
    'https://a.example/',
    'https://b.example/a?b=c%20d',
    'https://xn--bcher-kva.example/',
  ]);
  const http = {
    finalUri: targetUri,
    status: 200,
    redirects: [],
    headers: [
      ['Content-Type', `text/${isPage ? 'html' : 'plain'}; charset=utf-8`],
      ['Content-Encoding', pick(['gzip', 'br', 'zstd'])],
      ['Transfer-Encoding', 'chunked'],
      ['X-Odd', pick(['', 'a: b', 'é', 'x\r\nInjected: yes'])],
    ] as [string, string][],
    resolvedAddresses: ['93.184.215.14'],
    peerAddress: '93.184.215.14',
  };
  const again = { capturedAt: '2030-01-01T00:00:00.000Z', profile: 'server-not-modified' as const, http };
  return {
    capture: { ...taken.capture, kind: 'url', targetUri, http },
    bytes: taken.bytes,
    revisits: random() < 0.5 ? [again] : [],
  };
}

describe('captures written as a WARC file', () => {
  it.each([true, false])('come back the same: packed %s', async (isPacked) => {
    const captures = Array.from({ length: 60 }, (_, seed) => captureOf(seed));
    const taken = await readBack(await written(captures, isPacked));
    expect(refusalsIn(taken)).toEqual([]);
    const back = capturesIn(taken);
    expect(back).toHaveLength(captures.length);
    for (const [i, { capture, bytes }] of captures.entries()) {
      const { targetUri, payloadDigest, length, capturedAt, mediaType, charset } = capture;
      expect(back[i]?.capture).toMatchObject({
        ...{ targetUri, payloadDigest, length, capturedAt, mediaType },
        charset: { name: charset.name },
        container: { statedDigest: { value: payloadDigest, matches: true } },
      });
      expect(Buffer.from(back[i]?.bytes ?? '').equals(bytes)).toBe(true);
      expect(back[i]?.capture.http?.status).toBe(capture.http?.status);
    }
  });

  it('are the same bytes for the same captures, each record a gzip member', async () => {
    const captures = [captureOf(1), captureOf(2)];
    const bytes = await written(captures);
    expect(bytes.equals(await written(captures))).toBe(true);
    expect(gunzipSync(bytes).equals(await written(captures, false))).toBe(true);
  });

  it('hold what is known of them beside them, and when they were seen unchanged', async () => {
    const archived = Array.from({ length: 60 }, (_, seed) => captureOf(seed)).find(
      ({ revisits }) => revisits.length > 0,
    ) as ArchivedCapture;
    const records: { type: string | undefined; fields: ReadonlyMap<string, string>; block: string }[] = [];
    for await (const { fields, block } of readRecords(inPieces(await written([archived]))))
      records.push({
        ...{ type: fields.get('warc-type'), fields },
        block: Buffer.concat(await all(block)).toString(),
      });
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', 'response', 'metadata', 'revisit']);
    expect(records[0]?.block).toContain('isPartOf: Port of Halsund\r\n');
    expect(records[1]?.block).not.toMatch(/^(?:Content-Encoding|Transfer-Encoding|Injected):/im);
    expect(records[1]?.block).toMatch(/^X-Archive-Orig-Content-Encoding: /m);
    expect(JSON.parse(records[2]?.block ?? '')).toEqual(archived.capture);
    expect(records[2]?.fields.get('warc-concurrent-to')).toBe(records[1]?.fields.get('warc-record-id'));
    expect(records[3]?.fields.get('warc-profile')).toBe(
      'http://netpreserve.org/warc/1.1/revisit/server-not-modified',
    );
    expect(records[3]?.fields.get('warc-refers-to-date')).toBe(archived.capture.capturedAt);
  });

  it('say of a later reception which archive it was taken out of', async () => {
    const archived = captureOf(1);
    const container = {
      kind: 'warc' as const,
      targetUri: 'file:later.warc',
      payloadDigest: null,
      member: '<urn:x>',
    };
    const capturedAt = '2031-05-06T07:08:09.000Z';
    const revisit = { capturedAt, profile: 'identical-payload-digest' as const, http: null, container };
    const records: { fields: ReadonlyMap<string, string>; block: string }[] = [];
    for await (const { fields, block } of readRecords(
      inPieces(await written([{ ...archived, revisits: [revisit] }])),
    ))
      records.push({ fields, block: Buffer.concat(await all(block)).toString() });
    const [again, facts] = records.slice(-2);
    expect(JSON.parse(facts?.block ?? '')).toEqual(revisit);
    expect(facts?.fields.get('warc-concurrent-to')).toBe(again?.fields.get('warc-record-id'));
    expect(new Set(records.map(({ fields }) => fields.get('warc-record-id'))).size).toBe(records.length);
  });

  it('keep their headers as they came where nothing was coded', async () => {
    const bytes = Buffer.from('A text.');
    const taken = captureBytes({ kind: 'file', name: 'a.txt', bytes, now: NOW });
    if (isRefusal(taken)) throw new Error(taken.reason);
    const headers: [string, string][] = [
      ['content-length', '7'],
      ['Content-Type', 'text/plain'],
    ];
    const http = {
      ...{ finalUri: 'https://a.example/', status: 200, redirects: [], headers },
      ...{ resolvedAddresses: [], peerAddress: '' },
    };
    const capture = { ...taken.capture, kind: 'url' as const, targetUri: 'https://a.example/', http };
    const [back] = capturesIn(await readBack(await written([{ capture, bytes, revisits: [] }])));
    expect(back?.capture.http?.headers).toEqual(headers);
  });
});
