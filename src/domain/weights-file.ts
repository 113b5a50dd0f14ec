import type { z } from 'zod';

/** Why a file of weights is refused. */
export class ModelRefused extends Error {
  override readonly name = 'ModelRefused';
  readonly code: 'not-a-model' | 'digest' | 'version';

  constructor(code: ModelRefused['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * A file of learned weights: eight characters that name its kind, the header's length in bytes (32 bits,
 * little-endian), the header (JSON, UTF-8), the weights as bytes, and the SHA-256 of all before it.
 */
const MAGIC_LENGTH = 8;
const DIGEST_BYTES = 32;

/** @param magic Eight ASCII characters. */
export async function writeWeightsFile(
  magic: string,
  header: unknown,
  sections: readonly Uint8Array[],
): Promise<Uint8Array> {
  const head = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length, true);
  const body = concatenate([new TextEncoder().encode(magic), length, head, ...sections]);
  return concatenate([body, await sha256(body)]);
}

/**
 * The header and the weights of a file; the weights stay where they are, so `bytes` must not be changed afterwards.
 * @throws ModelRefused where the file is no such model, was changed (its digest does not fit), or has another header.
 */
export async function readWeightsFile<Header>(
  magic: string,
  bytes: Uint8Array,
  headerSchema: z.ZodType<Header>,
): Promise<{ header: Header; weights: Uint8Array }> {
  const found = new TextDecoder().decode(bytes.subarray(0, MAGIC_LENGTH));
  if (found !== magic || bytes.length < MAGIC_LENGTH + 4 + DIGEST_BYTES)
    throw new ModelRefused('not-a-model', `the file begins with "${found}", not with "${magic}"`);
  const body = bytes.subarray(0, bytes.length - DIGEST_BYTES);
  const digest = await sha256(body);
  if (!digest.every((byte, i) => byte === bytes[body.length + i]))
    throw new ModelRefused('digest', 'the model was changed: its SHA-256 is not the one it was written with');
  const from = MAGIC_LENGTH + 4;
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC_LENGTH, true);
  const head = JSON.parse(new TextDecoder().decode(body.subarray(from, from + size))) as unknown;
  const parsed = headerSchema.safeParse(head);
  if (!parsed.success)
    throw new ModelRefused(
      'version',
      `this program takes another version of "${magic}": ${parsed.error.message}`,
    );
  return { header: parsed.data, weights: body.subarray(from + size) };
}

/** Weights in 255 steps of equal size; `scale` goes into the step. */
export function quantise(
  weights: Float32Array | Int8Array,
  scale: number,
): { bytes: Int8Array<ArrayBuffer>; scale: number } {
  let max = 1e-9;
  for (const weight of weights) max = Math.max(max, Math.abs(weight));
  const step = max / 127;
  const bytes = new Int8Array(weights.length);
  weights.forEach((weight, i) => {
    bytes[i] = Math.round(weight / step);
  });
  return { bytes, scale: step * scale };
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
