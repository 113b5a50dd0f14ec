import { describe, expect, test } from 'vitest';
import type { Article } from '../domain/article.ts';
import type { Document } from '../domain/document.ts';
import { readDocument } from '../language/read-document.ts';
import { ACT_FILES, actFileSchema, EntryMatcher, HEDGE_ENTRIES, vocabulary } from './act-lexicon.ts';
import { type StatementParts, zonesOf } from './zones.ts';

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
