/** Reads pasted text off the page's own thread: opens the reader at once, then answers each text with what was found. */
import { isRefusal, OnusError, openReader, type Reading, type TextReader } from '../../reader/browser.ts';
import type { Problem } from '../parts/data.ts';

export interface ReadAsk {
  readonly text: string;
}

export type ReadAnswer =
  | { readonly kind: 'loading'; readonly loaded: number; readonly total: number | null }
  | { readonly kind: 'ready' }
  | { readonly kind: 'read'; readonly text: string; readonly reading: Reading; readonly seconds: number }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** Nothing can be read until the page is loaded again. */
  | { readonly kind: 'failed'; readonly problem: Problem };

const answer = (message: ReadAnswer) => self.postMessage(message);

const opening = openReader({
  onProgress: (loaded, total) => answer({ kind: 'loading', loaded, total }),
});

opening.then(
  () => answer({ kind: 'ready' }),
  (error: unknown) => answer({ kind: 'failed', problem: problemOf(error) }),
);

self.addEventListener('message', ({ data }: MessageEvent<ReadAsk>) => {
  // Where the reader did not open, the page has been told.
  opening.then(async (reader) => answer(await readText(reader, data.text))).catch(() => undefined);
});

async function readText(reader: TextReader, text: string): Promise<ReadAnswer> {
  const start = performance.now();
  try {
    const reading = await reader.read(text);
    if (isRefusal(reading)) return { kind: 'refused', problem: reading };
    return { kind: 'read', text, reading, seconds: (performance.now() - start) / 1000 };
  } catch (error) {
    return { kind: 'refused', problem: problemOf(error) };
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof OnusError)
    return { reason: error.message, hint: error.hint ?? 'Load the page again.' };
  return {
    reason: error instanceof Error ? error.message : String(error),
    hint: 'Load the page again; where it stays so, this is a fault of Onus: please report it.',
  };
}
