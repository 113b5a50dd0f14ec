import { describe, expect, it } from 'vitest';
import { alignSentences } from './align-sentences.ts';

const EARLIER = [
  'The harbour of Sund Vale was closed on Monday.',
  'Belmarra accused the army of Ostrel of the attack.',
  'Ostrel denied any part in it.',
  'The cranes stood still for two days.',
  'A spokesman declined to comment.',
];
const kinds = (earlier: readonly string[], later: readonly string[]) =>
  alignSentences(earlier, later).map(({ kind }) => kind);

/** Each sentence of either side stands in exactly one of the aligned. */
function expectTiles(earlier: readonly string[], later: readonly string[]) {
  const aligned = alignSentences(earlier, later);
  const sides = (side: 'earlier' | 'later') =>
    aligned.flatMap((each) => (side in each ? [(each as { [key in typeof side]: number })[side]] : []));
  expect(sides('earlier').sort((a, b) => a - b)).toEqual(earlier.map((_, i) => i));
  expect(sides('later').sort((a, b) => a - b)).toEqual(later.map((_, i) => i));
  expect(sides('later')).toEqual([...sides('later')].sort((a, b) => a - b));
  return aligned;
}

describe('alignSentences', () => {
  it('finds the same text the same', () => {
    expect(kinds(EARLIER, EARLIER)).toEqual(EARLIER.map(() => 'same'));
    expect(alignSentences([], [])).toEqual([]);
  });

  it('tells added, removed and changed sentences, in their places', () => {
    const later = [
      EARLIER[0]!,
      'Belmarra accused a group in Ostrel of the attack.',
      EARLIER[3]!,
      'They moved again on Thursday, when the last terminal was restored.',
      EARLIER[4]!,
    ];
    const aligned = expectTiles(EARLIER, later);
    expect(aligned.map(({ kind }) => kind)).toEqual(['same', 'changed', 'removed', 'same', 'added', 'same']);
    expect(aligned[1]).toMatchObject({ earlier: 1, later: 1 });
    expect(aligned[2]).toEqual({ kind: 'removed', earlier: 2 });
  });

  it('tells a sentence that moved from one that went and came', () => {
    const later = [EARLIER[4]!, ...EARLIER.slice(0, 4)];
    expect(expectTiles(EARLIER, later).map(({ kind }) => kind)).toEqual([
      'moved',
      'same',
      'same',
      'same',
      'same',
    ]);
  });

  it('takes a word that turns the meaning for a change, however small', () => {
    expect(kinds(['Ostrel denied any part in it.'], ['Ostrel has not denied any part in it.'])).toEqual([
      'changed',
    ]);
    expect(kinds(['Ostrel blames Belmarra.'], ['Belmarra blames Ostrel.'])).toEqual(['changed']);
  });

  it('takes other quotation marks, dashes and spaces for no change', () => {
    expect(kinds(['"We know," he said - twice.'], ['“We  know,” he said – twice.'])).toEqual(['same']);
  });

  it('aligns sentences that occur several times', () => {
    const chorus = ['He declined.', 'She left.', 'He declined.', 'They stayed.', 'He declined.'];
    expect(kinds(chorus, [...chorus.slice(0, 3), 'It rained all night.', ...chorus.slice(3)])).toEqual([
      'same',
      'same',
      'same',
      'added',
      'same',
      'same',
    ]);
  });

  it('loses no sentence, whatever is done to a text', () => {
    let seed = 11;
    const random = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed % n;
    };
    const words = 'army attack blamed denied harbour crane Ostrel Belmarra on Monday evidence no'.split(' ');
    const sentence = () => Array.from({ length: 1 + random(6) }, () => words[random(words.length)]).join(' ');
    for (let round = 0; round < 200; round++) {
      const earlier = Array.from({ length: random(12) }, sentence);
      const later = earlier.flatMap((each) => {
        const fate = random(5);
        return fate === 0 ? [] : fate === 1 ? [sentence(), each] : fate === 2 ? [`${each} now`] : [each];
      });
      expectTiles(earlier, later);
    }
  });

  it('still tiles texts that share nothing and are too long to be compared pair by pair', () => {
    const long = (word: string) => Array.from({ length: 3000 }, (_, i) => `${word} number ${i} of the list.`);
    expectTiles(long('crane'), long('terminal'));
  });
});
