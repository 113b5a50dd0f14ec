import { describe, expect, test } from 'vitest';
import type { Article } from '../domain/article.ts';
import type { Document } from '../domain/document.ts';
import { readDocument } from '../language/read-document.ts';
import {
  ACT_FILES,
  actFileSchema,
  DECISIVE,
  EntryMatcher,
  HEDGE_ENTRIES,
  vocabulary,
} from './act-lexicon.ts';
import { labelAct } from './label-act.ts';
import { type StatementParts, ZONES, zonesOf } from './zones.ts';

/** An example `source | cue | content` as a document and its parts; a part may be empty. */
function read(example: string): { document: Document; parts: StatementParts } {
  const pieces = example.split(' | ');
  const text = pieces.join(' ');
  const blocks: Article['blocks'] = [
    { type: 'body', start: 0, end: text.length, reason: 'test', probability: 1 },
  ];
  let start = 0;
  const [source = [], cue = [], content = []] = pieces.map((piece) => {
    const span = { start, end: start + piece.length };
    start = span.end + 1;
    return piece === '' ? [] : [span];
  });
  return { document: readDocument({ text, blocks }), parts: { source, cue, content } };
}

type Patterns = Partial<Record<(typeof ZONES)[number], string | undefined>>;

/** Whether a pattern matches wherever another does: its words, in a row, accept all that the other's accept. */
function covers(pattern: string, other: string): boolean {
  const [wide, narrow] = [pattern.split(/\s+/u), other.split(/\s+/u)];
  const accepts = (word: string, at: number) => {
    const theirs = narrow[at];
    if (theirs === undefined || word === '^') return false;
    if (word === theirs) return true;
    if (word === '..' || theirs === '..' || theirs.endsWith('?')) return false;
    const own = new Set(vocabulary.expand(word.replace(/\?$/u, '')));
    return vocabulary.expand(theirs).every((form) => own.has(form));
  };
  return narrow.some((_, first) => wide.every((word, i) => accepts(word, first + i)));
}

/** Whether an entry fires wherever another does. */
function firesWith(entry: Patterns, other: Patterns): boolean {
  return ZONES.every((zone) => {
    const [pattern, narrower] = [entry[zone], other[zone]];
    return pattern === undefined || (narrower !== undefined && covers(pattern, narrower));
  });
}

const entries = [
  ...ACT_FILES.flatMap(({ act, entries }) => entries.map((entry) => ({ list: act as string, ...entry }))),
  ...HEDGE_ENTRIES.map((entry) => ({ list: `hedge ${entry.hedge}`, ...entry })),
];

describe('the lexicons of acts and hedges', () => {
  test.each(entries.map((entry) => [`${entry.list}: ${entry.example}`, entry] as const))('%s', (_, entry) => {
    const matcher = new EntryMatcher([entry]);
    const { document, parts } = read(entry.example);
    expect(matcher.match(zonesOf(document, parts, vocabulary))).toHaveLength(1);
  });

  test.each(
    ACT_FILES.flatMap(({ act, entries }) =>
      entries.flatMap(({ strength, example }) =>
        strength < DECISIVE ? [] : [[`${act}: ${example}`, act, example] as const],
      ),
    ),
  )('decide the act, read together: %s', (_, act, example) => {
    const { document, parts } = read(example);
    expect(labelAct(document, parts).act).toBe(act);
  });

  /** Hints add up, so that one may well strengthen another. */
  test('hold no decisive entry that another one makes needless', () => {
    const needless = ACT_FILES.flatMap(({ entries }) =>
      entries.filter((entry) =>
        entries.some(
          (other) =>
            other !== entry &&
            entry.strength >= DECISIVE &&
            other.strength >= entry.strength &&
            other.negated === entry.negated &&
            firesWith(other, entry),
        ),
      ),
    );
    expect(needless).toEqual([]);
  });

  test.each([
    ['~blame', 'publicly ~blame', true],
    ['~blame|~accuse', '~accuse', true],
    ['~accuse', '~blame|~accuse', false],
    ['~blame for', '~blame', false],
    ['a .. b', 'a b', false],
    ['a', '^ a', true],
    ['^ a', 'a', false],
    ['a', 'a? b', false],
  ])('"%s" covers "%s": %s', (pattern, other, expected) => {
    expect(covers(pattern, other)).toBe(expected);
  });

  test('hold a file for each act, and no entry twice', () => {
    const keys = entries.map(({ list, source, cue, content }) =>
      JSON.stringify([list, source, cue, content]),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(ACT_FILES.map(({ act }) => act)).size).toBe(ACT_FILES.length);
  });

  test('refuse an entry with an unknown field or without an example', () => {
    const entry = { cue: 'said', strength: 3 };
    expect(actFileSchema.safeParse({ act: 'state', negated: null, entries: [entry] }).success).toBe(false);
    const misspelt = { ...entry, example: 'He | said | so.', contents: 'so' };
    expect(actFileSchema.safeParse({ act: 'state', negated: null, entries: [misspelt] }).success).toBe(false);
  });
});
