import { describe, expect, it } from 'vitest';
import { plainArticle } from '../../extract/plain-article.ts';
import { readDocument } from '../../language/read-document.ts';
import { FORMS, passagesOf, pieceDocument } from './passages.ts';
import { WordPieces } from './word-pieces.ts';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const VOCABULARY = [
  '[UNK]',
  ...LETTERS,
  ...LETTERS.map((letter) => `##${letter}`),
  '.',
  ',',
  '"',
  '“',
  '”',
  'the',
  'said',
];
const wordPieces = new WordPieces(VOCABULARY);
const pieced = (text: string) => pieceDocument(readDocument(plainArticle(text)), wordPieces);
const sentence = (n: number) => `The envoy of town ${n} said that nothing was known.`;
const article = (sentences: number) =>
  `A title\n\n${Array.from({ length: sentences }, (_, n) => sentence(n)).join(' ')}`;

describe('passages', () => {
  it('own each token that is read once, in order', () => {
    const document = pieced(article(60));
    const passages = passagesOf(document);
    expect(passages.length).toBeGreaterThan(3);
    const owned = passages.flatMap(({ owned: { first, last } }) =>
      Array.from({ length: last - first }, (_, i) => first + i),
    );
    expect(owned).toEqual(document.document.tokens.map((_, i) => i));
  });

  it('hold every owned token, the sentence before it, and no more than the encoder takes', () => {
    const document = pieced(article(60));
    for (const { ids, forms, placeOf, owned } of passagesOf(document)) {
      expect(ids.length).toBeLessThanOrEqual(256);
      expect(forms).toHaveLength(ids.length);
      for (let i = owned.first; i < owned.last; i++) expect(placeOf.has(i)).toBe(true);
      if (owned.first > 0) expect(placeOf.has(owned.first - 1)).toBe(true);
    }
  });

  it('begin with the title', () => {
    const { title } = pieced(article(3));
    expect(title).toHaveLength('Atitle'.length);
    for (const { ids } of passagesOf(pieced(article(60))))
      expect(ids.slice(1, 1 + title.length)).toEqual(title);
  });

  it('part a sentence that is longer than any passage', () => {
    const document = pieced(`Title\n\n${'word '.repeat(900)}end.`);
    const owned = passagesOf(document).flatMap(({ owned: { first, last } }) =>
      Array.from({ length: last - first }, (_, i) => first + i),
    );
    expect(owned).toEqual(document.document.tokens.map((_, i) => i));
  });

  it('cut a word of more pieces than there is room for, and go on', () => {
    const document = pieced(
      `Title\n\n${'ab'.repeat(40)} ${'x1'.repeat(49)} said so. ${'The town said so. '.repeat(40)}`,
    );
    for (const { ids } of passagesOf(document)) expect(ids.length).toBeLessThanOrEqual(256);
  });

  it('are none for an empty text', () => {
    expect(passagesOf(pieced(''))).toEqual([]);
    expect(passagesOf(pieced(' \n\n '))).toEqual([]);
  });

  it('tell how a token is written', () => {
    const { form, document } = pieced('Title\n\nThe NSA “denied it”, 12 said.');
    const of = (word: string) => form[document.tokens.findIndex(({ lower }) => lower === word)]! % 7;
    expect([of('the'), of('nsa'), of('denied'), of('12'), of('.'), of(',')]).toEqual([1, 2, 0, 4, 5, 6]);
    expect(form.every((one) => one < FORMS)).toBe(true);
  });
});
