import { describe, expect, it } from 'vitest';
import type { FoundStatement } from '../domain/statement.ts';
import { plainPositions } from './plain-positions.ts';

function statement(
  act: FoundStatement['act'],
  target: string | null,
  name: string | null = 'Ostrel',
): FoundStatement {
  return {
    source: [],
    cue: [],
    content: [],
    act,
    hedge: 'certain',
    target: target === null ? null : { text: target, span: null, country: null },
    speaker: name === null ? null : { name, kind: 'state', country: null, office: null, reason: 'test' },
    saidOn: null,
    within: null,
    block: 'body',
    probability: 1,
    reason: 'test',
    reader: { name: 'test', version: '1' },
  };
}

describe('plainPositions', () => {
  it('keeps acts about responsibility, each once', () => {
    expect(
      plainPositions([
        statement('attribute', 'Daewol'),
        statement('attribute', 'daewol', 'OSTREL'),
        statement('assess', 'Daewol'),
        statement('withhold', null),
        statement('attribute', 'Daewol', null),
      ]),
    ).toEqual([
      { actor: 'Ostrel', country: null, act: 'attribute', target: 'Daewol' },
      { actor: 'Ostrel', country: null, act: 'withhold', target: null },
    ]);
  });

  it('lets who denies without a target deny for itself', () => {
    expect(plainPositions([statement('deny', null)])[0]?.target).toBe('Ostrel');
    expect(plainPositions([statement('no-comment', null)])[0]?.target).toBeNull();
  });
});
