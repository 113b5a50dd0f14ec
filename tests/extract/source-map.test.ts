import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { type Article, isByteRun } from '../../src/domain/article.ts';
import type { Captured } from '../../src/domain/capture.ts';
import { isRefusal } from '../../src/domain/errors.ts';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { capturedHtml, capturedLatin1, capturedText } from './captured.ts';

/** Numbers in [0, 1), the same for the same seed (a linear congruential generator, Numerical Recipes' constants). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const PIECES = [
  'The ministry of Norland denied on Monday that it had any part in the failure of the port’s cranes. ',
  'Officials in Westmark said the inquiry would take weeks, and that “nothing” had been ruled out. ',
  'Ein Sprecher erklärte, man habe “keine Beweise”. 日本語の文もここにあります。',
  ' &amp; &lt;tag&gt; &nbsp; &#8220;x&#8221; &eacute; &notit; &copy2 AT&T a < b > c ',
  '\ue000\ue001\uf8ff\ue123 private use ',
  '&#xE000;&#xE001; written as references ',
  '😀 👩🏽‍💻 ﷺ e\u0301 ',
  '\r\n\r\n\t  \n',
  '<br>',
  '<b>bold <i>both</b> italic</i> ',
  '</stray>',
  '<!-- a comment -->',
  '<a href="/x?a=1&b=2">a link</a> ',
  '<table>foster<tr><td>cell one</td>moved<td>cell two</td></tr>after</table>',
  '<pre>\n  kept\n</pre>',
  '<script>var x = "<p>";</script>',
  '<ul><li>first<li>second</ul>',
  '<span hidden>unseen</span>',
  '<figure><img src=a><figcaption>A crane (Norland Press)</figcaption></figure>',
  '<svg><title>t</title><text>drawn</text></svg>',
  '</p><p>',
  '</div><div class="related">',
  '<h2>What is known</h2>',
];

function randomPage(seed: number): string {
  const random = generator(seed);
  const parts = Array.from({ length: 60 }, () => PIECES[Math.floor(random() * PIECES.length)] ?? '');
  const filler = Array.from({ length: 5 }, (_, i) => `<p>Part ${i}: ${PIECES[0]}${PIECES[1]}</p>`);
  return `<!doctype html><title>Norland</title><body><h1>Norland denies</h1><div>${filler.join('\n')}<p>${parts.join('')}`;
}

function articleOf(captured: Captured): Article {
  const article = extractArticle(captured);
  if (isRefusal(article)) throw new Error(article.reason);
  return article;
}

function expectTiled(article: Article): void {
  let end = 0;
  for (const block of article.blocks) {
    expect(block.start).toBeGreaterThanOrEqual(end);
    expect(block.end).toBeGreaterThan(block.start);
    expect(article.text.slice(end, block.start)).toMatch(/^\s*$/);
    end = block.end;
  }
  expect(article.text.slice(end)).toMatch(/^\s*$/);
}

function expectCovered(article: Article): void {
  const covered = new Uint8Array(article.text.length);
  let end = 0;
  for (const run of article.sourceMap) {
    expect(run.start).toBeGreaterThanOrEqual(end);
    expect(run.end).toBeGreaterThan(run.start);
    covered.fill(1, run.start, run.end);
    end = run.end;
  }
  expect([...covered].findIndex((is, i) => is === 0 && /\S/.test(article.text[i] ?? ''))).toBe(-1);
}

/** What an HTML parser reads in a stretch of source that holds no tags. */
function parsedText(source: string): string {
  return parseFragment(source)
    .childNodes.map((node) => ('value' in node ? node.value : `<${node.nodeName}>`))
    .join('');
}

const fold = (text: string): string => text.replace(/\s+/gu, ' ').trim();

function expectExact(
  article: Article,
  { capture, bytes }: Captured,
  parse: (source: string) => string,
): void {
  const decoder = new TextDecoder(capture.charset.name, { ignoreBOM: true });
  for (const run of article.sourceMap.filter(isByteRun)) {
    const source = decoder.decode(bytes.subarray(run.sourceStart, run.sourceEnd));
    expect(fold(parse(source))).toBe(fold(article.text.slice(run.start, run.end)));
  }
}

describe('the way back from an article to its source', () => {
  it.each(Array.from({ length: 60 }, (_, i) => i + 1))('is exact for the random page of seed %i', (seed) => {
    const page = capturedHtml(randomPage(seed));
    const article = articleOf(page);
    expectTiled(article);
    expectCovered(article);
    expectExact(article, page, parsedText);
  });

  it('is exact behind a byte order mark', () => {
    const page = capturedHtml(`\ufeff${randomPage(7)}`);
    expectExact(articleOf(page), page, parsedText);
  });

  it('is exact in a single-byte charset', () => {
    const page = capturedLatin1(
      `<h1>Verkehr</h1>${Array.from({ length: 5 }, (_, i) => `<p>Nr. ${i}: Der Minister \xfcbte Kritik an M\xe4rkten, \xd6l und &Uuml;bermut, sagte er am Montag der Presse.</p>`).join('')}`,
      'text/html',
    );
    const article = articleOf(page);
    expect(article.text).toContain('übte Kritik an Märkten, Öl und Übermut');
    expectExact(article, page, parsedText);
  });

  it('leads past markup between two stretches of one text node', () => {
    const words =
      'The port of Norland said on Monday that its cranes stood still for three hours, nobody knows why. ';
    const page = capturedHtml(`<h1>Cranes</h1><p>${words}one</stray>two ${words}</p><p>Second: ${words}</p>`);
    const article = articleOf(page);
    const at = article.text.indexOf('onetwo');
    const runs = article.sourceMap.filter((run) => run.end > at && run.start < at + 6);
    expect(runs).toHaveLength(2);
    expectExact(article, page, parsedText);
  });

  it('keeps private-use characters of the page in the text', () => {
    const words =
      'The port of Norland said on Monday that its cranes stood still for three hours, nobody knows why. ';
    const article = articleOf(
      capturedHtml(`<h1>Cranes</h1><p>${words}\ue000\ue005 ${words}</p><p>Then: ${words}</p>`),
    );
    expect(article.text).toContain('\ue000\ue005');
    expect(article.blocks.filter(({ type }) => type === 'body')).toHaveLength(2);
  });

  it.each([
    ['line feeds', '\n'],
    ['carriage returns and line feeds', '\r\n'],
    ['carriage returns', '\r'],
    ['line separators', '\u2028'],
  ])('is the text itself for pasted text with %s', (_, separator) => {
    const lines = [
      'Norland denies any part in failure of cranes',
      '',
      'By Ana Ruiz',
      '😀 The ministry of Norland denied on Monday that it had any part in the failure of the port’s cranes.',
      '   Officials in Westmark said the inquiry would take weeks, and that “nothing” had been ruled out.  ',
    ];
    const text = capturedText(lines.join(separator));
    const article = articleOf(text);
    expect(article.text).toBe(lines.join(separator));
    expect(article.blocks.map(({ start, end }) => article.text.slice(start, end))).toEqual(
      lines.filter(Boolean).map((line) => line.trim()),
    );
    expectTiled(article);
    expectCovered(article);
    expectExact(article, text, (source) => source);
  });
});
