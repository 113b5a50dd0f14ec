import { describe, expect, test } from 'vitest';
import { PatternError, type PatternToken, PatternTrie, PatternVocabulary } from './pattern.ts';

const WORDS = { classes: { party: ['state', '~agent'], nested: ['<party>', 'crew'] }, verbs: {} };

/** The matches of one pattern in a line of words, as the words matched. `Capitalised` words are names. */
function matches(pattern: string, line: string): string[] {
  const vocabulary = new PatternVocabulary(WORDS);
  const trie = new PatternTrie(vocabulary);
  trie.add(pattern, 0);
  const words = line.split(' ');
  const sequence = words.map(
    (word): PatternToken => ({
      symbols: vocabulary.symbolsOf(word.toLowerCase(), /^[A-Z]/u.test(word)),
      passable: word !== '.',
    }),
  );
  return trie.match(sequence).map(({ first, last }) => words.slice(first, last).join(' '));
}

describe('a pattern', () => {
  test.each([
    ['word', 'a word and a word', ['word', 'word']],
    ['a|the word', 'the word or any word', ['the word']],
    ['~blame', 'he blames , she blamed , blaming', ['blames', 'blamed', 'blaming']],
    ['-linked', 'a state-linked crew', ['state-linked']],
    ['state', "the state's hand", ["state's"]],
    ['<party>', 'state agents', ['state', 'agents']],
    ['<nested>', 'crew of agents', ['crew', 'agents']],
    ['<name> did', 'Daewol did , it did', ['Daewol did']],
    ['the? end', 'the end', ['the end', 'end']],
    ['pin .. on', 'pin it all now on him', ['pin it all now on']],
    ['pin .. on', 'pin on him', ['pin on']],
    ['pin .. on', 'pin it all right now on him', []],
    ['pin .. on', 'pin it . on him', []],
    ['^ no', 'no , no', ['no']],
    ['absent', 'nothing here', []],
  ])('%s in "%s"', (pattern, line, expected) => {
    expect(matches(pattern, line)).toEqual(expected);
  });

  test.each(['', '..', '.. a', 'a ..', 'a?', '^', '<unknown>', 'a||b', 'a ~', 'x<party>'])(
    'is refused where it is ill-formed: "%s"',
    (pattern) => {
      expect(() => matches(pattern, 'a')).toThrow(PatternError);
    },
  );
});

test('a word that one pattern names in full still has the ending that another one looks for', () => {
  const vocabulary = new PatternVocabulary(WORDS);
  const trie = new PatternTrie(vocabulary);
  trie.add('state-linked', 0);
  trie.add('-linked', 1);
  const sequence = [{ symbols: vocabulary.symbolsOf('state-linked', false), passable: true }];
  expect(trie.match(sequence).map(({ pattern }) => pattern)).toEqual([0, 1]);
});

test('matches begin among the first tokens asked for, and may end beyond them', () => {
  const vocabulary = new PatternVocabulary(WORDS);
  const trie = new PatternTrie(vocabulary);
  trie.add('a b', 7);
  const sequence = 'a b a b'
    .split(' ')
    .map((word) => ({ symbols: vocabulary.symbolsOf(word, false), passable: true }));
  expect(trie.match(sequence, 1)).toEqual([{ pattern: 7, first: 0, last: 2 }]);
  expect(trie.match(sequence, 3)).toHaveLength(2);
});

test('many patterns together find what each finds alone', () => {
  const letters = ['a', 'b', 'c', 'd'];
  let seed = 1;
  const random = (limit: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % limit;
  };
  const letter = () => letters[random(letters.length)];
  const patterns = Array.from({ length: 40 }, () => `${letter()}|${letter()} ${letter()}? .. ${letter()}`);
  const line = Array.from({ length: 60 }, letter);
  const find = (list: readonly string[]) => {
    const vocabulary = new PatternVocabulary(WORDS);
    const trie = new PatternTrie(vocabulary);
    list.forEach((pattern) => {
      trie.add(pattern, patterns.indexOf(pattern));
    });
    const sequence = line.map((word = '') => ({
      symbols: vocabulary.symbolsOf(word, false),
      passable: true,
    }));
    return new Set(trie.match(sequence).map((match) => JSON.stringify(match)));
  };
  const alone = new Set(patterns.flatMap((pattern) => [...find([pattern])]));
  expect(find(patterns)).toEqual(alone);
});
