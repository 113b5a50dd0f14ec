import { expect, it } from 'vitest';
import { checkReader, complaintAbout, progress } from './fuzz.ts';
import { fuzzText } from './fuzz-texts.ts';
import { openReader } from './readers.ts';

const ARTICLES = [
  'OSTREL DENIES ROLE\n\n“We had no part in it,” Interior Minister Mara Quell said on Monday. She asked for evidence.\n\n' +
    'Belmarra blamed hackers who work for Ostrel, according to a statement by its foreign ministry.',
];

const rules = await openReader('rules');

it.each(['rules', 'fast'])(
  'finds nothing wrong with the reader %s on 1,000 texts',
  async (name) => {
    const reader = await openReader(name);
    for (let seed = 1; seed <= 1000; seed++)
      expect((await checkReader(reader, fuzzText(seed, ARTICLES))).complaint, `seed ${seed}`).toBeNull();
  },
  120_000,
);

it('tells how far it is and how long it will take', () => {
  expect(progress(3000, 9000, 10_000)).toBe('3000 of 9000 texts, 300 a second, 0 minutes left');
  expect(progress(100, 1000, 60_000)).toBe('100 of 1000 texts, 2 a second, 9 minutes left');
});

it('makes the same text of the same seed', () => {
  expect(fuzzText(7, ARTICLES)).toBe(fuzzText(7, ARTICLES));
  expect(fuzzText(7, ARTICLES)).not.toBe(fuzzText(8, ARTICLES));
});

it('tells of a reader that throws, and of words that do not stand in the text', async () => {
  const throwing = () => {
    throw new RangeError('too deep');
  };
  expect((await checkReader({ ...rules, find: throwing }, 'text')).complaint).toContain('too deep');
  const text = ARTICLES[0] ?? '';
  const found = await checkReader(rules, text);
  expect(found.statements).toBeGreaterThan(0);
  const broken = { start: 0, end: 3, exact: 'not' };
  const statement = { source: [], cue: [broken], content: [], act: 'state', hedge: 'certain', target: null };
  const rest = { speaker: null, saidOn: null, within: null, block: 'body', probability: 1, reason: '' };
  expect(
    complaintAbout(text, [{ ...statement, ...rest, reader: { name: 'x', version: '1' } } as never]),
  ).toContain('does not hold its words');
});
