import { expect, it } from 'vitest';
import { readInPlace } from './read-in-place.ts';
import { readingRefusal } from './reading-refusal.ts';

it('tells a page that takes too long from one that is too large and from a fault', () => {
  const slow = Object.assign(new Error('aborted'), { name: 'AbortError' });
  const large = Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
  expect(readingRefusal(slow, 'a.html').refused).toBe('too-slow');
  expect(readingRefusal(large, 'a.html').refused).toBe('too-large');
  expect(readingRefusal(new RangeError('stack'), 'a.html')).toMatchObject({
    refused: 'reading-failed',
    reason: 'a.html could not be taken apart: stack',
  });
});

it('refuses one page where reading it fails, in place too', async () => {
  // An article whose blocks lie outside its text: nothing that extraction makes, and the reader trips over it.
  const broken = { text: 'short', blocks: null, metadata: { title: null } } as never;
  const never = () => Promise.reject(new Error('a short text needs no pool'));
  expect(await readInPlace('rules', never).read(broken)).toMatchObject({ refused: 'reading-failed' });
});
