import { describe, expect, it } from 'vitest';
import type { BlockType } from '../domain/article.ts';
import { lineKey } from '../extract/classify-lines.ts';
import { publicationLines } from '../extract/publication-lines.ts';
import { NO_METADATA } from '../extract/text-metadata.ts';
import { askedLines, COMPARED_LIMIT, knownLines, lineHash } from './known-lines.ts';
import type { ArticleText, LinesInCommon } from './ports.ts';

const FURNITURE =
  'The Westmark Courier was founded in 1871 by a captain who wanted to know when the ships came in.';

/** Texts of their own: no five words in a row stand in those on another topic. */
function story(topic: string): string[] {
  return [
    'Officials in the town said that the registry had been closed since the night on which the river rose.',
    'The mayor told the council that nobody had asked for the records before the old bridge was shut.',
    'Engineers expect the works on the quay to be finished when the market opens in the square again.',
    'Residents met at the school and asked why the warning had come an hour too late for many of them.',
  ].map((line) => line.replace(/(\S+ \S+ \S+) /g, `$1 ${topic} `));
}

type Line = string | readonly [string, BlockType, number?];

function articleOf(sourceId: string, title: string, lines: readonly Line[]): ArticleText {
  const rows = [[title, 'headline', 0.9] as const, ...lines].map((line) =>
    typeof line === 'string' ? ([line, 'body', 0.95] as const) : line,
  );
  let at = 0;
  const blocks = rows.map(([text, type, probability = 0.95]) => {
    const start = at;
    at += text.length + 1;
    return { type, start, end: start + text.length, reason: 'test', probability };
  });
  return {
    sourceId,
    article: { text: rows.map(([text]) => text).join('\n'), blocks, metadata: NO_METADATA },
  };
}

/** What the store holds of the others, and what is known of the text by them. */
function knownOf(own: ArticleText, others: readonly (readonly [ArticleText, 'page' | 'text'])[]): string[] {
  const asked = askedLines(own.article);
  const isAsked = (line: number) => asked.lines.has(line) || line === asked.title;
  const held = others.map(([{ sourceId, article }, form]): LinesInCommon => {
    const lines = publicationLines(article, form === 'page');
    const common = (keys: readonly string[]) => keys.map(lineHash).filter(isAsked);
    return {
      ...{ sourceId, host: 'courier.example', outside: common(lines.outside) },
      ...{ own: common(lines.own), unsure: common(lines.unsure) },
    };
  });
  const known = knownLines(
    own,
    asked,
    held,
    others.map(([other]) => other),
  );
  return [...known.keys()];
}

const OWN = articleOf('own', 'A flood in Norland', [...story('Norland'), FURNITURE]);
const page = (id: string, topic: string, ...lines: Line[]) =>
  [articleOf(id, `A flood in ${topic}`, [...story(topic), ...lines]), 'page'] as const;
const text = (id: string, topic: string, ...lines: Line[]) =>
  [articleOf(id, `A flood in ${topic}`, [...story(topic), ...lines]), 'text'] as const;
const UNSURE: Line = [FURNITURE, 'body', 0.8];

describe('a line of a text is known', () => {
  it('from one page that has it beside its article', () => {
    expect(knownOf(OWN, [page('a', 'Sundby', [FURNITURE, 'other'])])).toEqual([lineKey(FURNITURE)]);
  });

  it('from two texts that nobody can see into, and not from one', () => {
    const [one, two] = [text('a', 'Sundby', UNSURE), text('b', 'Ostrel', UNSURE)];
    expect(knownOf(OWN, [one])).toEqual([]);
    expect(knownOf(OWN, [one, two])).toEqual([lineKey(FURNITURE)]);
  });

  it('with the sources of which that is known', () => {
    const others = ['a', 'b', 'c', 'd'].map((id) => page(id, `Town${id}`, [FURNITURE, 'other']));
    const asked = askedLines(OWN.article);
    const held = others.map(([{ sourceId }]) => ({
      ...{ sourceId, host: null, own: [], unsure: [], outside: [lineHash(lineKey(FURNITURE))] },
    }));
    const known = knownLines(
      OWN,
      asked,
      held,
      others.map(([other]) => other),
    );
    expect(known.get(lineKey(FURNITURE))).toEqual(['a', 'b', 'c']);
  });
});

describe('a line of a text is not known', () => {
  it('where nothing is remembered', () => {
    expect(knownOf(OWN, [])).toEqual([]);
  });

  it('from copies of one story, however many publish it, whole, cut or under another title', () => {
    const wire = story('Norland');
    const copies = [
      [articleOf('a', 'Norland is flooded', wire), 'text'],
      [
        articleOf(
          'b',
          'Water in Norland',
          wire.slice(0, 3).map((line) => [line, 'body', 0.8] as const),
        ),
        'text',
      ],
      [
        articleOf(
          'c',
          'Norland',
          wire.map((line) => [line, 'body', 0.8] as const),
        ),
        'text',
      ],
      // A page of which the extraction went wrong: what is beside its article is the article.
      [
        articleOf('d', 'Norland under water', [
          ...wire.slice(0, 2),
          [wire[2] as string, 'other'],
          [wire[3] as string, 'other'],
        ]),
        'page',
      ],
    ] as const;
    expect(knownOf(OWN, copies)).toEqual([]);
  });

  it('from another capture of the same source', () => {
    expect(knownOf(OWN, [page('own', 'Sundby', [FURNITURE, 'other'])])).toEqual([]);
  });

  it('from texts that are copies of each other', () => {
    const copy = articleOf('b', 'Sundby flooded', [...story('Sundby'), UNSURE]);
    expect(knownOf(OWN, [text('a', 'Sundby', UNSURE), [copy, 'text']])).toEqual([]);
  });

  it('from an article of the same headline', () => {
    const same = articleOf('a', 'A flood in Norland', [...story('Sundby'), [FURNITURE, 'other']]);
    expect(knownOf(OWN, [[same, 'page']])).toEqual([]);
  });

  it('where it is the text of any article: a paragraph that a follow-up uses again', () => {
    const background =
      'The attack in February had locked the harbour of Norland out of its own cranes for two whole days.';
    const own = articleOf('own', 'Norland rebuilds', [...story('Norland'), background]);
    const others = [
      page('a', 'Sundby', background),
      page('b', 'Ostrel', [background, 'other']),
      text('c', 'Belmarra', [background, 'body', 0.8]),
      text('d', 'Vale', [background, 'body', 0.8]),
    ];
    expect(knownOf(own, others)).toEqual([]);
    expect(knownOf(own, others.slice(2))).toEqual([lineKey(background)]);
    const sure = ['c', 'd', 'e'].map((id) => text(id, `Town${id}`, [background, 'body', 0.95]));
    expect(knownOf(own, sure)).toEqual([]);
  });

  it('where a page announces the article by its headline and its first words', () => {
    const [lead] = story('Norland') as [string, ...string[]];
    const teaser: Line[] = [
      ['A flood in Norland', 'navigation'],
      [lead, 'navigation'],
      [FURNITURE, 'other'],
    ];
    expect(knownOf(OWN, [page('a', 'Sundby', ...teaser)])).toEqual([lineKey(FURNITURE)]);
  });

  it('where too little is left of the text to tell it from another', () => {
    const short = articleOf('own', 'Brief', ['Norland is flooded, officials say.', FURNITURE]);
    expect(knownOf(short, [page('a', 'Sundby', [FURNITURE, 'other'])])).toEqual([]);
  });

  it('from more articles than are compared', () => {
    const sure = Array.from({ length: COMPARED_LIMIT + 1 }, (_, i) =>
      i < COMPARED_LIMIT
        ? ([
            articleOf(`copy${i}`, `Norland ${i}`, [...story('Norland'), [FURNITURE, 'other']]),
            'page',
          ] as const)
        : page('last', 'Sundby', [FURNITURE, 'other']),
    );
    expect(knownOf(OWN, sure)).toEqual([]);
  });
});
