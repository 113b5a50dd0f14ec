import { expect, it } from 'vitest';
import { isRefusal } from '../domain/errors.ts';
import { plainArticle } from '../extract/plain-article.ts';
import type { AnchoringPool } from './ports.ts';
import { IN_PLACE_LIMIT, readInPlace } from './read-in-place.ts';

const NEWS = 'Ostrel denied that it was behind the attack, its foreign ministry said on Monday.\n\n';
const TIMES = Math.ceil(IN_PLACE_LIMIT / NEWS.length);
const tooSlow = { refused: 'too-slow', reason: 'it took too long', hint: 'split it' } as const;

/** A pool whose tasks all take too long; it counts how often it is closed. */
function slowPool() {
  const calls = { opened: 0, closed: 0 };
  const pool: AnchoringPool = {
    reader: { name: 'rules', version: '1' },
    extract: async () => tooSlow,
    read: async () => tooSlow,
    compare: async () => tooSlow,
    anchor: async () => tooSlow,
    close: async () => {
      calls.closed++;
    },
  };
  const open = async () => {
    calls.opened++;
    return pool;
  };
  return { calls, open };
}

const articleOf = (text: string) => ({ ...plainArticle(text), metadata: { title: null } }) as never;

it('reads a short text in this thread', async () => {
  const { calls, open } = slowPool();
  const reading = readInPlace('rules', open);
  const found = await reading.read(articleOf(NEWS));
  expect(isRefusal(found)).toBe(false);
  expect(found).toContainEqual(expect.objectContaining({ act: 'deny' }));
  await reading.close();
  expect(calls).toEqual({ opened: 0, closed: 0 });
});

it('hands a long text or page to a pool, which can refuse it, and closes the pool', async () => {
  const { calls, open } = slowPool();
  const reading = readInPlace('rules', open);
  expect(await reading.read(articleOf(NEWS.repeat(TIMES)))).toEqual(tooSlow);
  const bytes = new Uint8Array(IN_PLACE_LIMIT + 1);
  expect(await reading.extract({ bytes, capture: { targetUri: 'a.html' } } as never)).toEqual(tooSlow);
  await reading.close();
  expect(calls).toEqual({ opened: 1, closed: 1 });
});
