import { describe, expect, it } from 'vitest';
import { foldText, foldWords } from './fold.ts';

function found(text: string, words: string, stretches = [{ start: 0, end: text.length }]): string[] | null {
  const folded = foldText(text, stretches);
  const at = folded.folded.indexOf(foldWords(words));
  if (at < 0) return null;
  return folded.spansOf(at, at + foldWords(words).length).map(({ start, end }) => text.slice(start, end));
}

describe('folded text', () => {
  it.each([
    ['“We did it,” he said', '"We did it,"', '“We did it,”'],
    ['Ostrel’s army', "Ostrel's army", 'Ostrel’s army'],
    ['a long–standing claim', 'a long-standing claim', 'a long–standing claim'],
    ['he\u00a0said\n\tthat', 'he said that', 'he\u00a0said\n\tthat'],
    ['and so on… they said', 'and so on... they', 'and so on… they'],
    ['at\u00adtribu\u200btion', 'attribution', 'at\u00adtribu\u200btion'],
    ['she said', ' she \n said ', 'she said'],
    ['😀 said Ostrel 😀', 'said Ostrel', 'said Ostrel'],
  ])('finds in %j what was copied as %j', (text, copy, original) => {
    expect(found(text, copy)).toEqual([original]);
  });

  it('does not take one letter for another', () => {
    expect(found('Ostrel denied it', 'ostrel denied it')).toBeNull();
    expect(found('naïve', 'naive')).toBeNull();
  });

  it('leaves out what stands between its stretches, and gives a span for each', () => {
    const text = 'He said that\n[Advertisement]\nnothing was known.';
    const stretches = [
      { start: 0, end: 12 },
      { start: text.indexOf('nothing'), end: text.length },
    ];
    expect(found(text, 'that nothing was', stretches)).toEqual(['that', 'nothing was']);
    expect(found(text, 'Advertisement', stretches)).toBeNull();
  });

  it('joins stretches that only blanks part', () => {
    const text = 'one two three';
    const stretches = [
      { start: 0, end: 7 },
      { start: 8, end: 13 },
    ];
    expect(found(text, 'two three', stretches)).toEqual(['two three']);
  });
});
