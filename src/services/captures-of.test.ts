import { describe, expect, it } from 'vitest';
import { captureBytes } from '../capture/capture-bytes.ts';
import type { Captured, Taken } from '../domain/capture.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { type CaptureMeans, capturesOf, statelessMeans } from './captures-of.ts';
import type { SourceInput } from './services.ts';

const NOW = new Date('2026-01-02T03:04:05Z');
const PARAGRAPH = '<p>The ministry said that it would wait for the facts.</p>';
const FEED = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title>
<item><link>https://news.example/1</link><content:encoded><![CDATA[${PARAGRAPH}]]></content:encoded></item>
<item><link>https://news.example/2</link><description>Short.</description></item></channel></rss>`;

const file = (name: string, text: string): SourceInput => ({
  ...{ kind: 'file', name, bytes: new TextEncoder().encode(text) },
});

function captured(uri: string, text: string): Captured {
  const bytes = new TextEncoder().encode(text);
  const taken = captureBytes({ kind: 'file', name: 'x', bytes, now: NOW });
  if (isRefusal(taken)) throw new Error(taken.reason);
  return { capture: { ...taken.capture, targetUri: uri }, bytes };
}

/** Means over a web of a few pages; what is asked for and frozen is kept. */
function meansOver(web: Readonly<Record<string, string | Refusal>>) {
  const asked: unknown[] = [];
  const frozen: string[] = [];
  const means: CaptureMeans = {
    now: () => NOW,
    async fetch(url, { ignoreRobots }) {
      asked.push(ignoreRobots ? [url, 'robots ignored'] : url);
      const page = web[url] ?? { refused: 'error-status', reason: `${url} answered 404`, hint: '…' };
      return typeof page === 'string' ? captured(url, page) : page;
    },
    async keepFeed({ capture }) {
      frozen.push(capture.targetUri);
    },
  };
  return { means, asked, frozen };
}

async function take(input: SourceInput, means: CaptureMeans) {
  const all: Taken[] = [];
  for await (const taken of capturesOf(input, means)) all.push(taken);
  return all.map((taken) =>
    'captured' in taken
      ? taken.captured.capture.targetUri
      : 'refusal' in taken
        ? taken.refusal.refused
        : taken.remark,
  );
}

describe('what an input holds', () => {
  it('is itself, where it is a page', async () => {
    const { means, asked, frozen } = meansOver({});
    expect(await take(file('a.txt', 'A text.'), means)).toEqual(['file:a.txt']);
    expect([asked, frozen]).toEqual([[], []]);
  });

  it('is the entries of a feed, which is frozen once', async () => {
    const { means, asked, frozen } = meansOver({ 'https://news.example/feed': FEED });
    const entries = ['https://news.example/1', 'only-summary'];
    expect(await take(file('feed.xml', FEED), means)).toEqual(entries);
    expect(await take({ kind: 'url', url: 'https://news.example/feed' }, means)).toEqual(entries);
    expect(frozen).toEqual(['file:feed.xml', 'https://news.example/feed']);
    expect(asked).toEqual(['https://news.example/feed']);
  });

  it('is the pages that a feed links to, where asked for', async () => {
    const web = { 'https://news.example/1': '<!DOCTYPE html><p>One.', 'https://news.example/2': FEED };
    const { means, asked, frozen } = meansOver(web);
    const input = { ...file('feed.xml', FEED), linked: true, ignoreRobots: true } as SourceInput;
    // A feed behind an entry is not opened in turn: it could lead on for ever.
    expect(await take(input, means)).toEqual(['https://news.example/1', 'no-page']);
    expect(asked).toEqual([
      ['https://news.example/1', 'robots ignored'],
      ['https://news.example/2', 'robots ignored'],
    ]);
    expect(frozen).toEqual([]);
  });

  it('is the pages of an archive in hand, whatever it is called', async () => {
    const block = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${PARAGRAPH}`;
    const warc = `WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nWARC-Date: 2024-01-01T00:00:00Z\r\nContent-Length: ${block.length}\r\n\r\n${block}\r\n\r\n`;
    expect(await take(file('upload.bin', warc), meansOver({}).means)).toEqual([
      'https://a.example/',
      '1 records: 1 taken',
    ]);
    expect(await take(file('upload.wacz', 'PK\x03\x04 no zip'), meansOver({}).means)).toEqual(['damaged']);
    expect(await take(file('upload.wacz', 'A text.'), meansOver({}).means)).toEqual(['file:upload.wacz']);
  });

  it('is refused in one where nothing can be fetched', async () => {
    const input: SourceInput = { kind: 'url', url: 'https://news.example/1' };
    expect(
      await take(
        input,
        statelessMeans(() => NOW),
      ),
    ).toEqual(['address']);
  });

  it('is refused where the archive went away', async () => {
    const input: SourceInput = { kind: 'archive', name: 'gone.warc', path: '/nowhere/gone.warc' };
    expect(await take(input, meansOver({}).means)).toEqual(['unreadable']);
    const wacz: SourceInput = { kind: 'archive', name: 'gone.wacz', path: '/nowhere/gone.wacz' };
    expect(await take(wacz, meansOver({}).means)).toEqual(['unreadable']);
  });
});
