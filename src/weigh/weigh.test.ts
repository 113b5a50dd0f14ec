import { describe, expect, it } from 'vitest';
import type { Conclusion, Judgement } from '../domain/judgement.ts';
import type { Position } from '../domain/position.ts';
import type { Statement } from '../domain/statement.ts';
import { RULES } from './rules.ts';
import { weigh } from './weigh.ts';

const DAEWOL: Conclusion = { party: 'Daewol', country: null, rung: 'state', likelihood: 'very likely' };

interface Asked extends Partial<Omit<Position, 'statements' | 'target'>> {
  target?: string | null;
  /** `statementId@origin`. */
  from?: string[];
  rendering?: Position['statements'][number]['rendering'];
}

function position({
  target = 'Daewol',
  from = ['s1@a'],
  rendering = 'own words',
  ...rest
}: Asked = {}): Position {
  const statements = from.map((id) => {
    const [statementId = '', origin = ''] = id.split('@');
    return { statementId, sourceId: origin, origin, rendering, date: null, exact: 'words' };
  });
  return {
    party: 'Ostrel',
    partyKind: 'state',
    country: null,
    kind: 'attributes',
    hedge: 'certain',
    rule: 'test',
    origins: 1,
    ...rest,
    target: target === null ? null : { name: target, country: null },
    statements,
  };
}

function judge(positions: readonly Position[], conclusion = DAEWOL, rejected: string[] = []): Judgement {
  const statements = new Map(rejected.map((id) => [id, { review: 'rejected' } as Statement]));
  return weigh(positions, statements, conclusion);
}

const failed = ({ verdicts }: Judgement) => verdicts.filter(({ passed }) => !passed).map(({ rule }) => rule);

/** Strong in everything but evidence, which this version cannot record. */
const STRONG = [position({ from: ['s1@a', 's2@b'] }), position({ party: 'Belmarra', from: ['s3@c'] })];

describe('weigh: each voice once', () => {
  const through = 'Ada Marn, foreign ministry';
  const chain = [
    position({ party: 'Ada Marn', partyKind: 'official', country: 'OST' }),
    position({ party: 'Foreign Ministry of Ostrel', partyKind: 'agency', country: 'OST', through }),
    position({ country: 'OST', through }),
  ];
  const found = ({ verdicts }: Judgement) =>
    verdicts.find(({ rule }) => rule === 'attributed by name')?.finding;

  it('counts what a minister says for the state as the state’s alone', () => {
    const judgement = judge(chain);
    expect(found(judgement)).toBe('1 party does: Ostrel');
    expect(judgement.wording).toContain('Ostrel attributes the incident to Daewol (1 statement from');
  });

  it('counts as well whoever says the same for nobody else', () => {
    const other = position({ party: 'Ida Roy', partyKind: 'official', country: 'OST', from: ['s2@b'] });
    expect(found(judge([...chain, other]))).toBe('2 parties do: Ida Roy and Ostrel');
  });

  it('does not count a minister who tells of the state’s own position', () => {
    const statements = new Map([
      ['s2', { review: 'proposed', probability: 0.9, withinId: 's1' } as Statement],
    ]);
    const told = [chain[0] as Position, position({ country: 'OST', from: ['s2@a'] })];
    expect(found(weigh(told, statements, DAEWOL))).toBe('1 party does: Ostrel');
  });

  it.each([
    [0.49, 'proposed', 'nobody in this case does; 1 statement not counted, as likelier misread than not'],
    [0.5, 'proposed', '1 party does: Ostrel'],
    [0.2, 'accepted', '1 party does: Ostrel'],
  ] as const)('counts blame of probability %d, %s, for what it is', (probability, review, finding) => {
    const statements = new Map([['s1', { review, probability, withinId: null } as Statement]]);
    const judgement = weigh([position()], statements, DAEWOL);
    expect(found(judgement)).toBe(finding);
    expect(judgement.wording.includes('Ostrel')).toBe(finding.startsWith('1'));
  });

  it('tells of a denial however sure its reading is', () => {
    const statements = new Map([
      ['s1', { review: 'proposed', probability: 0.1, withinId: null } as Statement],
    ]);
    const denial = position({ party: 'Daewol', kind: 'denies', target: null });
    expect(failed(weigh([denial], statements, DAEWOL))).toContain('denials and disputes told');
  });

  it('says in words that there is nothing', () => {
    expect(judge([]).verdicts.map(({ finding }) => finding)).toEqual([
      'nobody in this case does',
      'there is no attributing statement',
      '0 independent origins found, 2 needed',
      'there is no attributing statement',
      'no statement names the state itself',
      'nobody in this case denies or disputes it',
      'no evidence is recorded for this case, so none is disclosed',
    ]);
  });
});

describe('weigh: the gate, rule by rule', () => {
  it('lets nothing pass without disclosed evidence, and says so', () => {
    const judgement = judge(STRONG);
    expect(judgement.allowed).toBe(false);
    expect(failed(judgement)).toEqual(['evidence disclosed']);
  });

  it('publishes the conclusion itself where every rule passes', () => {
    const rules = RULES.filter(({ name }) => name !== 'evidenceDisclosed');
    const judgement = weigh(STRONG, new Map(), DAEWOL, rules);
    expect(judgement.allowed).toBe(true);
    expect(judgement.wording).toBe('It is very likely that Daewol is responsible for the incident.');
  });

  it('asks for an attribution by name', () => {
    expect(failed(judge([position({ target: 'Verl' })]))).toContain('attributed by name');
    expect(failed(judge([position({ target: null })]))).toContain('attributed by name');
  });

  it.each([
    { party: 'three people', partyKind: 'unnamed' },
    { party: 'Announcement', partyKind: 'document' },
    { party: 'senior officials', partyKind: 'official' },
  ])('does not count sources that nobody answers for: %o', (source) => {
    expect(failed(judge([position(source)]))).toContain('attributed by name');
  });

  it('does not count what a party says of itself, but its own claim', () => {
    expect(failed(judge([position({ party: 'Daewol' })]))).toContain('attributed by name');
    expect(failed(judge([position({ party: 'Daewol', kind: 'claims' })]))).not.toContain(
      'attributed by name',
    );
  });

  it('asks for own words: headlines and reports alone do not do', () => {
    expect(failed(judge([position({ rendering: 'headline' })]))).toContain('in own words');
    expect(failed(judge([position({ rendering: 'reported by another' })]))).toContain('in own words');
  });

  it('counts copies of one text as one origin, also over several parties', () => {
    const copies = [position({ from: ['s1@a'] }), position({ party: 'Belmarra', from: ['s2@a'] })];
    expect(failed(judge(copies))).toContain('independent origins');
  });

  it.each([
    ['likely', 'very likely', false],
    ['likely', 'likely', true],
    ['possible', 'likely', false],
    ['alleged', 'likely', false],
    ['certain', 'almost certain', true],
  ] as const)('statements that are %s carry "%s": %s', (hedge, likelihood, passes) => {
    const verdict = judge([position({ hedge })], { ...DAEWOL, likelihood }).verdicts.find(({ rule }) =>
      rule.startsWith('no surer'),
    );
    expect(verdict?.passed).toBe(passes);
  });

  it('does not take a group or people of a nationality for the state', () => {
    const conclusion: Conclusion = { ...DAEWOL, party: 'Norway', country: 'NOR' };
    const named = (name: string) =>
      failed(judge([{ ...position(), target: { name, country: 'NOR' } }], conclusion));
    expect(named('Norwegian fishermen')).toContain('on the rung "state"');
    expect(named('the Norwegian government')).not.toContain('on the rung "state"');
    expect(named('Oslo')).not.toContain('on the rung "state"');
  });

  it.each(['denies', 'denies and applauds'] as const)('wants it told when the party %s', (kind) => {
    const judgement = judge([...STRONG, position({ party: 'Daewol', kind, target: null, from: ['s9@d'] })]);
    expect(failed(judgement)).toContain('denials and disputes told');
    expect(judgement.wording).toMatch(/; Daewol denies it\.$/);
  });

  it('leaves out what a reviewer rejected', () => {
    expect(failed(judge([position()], DAEWOL, ['s1']))).toContain('attributed by name');
  });
});

describe('weigh: the strongest wording', () => {
  it('says who attributes, on how many statements from how many origins', () => {
    expect(judge(STRONG).wording).toBe(
      'Belmarra and Ostrel attribute the incident to Daewol (3 statements from 3 independent origins).',
    );
  });

  it('says what is only reported, and how sure each is', () => {
    expect(
      judge([
        position({ rendering: 'reported by another' }),
        position({ party: 'Belmarra', hedge: 'possible', from: ['s2@b'] }),
        position({ party: 'Verl', kind: 'disputes', from: ['s3@b'] }),
      ]).wording,
    ).toBe(
      'Ostrel is reported to attribute the incident to Daewol, Belmarra considers it possible that Daewol is responsible ' +
        '(2 statements from 2 independent origins); Verl disputes it.',
    );
  });

  it('names no state where only a group was named', () => {
    const conclusion: Conclusion = { ...DAEWOL, party: 'Norway', country: 'NOR' };
    const { wording } = judge(
      [{ ...position(), target: { name: 'Norwegian fishermen', country: 'NOR' } }],
      conclusion,
    );
    expect(wording).toBe(
      'Ostrel attributes the incident to Norwegian fishermen (1 statement from 1 independent origin).',
    );
  });

  it('says so where nobody attributes it', () => {
    expect(judge([]).wording).toBe('No party in this case attributes the incident to Daewol.');
  });

  it('does not depend on the order of positions', () => {
    const positions = [
      ...STRONG,
      position({ party: 'Verl', hedge: 'likely', from: ['s4@b', 's5@d'] }),
      position({ party: 'Daewol', kind: 'denies', target: null, from: ['s6@a'] }),
      position({ party: 'Tarn', kind: 'disputes', from: ['s7@e'] }),
    ];
    const expected = judge(positions);
    for (let seed = 1; seed <= 40; seed++) expect(judge(shuffled(positions, seed))).toEqual(expected);
  });
});

/** Fisher–Yates with a small linear congruential generator, so that a failing seed can be run again. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed;
  for (let i = result.length - 1; i > 0; i--) {
    state = (state * 1103515245 + 12345) % 2147483648;
    const j = state % (i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
