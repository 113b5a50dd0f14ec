import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib';
import type { Refusal } from '../domain/errors.ts';
import type { Limits } from './limits.ts';

export type BodyRefusalCode = 'too-large' | 'decompression-bomb' | 'unknown-coding';

/**
 * Window that a Zstandard frame may ask for, as a power of two: 8 MiB, the most that a content coding may (RFC 9659). By
 * itself the decoder would take 128 MiB at a server's word.
 */
const ZSTD_WINDOW = 23;

/** Content codings that are undone (RFC 9110, section 8.4.1). */
const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW } }),
};

/** Decoded bytes below which the ratio is not asked: a small page of white space compresses as well as a bomb. */
const RATIO_FROM = 1024 * 1024;

/**
 * Reads a body and undoes its content coding, holding no more than the limits allow at any time.
 * `codings` are the `Content-Encoding` header's: more than one layer is refused, since no server sends it in earnest.
 * Rejects with the network's or the decompressor's own error.
 */
export async function readBody(
  body: Readable,
  codings: readonly string[],
  host: string,
  limits: Limits,
): Promise<Uint8Array | Refusal<BodyRefusalCode>> {
  const layers = codings.filter((coding) => coding !== 'identity');
  const decoder = layers.length === 0 ? null : DECODERS[layers[0] ?? ''];
  if (layers.length > 1 || decoder === undefined) {
    body.destroy();
    return unknownCoding(host, layers);
  }
  const reading = { wire: 0, decoded: 0, chunks: [] as Buffer[] };
  async function* count(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      reading.wire += chunk.length;
      if (reading.wire > limits.wireBytes) throw new BodyLimit(tooLarge(host, limits.wireBytes));
      yield chunk;
    }
  }
  async function collect(source: AsyncIterable<Buffer>): Promise<void> {
    for await (const chunk of source) {
      reading.decoded += chunk.length;
      if (reading.decoded > limits.decodedBytes) throw new BodyLimit(tooLarge(host, limits.decodedBytes));
      if (reading.decoded > RATIO_FROM && reading.decoded > limits.ratio * reading.wire)
        throw new BodyLimit(bomb(host));
      reading.chunks.push(chunk);
    }
  }
  try {
    await (decoder ? pipeline(body, count, decoder(), collect) : pipeline(body, count, collect));
  } catch (error) {
    if (error instanceof BodyLimit) return error.refusal;
    throw error;
  }
  return concatenate(reading.chunks, reading.decoded);
}

/** Into memory of its own: a `Buffer` may share a pool, which goes along to another thread. */
function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Carries a refusal out of a stream, which can be left early by throwing alone. */
class BodyLimit extends Error {
  readonly refusal: Refusal<BodyRefusalCode>;
  constructor(refusal: Refusal<BodyRefusalCode>) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

function tooLarge(host: string, limit: number): Refusal<'too-large'> {
  return {
    refused: 'too-large',
    reason: `${host} sent more than the ${Math.floor(limit / 1024 / 1024)} MiB that a page may have`,
    hint: 'copy the text of the article and paste it',
  };
}

function bomb(host: string): Refusal<'decompression-bomb'> {
  return {
    refused: 'decompression-bomb',
    reason: `${host} sent data that unpacks to hundreds of times its size, as no page does`,
    hint: 'copy the text of the article and paste it',
  };
}

function unknownCoding(host: string, layers: readonly string[]): Refusal<'unknown-coding'> {
  const named = layers.join(', ').slice(0, 60);
  return {
    refused: 'unknown-coding',
    reason: `${host} sent the page compressed in a way that is not read (${named})`,
    hint: 'save the page in the browser and add the file',
  };
}
