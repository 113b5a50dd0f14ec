import { createHash, X509Certificate } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { captureSchema } from '../../src/domain/capture.ts';
import { isRefusal } from '../../src/domain/errors.ts';
import { CERTIFICATE, fetcherTo, LocalSites, networkTo, PUBLIC } from './local-site.ts';

const PAGE = '<!DOCTYPE html><title>Facts</title><p>The ministry said that it would wait for the facts.';
const ADDRESS = 'http://news.example.com/story';
const MIB = 1024 * 1024;

let sites = new LocalSites();
afterEach(async () => {
  await sites.close();
  sites = new LocalSites();
});

type Options = Parameters<typeof fetcherTo>[1];

/** What comes of fetching an address from a server with this handler. */
async function fetchFrom(handler: RequestListener, options: Options = {}, address = ADDRESS) {
  return fetcherTo(await sites.http(handler), options).fetch(address);
}

/** The refusal's code and reason; fails where the page was taken. */
async function refusalFrom(handler: RequestListener, options: Options = {}, address = ADDRESS) {
  const result = await fetchFrom(handler, options, address);
  if (!isRefusal(result)) throw new Error('was taken');
  expect(`${result.reason}${result.hint}`).not.toMatch(/[\r\n]/);
  expect(result.hint).not.toBe('');
  return result;
}

async function refusalFromBytes(answer: string | Buffer, options: Options = {}) {
  const port = await sites.raw((socket) => socket.end(answer));
  const result = await fetcherTo(port, options).fetch(ADDRESS);
  return isRefusal(result) ? result.refused : 'taken';
}

describe('a page', () => {
  it('is captured with the way to it', async () => {
    const result = await fetchFrom(
      (request, response) => {
        if (request.url === '/story') response.writeHead(301, { Location: '/story/2?a=b#part' }).end();
        else
          response
            .writeHead(200, ['X-First', '1', 'Content-Type', 'text/html; charset="UTF-8"', 'x-first', '2'])
            .end(PAGE);
      },
      { now: () => new Date('2026-01-02T03:04:05Z') },
      `${ADDRESS}#top`,
    );
    if (isRefusal(result)) throw new Error(result.reason);
    captureSchema.parse(result.capture);
    expect(result.capture).toMatchObject({
      targetUri: 'http://news.example.com/story',
      kind: 'url',
      payloadDigest: `sha256:${createHash('sha256').update(PAGE).digest('hex')}`,
      length: PAGE.length,
      capturedAt: '2026-01-02T03:04:05.000Z',
      mediaType: 'text/html',
      charset: { name: 'utf-8', from: 'header' },
      http: {
        finalUri: 'http://news.example.com/story/2?a=b',
        status: 200,
        redirects: [
          { from: 'http://news.example.com/story', to: 'http://news.example.com/story/2?a=b', status: 301 },
        ],
        resolvedAddresses: [PUBLIC],
        peerAddress: PUBLIC,
        times: {
          requested: '2026-01-02T03:04:05.000Z',
          headers: '2026-01-02T03:04:05.000Z',
          ended: '2026-01-02T03:04:05.000Z',
        },
      },
    });
    expect(result.capture.http).not.toHaveProperty('tls');
    expect(result.capture.http).not.toHaveProperty('robotsIgnored');
    expect(result.capture.http?.headers.slice(0, 3)).toEqual([
      ['X-First', '1'],
      ['Content-Type', 'text/html; charset="UTF-8"'],
      ['x-first', '2'],
    ]);
    expect(Buffer.from(result.bytes).toString()).toBe(PAGE);
  });

  it('is asked for by a program that says who it is and keeps no state', async () => {
    const asked: unknown[] = [];
    await fetchFrom(
      (request, response) => {
        asked.push(request.headers);
        response.setHeader('set-cookie', 'a=b').end(PAGE);
      },
      { contact: 'https://casebook.example.org/about' },
    );
    expect(asked).toEqual([
      {
        host: 'news.example.com',
        connection: 'close',
        'user-agent': 'Onus/0.1 (+https://casebook.example.org/about)',
        accept: expect.any(String),
        'accept-encoding': 'gzip, br, zstd',
      },
    ]);
  });

  it.each([
    ['gzip', gzipSync(PAGE)],
    ['x-gzip', gzipSync(PAGE)],
    ['BR', brotliCompressSync(PAGE)],
    ['zstd', zstdCompressSync(PAGE)],
    ['identity', Buffer.from(PAGE)],
  ])('is unpacked: %s', async (coding, body) => {
    const result = await fetchFrom((_, response) => {
      response.setHeader('content-encoding', coding).end(body);
    });
    expect(isRefusal(result) ? result.reason : Buffer.from(result.bytes).toString()).toBe(PAGE);
  });

  it('is read with the charset of its header', async () => {
    const result = await fetchFrom((_, response) => {
      response
        .setHeader('content-type', 'text/html;charset=windows-1251')
        .end(Buffer.from('<p>\xd4\xe0\xea\xf2\xfb', 'latin1'));
    });
    expect(isRefusal(result) ? result.reason : result.capture.charset).toEqual({
      name: 'windows-1251',
      from: 'header',
    });
  });
});

describe('a document', () => {
  it.each(['application/pdf', 'application/octet-stream', 'text/html'])(
    'is told by its bytes: %s',
    async (type) => {
      const result = await fetchFrom((_, response) => {
        response.setHeader('content-type', type).end('%PDF-1.7');
      });
      expect(isRefusal(result) ? result.reason : result.capture.mediaType).toBe('application/pdf');
    },
  );
});

describe('what is no page', () => {
  it.each([304, 400, 401, 403, 404, 410, 451, 500])('is refused by its status: %i', async (status) => {
    const refusal = await refusalFrom((_, response) => {
      response.writeHead(status).end();
    });
    expect(refusal.refused).toBe('error-status');
    expect(refusal.reason).toContain(`answered ${status} (`);
  });

  it.each([
    ['image/png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'not-text'],
    ['application/json', Buffer.from('{"a":1}'), 'not-text'],
    ['text/html', Buffer.from(''), 'empty-input'],
  ])('is refused by its content: %s', async (type, body, code) => {
    const refusal = await refusalFrom((_, response) => {
      response.setHeader('content-type', type).end(body);
    });
    expect(refusal.refused).toBe(code);
    expect(refusal.reason).toContain(ADDRESS);
  });
});

describe('redirects', () => {
  const to =
    (location: string, status = 302): RequestListener =>
    (_, response) => {
      response.writeHead(status, { location }).end();
    };

  it.each([
    ['http://127.0.0.1/canary', 'address-not-allowed'],
    ['//2130706433:8080/canary', 'address-not-allowed'],
    ['http://[::1]/canary', 'address-not-allowed'],
    ['http://localhost/canary', 'address-not-allowed'],
    ['http://user:secret@other.example.com/', 'address-not-allowed'],
    ['gopher://other.example.com/', 'address-not-allowed'],
    ['http://other.example.com:6379/', 'address-not-allowed'],
    ['http://', 'invalid-address'],
  ])('do not lead to %s', async (location, code) => {
    const refusal = await refusalFrom(to(location));
    expect(refusal.refused).toBe(code);
    expect(refusal.reason).toContain('news.example.com sends on');
    expect(refusal.reason).not.toContain('secret');
  });

  it('do not lead to a name that resolves to this machine', async () => {
    const dialled: string[] = [];
    const port = await sites.http(to('http://inside.example.com/'));
    const network = networkTo(port);
    const result = await fetcherTo(port, {
      changes: {
        lookup: async (name) => (name === 'inside.example.com' ? ['127.0.0.1'] : [PUBLIC]),
        dial: (addresses, to, signal) => {
          dialled.push(...addresses);
          return network.dial(addresses, to, signal);
        },
      },
    }).fetch(ADDRESS);
    expect(result).toMatchObject({ refused: 'address-not-allowed' });
    expect(new Set(dialled)).toEqual(new Set([PUBLIC]));
  });

  it('are followed five times and not once more', async () => {
    const countdown: RequestListener = (request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end(PAGE);
      else response.writeHead(307, { location: `/${left - 1}` }).end();
    };
    expect(isRefusal(await fetchFrom(countdown, {}, 'http://news.example.com/5'))).toBe(false);
    expect((await refusalFrom(countdown, {}, 'http://news.example.com/6')).refused).toBe(
      'too-many-redirects',
    );
    expect((await refusalFrom(to('/story'))).refused).toBe('too-many-redirects');
  });

  it('do not lead from https: to http:', async () => {
    const port = await sites.http(to('http://right.example.com/'), 'https');
    const result = await fetcherTo(port).fetch('https://right.example.com/');
    expect(result).toMatchObject({ refused: 'redirect-not-allowed' });
  });

  it('without a location are refused by their status', async () => {
    const refusal = await refusalFrom((_, response) => {
      response.writeHead(302).end();
    });
    expect(refusal.refused).toBe('error-status');
  });
});

describe('names', () => {
  const page: RequestListener = (_, response) => {
    response.end(PAGE);
  };

  it('are refused where any of their addresses is closed', async () => {
    const refusal = await refusalFrom(page, { changes: { lookup: async () => [PUBLIC, 'fd00::1'] } });
    expect(refusal).toMatchObject({ refused: 'address-not-allowed' });
    expect(refusal.reason).toContain('fd00::1, a private network');
  });

  it('cannot answer differently between the check and the connection', async () => {
    let lookups = 0;
    const dialled: (readonly string[])[] = [];
    const port = await sites.http(page);
    const network = networkTo(port);
    const result = await fetcherTo(port, {
      changes: {
        lookup: async () => [lookups++ === 0 ? PUBLIC : '127.0.0.1'],
        dial: (addresses, to, signal) => {
          dialled.push(addresses);
          return network.dial(addresses, to, signal);
        },
      },
    }).fetch(ADDRESS, { ignoreRobots: true });
    expect(isRefusal(result)).toBe(false);
    expect([lookups, dialled]).toEqual([1, [[PUBLIC]]]);
  });

  it('are looked up and judged anew for each request', async () => {
    let lookups = 0;
    const lookup = async () => [lookups++ === 0 ? PUBLIC : '::1'];
    expect(await refusalFrom(page, { changes: { lookup } })).toMatchObject({
      refused: 'address-not-allowed',
    });
    expect(lookups).toBe(2);
  });

  it('are refused where somebody else answers, before a byte is sent', async () => {
    let asked = 0;
    const port = await sites.withRobots((_, response) => {
      asked++;
      response.end();
    });
    const dial: ReturnType<typeof networkTo>['dial'] = async (addresses, to, signal) => ({
      ...(await networkTo(port).dial(addresses, to, signal)),
      peerAddress: '10.0.0.7',
    });
    const result = await fetcherTo(port, { changes: { dial } }).fetch(ADDRESS);
    expect(result).toMatchObject({
      refused: 'address-not-allowed',
      reason: expect.stringContaining('10.0.0.7'),
    });
    expect(asked).toBe(0);
  });

  it.each([
    ['ENOTFOUND', 'name-not-found', 1],
    ['EAI_AGAIN', 'lookup-failed', 3],
  ])('that do not resolve are refused: %s', async (code, refused, lookups) => {
    let asked = 0;
    const lookup = async () => {
      asked++;
      throw Object.assign(new Error(code), { code });
    };
    expect(await fetcherTo(1, { changes: { lookup } }).fetch(ADDRESS)).toMatchObject({ refused });
    expect(asked).toBe(lookups);
  });

  it('that resolve to nothing or never are refused', async () => {
    const fetched = (lookup: () => Promise<string[]>) =>
      fetcherTo(1, { changes: { lookup }, limits: { headersMs: 50 } }).fetch(ADDRESS);
    expect(await fetched(async () => [])).toMatchObject({ refused: 'name-not-found' });
    expect(await fetched(() => new Promise(() => {}))).toMatchObject({ refused: 'timed-out' });
  });
});

describe('TLS', () => {
  const page: RequestListener = (_, response) => {
    response.end(PAGE);
  };

  it.each(['https://right.example.com/', `https://${PUBLIC}/`])(
    'takes a certificate that names the host: %s',
    async (address) => {
      const result = await fetcherTo(await sites.http(page, 'https')).fetch(address);
      expect(isRefusal(result) ? result.reason : result.capture.http).toMatchObject({
        status: 200,
        tls: {
          certificateDigest: `sha256:${createHash('sha256').update(new X509Certificate(CERTIFICATE).raw).digest('hex')}`,
          protocol: 'TLSv1.3',
        },
      });
    },
  );

  it('refuses a certificate that names another host', async () => {
    const result = await fetcherTo(await sites.http(page, 'https')).fetch('https://wrong.example.com/');
    expect(result).toMatchObject({ refused: 'certificate' });
  });

  it('refuses a certificate that nobody vouches for', async () => {
    const port = await sites.http(page, 'https');
    const { systemNetwork } = await import('../../src/capture/network.ts');
    const result = await fetcherTo(port, { changes: { secure: systemNetwork.secure } }).fetch(
      'https://right.example.com/',
    );
    expect(result).toMatchObject({ refused: 'certificate' });
  });

  it('refuses a server that does not speak it', async () => {
    const result = await fetcherTo(await sites.http(page)).fetch('https://right.example.com/');
    expect(result).toMatchObject({ refused: 'certificate' });
  });
});

describe('hostile answers', () => {
  const zeros = Buffer.alloc(64 * MIB);

  it.each([
    ['gzip', gzipSync(zeros)],
    ['br', brotliCompressSync(zeros)],
    ['zstd', zstdCompressSync(zeros)],
    ['deflate', deflateSync(zeros)],
  ])('that unpack without end are refused: %s', async (coding, body) => {
    const refusal = await refusalFrom((_, response) => {
      response.writeHead(200, { 'content-encoding': coding, 'content-type': 'text/html' }).end(body);
    });
    expect(refusal.refused).toBe('decompression-bomb');
  });

  it.each(['gzip, gzip', 'br, gzip', 'zstd, zstd', 'dcz', 'compress', 'gzip, identity, br'])(
    'in codings that no page has are refused: %s',
    async (coding) => {
      const refusal = await refusalFrom((_, response) => {
        response.setHeader('content-encoding', coding).end(gzipSync(gzipSync(PAGE)));
      });
      expect(refusal.refused).toBe('unknown-coding');
    },
  );

  it('that ask for a window larger than a content coding may are refused', async () => {
    const params = { [constants.ZSTD_c_windowLog]: 27, [constants.ZSTD_c_compressionLevel]: 19 };
    const body = zstdCompressSync(Buffer.from(PAGE.repeat(200_000)), { params });
    const refusal = await refusalFrom((_, response) => {
      response.setHeader('content-encoding', 'zstd').end(body);
    });
    expect(refusal.refused).toBe('malformed-answer');
  });

  it('packed twice behind one name are refused', async () => {
    const refusal = await refusalFrom((_, response) => {
      response.setHeader('content-encoding', 'gzip').end(gzipSync(gzipSync(PAGE)));
    });
    expect(refusal).toMatchObject({ refused: 'not-text', reason: expect.stringContaining('gzip file') });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('that are damaged or cut are refused: %s', async (coding, compress) => {
    const text = Array.from({ length: 99 }, (_, i) => `${PAGE} ${i ** 7}`).join('');
    const whole = compress(Buffer.from(text));
    const handler =
      (body: Buffer): RequestListener =>
      (_, response) => {
        response.setHeader('content-encoding', coding).end(body);
      };
    const cut = whole.subarray(0, whole.length / 2);
    expect((await refusalFrom(handler(cut))).refused).toBe('connection-lost');
    expect((await refusalFrom(handler(Buffer.from('\x01 is none of them', 'latin1')))).refused).toBe(
      'malformed-answer',
    );
  });

  it.each([
    ['utf-8', Buffer.from('Th\xe9\xe2tre: Ange g\xeant\xe9 par No\xebl, d\xe9\xe7u', 'latin1'), 'detected'],
    ['windows-1251', Buffer.from('Théâtre: Ange gênée par Noël'), 'detected'],
  ])('in another charset than their header says are read all the same: not %s', async (label, body, from) => {
    const result = await fetchFrom((_, response) => {
      response.setHeader('content-type', `text/plain; charset=${label}`).end(body);
    });
    if (isRefusal(result)) throw new Error(result.reason);
    expect(result.capture.charset.from).toBe(from);
    expect(new TextDecoder(result.capture.charset.name).decode(result.bytes)).toMatch(/^Théâtre/);
  });

  it('without end are refused when the limit is reached', async () => {
    let sent = 0;
    const chunk = Buffer.alloc(MIB, 'text ');
    const refusal = await refusalFrom((_, response) => {
      const more = (): void => {
        // Bounded, should the limit fail.
        while (sent++ < 100) if (!response.write(chunk)) return void response.once('drain', more);
        response.end();
      };
      more();
    });
    expect(refusal).toMatchObject({ refused: 'too-large', reason: expect.stringContaining('10 MiB') });
    expect(sent).toBeLessThan(50);
  });

  it('that start or go on too slowly are refused', async () => {
    const limits = { headersMs: 100, visitMs: 300 };
    expect((await refusalFrom(() => {}, { limits })).refused).toBe('timed-out');
    const dripping = await refusalFrom(
      (_, response) => {
        response.write(PAGE);
      },
      { limits },
    );
    expect(dripping.refused).toBe('timed-out');
  });

  it.each([
    ['shorter than it says', 'HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<p>cut', 'connection-lost'],
    [
      'headers too large',
      `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(64 * 1024)}\r\n\r\n${PAGE}`,
      'headers-too-large',
    ],
    ['too many headers', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(20_000)}\r\n${PAGE}`, 'headers-too-large'],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'malformed-answer'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 'connection-lost'],
    [
      'length and chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'connection-lost',
    ],
    ['a bad chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<p>', 'malformed-answer'],
    [
      'a change of protocol',
      'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      'connection-lost',
    ],
    ['hints and no page', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(1000), 'connection-lost'],
    ['nothing', '', 'connection-lost'],
    ['half of the headers', 'HTTP/1.1 200 OK\r\nContent-Le', 'connection-lost'],
  ])('that break the rules are refused: %s', async (_, answer, code) => {
    expect(await refusalFromBytes(answer)).toBe(code);
  });

  it.each([
    ['a status line', 'HTTP/1.1 200 ', 'OK '],
    ['informational answers', '', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
    ['headers', 'HTTP/1.1 200 OK\r\n', 'X-A: b\r\n'],
  ])('with %s without end are refused before their time is up', async (_, start, piece) => {
    const pieces = piece.repeat(5000);
    const port = await sites.raw((socket) => {
      socket.write(start);
      const more = (): void => {
        while (!socket.destroyed) if (!socket.write(pieces)) return void socket.once('drain', more);
      };
      more();
    });
    expect(await fetcherTo(port).fetch(ADDRESS)).toMatchObject({ refused: 'headers-too-large' });
  });

  it('longer than they say are cut where they said', async () => {
    const answer =
      'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\ntextHTTP/1.1 200 OK\r\n\r\n';
    const port = await sites.raw((socket) => socket.end(answer));
    const result = await fetcherTo(port).fetch(ADDRESS);
    expect(isRefusal(result) ? result.refused : result.capture.length).toBe(4);
  });
});

describe('robots.txt', () => {
  const withRules =
    (rules: string, status = 200): RequestListener =>
    (request, response) => {
      if (request.url === '/robots.txt') response.writeHead(status).end(rules);
      else response.end(PAGE);
    };
  const fetchUnder = async (rules: string, status = 200, options: Options = {}) => {
    const result = await fetcherTo(await sites.withRobots(withRules(rules, status)), options).fetch(ADDRESS);
    return isRefusal(result) ? result.refused : 'taken';
  };

  it.each([
    ['User-agent: *\nDisallow: /story', 200, 'robots-disallow'],
    ['User-agent: onus\nDisallow: /\n\nUser-agent: *\nAllow: /', 200, 'robots-disallow'],
    ['User-agent: *\nDisallow: /private', 200, 'taken'],
    ['Disallow everything, please', 404, 'taken'],
    ['', 403, 'taken'],
    ['', 500, 'robots-unavailable'],
    ['', 503, 'robots-unavailable'],
  ])('is honoured: %j, %i', async (rules, status, outcome) => {
    expect(await fetchUnder(rules, status)).toBe(outcome);
  });

  it('is passed over where the user says so', async () => {
    const asked: string[] = [];
    const port = await sites.withRobots((request, response) => {
      asked.push(request.url ?? '');
      response.end(PAGE);
    });
    const result = await fetcherTo(port).fetch(ADDRESS, { ignoreRobots: true });
    expect(isRefusal(result) ? result.reason : result.capture.http?.robotsIgnored).toBe(true);
    expect(asked).toEqual(['/story']);
  });

  it('is asked for once a site and holds for each hop', async () => {
    const asked: string[] = [];
    const port = await sites.withRobots((request, response) => {
      asked.push(`${request.headers.host}${request.url}`);
      if (request.url === '/robots.txt')
        response.end(request.headers.host === 'b.example.com' ? 'User-agent: *\nDisallow: /x' : '');
      else response.writeHead(302, { location: 'http://b.example.com/x' }).end();
    });
    const fetcher = fetcherTo(port);
    for (let i = 0; i < 2; i++)
      expect(await fetcher.fetch('http://a.example.com/')).toMatchObject({ refused: 'robots-disallow' });
    expect(asked).toEqual([
      'a.example.com/robots.txt',
      'a.example.com/',
      'b.example.com/robots.txt',
      'a.example.com/',
    ]);
  });
});

describe('manners', () => {
  /** A fetcher over a clock that only sleeping moves. */
  function withClock(port: number) {
    const slept: number[] = [];
    let at = Date.parse('2026-01-02T03:04:05Z');
    const sleep = async (milliseconds: number) => {
      slept.push(milliseconds);
      at += milliseconds;
    };
    return { slept, fetcher: fetcherTo(port, { now: () => new Date(at), sleep }) };
  }

  it('keep visits to one host apart and to others not', async () => {
    const { fetcher, slept } = withClock(
      await sites.http((_, response) => {
        response.end(PAGE);
      }),
    );
    await fetcher.fetch(ADDRESS);
    await fetcher.fetch('http://other.example.com/');
    expect(slept).toEqual([]);
    await fetcher.fetch(ADDRESS);
    expect(slept).toEqual([1000]);
  });

  it('keep to the delay that robots.txt asks for', async () => {
    const { fetcher, slept } = withClock(
      await sites.withRobots((request, response) => {
        response.end(request.url === '/robots.txt' ? 'User-agent: *\nCrawl-delay: 7' : PAGE);
      }),
    );
    for (let i = 0; i < 3; i++) await fetcher.fetch(ADDRESS);
    expect(slept).toEqual([1000, 7000]);
  });

  it('try again where a failure passes, with longer and longer pauses', async () => {
    let asked = 0;
    const { fetcher, slept } = withClock(
      await sites.http((_, response) => {
        if (++asked < 3) response.writeHead(503).end();
        else response.end(PAGE);
      }),
    );
    expect(isRefusal(await fetcher.fetch(ADDRESS))).toBe(false);
    expect(slept).toEqual([1000, 4000]);
  });

  it('give up after three visits', async () => {
    let asked = 0;
    const { fetcher } = withClock(
      await sites.http((request) => {
        asked++;
        request.socket.destroy();
      }),
    );
    expect(await fetcher.fetch(ADDRESS)).toMatchObject({ refused: 'connection-lost' });
    expect(asked).toBe(3);
  });

  it.each([
    ['30', 'unavailable', 3],
    ['120', 'asked-to-wait', 1],
    ['Fri, 02 Jan 2026 03:14:05 GMT', 'asked-to-wait', 1],
  ])('leave a host alone that asks for it: %s', async (retryAfter, code, visits) => {
    let asked = 0;
    const { fetcher } = withClock(
      await sites.http((_, response) => {
        asked++;
        response.writeHead(429, { 'retry-after': retryAfter }).end();
      }),
    );
    expect(await fetcher.fetch(ADDRESS)).toMatchObject({ refused: code });
    expect(asked).toBe(visits);
  });

  it('end two minutes after the first visit, though the host asks for more patience', async () => {
    let asked = 0;
    const { fetcher, slept } = withClock(
      await sites.http((_, response) => {
        asked++;
        response.writeHead(503, { 'retry-after': '60' }).end();
      }),
    );
    expect(await fetcher.fetch(ADDRESS)).toMatchObject({ refused: 'unavailable' });
    expect([asked, slept]).toEqual([2, [60_000]]);
  });
});

describe('a page that was captured before', () => {
  const tagged: RequestListener = (request, response) => {
    const isKnown = request.headers['if-none-match'] === '"v1"';
    response.setHeader('etag', '"v1"').setHeader('last-modified', 'Thu, 01 Jan 2026 00:00:00 GMT');
    if (isKnown) response.writeHead(304).end();
    else response.end(PAGE);
  };
  const taken = async (fetching: ReturnType<ReturnType<typeof fetcherTo>['fetch']>) => {
    const result = await fetching;
    if (isRefusal(result)) throw new Error(result.reason);
    return result;
  };

  it('is asked for on condition, and unchanged it keeps its bytes with the new instant', async () => {
    const asked: unknown[] = [];
    let at = Date.parse('2026-01-02T03:04:05Z');
    const port = await sites.http((request, response) => {
      asked.push([request.headers['if-none-match'], request.headers['if-modified-since']]);
      tagged(request, response);
    });
    const fetcher = fetcherTo(port, { now: () => new Date(at) });
    const previous = await taken(fetcher.fetch(ADDRESS));
    at += 86_400_000;
    const { capture, bytes } = await taken(fetcher.fetch(ADDRESS, { previous }));
    expect(asked).toEqual([
      [undefined, undefined],
      ['"v1"', 'Thu, 01 Jan 2026 00:00:00 GMT'],
    ]);
    captureSchema.parse(capture);
    expect(capture).toMatchObject({
      capturedAt: '2026-01-03T03:04:05.000Z',
      payloadDigest: previous.capture.payloadDigest,
      http: { status: 304 },
    });
    expect(bytes).toBe(previous.bytes);
  });

  it('is taken anew where it has changed', async () => {
    const fetcher = fetcherTo(await sites.http(tagged));
    const previous = await taken(fetcher.fetch(ADDRESS));
    const headers: [string, string][] = [['ETag', '"v0"']];
    const older = {
      ...previous,
      capture: { ...previous.capture, http: { ...previous.capture.http!, headers } },
    };
    const { capture } = await taken(fetcher.fetch(ADDRESS, { previous: older }));
    expect(capture.http?.status).toBe(200);
  });

  it.each(['"\u00e9"', '"a\r\nb: c"', `"${'x'.repeat(1000)}"`, ''])(
    'is asked for without a validator that no header may hold: %j',
    async (etag) => {
      const asked: unknown[] = [];
      const port = await sites.http((request, response) => {
        asked.push(request.headers['if-none-match']);
        response.end(PAGE);
      });
      const fetcher = fetcherTo(port);
      const previous = await taken(fetcher.fetch(ADDRESS));
      const http = { ...previous.capture.http!, headers: [['ETag', etag]] as [string, string][] };
      await taken(
        fetcher.fetch(ADDRESS, { previous: { ...previous, capture: { ...previous.capture, http } } }),
      );
      expect(asked).toEqual([undefined, undefined]);
    },
  );

  it('is not asked for on the condition of another address', async () => {
    const asked: unknown[] = [];
    const port = await sites.http((request, response) => {
      asked.push([request.url, request.headers['if-none-match']]);
      if (request.url === '/story') response.writeHead(302, { location: '/elsewhere' }).end();
      else tagged(request, response);
    });
    const fetcher = fetcherTo(port);
    const previous = await taken(fetcher.fetch(ADDRESS));
    await taken(fetcher.fetch(ADDRESS, { previous }));
    expect(asked.slice(2)).toEqual([
      ['/story', undefined],
      ['/elsewhere', '"v1"'],
    ]);
  });

  it('is refused where the site says “unchanged” and was not asked', async () => {
    const { capture, bytes } = await taken(
      fetcherTo(
        await sites.http((_, response) => {
          response.end(PAGE);
        }),
      ).fetch(ADDRESS),
    );
    const port = await sites.http((_, response) => {
      response.writeHead(304).end();
    });
    expect(await fetcherTo(port).fetch(ADDRESS, { previous: { capture, bytes } })).toMatchObject({
      refused: 'error-status',
    });
  });
});

describe('a refused connection', () => {
  it('is told in one line', async () => {
    const port = await sites.http(() => {});
    await sites.close();
    expect(await fetcherTo(port).fetch(ADDRESS)).toMatchObject({
      refused: 'unreachable',
      reason: expect.stringMatching(/^news\.example\.com could not be reached.*\(ECONNREFUSED\)$/),
    });
  });
});
