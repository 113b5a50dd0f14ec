import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import type { Taken } from '../../domain/capture.ts';
import type { Refusal } from '../../domain/errors.ts';
import { type Archive, capturesOfWarc } from './captures-of-warc.ts';

/** An archive: a file on this machine, which is read as it goes, or bytes in hand. */
export type ArchiveFile = { readonly name: string } & (
  | { readonly path: string }
  | { readonly bytes: Uint8Array }
);

/** Names of archives: WARC, packed by gzip or not, and WACZ. */
export const ARCHIVE_NAME = /\.(?:warc(?:\.gz)?|wacz)$/i;

/** WARC files of one WACZ that are read. Crawlers start a new one each gigabyte. */
const WARCS = 10_000;

/** The captures of a WARC file, or of the WARC files in a WACZ (a ZIP that holds an index and pages beside them), as a stream. */
export async function* capturesOfArchive(file: ArchiveFile): AsyncGenerator<Taken> {
  try {
    if (/\.wacz$/i.test(file.name)) return yield* capturesOfWacz(file);
    const archive = { name: file.name, targetUri: `file:${file.name}` };
    if (!('path' in file)) return yield* capturesOfWarc({ ...archive, bytes: once(file.bytes) });
    const bytes = createReadStream(file.path);
    try {
      yield* capturesOfWarc({ ...archive, bytes });
    } finally {
      bytes.destroy();
    }
  } catch (error) {
    // A disk that fails, a file that went away; whatever else is thrown is a fault of Onus.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    yield { name: file.name, refusal: unreadable(file.name, error.message) };
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* capturesOfWacz(file: ArchiveFile): AsyncGenerator<Taken> {
  const { name } = file;
  // By itself it closes behind the last name, before anything was read.
  const options = { autoClose: false };
  const opening =
    'path' in file ? openPromise(file.path, options) : fromBufferPromise(Buffer.from(file.bytes), options);
  const zip = await opening.catch((error: NodeJS.ErrnoException) => error);
  if (zip instanceof Error) {
    if ('syscall' in zip) throw zip;
    return yield { name, refusal: noZip(name, zip.message) };
  }
  try {
    yield* capturesOfWarcs(zip, name);
  } finally {
    zip.close();
  }
}

async function* capturesOfWarcs(zip: ZipFile, name: string): AsyncGenerator<Taken> {
  const entries = await warcEntries(zip).catch((error: Error) => error);
  if (entries instanceof Error) return yield { name, refusal: noZip(name, entries.message) };
  if (entries.length === 0)
    return yield { name, refusal: noZip(name, 'it holds no archive/….warc or archive/….warc.gz') };
  for (const entry of entries) {
    const part = `${name}, ${entry.fileName.replace(/^archive\//, '')}`;
    const bytes = await zip.openReadStreamPromise(entry).catch((error: Error) => error);
    if (bytes instanceof Error) yield { name: part, refusal: noZip(part, bytes.message) };
    else yield* capturesOfMember({ name: part, targetUri: `file:${name}`, bytes });
  }
}

/** The captures of one member; where it cannot be unpacked to its end, what came before stands, and the other members go on. */
async function* capturesOfMember(member: Archive & { readonly bytes: Readable }): AsyncGenerator<Taken> {
  const damages: unknown[] = [];
  member.bytes.once('error', (error) => damages.push(error));
  try {
    yield* capturesOfWarc(member);
  } catch (error) {
    if (!damages.includes(error) || !(error instanceof Error) || 'syscall' in error) throw error;
    yield { name: member.name, refusal: noZip(member.name, error.message) };
  } finally {
    member.bytes.destroy();
  }
}

/** The WARC files of a WACZ. @throws Error where the ZIP is damaged, or names the same bytes over and over, as bombs do */
async function warcEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    if (!/^archive\/[^/]+\.warc(?:\.gz)?$/i.test(entry.fileName)) continue;
    packed += entry.compressedSize;
    if (packed > zip.fileSize || entries.length === WARCS)
      throw new Error('its files overlap, or are too many');
    entries.push(entry);
  }
  return entries;
}

function unreadable(name: string, message: string): Refusal<'unreadable'> {
  return {
    refused: 'unreadable',
    reason: `${name} cannot be read: ${message}`,
    hint: 'check the file; what was read of it before was taken',
  };
}

function noZip(name: string, message: string): Refusal<'damaged'> {
  return {
    refused: 'damaged',
    reason: `${name} is no whole WACZ: ${message}`,
    hint: 'fetch it again, or unpack it by hand and add the WARC files within',
  };
}
