import { expect, it } from 'vitest';
import { readInPlace } from './read-in-place.ts';
import { noReader, readingRefusal, requireReader } from './reading-refusal.ts';

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

it('throws where the reader itself cannot be opened, and says what to do', () => {
  const refusal = noReader('fast', new Error('the model was changed'));
  expect(() => requireReader(refusal)).toThrow(
    expect.objectContaining({
      code: 'no-reader',
      message: 'the reader "fast" cannot be opened: the model was changed',
      hint: expect.stringContaining('install Onus again'),
    }),
  );
  const page = readingRefusal(new RangeError('stack'), 'a.html');
  expect(requireReader(page)).toBe(page);
});
