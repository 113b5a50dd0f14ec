/** Copies among all sources and edits of origins by hand, on a real database. */
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFingerprints } from '../../src/cases/compare-texts.ts';
import { CANDIDATE_LIMIT, createCopyIndex, POSTING_LIMIT } from '../../src/cases/copy-index.ts';
import { groupOrigins } from '../../src/cases/group-origins.ts';
import { memberIds, type OriginEdit } from '../../src/domain/origin.ts';
import { fillCopyIndex } from '../../src/services/copies.ts';
import { createServices } from '../../src/services/create-services.ts';
import type { Store } from '../../src/services/ports.ts';
import type { Services } from '../../src/services/services.ts';
import { openStore } from '../../src/store/open-store.ts';
import { madeSources, shuffled, source, story } from '../cases/made-sources.ts';
import { sourceRecord } from './records.ts';
import { embeddedPlace, outsidePlace, type Place } from './servers.ts';

const LIMITS = { perFingerprint: POSTING_LIMIT, limit: CANDIDATE_LIMIT };

describe.each([
  { engine: 'embedded', makePlace: embeddedPlace },
  { engine: 'postgres', makePlace: outsidePlace },
])('origins in a store on the $engine engine', ({ makePlace }) => {
  let place: Place;
  let store: Store;
  let services: Services;
  beforeAll(async () => {
    place = await makePlace();
    store = await openStore(place);
    const none = () => Promise.reject(new Error('these tests fetch and read nothing'));
    services = createServices({
      store,
      fetcher: { fetch: none },
      pool: {
        ...{ reader: { name: 'none', version: '0' }, extract: none, read: none, compare: none },
        close: async () => {},
      },
      clock: { now: () => new Date('2031-05-05T05:05:05Z') },
    });
  });
  afterAll(async () => {
    await store.close();
    await place.remove();
  });

  async function save(made: ReturnType<typeof source>): Promise<void> {
    const { record } = recordOf(made);
    await store.sources.save(record);
  }

  function recordOf({ sourceId, article }: ReturnType<typeof source>) {
    const plain = sourceRecord({ uri: `https://news.example/${sourceId}`, text: article.text });
    return {
      record: {
        ...plain,
        sourceId,
        captureId: uuidv7(),
        article: { ...plain.article, ...article },
        statements: [],
      },
    };
  }

  async function caseWith(name: string, sources: readonly ReturnType<typeof source>[]): Promise<string> {
    const { caseId } = await store.cases.ensure(name);
    for (const each of sources) {
      await save(each);
      await store.cases.addSource(caseId, each.sourceId);
    }
    return caseId;
  }

  describe('the index of all sources', () => {
    it('names the same candidates as the one in memory, whatever the order of adding', async () => {
      const made = madeSources(5, 80).map((each) => ({ ...each, sourceId: `same-${each.sourceId}` }));
      const memory = createCopyIndex();
      for (const { sourceId, article } of made) memory.add(sourceId, articleFingerprints(article));
      for (const each of shuffled(made, 3)) {
        await save(each);
        await store.copies.add(each.sourceId, articleFingerprints(each.article));
        await store.copies.add(each.sourceId, articleFingerprints(each.article));
      }
      for (const { article } of made) {
        const fingerprints = articleFingerprints(article);
        expect(await store.copies.lookUp(fingerprints, LIMITS)).toEqual(memory.lookUp(fingerprints));
      }
    });

    it('holds of a formula in many sources only the first few', async () => {
      const formula = articleFingerprints(source('x', story('formula', 40)).article);
      for (let i = 0; i < 40; i++) await store.copies.add(`many-${String(i).padStart(2, '0')}`, formula);
      const found = await store.copies.lookUp(formula, LIMITS);
      expect(found.filter(({ sourceId }) => sourceId.startsWith('many-'))).toHaveLength(POSTING_LIMIT);
    });

    it('takes a text without words, and one that nobody shares', async () => {
      expect(await store.copies.lookUp([], LIMITS)).toEqual([]);
      expect(await store.copies.lookUp([2 ** 52 - 1, 0], LIMITS)).toEqual([]);
      await expect(store.copies.add('empty', [])).resolves.toBeUndefined();
    });

    it('finds the copies of a source in other cases, with those kept before there was an index', async () => {
      const wire = story('lookup', 200);
      await caseWith('One case', [source('lookup-a', wire)]);
      await caseWith('Another case', [
        source('lookup-b', `${story('lede', 30)} ${wire.split(' ').slice(0, 120).join(' ')}`),
        source('lookup-c', story('nothing', 200)),
      ]);
      expect(await store.copies.missing(1000)).toContain('lookup-b');
      await fillCopyIndex(store, new AbortController().signal);
      expect(await services.copiesOf('lookup-a')).toEqual([
        {
          sourceId: 'lookup-b',
          title: null,
          relation: 'derived',
          containment: expect.closeTo(0.8, 1),
          reason: expect.stringContaining('runs of 5 words'),
        },
      ]);
      expect(await store.copies.missing(1000)).toEqual([]);
      expect(await services.copiesOf('nothing')).toBeNull();
    });
  });

  describe('edits of origins', () => {
    const wire = story('edit', 120);
    const four = (prefix: string) => [
      source(`${prefix}-a`, wire),
      source(`${prefix}-b`, `${wire} more`),
      source(`${prefix}-c`, story('editc', 120)),
      source(`${prefix}-d`, story('editd', 120)),
    ];
    const signed = { by: 'N. N.', reason: 'told by the editor' };

    it('are kept, field by field, and count in the case and its positions', async () => {
      const caseId = await caseWith('Kept edits', four('kept'));
      const made = await services.editOrigins('kept EDITS', {
        change: { action: 'join', sourceIds: ['kept-c', 'kept-d'] },
        by: ' N.\n N. ',
        reason: 'told by the editor',
      });
      const edit: OriginEdit = {
        revision: 1,
        action: 'join',
        sourceIds: ['kept-c', 'kept-d'],
        fromIds: [],
        undoes: null,
        madeAt: '2031-05-05T05:05:05.000Z',
        ...signed,
      };
      expect(made).toEqual(edit);
      expect(await store.origins.edits(caseId)).toEqual([edit]);
      const view = await services.openCase(caseId);
      expect(memberIds(view!.origins)).toEqual([
        ['kept-a', 'kept-b'],
        ['kept-c', 'kept-d'],
      ]);
      await services.editOrigins(caseId, { change: { action: 'undo', undoes: 1 }, ...signed });
      expect((await services.openCase(caseId))?.origins.origins).toHaveLength(3);
      expect(await store.origins.edits(caseId)).toHaveLength(2);
    });

    it('tells the second of two who edit at once, and keeps what the first did', async () => {
      const caseId = await caseWith('Raced edits', four('race'));
      const change = (sourceIds: string[]) => ({ change: { action: 'join', sourceIds } as const, ...signed });
      const both = await Promise.all([
        services.editOrigins(caseId, change(['race-a', 'race-c'])),
        services.editOrigins(caseId, change(['race-a', 'race-d'])),
      ]);
      // Where one came wholly before the other there is no conflict: then both stand, one after the other.
      const kept = await store.origins.edits(caseId);
      const refused = both.filter((each) => each !== null && 'refused' in each);
      expect(kept.length + refused.length).toBe(2);
      expect(kept.map(({ revision }) => revision)).toEqual(kept.map((_, i) => i + 1));
      for (const each of refused) expect(each).toMatchObject({ refused: 'origins-changed' });
    });

    it('refuses an edit of origins that changed since they were looked at, and says by whom and why', async () => {
      const caseId = await caseWith('Seen edits', four('seen'));
      await services.editOrigins(caseId, {
        change: { action: 'split', sourceIds: ['seen-b'] },
        seen: 0,
        ...signed,
      });
      const late = await services.editOrigins(caseId, {
        change: { action: 'join', sourceIds: ['seen-c', 'seen-d'] },
        seen: 0,
        ...signed,
      });
      expect(late).toMatchObject({
        refused: 'origins-changed',
        reason: expect.stringContaining('edit 1 by N. N., split: told by the editor'),
      });
      expect(await store.origins.edits(caseId)).toHaveLength(1);
    });

    it('lets one of many claim a revision', async () => {
      const { caseId } = await store.cases.ensure('Claimed');
      const edit: OriginEdit = {
        revision: 1,
        action: 'join',
        sourceIds: [],
        fromIds: [],
        undoes: null,
        madeAt: '2031-05-05T05:05:05.000Z',
        ...signed,
      };
      const claimed = await Promise.all(
        Array.from({ length: 8 }, (_, i) => store.origins.append(caseId, { ...edit, by: `${i}` })),
      );
      expect(claimed.filter(Boolean)).toHaveLength(1);
      expect(await store.origins.edits(caseId)).toHaveLength(1);
    });

    it('asks for who and why, in visible characters', async () => {
      const caseId = await caseWith('Unsigned', four('unsigned'));
      const change = { action: 'split', sourceIds: ['unsigned-b'] } as const;
      for (const bad of [
        { by: '', reason: 'x' },
        { by: 'x', reason: ' \n' },
        { by: 'x', reason: 'a\u202eb' },
        { by: 'x'.repeat(501), reason: 'x' },
      ])
        expect(await services.editOrigins(caseId, { change, ...bad })).toMatchObject({
          refused: 'not-signed',
        });
      expect(await services.editOrigins('no such case', { change, ...signed })).toBeNull();
    });

    it('says the same of a case as comparison in memory', async () => {
      const made = madeSources(9, 30).map((each) => ({ ...each, sourceId: `mem-${each.sourceId}` }));
      const caseId = await caseWith('In memory', made);
      const view = await services.openCase(caseId);
      const groups = (sets: string[][]) => sets.map((each) => each.toSorted().join(' ')).sort();
      expect(groups(memberIds(view!.origins))).toEqual(groups(memberIds(groupOrigins(made))));
    });
  });
});
