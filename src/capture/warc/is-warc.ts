import { constants, gunzipSync } from 'node:zlib';

const START = 'WARC/';
/** Packed bytes that hold the first unpacked ones, a long file name in the gzip header included. */
const PEEK = 4096;

/** Whether bytes begin a WARC file, packed by gzip or not. */
export function isWarc(bytes: Uint8Array): boolean {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const start = isPacked ? unpackedStart(bytes.subarray(0, PEEK)) : bytes.subarray(0, START.length);
  return Buffer.from(start).toString('latin1', 0, START.length) === START;
}

/** As much as the first bytes unpack to; nothing where they are no gzip data, or unpack to far too much. */
function unpackedStart(packed: Uint8Array): Uint8Array {
  try {
    return gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 8 * 1024 * 1024 });
  } catch {
    return new Uint8Array();
  }
}
