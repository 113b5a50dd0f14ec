import { crc32, createInflateRaw } from 'node:zlib';
import { LIMITS } from '../limits.ts';
import { ByteReader } from './byte-reader.ts';

/** Data that is no gzip file, or not a whole one. */
export class GzipBroken extends Error {}

/** Where the gzip member in hand begins, in bytes of the file. */
export interface MemberPlace {
  memberAt: number;
}

/** Bytes of a file name or comment in a member's header; nobody writes longer ones. */
const FIELD_LIMIT = 64 * 1024;
/** Unpacked bytes of a member from which its ratio is asked, as for a page's coding. */
const RATIO_FROM = 1024 * 1024;

/**
 * Unpacks a gzip file member by member (RFC 1952), as WARC files have one for each record, and keeps in `place` where the
 * member begins that the bytes come from. Node's own `Gunzip` goes over members without telling where they end.
 * @throws GzipBroken where the file is cut, damaged or a bomb
 */
export async function* gunzipMembers(
  source: AsyncIterable<Uint8Array>,
  place: MemberPlace,
): AsyncGenerator<Uint8Array> {
  const raw = new ByteReader(source);
  for (;;) {
    place.memberAt = raw.at;
    if (!(await readHeader(raw))) return;
    let crc = 0;
    let length = 0;
    for await (const chunk of inflateMember(raw)) {
      crc = crc32(chunk, crc);
      length += chunk.length;
      if (length > RATIO_FROM && length > LIMITS.ratio * (raw.at - place.memberAt))
        throw new GzipBroken('it unpacks to hundreds of times its size');
      yield chunk;
    }
    const trailer = await raw.take(8);
    if (trailer.length < 8) throw cut(raw);
    if (trailer.readUInt32LE(0) !== crc || trailer.readUInt32LE(4) !== length % 2 ** 32)
      throw new GzipBroken('its checksum does not fit');
  }
}

/** False at the end of the file; zeros after the last member are padding, as tapes have it. */
async function readHeader(raw: ByteReader): Promise<boolean> {
  const fixed = await raw.take(10);
  if (fixed.length === 0) return false;
  if (fixed.every((byte) => byte === 0)) return false;
  if (fixed[0] !== 0x1f || fixed[1] !== 0x8b || (fixed.length > 2 && fixed[2] !== 8))
    throw new GzipBroken('no gzip data begins there');
  if (fixed.length < 10) throw cut(raw);
  const flags = fixed[3] ?? 0;
  if (flags & 4) await skipExtra(raw);
  if (flags & 8) await skipText(raw);
  if (flags & 16) await skipText(raw);
  if (flags & 2) await skip(raw, 2);
  return true;
}

function cut(raw: ByteReader, cause?: unknown): GzipBroken {
  return new GzipBroken(`it ends in the middle, at byte ${raw.at}`, { cause });
}

async function skipExtra(raw: ByteReader): Promise<void> {
  const length = await raw.take(2);
  if (length.length < 2) throw cut(raw);
  await skip(raw, length.readUInt16LE());
}

async function skip(raw: ByteReader, count: number): Promise<void> {
  if ((await raw.take(count)).length < count) throw cut(raw);
}

async function skipText(raw: ByteReader): Promise<void> {
  for (let length = 0; length < FIELD_LIMIT; ) {
    const chunk = await raw.chunk();
    if (chunk === null) throw cut(raw);
    const end = chunk.indexOf(0);
    if (end >= 0) return raw.unread(chunk.subarray(end + 1));
    length += chunk.length;
  }
  throw new GzipBroken('a name in its header does not end');
}

/** The data of one member; on return `raw` stands right behind its deflate stream. */
async function* inflateMember(raw: ByteReader): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  let fed = 0;
  let last: Uint8Array = new Uint8Array();
  const feeding = (async () => {
    // The engine takes no more once its stream has ended: then a part of the last chunk is left.
    while (inflate.bytesWritten === fed) {
      const chunk = await raw.chunk();
      if (chunk === null) return void inflate.end();
      last = chunk;
      fed += chunk.length;
      await new Promise<void>((resolve) => inflate.write(chunk, () => resolve()));
      if (inflate.destroyed) return;
    }
  })();
  // Told to whoever reads, who is the only one that can go on from it.
  feeding.catch((error) => inflate.destroy(error));
  try {
    for await (const chunk of inflate) yield chunk;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (!code?.startsWith('Z_')) throw cause;
    throw code === 'Z_BUF_ERROR' ? cut(raw, cause) : new GzipBroken('its data is damaged', { cause });
  }
  await feeding;
  raw.unread(last.subarray(last.length - (fed - inflate.bytesWritten)));
}
