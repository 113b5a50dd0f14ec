import { describe, expect, it } from 'vitest';
import { createCopyIndex } from '../../src/cases/copy-index.ts';
import { comparePair, readySource } from '../../src/cases/find-copies.ts';
import { groupOrigins, type OriginSource } from '../../src/cases/group-origins.ts';
import { memberIds, type OriginEdit } from '../../src/domain/origin.ts';
import { madeSources, shuffled, source, story } from './made-sources.ts';

const groupsOf = (sources: readonly OriginSource[], edits: readonly OriginEdit[] = []) =>
  memberIds(groupOrigins(sources, edits));
/** As a set of sets: without any order. */
const partition = (groups: readonly (readonly string[])[]) =>
  groups.map((group) => group.toSorted().join(' ')).sort();

describe('copies by comparison', () => {
  it('joins a copy that was cut, given a new beginning and embedded', () => {
    const wire = story('w', 200);
    expect(
      groupsOf([
        source('a', wire),
        source('b', wire.split(' ').slice(0, 80).join(' ')),
        source('c', story('o', 200)),
        source('d', `${story('n', 60)} ${wire.split(' ').slice(100).join(' ')} ${story('m', 200)}`),
      ]),
    ).toEqual([['a', 'b', 'd'], ['c']]);
  });

  it('joins short texts only where all of the shorter is in the longer, and says nothing of a line', () => {
    expect(groupsOf([source('a', story('s', 28)), source('b', `${story('s', 28)} more`)])).toEqual([
      ['a', 'b'],
    ]);
    expect(
      groupsOf([source('a', `one ${story('s', 28)}`), source('b', `two ${story('s', 28)}`)]),
    ).toHaveLength(2);
    expect(groupsOf([source('a', story('s', 27)), source('b', `${story('s', 27)} more`)])).toHaveLength(2);
  });

  it('looks at the read blocks alone', () => {
    const appeal = story('p', 200);
    expect(
      groupsOf([source('a', appeal, { type: 'appeal' }), source('b', appeal, { type: 'appeal' })]),
    ).toEqual([['a'], ['b']]);
  });

  it('takes no source, and sources without text', () => {
    expect(groupsOf([])).toEqual([]);
    expect(groupsOf([source('a', ''), source('b', '')])).toEqual([['a'], ['b']]);
  });

  it('finds all of a hundred copies of one text, though few are compared with each', () => {
    const wire = story('w', 120);
    const copies = Array.from({ length: 100 }, (_, i) => source(`c${i}`, `${story(`own${i}v`, 40)} ${wire}`));
    expect(groupsOf(copies)).toHaveLength(1);
  });
});

describe('a shared quotation', () => {
  const quotation = `The ministry said: “${story('q', 90)}”`;

  it('does not make one origin of two reports, and is told', () => {
    const told = groupOrigins([
      source('a', `${story('a', 250)}\n${quotation}`),
      source('b', `${story('b', 250)}\n${quotation}`),
    ]);
    expect(memberIds(told)).toEqual([['a'], ['b']]);
    expect(told.quotations).toHaveLength(1);
    expect(told.quotations[0]?.reason).toContain('quoted');
  });

  it('counts with an agency credit that both carry', () => {
    const { origins } = groupOrigins([
      source('a', `${story('a', 250)}\n${quotation}\ncredit: Reuters`),
      source('b', `LONDON (Reuters) – ${story('b', 250)}\n${quotation}`),
    ]);
    expect(origins).toHaveLength(1);
    expect(origins[0]?.members[1]?.reasons).toContain('both credit Reuters');
  });

  it('does not make one origin of a short report that is nearly half quotation and a long one', () => {
    const statement = `“${story('q', 50)}”, the minister said.`;
    expect(
      groupsOf([
        source('a', `${story('a', 60)}\n${statement}\n${story('b', 10)}`),
        source('c', `${story('c', 200)}\n${statement}`),
      ]),
    ).toHaveLength(2);
  });

  it('counts where the overlap is sustained: most of the text is that quotation', () => {
    expect(
      groupsOf([
        source('a', `${story('a', 40)}\n${quotation}`),
        source('b', `${story('b', 40)}\n${quotation}`),
      ]),
    ).toHaveLength(1);
  });

  it('does not hide prose that was copied beside it', () => {
    const prose = story('w', 60);
    expect(
      groupsOf([
        source('a', `${story('a', 100)}\n${prose}\n${quotation}`),
        source('b', `${story('b', 100)}\n${prose}\n${quotation}`),
      ]),
    ).toHaveLength(1);
  });
});

describe('what is told of an origin', () => {
  const wire = story('w', 120);

  it('names the earliest by date, and the reason of each in words', () => {
    const { origins } = groupOrigins([
      source('a', `${wire}\n${story('t', 60)}`, { published: '2031-03-03' }),
      source('b', wire, { published: '2031-03-02T22:00:00Z', publication: 'AP' }),
      source('c', wire),
    ]);
    expect(origins).toHaveLength(1);
    const [origin] = origins;
    expect(origin).toMatchObject({ originId: 'a', earliest: 'b' });
    expect(origin?.members.map(({ sourceId, membership }) => [sourceId, membership])).toEqual([
      ['b', 'earliest'],
      ['a', 'copy'],
      ['c', 'copy'],
    ]);
    expect(origin?.members[0]?.reasons).toEqual(['published first of 3, 2031-03-02T22:00:00Z', 'credits AP']);
    expect(origin?.members[1]?.reasons[0]).toContain('116 of the 116 runs of 5 words of the shorter text');
  });

  it('tells who is said to have reported first, where that publication is a member', () => {
    const { origins } = groupOrigins([
      source('a', wire, { published: '2031-03-02', publication: 'The Harbour Gazette' }),
      source('b', `${wire}\nThe breach was first reported by the Harbour Gazette.`, {
        published: '2031-03-03',
      }),
    ]);
    expect(origins[0]?.members[1]?.reasons.at(-1)).toBe(
      'says that The Harbour Gazette reported it first: “first reported by the Harbour Gazette”',
    );
  });

  it('gives passages that stand in both texts, word for word', () => {
    const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu);
    for (let seed = 1; seed <= 8; seed++) {
      const sources = madeSources(seed, 20);
      const textOf = new Map(sources.map(({ sourceId, article }) => [sourceId, article.text]));
      const members = groupOrigins(sources).origins.flatMap((origin) => origin.members);
      expect(members.some(({ passages }) => passages.length > 0)).toBe(true);
      for (const { sourceId, comparedWith, passages } of members)
        for (const { own, other, words: length } of passages) {
          expect(textOf.get(sourceId)?.slice(own.start, own.end)).toBe(own.exact);
          expect(textOf.get(comparedWith ?? '')?.slice(other.start, other.end)).toBe(other.exact);
          expect(words(own.exact)).toEqual(words(other.exact));
          expect(words(own.exact)).toHaveLength(length);
        }
    }
  });
});

describe('properties, over casebooks at random', () => {
  const seeds = Array.from({ length: 12 }, (_, i) => i + 1);

  it.each(seeds)('everything is the same in whatever order sources come (%i)', (seed) => {
    const sources = madeSources(seed, 30);
    const told = groupOrigins(sources);
    expect(groupOrigins(shuffled(sources, seed + 100))).toEqual(told);
    expect(memberIds(told).flat().toSorted()).toEqual(sources.map(({ sourceId }) => sourceId).toSorted());
  });

  it.each(seeds)('what is found by adding one by one is what is found at once (%i)', (seed) => {
    const sources = madeSources(seed, 60);
    const found = (order: readonly OriginSource[]) => {
      const index = createCopyIndex();
      const ready = new Map(order.map((each) => [each.sourceId, readySource(each)]));
      const groupOf = new Map(order.map(({ sourceId }) => [sourceId, [sourceId]]));
      for (const { sourceId } of order) {
        const own = ready.get(sourceId)!;
        for (const candidate of index.lookUp(own.text.fingerprints)) {
          const pair = comparePair(own, ready.get(candidate.sourceId)!);
          const [a, b] = [groupOf.get(sourceId)!, groupOf.get(candidate.sourceId)!];
          if (pair === null || pair.relation === 'quotation' || a === b) continue;
          a.push(...b);
          for (const each of b) groupOf.set(each, a);
        }
        index.add(sourceId, own.text.fingerprints);
      }
      return partition([...new Set(groupOf.values())]);
    };
    expect(found(shuffled(sources, seed))).toEqual(partition(groupsOf(sources)));
  });

  it.each(seeds)('the index leaves out no pair that comparison of all with all finds (%i)', (seed) => {
    const sources = madeSources(seed, 40);
    const ready = sources.map(readySource);
    const groups = groupsOf(sources);
    for (const [i, a] of ready.entries())
      for (const b of ready.slice(i + 1)) {
        const pair = comparePair(a, b);
        if (pair === null || pair.relation === 'quotation') continue;
        expect(groups.find((group) => group.includes(a.sourceId))).toContain(b.sourceId);
      }
  });
});
