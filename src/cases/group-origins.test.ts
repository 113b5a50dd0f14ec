import { describe, expect, it } from 'vitest';
import type { BlockType } from '../domain/article.ts';
import { groupOrigins } from './group-origins.ts';

const story = (word: string, length: number) => Array.from({ length }, (_, i) => `${word}${i}`).join(' ');

function source(sourceId: string, text: string, type: BlockType = 'body') {
  const metadata = {
    title: null,
    publication: null,
    authors: [],
    published: null,
    updated: null,
    language: null,
    canonicalUri: null,
  };
  const blocks = [{ type, start: 0, end: text.length, reason: 'test', probability: 1 }];
  return { sourceId, article: { extractor: 'test', text, blocks, metadata, sourceMap: [] } };
}

describe('groupOrigins', () => {
  it('joins a copy that was cut, given a new beginning and embedded', () => {
    const wire = story('w', 200);
    expect(
      groupOrigins([
        source('whole', wire),
        source('cut', wire.split(' ').slice(0, 80).join(' ')),
        source('other', story('o', 200)),
        source('embedded', `${story('n', 60)} ${wire.split(' ').slice(100).join(' ')} ${story('m', 200)}`),
      ]),
    ).toEqual([['whole', 'cut', 'embedded'], ['other']]);
  });

  it('does not join texts that share a quotation', () => {
    const quotation = story('q', 30);
    expect(
      groupOrigins([
        source('a', `${story('a', 100)} ${quotation}`),
        source('b', `${story('b', 100)} ${quotation}`),
      ]),
    ).toEqual([['a'], ['b']]);
  });

  it('joins short texts only where all of the shorter is in the longer', () => {
    expect(groupOrigins([source('a', story('s', 20)), source('b', `${story('s', 20)} more`)])).toEqual([
      ['a', 'b'],
    ]);
    expect(
      groupOrigins([source('a', `one ${story('s', 20)}`), source('b', `two ${story('s', 20)}`)]),
    ).toHaveLength(2);
  });

  it('looks at the read blocks alone', () => {
    const appeal = story('p', 200);
    expect(groupOrigins([source('a', appeal, 'appeal'), source('b', appeal, 'appeal')])).toEqual([
      ['a'],
      ['b'],
    ]);
  });

  it('puts every source in exactly one group, whatever the order', () => {
    const sources = [1, 2, 3, 4, 5, 6].map((i) =>
      source(`s${i}`, `${story(i % 2 ? 'x' : 'y', 90)} tail${i}`),
    );
    const groups = groupOrigins(sources).map((group) => group.toSorted());
    const reversed = groupOrigins(sources.toReversed()).map((group) => group.toSorted());
    expect(groups.flat().toSorted()).toEqual(sources.map(({ sourceId }) => sourceId));
    expect(reversed.toSorted()).toEqual(groups.toSorted());
  });

  it('takes no source, and sources without text', () => {
    expect(groupOrigins([])).toEqual([]);
    expect(groupOrigins([source('a', ''), source('b', '')])).toEqual([['a'], ['b']]);
  });
});
