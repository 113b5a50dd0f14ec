/** Captures of one source over a real store: what changed, and what people say of its blocks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceBody } from '../../src/api/source-body.ts';
import { sourceViewSchema } from '../../src/api/types.ts';
import type { Captured } from '../../src/domain/capture.ts';
import type { CaptureDiff } from '../../src/domain/capture-diff.ts';
import { isRefusal } from '../../src/domain/errors.ts';
import type { Fetcher, Store } from '../../src/services/ports.ts';
import type { Services, SourceView } from '../../src/services/services.ts';
import { openStore } from '../../src/store/open-store.ts';
import { indexSelectors } from '../../src/text/selectors.ts';
import { embeddedPlace } from '../store/servers.ts';
import { EDITED, inlinePool, page, servicesOver } from './edited-page.ts';

let place: Awaited<ReturnType<typeof embeddedPlace>>;
let store: Store;
beforeAll(async () => {
  place = await embeddedPlace();
  store = await openStore(place);
});
afterAll(async () => {
  await store.close();
  await place.remove();
});

async function fetched(fetcher: Fetcher, url: string): Promise<Captured> {
  const captured = await fetcher.fetch(url);
  if (isRefusal(captured)) throw new Error(captured.reason);
  return captured;
}

let made = 0;
/** A source of its own for each test, captured once for each page. */
async function capturedAs(...pages: string[]) {
  const { services, fetcher } = servicesOver(store);
  const url = `https://news.example/harbour-${++made}`;
  const add = async (html: string) => {
    fetcher.html = html;
    const filed = await services.addNow('Sund Vale', await fetched(fetcher, url));
    if (isRefusal(filed)) throw new Error(filed.reason);
    return filed;
  };
  for (const html of pages) await add(html);
  return { services, url, add };
}

async function open(services: Services, url: string, captureId?: string): Promise<SourceView> {
  const view = await services.openSource(url, captureId);
  if (view === null) throw new Error(`there is no ${url} ${captureId}`);
  return view;
}

async function diffOf(services: Services, url: string): Promise<CaptureDiff> {
  const diff = await services.diffSource((await open(services, url)).source.sourceId);
  if (diff === null || isRefusal(diff)) throw new Error(diff?.reason);
  return diff;
}

describe('a source that is captured again', () => {
  it('stays one source: other bytes are another capture, the same bytes are none', async () => {
    const { services, url } = await capturedAs(page(), page(), EDITED, EDITED);
    const { captures, source } = await open(services, url);
    expect(captures.map(({ capturedAt }) => capturedAt.slice(11, 16))).toEqual(['08:02', '08:00']);
    expect(source.captureId).toBe(captures[0]?.captureId);
    const first = await open(services, url, captures[1]?.captureId);
    expect(first.source.article.text).toContain('Ostrel denied any part in the outage');
    expect(source.article.text).not.toContain('Ostrel denied');
    expect(await services.openSource(url, 'no-such-capture')).toBeNull();
  });

  it('tells what changed, sentence by sentence, and that nobody said so', async () => {
    const { services, url } = await capturedAs(page(), EDITED);
    const diff = await diffOf(services, url);
    expect(diff.disclosure).toBe('silent');
    expect(diff.counts).toMatchObject({ added: 1, removed: 1, changed: 1, moved: 0 });
    expect(diff.sentences.filter(({ kind }) => kind !== 'same')).toMatchObject([
      { kind: 'changed', later: expect.stringContaining('may have given the order') },
      { kind: 'removed', earlier: expect.stringContaining('Ostrel denied any part') },
      { kind: 'added', later: 'The last terminal was restored on Thursday night.' },
    ]);
    const changed = diff.sentences.find((each) => each.kind === 'changed');
    const words = changed?.kind === 'changed' ? changed.words : [];
    expect(words.filter(({ kind }) => kind === 'added').map(({ text }) => text.trim())).toEqual(['may have']);
    for (const side of ['earlier', 'later'] as const) {
      const gone = side === 'earlier' ? 'added' : 'removed';
      const whole = words.flatMap(({ kind, text }) => (kind === gone ? [] : [text])).join('');
      expect(whole).toBe(changed?.kind === 'changed' ? changed[side] : '');
    }
  });

  it('says what became of each statement', async () => {
    const { services, url } = await capturedAs(page(), EDITED);
    const diff = await diffOf(services, url);
    const earlier = await open(services, url, diff.earlierId);
    const later = await open(services, url);
    const fateOf = (words: string) => {
      const statement = earlier.source.statements.find(({ content }) =>
        content.some(({ exact }) => exact.includes(words)),
      );
      return diff.statements.find(({ statementId }) => statementId === statement?.statementId);
    };
    expect(fateOf('could not link the group')).toMatchObject({ status: 'exact', score: 1 });
    expect(fateOf('any part in the outage')).toMatchObject({ status: 'not-found', score: 0 });
    const weakened = fateOf('had given the order');
    expect(weakened?.status).toBe('re-anchored');
    expect(weakened?.score).toBeGreaterThan(0.8);
    const words = weakened?.quotes.content[0];
    expect(later.source.article.text.slice(words?.start, words?.end)).toBe(words?.exact);
    expect(words?.exact).toContain('may have given the order');
    expect(later.source.statements.map(({ statementId }) => statementId)).toContain(
      weakened?.laterStatementId,
    );
  });

  it.each([
    [
      'a new time of update',
      page(undefined, '2026-03-10T07:00:00Z').replace('two days. The', 'three days. The'),
    ],
    [
      'a note in the text',
      page().replace(
        '</article>',
        '<p>This article was amended on 10 March to correct the number of days.</p></article>',
      ),
    ],
  ])('does not call an edit silent that the page tells of by %s', async (_, html) => {
    const { services, url } = await capturedAs(page(), html);
    expect((await diffOf(services, url)).disclosure).toBe('stated');
  });

  it('finds an article the same whose page changed around it', async () => {
    const { services, url } = await capturedAs(page(), page().replace('World', 'Politics'));
    const diff = await diffOf(services, url);
    expect(diff.disclosure).toBe('unchanged');
    expect(diff.sentences).toMatchObject([{ kind: 'same' }]);
    expect(diff.statements.every(({ status }) => status === 'exact')).toBe(true);
  });

  it('takes no difference between two versions of the extractor for one of the page', async () => {
    const { services, url } = await capturedAs(page());
    const older = servicesOver(store, {
      pool: {
        ...inlinePool(),
        async extract(captured) {
          const article = await inlinePool().extract(captured);
          if (isRefusal(article)) return article;
          const text = article.text.toUpperCase();
          return { ...article, text, extractor: 'older' };
        },
      },
    });
    older.fetcher.minutes = 30;
    older.fetcher.html = page().replace('World', 'Politics');
    await older.services.addNow('Sund Vale', await fetched(older.fetcher, url));
    const diff = await diffOf(services, url);
    expect(diff.sentences).toMatchObject([{ kind: 'same' }]);
    expect(diff.extractor).not.toBe('older');
  });

  it('has nothing to compare with one capture, an unknown one, or no source', async () => {
    const { services, url } = await capturedAs(page());
    const { sourceId } = (await open(services, url)).source;
    expect(await services.diffSource(sourceId)).toMatchObject({ refused: 'one-capture' });
    expect(await services.diffSource(sourceId, { from: 'x' })).toMatchObject({ refused: 'no-capture' });
    expect(await services.diffSource(sourceId, { to: 'x' })).toMatchObject({ refused: 'no-capture' });
    expect(await services.diffSource('nothing')).toBeNull();
  });
});

describe('the selectors of a source', () => {
  it('lead back to every quote of the frozen text, as the API describes them', async () => {
    const { services, url } = await capturedAs(page().replaceAll('harbour', 'harbour 🚢'));
    const body = sourceViewSchema.parse(sourceBody(await open(services, url)));
    expect(body.canonicalText).toMatchObject({
      version: body.article.extractor,
      length: body.article.text.length,
    });
    const index = indexSelectors(body.article.text);
    let quotes = 0;
    for (const { selectors, ...statement } of body.statements)
      for (const part of ['source', 'cue', 'content'] as const)
        selectors[part].forEach((each, i) => {
          quotes++;
          expect(index.resolve(each)).toEqual(statement[part][i]);
        });
    expect(quotes).toBeGreaterThan(8);
  });
});

describe('the type of a block, corrected', () => {
  const denial = (view: SourceView) => {
    const { text, blocks } = view.source.article;
    const block = blocks.find(({ start, end }) => text.slice(start, end).startsWith('Ostrel denied'));
    if (block === undefined) throw new Error('the denial is not there');
    return block;
  };
  const says = (view: SourceView, words: string) =>
    view.source.statements.some(({ content }) => content.some(({ exact }) => exact.includes(words)));

  async function askFor(services: Services, url: string, type?: 'appeal' | 'body') {
    const view = await open(services, url);
    const { start, end } = denial(view);
    const { captureId, sourceId, corrections } = view.source;
    return services.correctBlock(sourceId, {
      ...{ captureId, version: corrections.length, start, end, by: 'R. Viewer', reason: ' It asks. ' },
      ...(type !== undefined && { type }),
    });
  }

  it('is kept beside the verdict, and the source is read anew', async () => {
    const { services, url } = await capturedAs(page());
    const before = await open(services, url);
    expect(says(before, 'any part in the outage')).toBe(true);
    expect(await askFor(services, url, 'appeal')).toMatchObject({
      correction: {
        version: 1,
        from: 'body',
        to: 'appeal',
        by: 'R. Viewer',
        reason: 'It asks.',
        undoes: null,
      },
    });
    const after = await open(services, url);
    const { corrected, ...block } = denial(after);
    expect(block).toEqual({ ...denial(before), type: 'appeal' });
    expect(corrected).toMatchObject({ from: 'body', by: 'R. Viewer', at: '2026-03-11T12:00:00.000Z' });
    expect(says(after, 'any part in the outage')).toBe(false);
    expect(says(after, 'could not link the group')).toBe(true);
    const listed = (await services.openCase('Sund Vale'))?.file.sources;
    const inCase = listed?.find(({ sourceId }) => sourceId === after.source.sourceId);
    expect(inCase?.statements).toEqual(after.source.statements);
    expect(inCase?.article.blocks).toEqual(after.source.article.blocks);
    const [compared] = await store.copies.articles([after.source.sourceId]);
    expect(compared?.article.blocks).toEqual(after.source.article.blocks);
  });

  it('is taken back by one more correction, and all is as it was', async () => {
    const { services, url } = await capturedAs(page());
    const before = await open(services, url);
    await askFor(services, url, 'appeal');
    expect(await askFor(services, url)).toMatchObject({
      correction: { version: 2, from: 'appeal', to: 'body', undoes: 1 },
    });
    const after = await open(services, url);
    expect(after.source.article).toEqual(before.source.article);
    expect(after.source.statements).toEqual(before.source.statements);
    expect(after.source.corrections).toHaveLength(2);
    expect(await askFor(services, url)).toMatchObject({ refused: 'nothing-to-undo' });
  });

  it('refuses what says nothing, or of nothing', async () => {
    const { services, url } = await capturedAs(page());
    const { source } = await open(services, url);
    expect(await askFor(services, url, 'body')).toMatchObject({ refused: 'same-type' });
    const request = { captureId: source.captureId, version: 0, start: 1, end: 7, type: 'body' as const };
    expect(await services.correctBlock(source.sourceId, request)).toMatchObject({ refused: 'no-block' });
    expect(await services.correctBlock('nothing', request)).toBeNull();
    expect(await services.correctBlock(source.sourceId, { ...request, captureId: 'x' })).toBeNull();
    expect((await open(services, url)).source.corrections).toEqual([]);
  });

  it('tells the second of two editors, also when both ask at once, and changes nothing for them', async () => {
    const { services, url } = await capturedAs(page());
    const { source } = await open(services, url);
    const requests = source.article.blocks.slice(0, 4).map(({ start, end }) => ({
      ...{ captureId: source.captureId, version: 0, start, end, type: 'comment' as const },
    }));
    const answers = await Promise.all(requests.map((each) => services.correctBlock(source.sourceId, each)));
    expect(answers.filter((answer) => answer !== null && !isRefusal(answer))).toHaveLength(1);
    expect(answers.filter((answer) => isRefusal(answer) && answer.refused === 'conflict')).toHaveLength(3);
    const after = await open(services, url);
    expect(after.source.corrections).toHaveLength(1);
    const stale = await services.correctBlock(source.sourceId, requests[1] as (typeof requests)[number]);
    expect(stale).toMatchObject({
      refused: 'conflict',
      reason: expect.stringContaining('nothing was changed'),
    });
    // What was asked can be asked again, at the version that holds now.
    const anew = { ...(requests[3] as (typeof requests)[number]), version: 1 };
    expect(await services.correctBlock(source.sourceId, anew)).not.toHaveProperty('refused');
  });

  it('holds for the same words of the next capture, and for nothing else of it', async () => {
    const { services, url, add } = await capturedAs(page());
    await askFor(services, url, 'appeal');
    await add(page().replace('two days. The', 'three days. The'));
    const after = await open(services, url);
    expect(denial(after)).toMatchObject({ type: 'appeal', corrected: { from: 'body', by: 'R. Viewer' } });
    expect(after.source.corrections).toMatchObject([{ version: 1, to: 'appeal' }]);
    expect(says(after, 'any part in the outage')).toBe(false);
    await add(page().replace('Ostrel denied any', 'Ostrel denied having any'));
    expect((await open(services, url)).source.corrections).toEqual([]);
  });

  it('does not lose a statement that somebody reviewed', async () => {
    const { services, url } = await capturedAs(page());
    const { source } = await open(services, url);
    const next = {
      ...source,
      captureId: '01900000-0000-7000-8000-00000000000a',
      capture: {
        ...source.capture,
        payloadDigest: `sha256:${'ab'.repeat(32)}`,
        capturedAt: '2026-04-01T00:00:00.000Z',
      },
      reader: { name: 'sample', version: '1' },
    };
    const statements = source.statements.map((each, i) => ({
      ...each,
      captureId: next.captureId,
      statementId: `reviewed-${i}`,
      review: 'accepted' as const,
    }));
    await store.sources.save({ ...next, statements });
    await askFor(services, url, 'appeal');
    const after = await open(services, url);
    const kept = after.source.statements.filter(({ review }) => review === 'accepted');
    expect(kept).toEqual(statements);
    expect(after.source.statements.some(({ review }) => review === 'proposed')).toBe(true);
  });
});
