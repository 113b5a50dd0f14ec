import { describe, expect, it } from 'vitest';
import { clustersOf } from './word-clusters.ts';

describe('clusters of words', () => {
  it('holds words of like use together', () => {
    expect(clustersOf('told').fine).toBe(clustersOf('said').fine);
    expect(clustersOf('hacker').coarse).toBe(clustersOf('hackers').coarse);
    expect(clustersOf('said').coarse).not.toBe(clustersOf('hackers').coarse);
  });

  it('gives 0 for a word that is in none', () => {
    for (const word of ['', 'zzxqy', '__proto__', 'Said', '\ud800'])
      expect(clustersOf(word)).toEqual({ fine: 0, coarse: 0 });
  });
});
