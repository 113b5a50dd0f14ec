import { describe, expect, it } from 'vitest';
import { classifyErrors, kindOf, roleOutcomes } from './error-classes.ts';
import type { Spans } from './scorer.ts';

const text = 'Boye said the dam held all night, Lund "denied" it. "No," she said. Nobody asked the mayor.';
const at = (words: string): [number, number] => {
  const start = text.indexOf(words);
  if (start < 0) throw new RangeError(words);
  return [start, start + words.length];
};
const told = (source: string | null, cue: string, content: string): Spans => ({
  source: source === null ? [] : [at(source)],
  cue: [at(cue)],
  content: [at(content)],
  linked: true,
});
const classes = (gold: Spans[], predicted: Spans[]) => {
  const classified = classifyErrors({ text, gold, predicted });
  return [classified.gold, classified.predicted].map((list) => list.map((one) => one.errorClass));
};
const held = told('Boye', 'said', 'the dam held all night');

describe('classes of error', () => {
  it('tell a missing, a wrong source and a wrong cue apart where the content is found', () => {
    expect(classes([held], [held])).toEqual([['right'], ['right']]);
    const content = 'the dam held all night';
    expect(classes([held], [told(null, 'said', content)])).toEqual([['no source'], ['no source']]);
    expect(classes([held], [told('Lund', 'said', content)])).toEqual([['wrong source'], ['wrong source']]);
    expect(classes([held], [told('Boye', 'denied', content)])).toEqual([['wrong cue'], ['wrong cue']]);
  });

  it('tell a boundary from a miss by the source', () => {
    expect(classes([held], [told('Boye', 'said', 'the dam')])).toEqual([
      ['wrong boundary'],
      ['wrong boundary'],
    ]);
    expect(classes([held], [told('Lund', 'said', 'the dam')])).toEqual([['missed'], ['spurious']]);
    expect(classes([held], [])).toEqual([['missed'], []]);
    expect(classes([], [held])).toEqual([[], ['spurious']]);
  });

  it('see two statements of one source found as one, and one found as two', () => {
    const parts = [told('Boye', 'said', 'the dam held'), told('Boye', 'said', 'all night')];
    expect(classes(parts, [held])).toEqual([['right', 'merged'], ['right']]);
    expect(classes([held], parts)).toEqual([['right'], ['right', 'split']]);
  });

  it('do not take a nested statement of another for a part', () => {
    const nested = told('Lund', 'denied', 'all night');
    expect(classes([held, nested], [held])).toEqual([['right', 'missed'], ['right']]);
  });

  it('leave out labelled spans that no statement uses', () => {
    expect(classes([{ ...held, linked: false }], [])).toEqual([[], []]);
  });

  it('pair statements whose contents are alike, whatever their source', () => {
    const wrong = told('Lund', 'said', 'the dam held all night');
    expect(classifyErrors({ text, gold: [held], predicted: [wrong] }).alike).toEqual([[held, wrong]]);
  });
});

it('knows direct, mixed and indirect speech, and what has no content', () => {
  const kind = (content: string) => kindOf(told('Boye', 'said', content), text);
  expect(kind('"No,"')).toBe('direct');
  expect(kind('Lund "denied" it')).toBe('mixed');
  expect(kind('"denied" it. "No,"')).toBe('mixed');
  expect(kind('the dam held')).toBe('indirect');
  expect(kindOf({ ...held, content: [] }, text)).toBe('unsaid');
});

it('counts labelled spans found exactly, in part and not at all, each once', () => {
  const short = told('Boye', 'said', 'the dam');
  const [source, cue, content] = roleOutcomes([{ text, gold: [held, held], predicted: [short] }]);
  expect(source).toEqual({ role: 'source', exact: 1, partial: 0, absent: 0 });
  expect(cue).toEqual({ role: 'cue', exact: 1, partial: 0, absent: 0 });
  expect(content).toEqual({ role: 'content', exact: 0, partial: 1, absent: 0 });
  expect(roleOutcomes([{ text, gold: [held], predicted: [] }])[0]?.absent).toBe(1);
});
