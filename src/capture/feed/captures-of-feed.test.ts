import { describe, expect, it } from 'vitest';
import { type Captured, captureSchema } from '../../domain/capture.ts';
import { isRefusal } from '../../domain/errors.ts';
import { captureBytes } from '../capture-bytes.ts';
import { ARTICLE_LENGTH, capturesOfFeed } from './captures-of-feed.ts';
import { instantOf } from './entry-page.ts';
import { FEED_BYTES, FEED_ENTRIES, FEED_NODES } from './read-feed.ts';

const NOW = new Date('2026-01-02T03:04:05Z');
const PARAGRAPH = '<p>The ministry said that it would wait for the facts.</p>';

function feedOf(text: string | Uint8Array): Captured {
  const bytes = Buffer.from(text as string);
  const captured = captureBytes({ kind: 'file', name: 'feed.xml', bytes, now: NOW });
  if (isRefusal(captured)) throw new Error(captured.reason);
  return captured;
}

function take(text: string | Uint8Array) {
  const taken = [...capturesOfFeed(feedOf(text))];
  return {
    captures: taken.flatMap((each) => ('captured' in each ? [each.captured] : [])),
    refusals: taken.flatMap((each) => ('refusal' in each ? [each.refusal] : [])),
    remarks: taken.flatMap((each) => ('remark' in each ? [each.remark] : [])),
  };
}

const pageOf = (text: string) => Buffer.from(take(text).captures[0]?.bytes ?? '').toString();

const rss = (items: string, channel = '<title>The News</title>') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>${channel}${items}</channel></rss>`;
const item = (body: string) => `<item><link>https://news.example/1</link>${body}</item>`;
const atom = (entries: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>The News</title>${entries}</feed>`;
const content = `<content:encoded><![CDATA[${PARAGRAPH}]]></content:encoded>`;

describe('a feed', () => {
  it.each([
    ['RSS 2.0', rss(item(`<title>Facts &amp; figures</title><dc:creator>Ann Bee</dc:creator>${content}`))],
    [
      'RSS 0.92',
      `<rss version="0.92"><channel><title>The News</title><item><title>Facts &amp; figures</title><link>https://news.example/1</link><author>a@news.example (Ann Bee)</author><description>${'The ministry said that it would wait for the facts. '.repeat(10)}</description></item></channel></rss>`,
    ],
    [
      'RSS 1.0',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel rdf:about="https://news.example/"><title>The News</title></channel><item rdf:about="https://news.example/1"><title>Facts &amp; figures</title><link>https://news.example/1</link><dc:creator>Ann Bee</dc:creator>${content}</item></rdf:RDF>`,
    ],
    [
      'Atom',
      atom(
        `<entry><id>tag:1</id><title type="html">Facts &amp;amp; &lt;b&gt;figures&lt;/b&gt;</title><link href="/1"/><author><name>Ann Bee</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${PARAGRAPH}</div></content></entry>`,
        'xml:base="https://news.example/x/"',
      ),
    ],
    [
      'JSON Feed',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'The News',
        items: [
          {
            ...{ id: '1', url: 'https://news.example/1', title: 'Facts & figures' },
            ...{ authors: [{ name: 'Ann Bee' }], content_html: PARAGRAPH },
          },
        ],
      }),
    ],
  ])('gives its entries as pages of their own: %s', (_, text) => {
    const { captures, refusals } = take(text);
    expect(refusals).toEqual([]);
    const [captured] = captures;
    captureSchema.parse(captured?.capture);
    expect(captured?.capture).toMatchObject({
      ...{ targetUri: 'https://news.example/1', kind: 'feed', http: null, mediaType: 'text/html' },
      capturedAt: '2026-01-02T03:04:05.000Z',
      container: {
        kind: 'feed',
        targetUri: 'file:feed.xml',
        payloadDigest: feedOf(text).capture.payloadDigest,
      },
    });
    const page = Buffer.from(captured?.bytes ?? '').toString();
    expect(page).toMatch(/<title>Facts (?:&amp;|&#38;|&) figures<\/title>/);
    expect(page).toContain('"name":"Ann Bee"');
    expect(page).toContain('content="The News"');
    expect(page).toContain('The ministry said that it would wait for the facts.');
  });

  it('gives an entry the same bytes whatever else it holds', () => {
    const entry = item(`<title>Facts</title>${content}`);
    const alone = take(rss(entry)).captures[0]?.capture.payloadDigest;
    const among = take(rss(`${item('<title>Other</title>')}${entry}`)).captures[0]?.capture.payloadDigest;
    expect(among).toBe(alone);
  });

  it('is read in the charset that its declaration names', () => {
    const text = `<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>x</title><item><link>https://news.example/1</link><title>\xd4\xe0\xea\xf2\xfb</title><description>${'\xd4\xe0\xea\xf2\xfb '.repeat(100)}</description></item></channel></rss>`;
    const page = Buffer.from(take(Buffer.from(text, 'latin1')).captures[0]?.bytes ?? '').toString();
    expect(page).toContain('<h1>Факты</h1>');
  });

  it.each([
    ['a summary', item('<title>Facts</title><description>The ministry said.</description>'), '18 characters'],
    ['nothing', item('<title>Facts</title>'), 'no text'],
    ['markup alone', item('<content:encoded>&lt;img src="a"&gt;</content:encoded>'), 'no text'],
  ])('refuses an entry of %s and says how to get the page', (_, entry, words) => {
    const [refusal] = take(rss(entry)).refusals;
    expect(refusal).toMatchObject({ refused: 'only-summary', reason: expect.stringContaining(words) });
    expect(refusal?.hint).toContain('--linked');
  });

  it('takes a description that is as long as an article', () => {
    const text = 'x'.repeat(ARTICLE_LENGTH);
    expect(take(rss(item(`<description>${text}</description>`))).captures).toHaveLength(1);
    expect(take(rss(item(`<description>${text.slice(1)}</description>`))).captures).toHaveLength(0);
  });

  it('takes text without tags as text: its lines count, its signs are no markup', () => {
    const description = `1 &amp;lt; 2, said the ministry.\n\n${'It said so again. '.repeat(30)}`;
    const page = pageOf(rss(item(`<description>${description}</description>`)));
    expect(page).toContain('<p>1 &#38;lt; 2, said the ministry.</p>\n<p>It said so again.');
  });

  it('lets no entry state what the feed says of it', () => {
    const page = pageOf(
      rss(
        item(`<title>&lt;/title&gt;&lt;script&gt;1&lt;/script&gt; a &lt; b</title>${content}`),
        '<title>N"&gt;</title>',
      ),
    );
    expect(page).toContain('<title>1 a &lt; b</title>');
    expect(page).toContain('content="N&quot;>"');
    const author = pageOf(rss(item(`<dc:creator>&lt;/script&gt;&lt;b&gt;</dc:creator>${content}`)));
    expect(author).toContain('"name":"\\u003c/script>\\u003cb>"');
  });

  it('names an entry without an address by the feed and its id', () => {
    const captures = take(
      rss(`<item><guid>a b</guid>${content}</item><item><link>javascript:x</link>${content}</item>`),
    ).captures;
    expect(captures.map(({ capture }) => capture.targetUri)).toEqual([
      'file:feed.xml#a%20b',
      'file:feed.xml#javascript%3Ax',
    ]);
  });

  it('takes half a character for what it is: damaged', () => {
    const text = String.raw`{"version":"https://jsonfeed.org/version/1","title":"\ud800","items":[{"id":"\ud83d","title":"a\udc00","content_text":"b\ud800c"}]}`;
    expect(take(text).captures[0]?.capture.targetUri).toBe('file:feed.xml#%EF%BF%BD');
    expect(pageOf(text)).toContain('<h1>a\ufffd</h1>\n<p>b\ufffdc</p>');
  });

  it(`takes the first ${FEED_ENTRIES} entries and says that there are more`, () => {
    const { captures, remarks } = take(rss(item(content).repeat(FEED_ENTRIES + 1)));
    expect(captures).toHaveLength(FEED_ENTRIES);
    expect(remarks).toEqual([`only its first ${FEED_ENTRIES} entries are taken; there are more`]);
  });
});

describe('what is no feed to read', () => {
  it.each([
    ['<!DOCTYPE rss [<!ENTITY a "b">]>', ''],
    ['<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd">', ''],
    ['<!doctype rss>', ''],
    ['', '<!DOCTYPE x [<!ENTITY a "b">]>'],
    ['', '<!ENTITY a "b">'],
    ['', '<!-- open'],
  ])('is refused before it is parsed where it declares a type: %s %s', (before, within) => {
    const text = `<?xml version="1.0"?>${before}<rss version="2.0"><channel>${within}${item(content)}</channel></rss>`;
    expect(take(text).refusals[0]?.refused).toBe('feed-with-doctype');
  });

  it('may quote a declaration in a comment or in a page that it carries', () => {
    const quoted = `<!-- <!DOCTYPE x> --><item><link>https://news.example/1</link><content:encoded><![CDATA[<!DOCTYPE html>${PARAGRAPH}]]></content:encoded></item>`;
    expect(take(rss(quoted)).captures).toHaveLength(1);
  });

  it.each([
    ['not well-formed', '<rss version="2.0"><channel><item><title>a</item></channel>', 'malformed-feed'],
    ['without an entry', rss(''), 'empty-input'],
    [
      'JSON that is cut',
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"',
      'malformed-feed',
    ],
    ['too large', rss(item(`${content}<x>${'y'.repeat(FEED_BYTES)}</x>`)), 'too-large'],
    ['elements within elements', rss(`<item>${'<a>'.repeat(FEED_NODES / 2)}`), 'malformed-feed'],
    ['too many elements', rss(`<item>${'<a/>'.repeat(FEED_NODES)}</item>`), 'too-large'],
    [
      'too many attributes',
      rss(`<item ${Array.from({ length: FEED_NODES }, (_, i) => `a${i}=""`).join(' ')}/>`),
      'too-large',
    ],
  ])('is refused: %s', (_, text, code) => {
    const { captures, refusals } = take(text);
    expect([captures.length, refusals[0]?.refused]).toEqual([0, code]);
    expect(refusals[0]?.reason).toMatch(/^feed\.xml /);
  });
});

it.each([
  ['Mon, 02 Mar 2026 10:00:00 +0100', '2026-03-02T10:00:00+01:00'],
  ['2 Mar 26 9:05 GMT', '2026-03-02T09:05:00Z'],
  ['Mon, 02 Mar 1998 10:00:00 EST', '1998-03-02T10:00:00-05:00'],
  ['Mon, 02 Mar 98 10:00:00 Z', '1998-03-02T10:00:00Z'],
  // A military letter or an unknown zone has no meaning that one can rely on (RFC 2822, section 4.3).
  ['Mon, 02 Mar 2026 10:00:00 A', '2026-03-02'],
  ['Mon, 02 Mar 2026 10:00:00', '2026-03-02'],
  ['2026-03-02T10:00:00Z', '2026-03-02T10:00:00Z'],
  ['02 Foo 2026 10:00 GMT', '02 Foo 2026 10:00 GMT'],
])('a date of RSS keeps its zone: %s', (stated, instant) => {
  expect(instantOf(stated)).toBe(instant);
});
