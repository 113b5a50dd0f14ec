import type { Refusal } from '../../domain/errors.ts';

/**
 * Bytes that one stream of a PDF may unpack to. Content streams of dense reports have some 100 KB, embedded fonts some 500 KB;
 * maps and whole Chinese fonts come near it.
 */
const STREAM_LIMIT = 8 * 1024 * 1024;
/** The same of all its streams together, each as often as it is unpacked: a report of 300 pages comes to some 30 MiB. */
const TOTAL_LIMIT = 64 * 1024 * 1024;
/** Buffers as small as this are not counted: pdf.js makes many that hold no stream. */
const COUNTED_FROM = 64 * 1024;

/** What happened while a limit held. */
export interface DecodeWatch {
  /** Whether something was asked to unpack to more than the limit; what was read since is not to be trusted. */
  exceeded(): boolean;
}

/**
 * Runs `work` while no buffer larger than {@link STREAM_LIMIT} can be made by its size, no decompression yields more, and all
 * together stay below {@link TOTAL_LIMIT}.
 *
 * pdf.js has no such limit: a page of 2 KB may name a stream that unpacks to gigabytes, by any of its filters, one on the other,
 * and encrypted, so that nothing can be counted beforehand. Whatever the filter, it unpacks into a `Uint8Array` made by its size or
 * through a `DecompressionStream`: for as long as `work` takes, both of this thread are bounded. Only one document is read at a time
 * in a thread; each has both back when it ends.
 */
export async function withDecodeLimit<T>(work: (watch: DecodeWatch) => Promise<T>): Promise<T> {
  const { Uint8Array: Bytes, DecompressionStream: Decompression } = globalThis;
  let exceeded = false;
  let total = 0;
  const take = (size: number, stream: number): void => {
    total += size;
    exceeded ||= stream > STREAM_LIMIT || total > TOTAL_LIMIT;
    if (exceeded) throw new RangeError('the streams of the PDF unpack too far');
  };
  globalThis.Uint8Array = new Proxy(Bytes, {
    construct(target, args, given) {
      // A buffer that grows is made anew at twice its size: the sizes of one stream's add up to twice its length.
      if (typeof args[0] === 'number' && args[0] > COUNTED_FROM) take(args[0] / 2, args[0]);
      return Reflect.construct(target, args, given);
    },
  });
  globalThis.DecompressionStream = new Proxy(Decompression, {
    construct(target, args) {
      const { writable, readable }: DecompressionStream = Reflect.construct(target, args);
      return { writable, readable: readable.pipeThrough(countingStream(take)) };
    },
  });
  try {
    return await work({ exceeded: () => exceeded });
  } finally {
    globalThis.Uint8Array = Bytes;
    globalThis.DecompressionStream = Decompression;
  }
}

/** Passes bytes on until they are too many. */
function countingStream(
  take: (size: number, stream: number) => void,
): TransformStream<Uint8Array, Uint8Array> {
  let count = 0;
  return new TransformStream({
    transform(chunk, controller) {
      count += chunk.byteLength;
      take(chunk.byteLength, count);
      controller.enqueue(chunk);
    },
  });
}

export function unpacksTooFar(): Refusal<'decompression-bomb'> {
  return {
    refused: 'decompression-bomb',
    reason: `the PDF unpacks to more than ${STREAM_LIMIT / 2 ** 20} MiB in one part or ${TOTAL_LIMIT / 2 ** 20} MiB in all, as no text does`,
    hint: 'open it, copy its text and paste that',
  };
}
