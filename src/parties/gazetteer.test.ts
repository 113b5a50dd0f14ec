import { describe, expect, it } from 'vitest';
import { buildGazetteer } from './gazetteer.ts';
import { wordsOf } from './words.ts';

const gazetteer = buildGazetteer([
  ['U.S.', 'state'],
  ['US', 'state'],
  ['Chad', 'chad'],
  ['South China Sea', 'sea'],
  ['South', 'south'],
  ['foreign minister', 'office'],
  ["Côte d'Ivoire", 'coast'],
]);

function at(text: string): { entries: readonly string[]; words: number } | null {
  const words = wordsOf(text);
  const listed = gazetteer.longestAt(text, words, 0, words.length);
  return listed && { entries: listed.entries, words: listed.last };
}

describe('buildGazetteer', () => {
  it('finds a name however its points and hyphens are written', () => {
    expect(at('U.S. officials')).toEqual({ entries: ['state'], words: 2 });
    expect(at('US-based')).toEqual({ entries: ['state'], words: 1 });
    expect(at('Côte d’Ivoire')?.entries).toEqual(['coast']);
  });

  it('heeds letter case where the name has capitals', () => {
    expect(at('us too')).toBeNull();
    expect(at('chad of paper')).toBeNull();
    expect(at('CHAD')?.entries).toEqual(['chad']);
    expect(at('Foreign Minister')?.entries).toEqual(['office']);
  });

  it('takes the longest name, and the shorter where the longer breaks off', () => {
    expect(at('South China Sea')).toEqual({ entries: ['sea'], words: 3 });
    expect(at('South China Post')).toEqual({ entries: ['south'], words: 1 });
  });

  it('does not reach over a comma, a line break or the end of a sentence', () => {
    expect(at('South, China Sea')?.words).toBe(1);
    expect(at('South\nChina Sea')?.words).toBe(1);
    expect(at('South. China Sea')?.words).toBe(1);
  });
});
