import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

/** An input that is made to use up memory or time: what a server answers with, or what stands in a file. */
export type Bomb = { readonly name: string } & (
  | {
      readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
      /** Makes ready what takes time to make. */
      readonly prepare?: () => void;
    }
  | { readonly file: string; readonly bytes: () => Uint8Array }
);

const MIB = 1024 * 1024;
/** Unpacked, far more than any limit lets through. */
const ZEROS = () => Buffer.alloc(256 * MIB);
const PAGE = '<!DOCTYPE html><title>Facts</title><p>The ministry said that it would wait for the facts.';

/** A page in a coding that unpacks to far more than it has on the wire. */
function packed(name: string, coding: string, compress: () => Uint8Array): Bomb {
  let body: Uint8Array | undefined;
  return {
    name,
    prepare() {
      body = compress();
    },
    answer(_request, response) {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': coding }).end(body);
    },
  };
}

/** An answer that goes on for as long as somebody takes it. */
function endless(name: string, start: string, piece: string): Bomb {
  return {
    name,
    answer(request) {
      const { socket } = request;
      socket.write(start);
      const more = (): void => {
        while (!socket.destroyed) if (!socket.write(piece)) return void socket.once('drain', more);
      };
      more();
    },
  };
}

const feed = (body: string, before = '') =>
  Buffer.from(
    `<?xml version="1.0"?>${before}<rss version="2.0"><channel><title>x</title>${body}</channel></rss>`,
  );
const record = (block: Uint8Array, fields = '') =>
  Buffer.concat([
    Buffer.from(
      `WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n${fields}Content-Length: ${block.length}\r\n\r\n`,
    ),
    block,
  ]);
const http = (body: Uint8Array, coding: string) =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: ${coding}\r\n\r\n`),
    body,
  ]);
/** Entities within entities: a billion times “lol”. */
const LAUGHS = `<!DOCTYPE rss [<!ENTITY a0 "lol">${Array.from(
  { length: 9 },
  (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`,
).join('')}]>`;

export const BOMBS: readonly Bomb[] = [
  packed('gzip', 'gzip', () => gzipSync(ZEROS())),
  packed('deflate', 'deflate', () => deflateSync(ZEROS())),
  packed('brotli', 'br', () =>
    brotliCompressSync(ZEROS(), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  ),
  packed('zstd', 'zstd', () => zstdCompressSync(ZEROS())),
  packed('zstd that asks for a window of 128 MiB', 'zstd', () =>
    zstdCompressSync(Buffer.from(PAGE.repeat(100_000)), { params: { [constants.ZSTD_c_windowLog]: 27 } }),
  ),
  packed('gzip within gzip, said', 'gzip, gzip', () => gzipSync(gzipSync(ZEROS()))),
  packed('gzip within gzip, not said', 'gzip', () => gzipSync(gzipSync(ZEROS()))),
  endless('a body without end', 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n', 'text '.repeat(20_000)),
  endless(
    'chunks without end',
    'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n',
    '5\r\ntext \r\n'.repeat(10_000),
  ),
  endless('a header without end', 'HTTP/1.1 200 OK\r\nX-Long: ', 'x'.repeat(65_536)),
  endless('headers without end', 'HTTP/1.1 200 OK\r\n', 'X-A: b\r\n'.repeat(8_000)),
  endless('a status line without end', '', 'HTTP/1.1 200 '.repeat(5_000)),
  { name: 'gzip in a file', file: 'page.html.gz', bytes: () => gzipSync(ZEROS()) },
  {
    name: 'entities within entities in a feed',
    file: 'feed.xml',
    bytes: () => feed('<item>&a9;</item>', LAUGHS),
  },
  {
    name: 'elements within elements in a feed',
    file: 'feed.xml',
    bytes: () => feed(`<item>${'<a>'.repeat(1_000_000)}`),
  },
  {
    name: 'a million elements in a feed',
    file: 'feed.xml',
    bytes: () => feed(`<item>${'<a/>'.repeat(1_000_000)}</item>`),
  },
  {
    name: '400,000 attributes in a feed',
    file: 'feed.xml',
    bytes: () => feed(`<item ${Array.from({ length: 400_000 }, (_, i) => `a${i}=""`).join(' ')}/>`),
  },
  {
    name: 'a JSON feed of lists within lists',
    file: 'feed.json',
    bytes: () =>
      Buffer.from(`{"version":"https://jsonfeed.org/version/1.1","items":${'['.repeat(2_000_000)}`),
  },
  { name: 'a page in a WARC', file: 'a.warc', bytes: () => record(http(gzipSync(ZEROS()), 'gzip')) },
  { name: 'a WARC member', file: 'a.warc.gz', bytes: () => gzipSync(record(ZEROS())) },
  {
    name: 'a field without end in a WARC',
    file: 'a.warc',
    bytes: () => Buffer.from(`WARC/1.1\r\nA: ${'b'.repeat(200 * MIB)}`),
  },
  {
    name: 'a record that says it has 900 TB',
    file: 'a.warc',
    bytes: () => Buffer.from('WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 900000000000000\r\n\r\nabc'),
  },
];
