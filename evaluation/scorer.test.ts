import { describe, expect, it } from 'vitest';
import { parseBrat } from './labelled-statements.ts';
import {
  f1Of,
  intersectionOverUnion,
  macroTokenF1,
  matchGreedily,
  normaliseRanges,
  type Spans,
  scoreDocuments,
} from './scorer.ts';

const text = 'Boye said the dam held. Lund denied it.';
const one: Spans = { source: [[0, 4]], cue: [[5, 9]], content: [[10, 22]], linked: true };
const other: Spans = { source: [[24, 28]], cue: [[29, 35]], content: [[36, 38]], linked: true };

describe('scores', () => {
  it('are full for what is labelled, and nothing for nothing', () => {
    const full = scoreDocuments([{ text, gold: [one, other], predicted: [other, one] }]);
    expect([f1Of(full.linked50), f1Of(full.whoWhat), macroTokenF1(full), f1Of(full.exact.content)]).toEqual([
      1, 1, 1, 1,
    ]);
    const none = scoreDocuments([{ text, gold: [one, other], predicted: [] }]);
    expect([f1Of(none.linked50), macroTokenF1(none)]).toEqual([0, 0]);
  });

  it('link by all three roles, and who_what without the cue', () => {
    const wrongCue: Spans = { ...one, cue: [[29, 35]] };
    const scores = scoreDocuments([{ text, gold: [one], predicted: [wrongCue] }]);
    expect(scores.linked50.hits).toBe(0);
    expect(scores.whoWhat.hits).toBe(1);
  });

  it('take a content for found from half of the united characters', () => {
    const half: Spans = { ...one, content: [[10, 16]] };
    const less: Spans = { ...one, content: [[10, 15]] };
    expect(scoreDocuments([{ text, gold: [one], predicted: [half] }]).linked50.hits).toBe(1);
    expect(scoreDocuments([{ text, gold: [one], predicted: [less] }]).linked50.hits).toBe(0);
  });

  it('count labelled spans that no statement uses for tokens only', () => {
    const loose: Spans = { source: [], cue: [[5, 9]], content: [], linked: false };
    const scores = scoreDocuments([{ text, gold: [loose], predicted: [] }]);
    expect(scores.linked50.gold).toBe(0);
    expect(scores.token.cue.gold).toBe(1);
  });
});

describe('ranges', () => {
  it('are trimmed, sorted and merged over white space', () => {
    expect(
      normaliseRanges(
        [
          [10, 14],
          [4, 10],
        ],
        text,
      ),
    ).toEqual([[5, 13]]);
    expect(
      normaliseRanges(
        [
          [10, 13],
          [4, 10],
        ],
        text,
      ),
    ).toEqual([[5, 13]]);
    expect(normaliseRanges([[4, 5]], text)).toEqual([]);
  });

  it('compare by shared and united characters', () => {
    expect(intersectionOverUnion([[0, 4]], [[2, 6]])).toBeCloseTo(2 / 6);
    expect(intersectionOverUnion([], [])).toBe(0);
  });

  it('match one to one, the best first', () => {
    expect(matchGreedily([1, 5], [5, 1], (p, g) => (p === g ? p : 0.5))).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});

describe('brat standoff', () => {
  it('counts code points, keeps discontinuous spans, and marks loose ones', () => {
    const emoji = '😀 Boye said the dam held, Lund denied.';
    const spans = parseBrat(
      [
        'T1\tSource 2 6\tBoye',
        'T2\tCue 7 11\tsaid',
        'T3\tContent 12 19;20 24\tthe dam held',
        'T4\tCue 31 37\tdenied',
        'E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3',
      ].join('\n'),
      emoji,
    );
    expect(spans).toHaveLength(2);
    expect(spans[0]?.source.map(([start, end]) => emoji.slice(start, end))).toEqual(['Boye']);
    expect(spans[0]?.content.map(([start, end]) => emoji.slice(start, end))).toEqual(['the dam held']);
    expect(spans[1]?.linked).toBe(false);
    expect(spans[1]?.cue.map(([start, end]) => emoji.slice(start, end))).toEqual(['denied']);
  });
});
