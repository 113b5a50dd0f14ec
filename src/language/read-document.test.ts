import { describe, expect, it } from 'vitest';
import type { Article, BlockType } from '../domain/article.ts';
import type { Document, TokenRange } from '../domain/document.ts';
import { composeStages } from './pipeline.ts';
import { readDocument } from './read-document.ts';

function plain(text: string, type: BlockType = 'body'): Pick<Article, 'text' | 'blocks'> {
  return { text, blocks: [{ type, start: 0, end: text.length, reason: 'given', probability: 1 }] };
}

const wordsOf = (document: Document) =>
  document.tokens.map(({ start, end }) => document.text.slice(start, end));
const slices = (document: Document, ranges: readonly { start: number; end: number }[]) =>
  ranges.map(({ start, end }) => document.text.slice(start, end));

/** What holds for every document, whatever the text. */
function expectSound(document: Document): void {
  let at = 0;
  for (const token of document.tokens) {
    expect(document.text.slice(at, token.start).trim()).toBe('');
    expect(token.end).toBeGreaterThan(token.start);
    at = token.end;
  }
  expect(document.text.slice(at).trim()).toBe('');
  const ranges: readonly TokenRange[] = [
    ...document.paragraphs,
    ...document.sentences,
    ...document.quotations,
    ...document.mentions,
  ];
  for (const range of ranges) {
    expect(range.start).toBe(document.tokens[range.first]?.start);
    expect(range.end).toBe(document.tokens[range.last - 1]?.end);
  }
  const inSentences = document.sentences.reduce((sum, { first, last }) => sum + last - first, 0);
  const inParagraphs = document.paragraphs.reduce((sum, { first, last }) => sum + last - first, 0);
  expect(inSentences).toBe(inParagraphs);
}

describe('tokens', () => {
  it('keeps apostrophes, hyphens, abbreviations and numbers whole', () => {
    const document = readDocument(
      plain("Mr. Orla's e-mail didn’t reach the U.S. by 3.5% or 1,200 AT&T users."),
    );
    expect(wordsOf(document)).toEqual([
      'Mr.',
      "Orla's",
      'e-mail',
      'didn’t',
      'reach',
      'the',
      'U.S.',
      'by',
      '3.5%',
      'or',
      '1,200',
      'AT&T',
      'users',
      '.',
    ]);
    expect(document.tokens[3]?.lower).toBe("didn't");
  });

  it('takes a stop after an abbreviation at the end of a line for the end of the sentence', () => {
    expect(wordsOf(readDocument(plain('It was Harrow Inc.'))).at(-1)).toBe('.');
  });
});

describe('paragraphs', () => {
  it('reads only blocks that are the article, and ends one at a line break', () => {
    const text = 'Big leak\nBy A. Writer\nFirst line.\nSecond line.';
    const block = (type: BlockType, start: number, end: number) => ({
      type,
      start,
      end,
      reason: '',
      probability: 1,
    });
    const document = readDocument({
      text,
      blocks: [block('headline', 0, 8), block('byline', 9, 21), block('body', 22, text.length)],
    });
    expect(slices(document, document.paragraphs)).toEqual(['Big leak', 'First line.', 'Second line.']);
    expect(document.paragraphs.map(({ block: type }) => type)).toEqual(['headline', 'body', 'body']);
  });
});

describe('sentences', () => {
  it.each([
    ['Dr. Ama Boye left. She said no.', ['Dr. Ama Boye left.', 'She said no.']],
    ['J. R. Finch of the U.S. Navy agreed.', ['J. R. Finch of the U.S. Navy agreed.']],
    ['They left the U.S. The fleet stayed.', ['They left the U.S.', 'The fleet stayed.']],
    ['"Is it over?" she asked. "No."', ['"Is it over?" she asked.', '"No."']],
    ['Wait... what? Yes!', ['Wait... what?', 'Yes!']],
  ])('cuts %j', (text, expected) => {
    const document = readDocument(plain(text));
    expect(slices(document, document.sentences)).toEqual(expected);
  });
});

describe('quotations', () => {
  it.each([
    ['He said "it is over" and left.', ['"it is over"']],
    ['“Yes,” she said. “Never.”', ['“Yes,”', '“Never.”']],
    ["''We know,'' he said.", ["''We know,''"]],
    ["'We know the workers' names,' he said.", ["'We know the workers' names,'"]],
    ['‘We know,’ he said.', ['‘We know,’']],
    ['"She told me \'go\' and I went," he said.', ['"She told me \'go\' and I went,"']],
    ["The workers' rights and the '90s.", []],
    ['"First part.\n\n"Second part."', ['"First part.', '"Second part."']],
    ['"One line.\nStill the same." Then no more.', ['"One line.\nStill the same."']],
    ['A stray " mark', []],
  ])('finds those of %j', (text, expected) => {
    const document = readDocument(plain(text));
    expect(slices(document, document.quotations)).toEqual(expected);
  });

  it('says which one its paragraph leaves open', () => {
    const document = readDocument(plain('"First part.\n\n"Second part."'));
    expect(document.quotations.map(({ closed }) => closed)).toEqual([false, true]);
    expect(slices(document, [document.quotations[0]?.inner ?? { start: 0, end: 0 }])).toEqual([
      'First part.',
    ]);
  });
});

describe('mentions', () => {
  it('tells persons by title, organisations by their words, states by the lexicon', () => {
    const document = readDocument(
      plain('On Monday Mr Tavi Lund met the Harrow Security Agency in France with a German envoy.'),
    );
    const kinds = new Map(
      document.mentions.map((one) => [document.text.slice(one.start, one.end), one.kind]),
    );
    expect(kinds.get('Harrow Security Agency')).toBe('organisation');
    expect(kinds.get('France')).toBe('place');
    expect(kinds.get('German')).toBe('nationality');
    expect([...kinds].some(([name, kind]) => name.includes('Tavi Lund') && kind === 'person')).toBe(true);
  });
});

describe('any text', () => {
  const alphabet = [
    'a',
    'B',
    '.',
    '"',
    "'",
    '“',
    '”',
    '‘',
    '’',
    ' ',
    '\n',
    '-',
    '7',
    ',',
    '\ud83d',
    'é',
    'ש',
    '(',
    'U.S.',
    'Mr.',
    "''",
  ];

  it('is tiled by tokens, and every range stands at its tokens', () => {
    let state = 7;
    const random = (n: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >>> 8) % n;
    };
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: random(60) }, () => alphabet[random(alphabet.length)]).join('');
      expectSound(readDocument(plain(text)));
    }
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['a lone surrogate', 'a \ud800 b "\udfff'],
    ['right-to-left text', 'אמר "שלום" והלך. قال "نعم".'],
    ['nothing but quotation marks', '"""“”‘’\'\''.repeat(200)],
    ['one line of a megabyte', 'The ministry said "no" and x. '.repeat(35_000)],
    ['a megabyte without a space', 'a'.repeat(1_000_000)],
    ['a megabyte of stops', '.'.repeat(1_000_000)],
  ])('is read when it is %s', (_, text) => {
    const document = readDocument(plain(text));
    if (text.length < 10_000) expectSound(document);
    else expect(document.tokens.at(-1)?.end).toBe(text.trimEnd().length);
  });
});

describe('stages', () => {
  interface Draft {
    readonly input: number;
    readonly doubled: number;
    readonly sum: number;
  }
  const doubled = {
    name: 'double',
    requires: ['input'],
    assigns: 'doubled',
    run: (d: Draft) => d.input * 2,
  } as const;
  const sum = {
    name: 'sum',
    requires: ['input', 'doubled'],
    assigns: 'sum',
    run: (d: Draft) => d.input + d.doubled,
  } as const;

  it('run in order', () => {
    expect(composeStages<Draft, 'input'>(['input'], [doubled, sum])({ input: 2 })).toEqual({
      input: 2,
      doubled: 4,
      sum: 6,
    });
  });

  it('are refused in a bad order', () => {
    expect(() => composeStages<Draft, 'input'>(['input'], [sum, doubled])).toThrow(/"sum" requires doubled/u);
  });

  it('are refused where two assign one layer', () => {
    expect(() => composeStages<Draft, 'input'>(['input'], [doubled, doubled])).toThrow(/a second time/u);
  });
});
