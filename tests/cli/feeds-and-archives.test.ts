import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packed, record, response } from '../capture/warc-file.ts';
import { onus } from './process.ts';

const BODY = (n: number) =>
  `<p>Ostrel's foreign ministry said on Tuesday that Belmarra should publish its evidence before it blames anybody for case ${n}.</p><p>The spokesman, Jon Hald, declined to comment on whether the army knew of the attack on the harbour.</p>`;
const PAGE = (n: number) =>
  `<!doctype html><html lang="en"><title>Proof ${n}</title><article><h1>Proof ${n}</h1>${BODY(n)}</article></html>`;
const FEED = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The News</title>
<item><title>Entry one</title><link>https://news.example/1</link><pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate><content:encoded><![CDATA[${BODY(1)}]]></content:encoded></item>
<item><title>Entry two</title><link>https://news.example/2</link><description>Short.</description></item></channel></rss>`;

let root: string;
let data: string;
const path = (name: string) => join(root, name);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'onus-archives-'));
  data = path('data');
  const records = [
    record({ 'WARC-Type': 'warcinfo' }, 'software: x\r\n'),
    response('https://a.example/1', PAGE(1)),
    response('https://a.example/2', PAGE(2), { fields: { 'WARC-Payload-Digest': `md5:${'0'.repeat(32)}` } }),
    response('https://a.example/3', PAGE(3)),
  ];
  writeFileSync(path('crawl.warc.gz'), packed(records));
  writeFileSync(path('cut.warc.gz'), packed(records).subarray(0, -40));
  writeFileSync(path('feed.xml'), FEED);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Each test starts the program several times, and each start a database. Milliseconds. */
const PATIENCE = 120_000;

const linesOf = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a feed and an archive', { timeout: PATIENCE }, () => {
  it('are read as many sources, and nothing is kept', () => {
    const { status, stdout, stderr } = onus('/dev/null/nowhere', [
      ...['read', '--json', path('feed.xml'), path('cut.warc.gz')],
    ]);
    expect(status).toBe(3);
    expect(
      linesOf(stdout).map(({ article }) => [article.title, article.published?.slice(0, 10) ?? null]),
    ).toEqual([
      ['Entry one', '2026-03-02'],
      ['Proof 1', null],
      ['Proof 2', null],
    ]);
    expect(stderr).toMatch(/refused {2}feed\.xml, entry 2 of 2: .*--linked/);
    expect(stderr).toMatch(/note .*cut\.warc\.gz: https:\/\/a\.example\/2: its bytes do not have/);
    expect(stderr).toMatch(
      /refused .*cut\.warc\.gz.* begins at byte \d+: it ends in the middle, at byte \d+/,
    );
  });

  it('are added once, and the second time only seen again', () => {
    const add = () =>
      onus(data, ['add', path('crawl.warc.gz'), path('feed.xml'), '--case', 'Sund', '--json']);
    const first = linesOf(add().stdout);
    expect(first.map(({ input, isNew, refused }) => [input, isNew ?? refused])).toEqual([
      ['crawl.warc.gz: https://a.example/1', true],
      ['crawl.warc.gz: https://a.example/2', true],
      ['crawl.warc.gz: https://a.example/3', true],
      ['feed.xml, entry 1 of 2: https://news.example/1', true],
      ['feed.xml, entry 2 of 2: https://news.example/2', 'only-summary'],
    ]);
    const again = linesOf(add().stdout);
    expect(again.map(({ isNew, unchangedSince }) => [isNew, unchangedSince?.slice(0, 4)])).toEqual([
      [false, '2024'],
      [false, '2024'],
      [false, '2024'],
      [false, expect.any(String)],
      [undefined, undefined],
    ]);
  });

  it('leave the case as an archive that gives the same captures', () => {
    const out = path('out.warc.gz');
    const { status, stdout } = onus(data, ['case', 'export', 'Sund', '--warc', '--out', out]);
    expect([status, stdout]).toEqual([0, `4 captures in ${out}\n`]);
    const texts = (file: string) =>
      linesOf(onus(data, ['read', '--json', file]).stdout).map(({ sha256 }) => sha256);
    const given = [...texts(path('crawl.warc.gz')), ...texts(path('feed.xml'))];
    expect(texts(out).toSorted()).toEqual(given.toSorted());
    const before = readFileSync(out);
    const again = onus(data, ['case', 'export', 'Sund', '--warc', '--out', out]);
    expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('is there already')]);
    expect(readFileSync(out).equals(before)).toBe(true);
  });

  it('a case that is not there is exported to nothing', () => {
    expect(onus(data, ['case', 'export', 'None', '--warc', '--out', path('none.warc.gz')]).status).toBe(4);
    expect(() => readFileSync(path('none.warc.gz'))).toThrow();
  });
});
