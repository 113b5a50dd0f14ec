import { describe, expect, it } from 'vitest';
import { type OriginChange, planEdit } from '../../src/cases/edit-origins.ts';
import { groupOrigins } from '../../src/cases/group-origins.ts';
import { isRefusal } from '../../src/domain/errors.ts';
import { memberIds, type OriginEdit } from '../../src/domain/origin.ts';
import { madeSources, numbers, shuffled, source, story } from './made-sources.ts';

const wire = story('w', 120);
const sources = [
  source('a', wire),
  source('b', `${wire} more`),
  source('c', `${wire} and more`),
  source('d', story('d', 120)),
  source('e', story('e', 120)),
];

/** Makes the changes one after the other, as a user would, and gives the edits. */
function edited(changes: readonly OriginChange[], from = sources): OriginEdit[] {
  const edits: OriginEdit[] = [];
  for (const [i, change] of changes.entries()) {
    const planned = planEdit(groupOrigins(from, edits), change);
    if (isRefusal(planned)) throw new Error(planned.reason);
    edits.push({
      ...planned,
      revision: i + 1,
      by: 'N. N.',
      reason: `reason ${i + 1}`,
      madeAt: '2031-01-01T00:00:00.000Z',
    });
  }
  return edits;
}

const groupsAfter = (changes: readonly OriginChange[], of = sources) =>
  memberIds(groupOrigins(of, edited(changes, of)));
const join = (...sourceIds: string[]): OriginChange => ({ action: 'join', sourceIds });
const split = (...sourceIds: string[]): OriginChange => ({ action: 'split', sourceIds });
const undo = (undoes: number): OriginChange => ({ action: 'undo', undoes });

describe('origins by hand', () => {
  it('joins whole origins, with the reason at the member', () => {
    expect(groupsAfter([join('b', 'd')])).toEqual([['a', 'b', 'c', 'd'], ['e']]);
    const { origins } = groupOrigins(sources, edited([join('b', 'd')]));
    expect(origins[0]?.members.at(-1)).toMatchObject({
      sourceId: 'd',
      membership: 'by hand',
      comparedWith: null,
      reasons: ['joined by hand by N. N.: reason 1'],
    });
  });

  it('splits a source off against what comparison finds, and says so', () => {
    expect(groupsAfter([split('b')])).toEqual([['a', 'c'], ['b'], ['d'], ['e']]);
    const { origins } = groupOrigins(sources, edited([split('b')]));
    expect(origins[1]?.members[0]?.reasons).toContain('split by hand by N. N.: reason 1');
  });

  it('splits several off together: they stay one origin', () => {
    expect(groupsAfter([split('b', 'c')])).toEqual([['a'], ['b', 'c'], ['d'], ['e']]);
  });

  it('lets the newer edit decide', () => {
    expect(groupsAfter([split('b'), join('a', 'b')])).toEqual([['a', 'b', 'c'], ['d'], ['e']]);
    expect(groupsAfter([join('a', 'd'), split('d')])).toEqual([['a', 'b', 'c'], ['d'], ['e']]);
    expect(groupsAfter([join('a', 'd', 'e'), split('a')])).toEqual([['a'], ['b', 'c', 'd', 'e']]);
  });

  it('undoes an edit, and undoes the undoing', () => {
    expect(groupsAfter([split('b'), undo(1)])).toEqual([['a', 'b', 'c'], ['d'], ['e']]);
    expect(groupsAfter([split('b'), undo(1), undo(2)])).toEqual([['a', 'c'], ['b'], ['d'], ['e']]);
    expect(groupsAfter([split('b'), join('d', 'e'), undo(1)])).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  it('puts a new copy of both sides of a split with the one it shares more with, and joins the two no more', () => {
    const edits = edited([split('c')]);
    const more = [...sources, source('f', `${wire} and more`)];
    expect(memberIds(groupOrigins(more, edits))).toEqual([['a', 'b'], ['c', 'f'], ['d'], ['e']]);
  });

  it('goes on where a source that was edited is not in the case', () => {
    const edits = edited([join('a', 'd'), split('b')]);
    expect(memberIds(groupOrigins(sources.slice(1), edits))).toEqual([['b'], ['c', 'd'], ['e']]);
  });

  it.each([
    ['unknown-source', join('a', 'nothing')],
    ['no-sources', split()],
    ['one-origin-already', join('a', 'b')],
    ['one-origin-already', join('d')],
    ['several-origins', split('a', 'd')],
    ['nothing-left', split('a', 'b', 'c')],
    ['nothing-left', split('d')],
    ['unknown-edit', undo(1)],
  ])('refuses what would change nothing: %s', (refused, change) => {
    expect(planEdit(groupOrigins(sources), change)).toMatchObject({ refused });
  });

  it('refuses to undo twice, and an edit about too many sources', () => {
    const edits = edited([split('b'), undo(1)]);
    expect(planEdit(groupOrigins(sources, edits), undo(1))).toMatchObject({ refused: 'undone-already' });
    const many = Array.from({ length: 301 }, (_, i) => source(`m${i}`, story(`m${i}v`, 30)));
    expect(planEdit(groupOrigins(many), join(...many.map(({ sourceId }) => sourceId)))).toMatchObject({
      refused: 'too-many-sources',
    });
  });

  it('keeps every source in exactly one origin, whatever was edited, and in whatever order it is told', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const next = numbers(seed);
      const made = madeSources(seed, 20);
      const pick = () => made[next(made.length)]!.sourceId;
      let edits: OriginEdit[] = [];
      for (let i = 0; i < 15; i++) {
        const change = [join(pick(), pick()), split(pick()), undo(1 + next(edits.length + 1))][next(3)]!;
        const planned = planEdit(groupOrigins(made, edits), change);
        if (isRefusal(planned)) continue;
        const before = groupOrigins(made, edits);
        edits = [
          ...edits,
          {
            ...planned,
            revision: edits.length + 1,
            by: 'x',
            reason: 'y',
            madeAt: '2031-01-01T00:00:00.000Z',
          },
        ];
        const now = groupOrigins(made, edits);
        const place = (id: string) => memberIds(now).findIndex((group) => group.includes(id));
        if (planned.action === 'join') expect(new Set(planned.sourceIds.map(place)).size).toBe(1);
        if (planned.action === 'split')
          for (const id of planned.sourceIds) expect(planned.fromIds.map(place)).not.toContain(place(id));
        expect(memberIds(now).flat().toSorted()).toEqual(memberIds(before).flat().toSorted());
        expect(groupOrigins(shuffled(made, i), shuffled(edits, i))).toEqual(now);
      }
      expect(edits.length).toBeGreaterThan(2);
    }
  });
});
