import { createHash } from 'node:crypto';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import type { Taken } from '../../src/domain/capture.ts';

export const PAGE =
  '<!DOCTYPE html><title>Facts</title><p>The ministry said that it would wait for the facts.</p>';
export const DATE = '2024-02-03T04:05:06Z';

/** A WARC record as bytes. */
export function record(fields: Readonly<Record<string, string>>, block: string | Uint8Array): Buffer {
  const bytes = Buffer.from(block as string);
  const all = { 'WARC-Date': DATE, 'Content-Length': String(bytes.length), ...fields };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`WARC/1.1\r\n${lines.join('')}\r\n`), bytes, Buffer.from('\r\n\r\n')]);
}

/** A response record; `head` are its HTTP headers after the status line. */
export function response(
  uri: string,
  body: string | Uint8Array = PAGE,
  options: { head?: string; status?: string; fields?: Readonly<Record<string, string>> } = {},
): Buffer {
  const { head = 'Content-Type: text/html\r\n', status = '200 OK', fields = {} } = options;
  return record(
    {
      'WARC-Type': 'response',
      'WARC-Target-URI': uri,
      'WARC-Record-ID': `<urn:test:${uri}>`,
      'Content-Type': 'application/http; msgtype=response',
      ...fields,
    },
    Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${head}\r\n`), Buffer.from(body as string)]),
  );
}

/** As `.warc.gz` files are: each record a gzip member. */
export function packed(records: readonly Buffer[]): Buffer {
  return Buffer.concat(records.map((each) => gzipSync(each)));
}

/** A ZIP whose files stand as they are, or packed where a size is claimed for what they unpack to; overlapping, all names lead to the first file's bytes. */
export function zip(
  files: readonly (readonly [name: string, bytes: Uint8Array, claimed?: number])[],
  isOverlapping = false,
): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content, claimed] of files) {
    const bytes = claimed === undefined ? content : deflateRawSync(content);
    const sizes = Buffer.alloc(26);
    sizes.writeUInt16LE(20, 0);
    sizes.writeUInt16LE(claimed === undefined ? 0 : 8, 4);
    sizes.writeUInt32LE(crc32(content), 10);
    sizes.writeUInt32LE(bytes.length, 14);
    sizes.writeUInt32LE(claimed ?? bytes.length, 18);
    sizes.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), sizes, Buffer.from(name), bytes]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(isOverlapping ? 0 : at, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), sizes, tail, Buffer.from(name)]));
    if (isOverlapping && locals.length > 0) continue;
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}

export async function* inPieces(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

export function capturesIn(taken: readonly Taken[]) {
  return taken.flatMap((each) => ('captured' in each ? [each.captured] : []));
}

export function refusalsIn(taken: readonly Taken[]) {
  return taken.flatMap((each) => ('refusal' in each ? [each.refusal] : []));
}

export function remarksIn(taken: readonly Taken[]) {
  return taken.flatMap((each) => ('remark' in each && each.remark !== undefined ? [each.remark] : []));
}

export function sha(algorithm: string, bytes: string | Uint8Array): Buffer {
  return createHash(algorithm).update(bytes).digest();
}

/** Numbers in [0, 1) that are the same for a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
