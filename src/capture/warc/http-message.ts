import { ByteReader, LineTooLong } from './byte-reader.ts';

/** The head of an HTTP response as an archive keeps it, and the bytes that follow. */
export interface HttpMessage {
  readonly status: number;
  /** In the order kept; names as kept. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly payload: AsyncIterable<Uint8Array>;
}

/** Reads a response's head, of at most `headerBytes`; null where the block holds none. */
export async function readHttpMessage(
  block: AsyncIterable<Uint8Array>,
  headerBytes: number,
): Promise<HttpMessage | null> {
  const reader = new ByteReader(block);
  try {
    const status = /^HTTP\/\d(?:\.\d)? +(\d{3})(?: |$)/.exec(text(await reader.line(headerBytes)))?.[1];
    if (status === undefined) return null;
    const headers: [string, string][] = [];
    for (;;) {
      const line = await reader.line(headerBytes - reader.at);
      // A head without a body ends with the block.
      if (line === null || line.length === 0)
        return { status: Number(status), headers, payload: rest(reader) };
      addHeader(headers, text(line));
    }
  } catch (error) {
    if (error instanceof LineTooLong) return null;
    throw error;
  }
}

/** A line that begins with white space goes on with the header before; one that is no header is passed over. */
function addHeader(headers: [string, string][], line: string): void {
  const last = headers.at(-1);
  const colon = line.indexOf(':');
  if (/^[ \t]/.test(line) && last) last[1] += ` ${line.trim()}`;
  else if (colon > 0) headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
}

/** Headers are ASCII by the standard; where they are not, UTF-8 is likelier than Latin-1 if it fits. */
function text(line: Buffer | null): string {
  if (line === null) return '';
  const utf8 = line.toString('utf8');
  return utf8.includes('\ufffd') ? line.toString('latin1') : utf8;
}

async function* rest(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (let chunk = await reader.chunk(); chunk !== null; chunk = await reader.chunk()) yield chunk;
}

/**
 * Undoes the chunked transfer coding (RFC 9112, section 7.1), or returns null where the payload is not so coded: many crawlers
 * undo it and keep the header that names it.
 */
export function dechunk(payload: Uint8Array): Uint8Array | null {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at, 'latin1');
    if (lineEnd < 0 || lineEnd - at > SIZE_LINE) return null;
    const size = /^([0-9a-f]{1,8})[ \t]*(?:;.*)?$/i.exec(bytes.toString('latin1', at, lineEnd))?.[1];
    if (size === undefined) return null;
    const length = Number.parseInt(size, 16);
    const start = lineEnd + 2;
    if (length === 0) return Buffer.concat(parts);
    if (bytes.toString('latin1', start + length, start + length + 2) !== '\r\n') return null;
    parts.push(bytes.subarray(start, start + length));
    at = start + length + 2;
  }
}

/** Characters of a chunk's size line with its extensions. */
const SIZE_LINE = 1024;
