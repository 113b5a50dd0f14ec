import { describe, expect, it } from 'vitest';
import { alignedShares } from './align-text.ts';

describe('alignedShares', () => {
  it('finds pieces that stand in the text, however the lines are broken', () => {
    const text = 'The port stood still on Sunday. Nobody knows why.\nShips waited for three hours.';
    const pieces = [
      'Home',
      'The port stood still on Sunday.',
      'Share',
      'Nobody knows why. Ships waited for three hours.',
    ];
    expect(alignedShares(pieces, text)).toEqual([0, 1, 0, 1]);
  });

  it('lets each word of the text answer for one piece: a copy stands there once', () => {
    const shares = alignedShares(
      ['ships waited for three hours', 'ships waited for three hours'],
      'ships waited for three hours',
    );
    expect(shares.toSorted()).toEqual([0, 1]);
  });

  it('takes no common words for a match', () => {
    expect(
      alignedShares(['the story of the day and of the week'], 'of the port and the ships the end'),
    ).toEqual([0]);
  });

  it('gives nothing to pieces without words, or for an empty text', () => {
    expect(alignedShares(['—', 'word'], '')).toEqual([0, 0]);
    expect(alignedShares([], 'word')).toEqual([]);
  });
});
