import { describe, expect, it } from 'vitest';
import type { Article, BlockType } from '../domain/article.ts';
import { creditsOf, firstReportsOf, sharedCredits } from './credits.ts';

function article(
  lines: readonly (readonly [BlockType, string])[],
  publication: string | null = null,
): Article {
  let text = '';
  const blocks = lines.map(([type, line]) => {
    const start = text.length;
    text += `${line}\n`;
    return { type, start, end: start + line.length, reason: 'test', probability: 1 };
  });
  const metadata = {
    title: null,
    publication: publication === null ? null : { value: publication, how: 'test' },
    authors: [],
    published: null,
    updated: null,
    language: null,
    canonicalUri: null,
  };
  return { extractor: 'test', text, blocks, sourceMap: [], metadata };
}
const agencies = (...lines: (readonly [BlockType, string])[]) =>
  creditsOf(article(lines)).map(({ agency, quote }) => [agency, quote?.exact]);

describe('creditsOf', () => {
  it('knows a dateline that names an agency, with its words', () => {
    expect(agencies(['body', 'LONDON, Aug 27 (Reuters) – The port was closed.'])).toEqual([
      ['Reuters', 'LONDON, Aug 27 (Reuters) –'],
    ]);
    expect(agencies(['body', 'WASHINGTON (AP) — The port was closed.'])).toEqual([
      ['AP', 'WASHINGTON (AP) —'],
    ]);
  });

  it('takes no mention in running text for a credit', () => {
    expect(agencies(['body', 'He told Reuters that the port was closed.'])).toEqual([]);
    expect(
      agencies([
        'body',
        `${'The port was closed, and nobody knew for how long it would be. '.repeat(2)}(AP) – no`,
      ]),
    ).toEqual([]);
    expect(agencies(['credit', 'Photo: Reuters'])).toEqual([]);
  });

  it('knows credit lines, bylines and the agency itself', () => {
    expect(agencies(['agency-credit', 'AP and Agence France-Presse contributed to this report.'])).toEqual([
      ['AP', 'AP and Agence France-Presse contributed to this report.'],
      ['AFP', 'AP and Agence France-Presse contributed to this report.'],
    ]);
    expect(agencies(['byline', 'By The Associated Press'])).toEqual([['AP', 'By The Associated Press']]);
    expect(agencies(['byline', 'By Ines Calder'])).toEqual([]);
    expect(creditsOf(article([['body', 'The port was closed.']], 'Reuters'))).toEqual([
      { agency: 'Reuters', quote: null },
    ]);
  });

  it('keeps a credit without an agency by its line, also where it stands among the body', () => {
    const line = '(Additional reporting by Ines Calder; Editing by Jon Adler)';
    expect(agencies(['body', 'The port was closed.'], ['body', line])).toEqual([[null, line]]);
  });
});

describe('sharedCredits', () => {
  it('compares agencies by name and lines by their words', () => {
    const one = creditsOf(
      article([
        ['body', 'OSTRAVA (AP) – Closed.'],
        ['agency-credit', 'Reporting by Ines Calder'],
      ]),
    );
    const other = creditsOf(article([['agency-credit', 'reporting by INES CALDER.']], 'Associated Press'));
    expect(sharedCredits(one, other)).toEqual(['AP', '“reporting by INES CALDER.”']);
    expect(sharedCredits(one, [])).toEqual([]);
  });
});

describe('firstReportsOf', () => {
  it.each([
    ['The move was first reported by MSNBC. It', 'MSNBC'],
    ['The raid, first reported last week by The Harbour Gazette, went', 'Harbour Gazette'],
    ['The Harbour Gazette first reported the raid', 'Harbour Gazette'],
    ['The Bureau of Maps was the first to report it', 'Bureau of Maps'],
    ['As Ostrel News broke the story', 'Ostrel News'],
  ])('%s', (text, by) => {
    const found = firstReportsOf(article([['body', text]]));
    expect(found.map((each) => each.by)).toEqual([by]);
    expect(text).toContain(found[0]?.quote.exact);
  });

  it('names nobody where nobody is named, and reads no caption', () => {
    expect(
      firstReportsOf(article([['body', 'It was first reported on Friday that they had first reported it.']])),
    ).toEqual([]);
    expect(firstReportsOf(article([['caption', 'first reported by MSNBC']]))).toEqual([]);
  });

  it('is not slowed by a long text of names', () => {
    const text = `${'Aa '.repeat(100_000)}first reported ${'Aa '.repeat(100_000)}`;
    expect(firstReportsOf(article([['body', text]])).length).toBeLessThan(2);
  });
});
