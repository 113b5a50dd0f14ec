/** One page of our own as it stood three times, and the services over a real store, without a network. */
import { createHash } from 'node:crypto';
import type { Captured } from '../../src/domain/capture.ts';
import { createServices } from '../../src/services/create-services.ts';
import type { Fetcher, Ports, ReadingPool, Store } from '../../src/services/ports.ts';
import { DEFAULT_READER, READERS } from '../../src/services/readers.ts';
import runTask, { type ReadingTask } from '../../src/services/reading-task.ts';
import type { Services } from '../../src/services/services.ts';
import { statementsOf } from '../../src/services/task-reading.ts';

export const ADDRESS = 'https://news.example/harbour';

const PARAGRAPHS = [
  'Interior Minister Mara Quell said on Monday that the army of Ostrel had given the order to attack the harbour of Sund Vale.',
  'Ostrel denied any part in the outage, and its foreign ministry asked for evidence.',
  'The cranes stood still for two days. The security company Northlight said that it could not link the group to any government.',
  'A spokesman of the harbour, Jon Adler, declined to comment on the cause of the outage.',
];

export function page(paragraphs: readonly string[] = PARAGRAPHS, updated = '2026-03-09T18:20:00Z'): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour stood still for two days</title>
<meta property="article:published_time" content="2026-03-09T18:20:00Z"><meta property="article:modified_time" content="${updated}"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Harbour stood still for two days</h1>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}
</article><footer><p>The Sund Gazette, all rights reserved.</p></footer></body></html>`;
}

/** The same, with a content weakened, a denial gone, and a sentence that nobody had written: no word of it on the page. */
export const EDITED = page([
  (PARAGRAPHS[0] as string).replace(
    'the army of Ostrel had given the order to attack',
    'the army of Ostrel may have given the order to attack',
  ),
  PARAGRAPHS[2] as string,
  'The last terminal was restored on Thursday night.',
  PARAGRAPHS[3] as string,
]);

/** Answers with what a test puts there, as the network would. */
export function scriptedFetcher(): Fetcher & { html: string; minutes: number } {
  return {
    html: page(),
    minutes: 0,
    async fetch(url) {
      const bytes = new TextEncoder().encode(this.html);
      const capturedAt = new Date(Date.UTC(2026, 2, 10, 8, this.minutes++)).toISOString();
      return captured(url, bytes, capturedAt);
    },
  };
}

function captured(url: string, bytes: Uint8Array, capturedAt: string): Captured {
  return {
    bytes,
    capture: {
      targetUri: new URL(url).href,
      kind: 'url',
      payloadDigest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
      length: bytes.length,
      capturedAt,
      mediaType: 'text/html',
      charset: { name: 'utf-8', from: 'header' },
      http: {
        finalUri: url,
        status: 200,
        redirects: [],
        headers: [['content-type', 'text/html; charset=utf-8']],
        resolvedAddresses: ['192.0.2.7'],
        peerAddress: '192.0.2.7',
      },
    },
  };
}

/** The pool's work in this thread. */
export function inlinePool(): ReadingPool {
  const run = (task: ReadingTask) => runTask(task) as Promise<never>;
  return {
    reader: READERS[DEFAULT_READER],
    extract: (each, known) => run({ kind: 'extract', captured: each, ...(known && { known }) }),
    read: async (article, watch) =>
      statementsOf(await run({ kind: 'read', article, reader: DEFAULT_READER }), watch),
    compare: (pair) => run({ kind: 'compare', pair }),
    close: async () => {},
  };
}

export function servicesOver(store: Store, changes: Partial<Ports> = {}) {
  const fetcher = scriptedFetcher();
  const clock = { now: () => new Date('2026-03-11T12:00:00Z') };
  const services: Services = createServices({ store, fetcher, pool: inlinePool(), clock, ...changes });
  return { services, fetcher };
}
