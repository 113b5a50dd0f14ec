import { describe, expect, it } from 'vitest';
import { LISTED, listedAt, withoutPossessive } from './gazetteer.ts';
import { findTokens } from './tokens.ts';

const at = (text: string, i = 0) => {
  const tokens = findTokens(text);
  return listedAt(tokens, i, tokens.length);
};

describe('listed names', () => {
  it('are taken at their longest', () => {
    expect(at('North Korean troops')).toEqual({ bits: LISTED.demonym, last: 2 });
    expect(at('South Korea said')).toMatchObject({ last: 2 });
    expect(at('Nobody said')).toBeNull();
  });

  it('are known in the possessive', () => {
    expect(at("Iceland's ports")).toEqual({ bits: LISTED.place, last: 1 });
    expect(at('Iceland’s ports')).toEqual({ bits: LISTED.place, last: 1 });
  });

  it('end before the limit', () => {
    expect(listedAt(findTokens('New Zealand'), 0, 1)).toBeNull();
  });
});

describe('the mark of possession', () => {
  it.each([
    ["Orla's", 'Orla'],
    ['Orla’s', 'Orla'],
    ["banks'", 'banks'],
    ['banks', 'banks'],
    ["O'Neil", "O'Neil"],
    ["'s", ''],
    ['', ''],
  ])('is taken off %s', (word, expected) => {
    expect(withoutPossessive(word)).toBe(expected);
  });
});
