import { describe, expect, it } from 'vitest';
import type { Statement } from '../domain/statement.ts';
import { carryReviews } from './carry-reviews.ts';
import { compareReadings } from './compare-readings.ts';

/** A statement whose parts stand at these offsets. */
function made(statementId: string, at: number, changes: Partial<Statement> = {}): Statement {
  const quote = (start: number, length: number) => ({
    start,
    end: start + length,
    exact: 'x'.repeat(length),
  });
  return {
    ...{ statementId, sourceId: 's', captureId: 'c1', withinId: null, review: 'proposed' },
    ...{ source: [quote(at, 5)], cue: [quote(at + 6, 4)], content: [quote(at + 11, 20)] },
    ...{ act: 'state', hedge: 'certain', target: null, speaker: null, saidOn: null, block: 'body' },
    ...{ probability: 0.5, reason: 'r', reader: { name: 'rules', version: '1' } },
    ...changes,
  };
}
const later = (id: string, at: number, changes: Partial<Statement> = {}) =>
  made(id, at, { captureId: 'c2', reader: { name: 'fast', version: '2' }, probability: 0.9, ...changes });

describe('two readings compared', () => {
  it('tells what only one has and what both have otherwise, in the order of the text', () => {
    const diff = compareReadings(
      [made('same', 0), made('gone', 100), made('other', 200)],
      [later('n3', 300), later('n2', 200, { act: 'deny', hedge: 'likely' }), later('n0', 0)],
    );
    expect(diff.same).toBe(1);
    expect(
      diff.changes.map((change) => [
        change.kind,
        'earlier' in change ? change.earlier.statementId : null,
        'later' in change ? change.later.statementId : null,
        'parts' in change ? change.parts : null,
      ]),
    ).toEqual([
      ['removed', 'gone', null, null],
      ['changed', 'other', 'n2', ['act', 'hedge']],
      ['added', null, 'n3', null],
    ]);
  });

  const speaker = { name: 'Ostrel', kind: 'state', country: null, office: null, reason: 'named' } as const;
  const target = { text: 'Ostrel', span: null, country: null };
  const saidOn = { edtf: '2026-03-09', how: 'rule', span: null, reference: null };
  it.each([
    ['spans', { source: [] }],
    ['act', { act: 'deny' }],
    ['hedge', { hedge: 'alleged' }],
    ['target', { target }],
    ['speaker', { speaker }],
    ['date', { saidOn }],
  ] as const)('counts another %s as a change, to and fro', (part, changes) => {
    const other = later('n', 0, changes as Partial<Statement>);
    expect(compareReadings([made('e', 0)], [other]).changes).toMatchObject([{ parts: [part] }]);
    expect(compareReadings([other], [made('e', 0)]).changes).toMatchObject([{ parts: [part] }]);
  });

  it('tells two states and two countries of one name apart, and not how either was found', () => {
    const one = made('e', 0, { speaker, target, saidOn });
    const reasoned = later('n', 0, {
      speaker: { ...speaker, reason: 'another' },
      target,
      saidOn: { ...saidOn, how: 'another' },
    });
    expect(compareReadings([one], [reasoned])).toEqual({ same: 1, changes: [] });
    const abroad = later('n', 0, {
      speaker: { ...speaker, country: 'OST' },
      target: { ...target, country: 'OST' },
      saidOn,
    });
    expect(compareReadings([one], [abroad]).changes).toMatchObject([{ parts: ['target', 'speaker'] }]);
  });
});

describe('reviews carried into another reading', () => {
  it('stand as they were reviewed, under the identity that they had', () => {
    const accepted = made('old', 0, { review: 'accepted', act: 'deny' });
    const { statements, carried, lost } = carryReviews(
      [accepted, made('proposed', 50)],
      [later('n0', 0), later('n1', 11, { withinId: 'n0' }), later('n2', 90)],
    );
    expect(statements).toEqual([
      { ...accepted, captureId: 'c2' },
      later('n1', 11, { withinId: 'old' }),
      later('n2', 90),
    ]);
    expect([carried, lost]).toEqual([1, []]);
  });

  it.each(['accepted', 'rejected', 'edited'] as const)('are lost where other words were %s', (review) => {
    const reviewed = made('old', 0, { review });
    const moved = later('n', 0, { content: [{ start: 12, end: 31, exact: 'x'.repeat(19) }] });
    expect(carryReviews([reviewed], [moved]).lost).toEqual([reviewed]);
    expect(carryReviews([reviewed], []).lost).toEqual([reviewed]);
  });

  it('are lost where two were reviewed and one is found, and where another statement has the identity', () => {
    const [one, two] = [made('a', 0, { review: 'accepted' }), made('b', 0, { review: 'edited' })];
    expect(carryReviews([one, two], [later('n', 0)]).lost).toEqual([two]);
    expect(carryReviews([one], [later('n', 0), later('a', 70)]).lost).toEqual([one]);
  });

  it('change nothing where nothing was reviewed', () => {
    const found = [later('n0', 0), later('n1', 11, { withinId: 'n0' })];
    expect(carryReviews([made('x', 0)], found)).toEqual({ statements: found, carried: 0, lost: [] });
  });
});
