/**
 * Text of bytes in a WHATWG charset (`utf-8`, `windows-1251`, `gbk` …), without its byte order mark.
 * Bytes that stand for nothing become U+FFFD. Deterministic: the same bytes and charset give the same text.
 * @throws RangeError where the charset is unknown.
 */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
  return new TextDecoder(charset).decode(bytes);
}

/** The way back from a decoded text to its bytes. */
export interface ByteOffsets {
  /**
   * The byte at which the character at UTF-16 offset `unit` starts; both halves of a surrogate pair give the same one,
   * and the text's length gives the number of bytes. A byte order mark lies before the first character.
   * @throws RangeError where `unit` is not in [0, length].
   */
  at(unit: number): number;
  /** UTF-16 code units of the decoded text. */
  readonly length: number;
}

/**
 * Maps UTF-16 offsets of `decodeBytes(bytes, charset)` to byte offsets.
 *
 * Exact for UTF-8, UTF-16 and single-byte charsets, malformed bytes included. For the other multi-byte charsets it is
 * exact wherever the bytes are well formed, and at most one character off beside a malformed sequence.
 * Takes linear time; a lookup takes constant time. UTF-8 keeps one number in 256 characters, the single-byte charsets
 * and UTF-16 none, the others one for each character.
 */
export function byteOffsets(bytes: Uint8Array, charset: string): ByteOffsets {
  const { encoding } = new TextDecoder(charset);
  if (encoding === 'utf-8') return utf8Offsets(bytes);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return utf16Offsets(bytes, encoding);
  if (MULTI_BYTE.has(encoding)) return streamedOffsets(bytes, encoding);
  return checked(bytes.length, bytes.length, (unit) => unit);
}

/** The legacy charsets of the Encoding Standard in which a character may take more than one byte. */
const MULTI_BYTE: ReadonlySet<string> = new Set([
  'gbk',
  'gb18030',
  'big5',
  'euc-jp',
  'iso-2022-jp',
  'shift_jis',
  'euc-kr',
]);

function checked(length: number, end: number, start: (unit: number) => number): ByteOffsets {
  return {
    length,
    at(unit) {
      if (!Number.isInteger(unit) || unit < 0 || unit > length)
        throw new RangeError(`offset ${unit} is outside a text of ${length} code units`);
      return unit === length ? end : start(unit);
    },
  };
}

function utf16Offsets(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): ByteOffsets {
  const [high, low] = encoding === 'utf-16be' ? [0, 1] : [1, 0];
  const mark = bytes[high] === 0xfe && bytes[low] === 0xff ? 2 : 0;
  const units = Math.floor((bytes.length - mark) / 2);
  const isHigh = (unit: number): boolean => ((bytes[mark + 2 * unit + high] ?? 0) & 0xfc) === 0xd8;
  const isLow = (unit: number): boolean => ((bytes[mark + 2 * unit + high] ?? 0) & 0xfc) === 0xdc;
  const odd = (bytes.length - mark) % 2 === 1;
  // A half pair before a lone last byte ends the text together with it: one U+FFFD for the three bytes.
  const length = units + (odd && !(units > 0 && isHigh(units - 1)) ? 1 : 0);
  return checked(length, bytes.length, (unit) => {
    const second = unit > 0 && unit < units && isLow(unit) && isHigh(unit - 1);
    return mark + 2 * (second ? unit - 1 : unit);
  });
}

/** Code units between two kept offsets of UTF-8: a lookup walks at most this many. */
const STRIDE = 256;

function utf8Offsets(bytes: Uint8Array): ByteOffsets {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  // Of each stride the first character that starts in it: its byte, and its unit (the second one after a split pair).
  const keptByte: number[] = [];
  const keptUnit: number[] = [];
  let unit = 0;
  for (let at = mark; at < bytes.length; ) {
    if (unit >= keptByte.length * STRIDE) {
      keptByte.push(at);
      keptUnit.push(unit);
    }
    const size = utf8Size(bytes, at);
    unit += size === 4 ? 2 : 1;
    at += size;
  }
  return checked(unit, bytes.length, (wanted) => {
    const stride = Math.floor(wanted / STRIDE);
    const kept = (keptUnit[stride] ?? Number.POSITIVE_INFINITY) <= wanted ? stride : stride - 1;
    let at = keptByte[kept] ?? mark;
    for (let reached = keptUnit[kept] ?? 0; ; ) {
      const size = utf8Size(bytes, at);
      reached += size === 4 ? 2 : 1;
      if (wanted < reached) return at;
      at += size;
    }
  });
}

/**
 * Bytes of the character at `at`: of a malformed one, those that the decoder replaces by one U+FFFD (the Encoding
 * Standard's UTF-8 decoder, "maximal subpart"). 4 only for a well-formed character beyond U+FFFF.
 */
function utf8Size(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0xc2 || lead > 0xf4) return 1;
  const more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[at + 1] ?? 0;
  if (second < lowest || second > highest) return 1;
  let size = 2;
  while (size <= more && ((bytes[at + size] ?? 0) & 0xc0) === 0x80) size++;
  return size;
}

/** Feeds the decoder byte by byte: a character starts at the byte after the one that completed the character before. */
function streamedOffsets(bytes: Uint8Array, encoding: string): ByteOffsets {
  const decoder = new TextDecoder(encoding);
  const starts = new Uint32Array(bytes.length + 1);
  // ISO-2022-JP writes Japanese with the bytes of ASCII; in the others they are themselves where a character starts.
  const isAscii = encoding === 'iso-2022-jp' ? () => false : (byte: number) => byte < 0x80;
  let length = 0;
  let start = 0;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at];
    let units = 1;
    if (byte === undefined) units = decoder.decode().length;
    else if (start !== at || !isAscii(byte))
      units = decoder.decode(bytes.subarray(at, at + 1), { stream: true }).length;
    for (let i = 0; i < units; i++) starts[length++] = start;
    if (units > 0) start = at + 1;
  }
  return checked(length, bytes.length, (unit) => starts[unit] ?? bytes.length);
}
