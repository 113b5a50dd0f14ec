import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { capturesOfWarc } from '../../src/capture/warc/captures-of-warc.ts';
import { capturesOfArchive } from '../../src/capture/warc/open-archive.ts';
import { captureSchema, DOCUMENT_TYPES } from '../../src/domain/capture.ts';
import {
  all,
  capturesIn,
  DATE,
  inPieces,
  PAGE,
  packed,
  randomFrom,
  record,
  refusalsIn,
  remarksIn,
  response,
  sha,
  zip,
} from './warc-file.ts';

const take = (bytes: Uint8Array, size?: number) =>
  all(capturesOfWarc({ name: 'crawl.warc', targetUri: 'file:crawl.warc', bytes: inPieces(bytes, size) }));
const takeOne = async (bytes: Uint8Array) => capturesIn(await take(bytes))[0];
const textOf = async (bytes: Uint8Array) => Buffer.from((await takeOne(bytes))?.bytes ?? '').toString();

const INFO = record(
  { 'WARC-Type': 'warcinfo', 'Content-Type': 'application/warc-fields' },
  'software: x\r\n',
);
const MIXED = [
  INFO,
  record({ 'WARC-Type': 'request', 'WARC-Target-URI': 'https://a.example/1' }, 'GET / HTTP/1.1\r\n\r\n'),
  response('https://a.example/1'),
  response('https://a.example/2.png', 'PNG', { head: 'Content-Type: image/png\r\n' }),
  response('https://a.example/3', 'gone', { status: '404 Not Found' }),
  record({ 'WARC-Type': 'revisit', 'WARC-Target-URI': 'https://a.example/1' }, ''),
  record({ 'WARC-Type': 'metadata', 'WARC-Target-URI': 'https://a.example/1' }, 'a: b\r\n'),
  response('https://a.example/4', `${PAGE}<p>${'More of it. '.repeat(20_000)}`),
  response('https://a.example/robots.txt', 'User-agent: *\n', { head: 'Content-Type: text/plain\r\n' }),
  record(
    { 'WARC-Type': 'resource', 'WARC-Target-URI': 'file:note.txt', 'Content-Type': 'text/plain' },
    'A note.',
  ),
  record({ 'WARC-Type': 'resource', 'WARC-Target-URI': 'urn:x:y', 'Content-Type': 'text/plain' }, 'Not it.'),
];

describe('a WARC file', () => {
  it('gives its pages with address, instant and headers as archived', async () => {
    const head = 'Content-Type: text/html; charset=utf-8\r\nX-Folded: a\r\n b\r\nETag: "1"\r\n';
    const digest = `sha1:${sha('sha1', PAGE).toString('hex')}`;
    const fields = { 'WARC-IP-Address': '93.184.215.14', 'WARC-Payload-Digest': digest };
    const captured = await takeOne(response('https://a.example/story#part', PAGE, { head, fields }));
    captureSchema.parse(captured?.capture);
    expect(captured?.capture).toEqual({
      targetUri: 'https://a.example/story',
      kind: 'warc',
      payloadDigest: `sha256:${sha('sha256', PAGE).toString('hex')}`,
      length: PAGE.length,
      capturedAt: '2024-02-03T04:05:06.000Z',
      mediaType: 'text/html',
      charset: { name: 'utf-8', from: 'header' },
      http: {
        finalUri: 'https://a.example/story',
        status: 200,
        redirects: [],
        headers: [
          ['Content-Type', 'text/html; charset=utf-8'],
          ['X-Folded', 'a b'],
          ['ETag', '"1"'],
        ],
        resolvedAddresses: [],
        peerAddress: '93.184.215.14',
      },
      container: {
        kind: 'warc',
        targetUri: 'file:crawl.warc',
        payloadDigest: null,
        member: '<urn:test:https://a.example/story#part>',
        statedDigest: { value: digest, matches: true },
      },
    });
  });

  it.each([
    ['plain', Buffer.concat(MIXED)],
    ['packed by record', packed(MIXED)],
    ['packed as a whole', gzipSync(Buffer.concat(MIXED))],
    ['packed and padded with zeros', Buffer.concat([packed(MIXED), Buffer.alloc(512)])],
  ])('is read alike in pieces of any size: %s', async (_, bytes) => {
    for (const size of [1, 7, 1000, 1024 * 1024]) {
      const taken = await take(bytes, size);
      expect(capturesIn(taken).map(({ capture }) => capture.targetUri)).toEqual([
        'https://a.example/1',
        'https://a.example/4',
        'file:note.txt',
      ]);
      expect(refusalsIn(taken)).toEqual([]);
      expect(remarksIn(taken)).toEqual([
        '11 records: 3 taken; passed over: 1 warcinfo, 1 request, 2 not a page, 1 not successful, 1 revisit, 1 metadata, 1 not of a web address',
      ]);
    }
  });

  it.each([
    ['plain', Buffer.concat(MIXED)],
    ['packed', packed(MIXED)],
  ])('keeps what stands before a cut, wherever it is, and says where it broke: %s', async (_, bytes) => {
    const whole = capturesIn(await take(bytes)).map(({ capture }) => capture.payloadDigest);
    const random = randomFrom(7);
    let told = 0;
    for (let round = 0; round < 60; round++) {
      const length = 1 + Math.floor(random() * (bytes.length - 1));
      const taken = await take(bytes.subarray(0, length));
      const digests = capturesIn(taken).map(({ capture }) => capture.payloadDigest);
      expect(whole.slice(0, digests.length), `cut at ${length}`).toEqual(digests);
      const [broken, ...others] = refusalsIn(taken);
      expect(others).toEqual([]);
      // A cut between two records, or within the empty lines behind one, loses nothing.
      if (broken === undefined) continue;
      told++;
      expect(broken.refused).toBe('archive-broken');
      const [, at, end] = /begins at byte (\d+): .*?(?:at byte (\d+))?$/.exec(broken.reason) ?? [];
      expect(Number(at)).toBeLessThan(length);
      if (end !== undefined) expect(Number(end)).toBe(length);
    }
    // Hardly any cut falls between two records.
    expect(told).toBeGreaterThan(50);
  });

  it.each([
    ['a length that is too short', record({ 'WARC-Type': 'resource', 'Content-Length': '2' }, 'abcdef')],
    ['a length that is too long', record({ 'WARC-Type': 'resource', 'Content-Length': '2000000' }, 'abcdef')],
    ['a length that is none', record({ 'WARC-Type': 'resource', 'Content-Length': '-1' }, 'abcdef')],
    ['a header without end', Buffer.from(`WARC/1.1\r\nA: ${'b'.repeat(200_000)}`)],
    ['fields without end', Buffer.from(`WARC/1.1\r\n${'A: b\r\n'.repeat(50_000)}`)],
    ['a line that is no field', Buffer.from('WARC/1.1\r\nno field\r\n\r\n')],
    ['something else', Buffer.from('Once upon a time there was\r\n')],
    ['a damaged member', damaged(gzipSync(response('https://a.example/9')))],
    ['a member that is a bomb', gzipSync(record({ 'WARC-Type': 'resource' }, Buffer.alloc(8 * 1024 * 1024)))],
  ])('is kept up to a record with %s', async (_, bad) => {
    const isPacked = bad[0] === 0x1f;
    const good = response('https://a.example/1');
    const taken = await take(Buffer.concat([isPacked ? gzipSync(good) : good, bad, good]));
    expect(capturesIn(taken).map(({ capture }) => capture.targetUri)).toEqual(['https://a.example/1']);
    const [refusal] = refusalsIn(taken);
    expect(refusal?.refused).toBe('archive-broken');
    // One line, whatever stands in the file.
    expect(refusal?.reason).not.toMatch(/[\r\n]/);
  });

  it('gives mails and documents too, as an export holds them', async () => {
    const mail =
      'From: a@b.example\r\nSubject: Facts\r\nDate: Mon, 9 Mar 2026 18:20:00 +0000\r\n\r\nIt denied it.\r\n';
    const resource = (name: string, type: string, bytes: string | Uint8Array) =>
      record({ 'WARC-Type': 'resource', 'WARC-Target-URI': `file:${name}`, 'Content-Type': type }, bytes);
    const word = zip([
      ['[Content_Types].xml', Buffer.from('<Types/>')],
      ['word/document.xml', Buffer.from('<w:document/>')],
    ]);
    const taken = await take(
      Buffer.concat([
        resource('s.eml', DOCUMENT_TYPES.mail, mail),
        resource('s.docx', DOCUMENT_TYPES.docx, word),
        resource('s.pdf', DOCUMENT_TYPES.pdf, '%PDF-1.4\n'),
      ]),
    );
    expect(capturesIn(taken).map(({ capture }) => capture.mediaType)).toEqual([
      DOCUMENT_TYPES.mail,
      DOCUMENT_TYPES.docx,
      DOCUMENT_TYPES.pdf,
    ]);
  });

  it('that holds nothing is said to hold nothing', async () => {
    expect(refusalsIn(await take(Buffer.from('')))).toMatchObject([{ refused: 'empty-input' }]);
    expect(refusalsIn(await take(INFO))).toMatchObject([{ refused: 'empty-input' }]);
    expect(remarksIn(await take(INFO))).toEqual(['1 records: 0 taken; passed over: 1 warcinfo']);
  });
});

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[Math.floor(copy.length / 2)]! ^= 0xff;
  return copy;
}

it.each([1, 5, 100_000])(
  'gzip headers with names, comments and extra fields are passed over: pieces of %i',
  async (size) => {
    const plain = gzipSync(response('https://a.example/1'));
    const flags = Buffer.from(plain.subarray(0, 10));
    flags[3] = 2 | 4 | 8 | 16;
    const fields = Buffer.concat([
      Buffer.from([3, 0, 1, 2, 3]),
      Buffer.from('name.warc\0'),
      Buffer.from('a comment\0'),
      Buffer.from([9, 9]),
    ]);
    const member = Buffer.concat([flags, fields, plain.subarray(10)]);
    expect(capturesIn(await take(Buffer.concat([member, member]), size))).toHaveLength(2);
    const endless = Buffer.concat([flags, Buffer.from([0, 0]), Buffer.alloc(200_000, 'x')]);
    const [refusal] = refusalsIn(await take(Buffer.concat([plain, endless]), size));
    expect(refusal?.reason).toContain(`begins at byte ${plain.length}: `);
  },
);

describe('the payload of a record', () => {
  const URI = 'https://a.example/';

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('is unpacked: %s', async (coding, compress) => {
    const head = `Content-Type: text/html\r\nContent-Encoding: ${coding}\r\n`;
    expect(await textOf(response(URI, compress(Buffer.from(PAGE)), { head }))).toBe(PAGE);
    // Many crawlers undo the coding and keep the header.
    expect(await textOf(response(URI, PAGE, { head }))).toBe(PAGE);
  });

  it('loses its transfer coding, where it has it', async () => {
    const head = 'Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n';
    const chunked = `a;x=y\r\n${PAGE.slice(0, 10)}\r\n${(PAGE.length - 10).toString(16)}\r\n${PAGE.slice(10)}\r\n0\r\n\r\n`;
    expect(await textOf(response(URI, chunked, { head }))).toBe(PAGE);
    expect(await textOf(response(URI, PAGE, { head }))).toBe(PAGE);
  });

  it.each([
    ['two layers', 'gzip, gzip', gzipSync(gzipSync(PAGE)), 'unknown-coding'],
    ['a coding nobody knows', 'rot13', Buffer.from(PAGE), 'unknown-coding'],
    ['a bomb', 'gzip', gzipSync(Buffer.alloc(20 * 1024 * 1024)), 'decompression-bomb'],
    ['cut data', 'gzip', gzipSync(PAGE).subarray(0, 40), 'damaged'],
  ])('is refused with %s, and the rest goes on', async (_, coding, body, code) => {
    const head = `Content-Type: text/html\r\nContent-Encoding: ${coding}\r\n`;
    const taken = await take(Buffer.concat([response(URI, body, { head }), response(`${URI}next`)]));
    expect(refusalsIn(taken).map(({ refused }) => refused)).toEqual([code]);
    expect(capturesIn(taken)).toHaveLength(1);
  });

  it('is refused where it is larger than a page may be', async () => {
    const taken = await take(
      Buffer.concat([response(URI, Buffer.alloc(26 * 1024 * 1024, 'text ')), response(`${URI}next`)]),
    );
    expect(refusalsIn(taken).map(({ refused }) => refused)).toEqual(['too-large']);
    expect(capturesIn(taken)).toHaveLength(1);
  });

  it.each([['an instant that is none', { fields: { 'WARC-Date': 'yesterday' } }, 'damaged']])(
    'is refused with %s',
    async (_, options, code) => {
      const taken = await take(Buffer.concat([response(URI, PAGE, options), response(`${URI}next`)]));
      expect(refusalsIn(taken).map(({ refused }) => refused)).toEqual([code]);
      expect(capturesIn(taken)).toHaveLength(1);
    },
  );
});

it.each([
  ['no HTTP', response('https://a.example/', PAGE, { status: 'x' }), 'without an HTTP response'],
  [
    'headers without end',
    response('https://a.example/', PAGE, { head: `A: ${'b'.repeat(100_000)}\r\n` }),
    'without an HTTP response',
  ],
  ['no content', response('https://a.example/', ''), 'empty'],
  ['a feed', response('https://a.example/', '<rss version="2.0"><channel/></rss>'), 'not a page'],
  ['an archive', response('https://a.example/', 'WARC/1.1\r\n'), 'not a page'],
  [
    'a script',
    response('https://a.example/', 'f()', { head: 'Content-Type: text/javascript\r\n' }),
    'not a page',
  ],
  ['a part', response('https://a.example/', PAGE, { status: '206 Partial Content' }), 'not successful'],
  ['no address', response('https://', PAGE), 'not of a web address'],
  ['no type', record({}, 'x'), 'of no type'],
])('a record of %s is passed over, and counted', async (_, bytes, what) => {
  const taken = await take(Buffer.concat([bytes, response('https://a.example/next')]));
  expect(refusalsIn(taken)).toEqual([]);
  expect(remarksIn(taken)).toEqual([`2 records: 1 taken; passed over: 1 ${what}`]);
});

describe('the payload digest that an archive states', () => {
  const gz = gzipSync(PAGE);
  const head = 'Content-Type: text/html\r\nContent-Encoding: gzip\r\n';
  const statedFor = async (value: string) =>
    (await takeOne(response('https://a.example/', gz, { head, fields: { 'WARC-Payload-Digest': value } })))
      ?.capture.container?.statedDigest;

  it.each([
    ['of the payload as archived', `sha256:${sha('sha256', gz).toString('hex')}`, true],
    ['of the payload unpacked', `sha-256:${sha('sha256', PAGE).toString('hex')}`, true],
    ['in base 32', `sha1:${base32(sha('sha1', gz))}`, true],
    ['of something else', `sha1:${base32(sha('sha1', 'else'))}`, false],
  ])('is compared: %s', async (_, value, matches) => {
    expect(await statedFor(value)).toEqual({ value, matches });
  });

  it.each(['blake3:abc', 'sha1:tooshort', 'nonsense', 'sha1:0OIl0OIl0OIl0OIl0OIl0OIl0OIl0OIl'])(
    'is left alone where it cannot be: %s',
    async (value) => {
      expect(await statedFor(value)).toBeUndefined();
    },
  );

  it('that is another’s is said, and the page is kept', async () => {
    const fields = { 'WARC-Payload-Digest': `md5:${'0'.repeat(32)}`, 'WARC-Truncated': 'length' };
    const taken = await take(response('https://a.example/', PAGE, { fields }));
    expect(capturesIn(taken)).toHaveLength(1);
    expect(remarksIn(taken)[0]).toMatch(/payload digest that the archive states.*only its beginning/);
  });
});

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups
    .map((group) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(group.padEnd(5, '0'), 2)])
    .join('');
}

it('the instant is the archive’s, to the millisecond', async () => {
  const dates = [DATE, '2024-02-03T04:05:06.123456Z', '2024-02-03T04:05Z'];
  const captures = await Promise.all(
    dates.map((date) => takeOne(response('https://a.example/', PAGE, { fields: { 'WARC-Date': date } }))),
  );
  expect(captures.map((captured) => captured?.capture.capturedAt)).toEqual([
    '2024-02-03T04:05:06.000Z',
    '2024-02-03T04:05:06.123Z',
    '2024-02-03T04:05:00.000Z',
  ]);
});

it.each([
  ['plain', Buffer.concat(MIXED)],
  ['packed', packed(MIXED)],
])('a file that is damaged anywhere is read to an end: %s', async (_, bytes) => {
  const random = randomFrom(11);
  for (let round = 0; round < 100; round++) {
    const copy = Buffer.from(bytes);
    for (let hit = 0; hit < 1 + random() * 4; hit++)
      copy[Math.floor(random() * Math.min(copy.length, 3000))] = Math.floor(random() * 256);
    const taken = await take(copy);
    // Whatever came of it, it is captures, refusals of one line, and a count at the end.
    for (const { reason } of refusalsIn(taken)) expect(reason).not.toMatch(/[\r\n]/);
    for (const { capture } of capturesIn(taken)) captureSchema.parse(capture);
  }
});

describe('a WACZ', () => {
  const warc = packed([INFO, response('https://a.example/1')]);
  const second = Buffer.concat([response('https://a.example/2')]);
  const takeWacz = async (bytes: Uint8Array) => all(capturesOfArchive({ name: 'a.wacz', bytes }));

  it('gives the pages of all its WARC files', async () => {
    const taken = await takeWacz(
      zip([
        ['datapackage.json', Buffer.from('{}')],
        ['archive/data.warc.gz', warc],
        ['archive/more.warc', second],
        ['indexes/index.cdx', Buffer.from('x')],
      ]),
    );
    expect(refusalsIn(taken)).toEqual([]);
    expect(capturesIn(taken).map(({ capture }) => capture.targetUri)).toEqual([
      'https://a.example/1',
      'https://a.example/2',
    ]);
    expect(capturesIn(taken)[0]?.capture.container?.targetUri).toBe('file:a.wacz');
  });

  it.each([
    ['no ZIP', Buffer.from('PK\x03\x04 and then nothing'), 'central directory'],
    ['without a WARC file', zip([['datapackage.json', Buffer.from('{}')]]), 'holds no archive'],
    [
      'whose files are one and the same, over and over',
      zip(
        Array.from({ length: 50 }, () => ['archive/a.warc', second] as const),
        true,
      ),
      'overlap',
    ],
  ])('is refused: %s', async (_, bytes, words) => {
    const taken = await takeWacz(bytes);
    expect(capturesIn(taken)).toEqual([]);
    expect(refusalsIn(taken)[0]).toMatchObject({
      refused: 'damaged',
      reason: expect.stringContaining(words),
    });
  });

  it('of which one file is not as large as it claims gives what stands before, and the others', async () => {
    const first = response('https://a.example/1');
    const taken = await takeWacz(
      zip([
        ['archive/a.warc', first, first.length + 10],
        ['archive/b.warc', second],
      ]),
    );
    expect(capturesIn(taken).map(({ capture }) => capture.targetUri)).toContain('https://a.example/2');
    expect(refusalsIn(taken)).toMatchObject([{ refused: 'damaged' }]);
  });

  it('that breaks off in one of its files gives what stands before, and the others', async () => {
    const taken = await takeWacz(
      zip([
        ['archive/a.warc.gz', Buffer.concat([warc, warc.subarray(0, 60)])],
        ['archive/b.warc', second],
      ]),
    );
    expect(capturesIn(taken)).toHaveLength(2);
    expect(refusalsIn(taken).map(({ reason }) => reason)).toEqual([
      expect.stringContaining('a.wacz, a.warc.gz cannot be read on'),
    ]);
  });
});
