import { describe, expect, it } from 'vitest';
import type { Article, BlockType } from '../../src/domain/article.ts';
import { isRefusal } from '../../src/domain/errors.ts';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { capturedHtml } from './captured.ts';

const P = [
  'Westmark has expressed its regret about the failure of the cranes in the port of Norland, but has not said who was behind it.',
  'The foreign minister of Westmark, Ilse Tarn, made the remarks in a call with her colleague from Norland, the ministry said in a statement.',
  'Investigators in Norland have connected the failure to a group that calls itself Grey Heron, and asked for help.',
  'Ms Tarn denied that anybody in Westmark had a part in it. “Sufficient facts are needed before anyone is named,” she said.',
  'The port said that ships had waited for three hours on Sunday, and that nobody had been hurt in the meantime.',
] as const;
const TEASER =
  'The ferry company of Westmark wants to sail twice a day in summer, the company said on Monday, if the weather allows.';

const PAGE = `<!doctype html><html lang="en-GB"><head><title>Westmark regrets failure | Westmark Courier</title>
<meta property="og:site_name" content="Westmark Courier"><meta property="og:title" content="Westmark regrets failure of cranes">
<link rel="canonical" href="https://courier.example/cranes">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":[{"name":"Ana Ruiz"},{"name":"Jo Field"}],
"datePublished":"2024-03-05T10:15:00+01:00","dateModified":"2024-03-06","headline":"Another wording"}]}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sea">The sea</a></li></ul></nav>
<div class="has-comments related-links-on page"><article class="story">
<h1>Westmark regrets failure of cranes</h1><h2 class="story__standfirst">Officials want to see the records before they conclude</h2>
<p class="byline">By Ana Ruiz and Jo Field</p><p><time datetime="2024-03-05">5 March 2024</time></p>
<figure><img src="a.jpg"><figcaption>The cranes on Sunday <span>(Norland Press)</span></figcaption></figure>
<p>${P[0]}</p><p>${P[1]}</p><div class="newsletter-signup"><p>Get the best of the sea in your inbox.</p></div>
<h3>What is known</h3><p>${P[2]}</p><aside class="related-stories"><h4>More</h4><p>${TEASER}</p></aside>
<p>Ms Tarn<span class="tooltip">Born in Westmark in 1970</span> denied that anybody in Westmark had a part in it. “Sufficient facts are needed before anyone is named,” she said.</p>
<p>${P[4]}</p><p>(Reporting by Norland Press; editing by Lee Marsh)</p>
<article class="teaser"><h3>Ferries</h3><p>${TEASER} More ferries.</p></article>
</article><section id="comments"><h2>Comments</h2><p>${'I never liked those cranes and I said so, as everybody here will tell you. '.repeat(3)}</p></section></div>
<footer><p>© 2024 Westmark Courier. All rights reserved.</p></footer></body></html>`;

function articleOf(html: string): Article {
  const article = extractArticle(capturedHtml(html));
  if (isRefusal(article)) throw new Error(article.reason);
  return article;
}

describe('a saved page', () => {
  const article = articleOf(PAGE);
  const typeOf = (start: string): BlockType | undefined =>
    article.blocks.find((block) => article.text.startsWith(start, block.start))?.type;

  it.each<readonly [BlockType, string]>([
    ['navigation', 'Home'],
    ['headline', 'Westmark regrets failure of cranes'],
    ['standfirst', 'Officials want'],
    ['byline', 'By Ana Ruiz'],
    ['dateline', '5 March 2024'],
    ['caption', 'The cranes on Sunday'],
    ['body', 'Westmark has expressed'],
    ['appeal', 'Get the best'],
    ['body', 'What is known'],
    ['navigation', 'The ferry company'],
    ['body', 'Ms Tarn denied'],
    ['agency-credit', '(Reporting by'],
    ['navigation', 'Ferries'],
    ['comment', 'I never liked'],
    ['other', '© 2024'],
  ])('has as %s: %s', (type, start) => {
    expect(typeOf(start)).toBe(type);
  });

  it('reads exactly the paragraphs and headings of the article', () => {
    const body = article.blocks
      .filter(({ type }) => type === 'body')
      .map(({ start, end }) => article.text.slice(start, end));
    expect(body).toEqual([P[0], P[1], 'What is known', P[2], P[3], P[4]]);
  });

  it('keeps a hover text out of the sentence that it stands in', () => {
    expect(typeOf('Born in Westmark')).not.toBe('body');
  });

  it('says what the page says about itself, and where', () => {
    expect(article.metadata).toEqual({
      title: { value: 'Westmark regrets failure of cranes', how: 'meta og:title' },
      publication: { value: 'Westmark Courier', how: 'meta og:site_name' },
      authors: [
        { value: 'Ana Ruiz', how: 'json-ld author' },
        { value: 'Jo Field', how: 'json-ld author' },
      ],
      published: { value: '2024-03-05T10:15:00+01:00', how: 'json-ld datePublished' },
      updated: { value: '2024-03-06', how: 'json-ld dateModified' },
      language: { value: 'en-GB', how: '<html lang>' },
      canonicalUri: { value: 'https://courier.example/cranes', how: '<link rel=canonical>' },
      section: null,
      standfirst: {
        value: 'Officials want to see the records before they conclude',
        how: 'stands in a part named as standfirst below the headline',
      },
      captions: [{ value: 'The cranes on Sunday (Norland Press)', how: 'stands in a caption' }],
      credits: [],
      agencyCredits: [
        {
          value: '(Reporting by Norland Press; editing by Lee Marsh)',
          how: 'worded as: credit for reporting',
        },
      ],
      corrections: [],
      confidence: expect.closeTo(0.95, 1),
    });
  });

  it('finds author and day in the text where the markup has none', () => {
    const bare = articleOf(
      `<title>Westmark regrets failure of cranes | Courier</title><h1>Westmark regrets failure of cranes</h1><p>By Ana Ruiz and Jo Field</p><p>5 March 2024</p>${P.map((p) => `<p>${p}</p>`).join('')}`,
    );
    expect(bare.metadata.title?.value).toBe('Westmark regrets failure of cranes');
    expect(bare.metadata.authors.map(({ value }) => value)).toEqual(['Ana Ruiz', 'Jo Field']);
    expect(bare.metadata.published).toEqual({ value: '2024-03-05', how: 'dateline of the text' });
  });

  it('passes over metadata that is no address, no language, no JSON', () => {
    const odd = articleOf(
      `<html lang="<b>"><link rel=canonical href="javascript:alert(1)"><script type="application/ld+json">{"@type":</script>
       <script type="application/ld+json">${'['.repeat(5000)}</script><h1>Cranes</h1>${P.map((p) => `<p>${p}</p>`).join('')}`,
    );
    expect(odd.metadata).toMatchObject({ language: null, canonicalUri: null, published: null, authors: [] });
  });

  it('gives the same article for the same page', () => {
    expect(articleOf(PAGE)).toEqual(article);
  });
});
