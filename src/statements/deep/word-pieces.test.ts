import { describe, expect, it } from 'vitest';
import { WordPieces } from './word-pieces.ts';

const VOCABULARY = [
  '[UNK]',
  'un',
  '##aff',
  '##able',
  'deny',
  '##ing',
  'cafe',
  '.',
  '’',
  '中',
  'i',
  'ss',
  's',
  '##s',
  'a',
  '##b',
];
const wordPieces = new WordPieces(VOCABULARY);
const cut = (text: string) =>
  wordPieces.cut(text).map(({ id, start, end }) => [VOCABULARY[id], text.slice(start, end)]);

describe('word pieces', () => {
  it('are the longest that the vocabulary has, from the left', () => {
    expect(cut('Unaffable denying.')).toEqual([
      ['un', 'Un'],
      ['##aff', 'aff'],
      ['##able', 'able'],
      ['deny', 'deny'],
      ['##ing', 'ing'],
      ['.', '.'],
    ]);
  });

  it('have the spans of the text as it is written, accents and all', () => {
    expect(cut('café cafe\u0301')).toEqual([
      ['cafe', 'café'],
      ['cafe', 'cafe'],
    ]);
    expect(cut('deny’')).toEqual([
      ['deny', 'deny'],
      ['’', '’'],
    ]);
    expect(cut('中中')).toEqual([
      ['中', '中'],
      ['中', '中'],
    ]);
  });

  it('count surrogate pairs as two code units', () => {
    const text = '𝒳 a';
    expect(wordPieces.cut(text)).toEqual([
      { id: 0, start: 0, end: 2 },
      { id: VOCABULARY.indexOf('a'), start: 3, end: 4 },
    ]);
  });

  it('are unknown as a whole where a part of a word is', () => {
    expect(cut('unz un')).toEqual([
      ['[UNK]', 'unz'],
      ['un', 'un'],
    ]);
    expect(cut('ab'.repeat(51))).toEqual([['[UNK]', 'ab'.repeat(51)]]);
  });

  it('leave out what nobody sees', () => {
    expect(cut('un\u200b\u00adable\u0000')).toEqual([
      ['un', 'un'],
      ['##able', 'able'],
    ]);
    expect(cut('')).toEqual([]);
    expect(cut('\ud800')).toEqual([]);
  });

  it('need a vocabulary with a piece for what is unknown', () => {
    expect(() => new WordPieces(['a'])).toThrow('[UNK]');
  });
});
