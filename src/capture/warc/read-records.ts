import { ByteReader, LineTooLong } from './byte-reader.ts';
import { GzipBroken, gunzipMembers, type MemberPlace } from './gunzip-members.ts';

/** An archive that cannot be read on from a record. `at`: where that record begins, in bytes of the file. */
export class WarcBroken extends Error {
  readonly at: number;
  constructor(reason: string, at: number, options?: ErrorOptions) {
    super(reason, options);
    this.at = at;
  }
}

/** A record of a WARC file (ISO 28500:2017, section 4). Its block is read once, or passed over. */
export interface WarcRecord {
  /** By name, lower case; the first of each. */
  readonly fields: ReadonlyMap<string, string>;
  /** Where it begins, in bytes of the file. */
  readonly at: number;
  /** Bytes of its block. */
  readonly length: number;
  readonly block: AsyncGenerator<Uint8Array>;
}

/** Bytes of all named fields of one record; those of crawlers have under 2 KiB. */
const FIELDS_LIMIT = 64 * 1024;
/** Empty lines between two records: the standard has two, and some writers more. */
const EMPTY_LINES = 16;

/**
 * Reads a WARC file, packed by gzip or not, record by record, in memory that does not grow with it. What of a record's block
 * was not read is passed over.
 * @throws WarcBroken where the file is cut, damaged or no WARC file; the records before are whole
 */
export async function* readRecords(source: AsyncIterable<Uint8Array>): AsyncGenerator<WarcRecord> {
  const { bytes, place } = await unpacked(source);
  const reader = new ByteReader(bytes);
  let at = 0;
  try {
    for (;;) {
      const version = await nextLine(reader);
      if (version === null) return;
      at = place?.memberAt ?? reader.at - version.consumed;
      if (!/^WARC\/\d\.\d+$/.test(version.text)) throw new WarcBroken('no WARC record begins there', at);
      const fields = await readFields(reader, at);
      const length = lengthOf(fields, at);
      const progress = { read: 0, length };
      yield { fields, at, length, block: wholeBlock(reader, progress, at) };
      // Whoever left the block early has ended its generator: the rest is passed over by another.
      for await (const _ of wholeBlock(reader, progress, at));
    }
  } catch (error) {
    throw asBroken(error, place?.memberAt ?? at);
  }
}

function asBroken(error: unknown, at: number): unknown {
  if (error instanceof GzipBroken) return new WarcBroken(error.message, at, { cause: error });
  if (error instanceof LineTooLong)
    return new WarcBroken('a line of its header does not end', at, { cause: error });
  return error;
}

async function unpacked(
  source: AsyncIterable<Uint8Array>,
): Promise<{ bytes: AsyncIterable<Uint8Array>; place: MemberPlace | null }> {
  const raw = new ByteReader(source);
  const start = await raw.take(2);
  const whole = (async function* () {
    yield start;
    for (let chunk = await raw.chunk(); chunk !== null; chunk = await raw.chunk()) yield chunk;
  })();
  if (start[0] !== 0x1f || start[1] !== 0x8b) return { bytes: whole, place: null };
  const place = { memberAt: 0 };
  return { bytes: gunzipMembers(whole, place), place };
}

/** The next line that is not empty, and how many bytes it took; null at the end of the file. */
async function nextLine(reader: ByteReader): Promise<{ text: string; consumed: number } | null> {
  for (let empty = 0; empty <= EMPTY_LINES; empty++) {
    const before = reader.at;
    const line = await reader.line(FIELDS_LIMIT);
    if (line === null) return null;
    if (line.length > 0) return { text: line.toString('latin1').trim(), consumed: reader.at - before };
  }
  return { text: '', consumed: 0 };
}

/** Named fields until the empty line; a line that begins with white space goes on with the one before. */
async function readFields(reader: ByteReader, at: number): Promise<Map<string, string>> {
  const fields = new Map<string, string>();
  let room = FIELDS_LIMIT;
  let name = '';
  for (;;) {
    const line = await reader.line(room);
    if (line === null) throw new WarcBroken(`it ends in the middle of its header, at byte ${reader.at}`, at);
    if (line.length === 0) return fields;
    room -= line.length;
    const text = line.toString('utf8');
    const colon = text.indexOf(':');
    if (/^[ \t]/.test(text)) fields.set(name, `${fields.get(name) ?? ''} ${text.trim()}`);
    else if (colon > 0) {
      name = text.slice(0, colon).trim().toLowerCase();
      if (!fields.has(name)) fields.set(name, text.slice(colon + 1).trim());
    } else throw new WarcBroken('a line of its header is no field', at);
  }
}

function lengthOf(fields: ReadonlyMap<string, string>, at: number): number {
  const value = fields.get('content-length') ?? '';
  const length = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(length)) throw new WarcBroken('it does not say how long it is', at);
  return length;
}

/** A block's bytes. What ends before its time is told to whoever reads it: what they hold is no whole record. */
async function* wholeBlock(
  reader: ByteReader,
  progress: { read: number; readonly length: number },
  at: number,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const part of reader.block(progress.length - progress.read)) {
      progress.read += part.length;
      yield part;
    }
  } catch (error) {
    throw asBroken(error, at);
  }
  if (progress.read < progress.length)
    throw new WarcBroken(`it ends in the middle, at byte ${reader.at}`, at);
}
