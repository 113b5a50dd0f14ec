/**
 * Reads pasted text off the page's own thread: opens the fast reader at once and the deep one when it is first asked for, then
 * answers each text with what was found.
 */
import deepRuntime from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { isRefusal, OnusError, openReader, type Reading, type TextReader } from '../../reader/browser.ts';
import type { Problem } from '../parts/data.ts';

const DEEP_WEIGHTS = new URL('../../../models/deep@1/model.bin', import.meta.url);

/** The readers that the page offers. */
export type PageReader = 'fast' | 'deep';

export interface ReadAsk {
  readonly text: string;
  readonly reader: PageReader;
}

export type ReadAnswer =
  | {
      readonly kind: 'loading';
      readonly reader: PageReader;
      readonly loaded: number;
      readonly total: number | null;
    }
  | { readonly kind: 'ready' }
  | { readonly kind: 'read'; readonly text: string; readonly reading: Reading; readonly seconds: number }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** This reader reads nothing until the page is loaded again. */
  | { readonly kind: 'failed'; readonly reader: PageReader; readonly problem: Problem };

const answer = (message: ReadAnswer) => self.postMessage(message);

const openings = new Map<PageReader, Promise<TextReader>>();

/** Opens a reader once, telling the page how far its weights have come, and whether it failed. */
function opened(reader: PageReader): Promise<TextReader> {
  const opening = openings.get(reader) ?? open(reader);
  openings.set(reader, opening);
  return opening;
}

async function open(reader: PageReader): Promise<TextReader> {
  try {
    return await openReader({
      reader,
      ...(reader === 'deep' && { runtime: await loadRuntime(), deepWeights: DEEP_WEIGHTS }),
      onProgress: (loaded, total) => answer({ kind: 'loading', reader, loaded, total }),
    });
  } catch (error) {
    answer({ kind: 'failed', reader, problem: problemOf(error) });
    throw error;
  }
}

async function loadRuntime() {
  const runtime = await import('onnxruntime-web/wasm');
  runtime.env.wasm.wasmPaths = { wasm: deepRuntime };
  // More threads need headers that would keep the page from being opened as a file on any server.
  runtime.env.wasm.numThreads = 1;
  return runtime;
}

opened('fast').then(
  () => answer({ kind: 'ready' }),
  () => undefined,
);

self.addEventListener('message', ({ data }: MessageEvent<ReadAsk>) => {
  // Where the reader did not open, the page has been told.
  opened(data.reader)
    .then(async (reader) => answer(await readText(reader, data.text)))
    .catch(() => undefined);
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
