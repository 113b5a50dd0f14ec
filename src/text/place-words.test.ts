import { describe, expect, it } from 'vitest';
import { foldText } from './fold.ts';
import { createWordPlacer } from './place-words.ts';

function placer(text: string) {
  const place = createWordPlacer(foldText(text, [{ start: 0, end: text.length }]));
  return (...parts: string[][]) => {
    const placed = place(parts);
    return typeof placed === 'string'
      ? placed
      : placed.map((spans) => spans.map(({ start, end }) => `${start}:${text.slice(start, end)}`));
  };
}

const TWICE =
  'He said that it was late. Nobody heard him at the time. He said that it was over, and it was late by then.';

describe('createWordPlacer', () => {
  it('takes the occurrences that stand nearest to each other', () => {
    const second = TWICE.indexOf('He said', 5);
    expect(placer(TWICE)(['He'], ['said'], ['that it was over'])).toEqual([
      [`${second}:He`],
      [`${second + 3}:said`],
      [`${second + 8}:that it was over`],
    ]);
  });

  it('takes the first of places that are equally near, then the next, and then says that there is no other', () => {
    const place = placer('He said no. He said no. He said no.');
    const starts = [1, 2, 3].map(() => place(['He'], ['said'], ['no'])).map((placed) => placed[0]);
    expect(starts).toEqual([['0:He'], ['12:He'], ['24:He']]);
    expect(place(['He'], ['said'], ['no'])).toBe('double');
  });

  it('keeps the pieces of a part in order, and none over another', () => {
    const place = placer('no, he said, no');
    expect(place([], ['said'], ['no', 'no'])).toEqual([[], ['7:said'], ['0:no', '13:no']]);
    expect(place([], ['said'], ['no', 'no', 'no'])).toBe('absent');
    expect(place(['he said'], ['said'], ['no'])).toBe('absent');
  });

  it.each([
    ['words that are not there', ['Belmarra'], ['said'], ['no']],
    ['a word that is only part of another', ['He'], ['sa'], ['no']],
    ['words that were put together', ['He'], ['said'], ['that nobody heard']],
    ['half a character', ['\ud83d'], ['said'], ['no']],
    ['empty words', [''], ['said'], ['that it was late']],
    ['nothing at all', [], [], []],
  ])('finds no place for %s', (_what, ...parts) => {
    expect(placer(`${TWICE} 😀`)(...parts)).toBe('absent');
  });

  it('finds all of many occurrences', () => {
    const place = placer('He said it. '.repeat(300));
    const starts = Array.from({ length: 300 }, () => place(['He'], ['said'], ['it'])[0]?.[0]);
    expect(starts).toEqual(starts.map((_, i) => `${12 * i}:He`));
  });

  it('finds no place for words that stand far from each other', () => {
    const text = `The minister admitted it.${' Then the rain came.'.repeat(30)} “We attacked the harbour,” said the play’s hero.`;
    expect(placer(text)(['The minister'], ['admitted'], ['We attacked the harbour'])).toBe('absent');
  });

  it('forgives the marks at the ends of a copy', () => {
    const place = placer('“We did it,” he said.');
    expect(place(['he'], ['said'], ['"We did it."'])).toEqual([['13:he'], ['16:said'], ['1:We did it']]);
  });

  it('answers soon where every word stands everywhere', () => {
    const place = placer('a b '.repeat(1000));
    const many = Array.from({ length: 8 }, () => 'a');
    expect(place(['a'], ['b'], [])).not.toBe('absent');
    for (let i = 0; i < 300; i++) expect(place(many, ['b'], many)).toBeDefined();
  });
});
