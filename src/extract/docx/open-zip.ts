import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { isRefusal, type Refusal } from '../../domain/errors.ts';

/** Entries of an archive; a document with a hundred pictures has some 150. */
const ENTRY_LIMIT = 5000;
/** Bytes that all entries together state to unpack to: pictures hardly shrink, and the archive itself has 25 MiB at most. */
const TOTAL_LIMIT = 256 * 1024 * 1024;
/** Bytes that one part which is read unpacks to; the text of a 300-page report has some 5 MiB. */
const PART_LIMIT = 16 * 1024 * 1024;
/** Bytes unpacked for each packed one, beyond the first MiB, as of what servers send; text in XML has 20. */
const RATIO = 200;
const RATIO_FROM = 1024 * 1024;

/** The parts of a document whose names are wanted, unpacked, by name. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/**
 * Unpacks the entries that `isWanted` names. Before anything is unpacked the directory is judged: how many entries there are, what
 * each and all of them state to unpack to. No entry yields more than it states: the library ends it there. Entries inside entries
 * are never unpacked.
 */
export async function openZip(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
): Promise<Parts | Refusal> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    });
    const wanted = await judgeEntries(zip, isWanted);
    if (isRefusal(wanted)) return wanted;
    const parts = new Map<string, Uint8Array>();
    for (const entry of wanted) parts.set(entry.fileName, await unpack(zip, entry));
    return parts;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      refused: 'damaged',
      reason: `the document's archive is damaged: ${message.replace(/\s+/g, ' ').slice(0, 200)}`,
      hint: 'fetch it again, or open it, copy its text and paste that',
    };
  }
}

async function judgeEntries(zip: ZipFile, isWanted: (name: string) => boolean): Promise<Entry[] | Refusal> {
  const wanted: Entry[] = [];
  let total = 0;
  if (zip.entryCount > ENTRY_LIMIT) return bomb(`holds ${zip.entryCount} files, more than ${ENTRY_LIMIT}`);
  for await (const entry of zip.eachEntry()) {
    const { uncompressedSize: size, compressedSize: packed, fileName } = entry;
    total += size;
    if (total > TOTAL_LIMIT) return bomb(`unpacks to more than ${TOTAL_LIMIT / 2 ** 20} MiB`);
    if (size > RATIO_FROM && size > RATIO * packed)
      return bomb(`holds a file that unpacks to more than ${RATIO} times its size`);
    if (!isWanted(fileName)) continue;
    if (size > PART_LIMIT) return bomb(`holds more than ${PART_LIMIT / 2 ** 20} MiB of text and its markup`);
    if (entry.isEncrypted())
      return {
        refused: 'locked',
        reason: 'the document is locked with a password',
        hint: 'open it with the password and save it without',
      };
    wanted.push(entry);
  }
  return wanted;
}

async function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const whole = new Uint8Array(entry.uncompressedSize);
  let at = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    whole.set(chunk as Uint8Array, at);
    at += (chunk as Uint8Array).length;
  }
  return whole;
}

function bomb(what: string): Refusal<'decompression-bomb'> {
  return {
    refused: 'decompression-bomb',
    reason: `the document ${what}, as none does`,
    hint: 'open it, copy its text and paste that',
  };
}
