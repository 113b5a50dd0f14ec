import { describe, expect, it } from 'vitest';
import type { Article, BlockType } from '../../src/domain/article.ts';
import { isRefusal } from '../../src/domain/errors.ts';
import { lineKey } from '../../src/extract/classify-lines.ts';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { extractText } from '../../src/extract/extract-text.ts';
import { byteOffsets } from '../../src/text/decode.ts';
import { capturedText } from './captured.ts';

/** A page of an invented newspaper as a reader copies it: each line with the type it is of. */
const PAGE: readonly (readonly [BlockType, string])[] = [
  ['headline', 'Norland port: Westmark regrets failure, but blames nobody'],
  ['standfirst', 'Officials want to see the records of the cranes before they draw any conclusion'],
  ['byline', 'Ana Ruiz-Field'],
  ['dateline', 'Tuesday 5 March 2024 10:15 GMT'],
  ['comment', 'Comments'],
  ['caption', 'The cranes of Norland stood still for three hours on Sunday morning (Norland Press/AFP)'],
  [
    'caption',
    'The cranes of Norland stood still for three hours on Sunday morning (Norland Press/AFP) (Norland Press/AFP)',
  ],
  ['appeal', 'Your help keeps this newsroom going'],
  [
    'appeal',
    'From the council chamber to the harbour wall, the Westmark Courier is there when it happens. We read the minutes so that nobody else has to.',
  ],
  [
    'appeal',
    'Your donation allows us to send reporters to both sides of the strait, and to stay until the questions are answered.',
  ],
  [
    'appeal',
    'The harbour has been the heart of the town for three centuries, and its people deserve to be heard.',
  ],
  ['appeal', 'Your support makes all the difference.'],
  [
    'body',
    'Westmark has expressed its regret about the failure of the cranes in the port of Norland, but has not said who was behind it.',
  ],
  [
    'body',
    'The foreign minister of Westmark, Ilse Tarn, made the remarks in a call with her colleague from Norland, the ministry said in a statement.',
  ],
  [
    'caption',
    'Ilse Tarn in the harbour last year. (Westmark Courier)'.replace('Westmark Courier', 'Reuters'),
  ],
  [
    'body',
    '“Your support in these hours will not be forgotten,” the mayor of Norland told the minister, according to the ministry.',
  ],
  ['navigation', 'Read more: How a crane is steered'],
  ['body', 'What is known'],
  ['body', 'Investigators in Norland have connected the failure to a group that calls itself Grey Heron.'],
  ['appeal', 'Sign up to our free weekly newsletter on the sea and those who live by it'],
  [
    'body',
    'Ms Tarn denied that anybody in Westmark had a part in it. “Sufficient facts are needed before anyone is named,” she said.',
  ],
  ['agency-credit', 'Additional reporting by Norland Press'],
  ['navigation', 'More about'],
  ['comment', 'Join our commenting forum'],
  ['comment', 'Join thought-provoking conversations, follow other readers and see their replies'],
  [
    'comment',
    'I have worked on these cranes for twenty years and nothing like it has ever happened before, believe me.',
  ],
  ['login', 'Thank you for registering'],
  ['login', 'Please refresh the page or navigate to another page to be automatically logged in'],
];

function articleOf(text: string): Article {
  const article = extractArticle(capturedText(text));
  if (isRefusal(article)) throw new Error(article.reason);
  return article;
}

describe('a pasted page', () => {
  const article = articleOf(PAGE.map(([, line]) => line).join('\n\n'));

  it.each(PAGE.map(([type, line], i) => [type, line.slice(0, 60), i] as const))(
    'has as %s: %s',
    (type, _, i) => {
      expect(article.blocks[i]).toMatchObject({ type });
    },
  );

  it('gives a reason and a probability for every label', () => {
    for (const block of article.blocks) {
      expect(block.reason).not.toBe('');
      // A line of which little is known goes with those around it, at a probability about even.
      expect(block.probability).toBeGreaterThan(0.3);
    }
  });

  it('states title, author and day, and how each was found', () => {
    expect(article.metadata).toMatchObject({
      title: { value: PAGE[0]?.[1], how: 'headline of the text' },
      authors: [{ value: 'Ana Ruiz-Field', how: 'byline of the text' }],
      published: { value: '2024-03-05', how: 'dateline of the text' },
      updated: null,
    });
  });
});

describe('a text of a sentence or two', () => {
  it.each([
    ['The ministry of Ostrel denied any part in the outage.', 1],
    ['Ostrel denied any part in the outage', 1],
    ['Ostrel denied any part in it. Belmarra did not.\nNobody else spoke.', 2],
  ])('is read: %s', (text, count) => {
    expect(articleOf(text).blocks.map(({ type }) => type)).toEqual(Array(count).fill('body'));
  });
});

describe('lines that the publisher’s other articles carry', () => {
  it('belong to no article, however well they read', () => {
    const recurring =
      'The Westmark Courier was founded in 1871 by a captain who wanted to know when the ships came in.';
    const text = [...REPORT, recurring].join('\n');
    const offsets = byteOffsets(new TextEncoder().encode(text), 'utf-8');
    const typesOf = (known: Map<string, string[]>) => {
      const article = extractText(text, offsets, known);
      return isRefusal(article) ? [] : article.blocks.map(({ type }) => type);
    };
    expect(typesOf(new Map())).toEqual(['body', 'body', 'body', 'body']);
    const known = new Map([[lineKey(recurring), ['other-source']]]);
    expect(typesOf(known)).toEqual(['body', 'body', 'body', 'other']);
    const article = extractText(text, offsets, known);
    expect(isRefusal(article) ? null : article.blocks.at(-1)).toMatchObject({
      reason: 'stands in other articles of this publication too',
      standsIn: ['other-source'],
    });
  });

  it('keep the type that says more: author, headline, agency', () => {
    const lines = ['Westmark regrets failure of cranes', 'By Ana Ruiz-Field', ...REPORT, '© Reuters 2024'];
    const text = lines.join('\n');
    const offsets = byteOffsets(new TextEncoder().encode(text), 'utf-8');
    const known = new Map(
      ['Westmark regrets failure of cranes', 'By Ana Ruiz-Field', '© Reuters 2024'].map((line) => [
        lineKey(line),
        ['x'],
      ]),
    );
    expect(extractText(text, offsets, known)).toEqual(extractText(text, offsets));
    expect(extractText(text, offsets, known)).toMatchObject({
      metadata: { title: { value: lines[0] }, authors: [{ value: 'Ana Ruiz-Field' }] },
    });
  });
});

const REPORT = [
  'Westmark has expressed its regret about the failure of the cranes in the port of Norland on Sunday.',
  'The foreign minister of Westmark made the remarks in a call with her colleague, the ministry said.',
  'Investigators in Norland have connected the failure to a group that calls itself Grey Heron.',
];

describe('a text without boilerplate', () => {
  it('is read whole', () => {
    const article = articleOf(['Westmark regrets failure', ...REPORT].join('\n'));
    expect(article.blocks.map(({ type }) => type)).toEqual(['headline', 'body', 'body', 'body']);
  });

  it('is read whole where its lines were broken at a column', () => {
    const wrapped = REPORT.map((paragraph) => paragraph.replace(/(.{40,50}) /g, '$1\n')).join('\n\n');
    const article = articleOf(wrapped);
    expect(article.blocks).toHaveLength(REPORT.length);
    expect(article.blocks.every(({ type }) => type === 'body')).toBe(true);
  });

  it('keeps what is quoted from an appeal', () => {
    const quoted =
      'The director said: “We need your donation, because our work depends on members and supporters.”';
    const article = articleOf([REPORT[0], quoted, ...REPORT.slice(1)].join('\n'));
    expect(article.blocks.every(({ type }) => type === 'body')).toBe(true);
  });

  it('states no day that nobody stated', () => {
    expect(articleOf(REPORT.join('\n')).metadata.published).toBeNull();
    expect(
      articleOf(['Westmark regrets failure', 'March 2024', ...REPORT].join('\n')).metadata.published,
    ).toBeNull();
  });
});
