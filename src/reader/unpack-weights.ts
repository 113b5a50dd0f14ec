import { ModelRefused } from '../domain/weights-file.ts';

/** Most bytes that weights may unpack to: three times those of the largest that there is. */
const UNPACKED_LIMIT = 96 * 1024 * 1024;

/**
 * Weights as they are, or out of gzip where they are packed (they begin with its magic number, RFC 1952).
 * @throws ModelRefused where they unpack to something larger than any model, or not at all.
 */
export async function unpackWeights(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const unpacked = await collect(packed.pipeThrough(new DecompressionStream('gzip')), (length) => {
    if (length > UNPACKED_LIMIT)
      throw new ModelRefused('not-a-model', `the weights unpack to more than ${UNPACKED_LIMIT} bytes`);
  }).catch((error: unknown) => {
    if (error instanceof ModelRefused) throw error;
    throw new ModelRefused('digest', 'the weights are broken: they do not unpack', { cause: error });
  });
  return unpacked;
}

/** All bytes of a stream; `onLength` hears after each piece how many have come, and may throw to end it. */
export async function collect(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLength: (length: number) => void,
): Promise<Uint8Array> {
  // Not `for await`: Safari cannot iterate over a stream.
  const reader = stream.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    pieces.push(next.value);
    length += next.value.length;
    onLength(length);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
