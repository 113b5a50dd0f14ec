import chardet from 'chardet';
import htmlEncodingSniffer from 'html-encoding-sniffer';
import type { Capture } from '../domain/capture.ts';
import { decodeBytes } from '../text/decode.ts';
import { wideEncoding } from './media-type.ts';

type Charset = Capture['charset'];

export interface CharsetClues {
  readonly isPage: boolean;
  /** Whether an XML declaration may name it. */
  readonly isXml?: boolean;
  /** The label in the `Content-Type` header, or null. */
  readonly header: string | null;
}

/**
 * Chooses the charset of a text: byte order mark, then header, then `<meta>` (HTML Standard, "determining the character
 * encoding"), each only where it exists and fits the bytes, then detection, then UTF-8 for pure ASCII and windows-1252
 * for what nothing else explains.
 */
export function chooseCharset(bytes: Uint8Array, clues: CharsetClues): Charset {
  const mark = byteOrderMark(bytes);
  if (mark) return { name: mark, from: 'bom' };
  const declared = [
    { name: knownCharset(clues.header), from: 'header' as const },
    {
      name: clues.isPage || clues.isXml ? declaredWithin(bytes, clues.isXml === true) : null,
      from: 'meta' as const,
    },
  ];
  for (const { name, from } of declared) if (name !== null && fits(bytes, name)) return { name, from };
  return detect(bytes, clues.isPage);
}

/** What the page's `<meta>` or the XML declaration says. */
function declaredWithin(bytes: Uint8Array, isXml: boolean): string | null {
  return knownCharset(htmlEncodingSniffer(bytes, { defaultEncoding: '', xml: isXml }));
}

/** Labels end up in a RangeError where the Encoding Standard does not know them. */
function knownCharset(label: string | null): string | null {
  if (!label) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/**
 * Share of a text's non-ASCII characters that may be malformed while its charset still counts as right: a page cut in
 * the middle of a character or with one pasted foreign name keeps its declared charset, as in every browser.
 */
const MALFORMED_SHARE = 0.1;

/** Whether the bytes can be text in the charset. */
function fits(bytes: Uint8Array, charset: string): boolean {
  // Nearly any bytes are well formed in a legacy charset, but next to no text of one is well formed UTF-8 by chance.
  if (charset !== 'utf-8' && !isAscii(bytes) && isUtf8(bytes)) return false;
  const text = decodeBytes(bytes, charset);
  let foreign = 0;
  let malformed = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    foreign++;
    if (unit === 0xfffd || unit < 0xa0) malformed++;
  }
  return malformed <= MALFORMED_SHARE * foreign;
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Bytes that the detector looks at: letter statistics settle long before. */
const DETECTION_LENGTH = 64 * 1024;

function detect(bytes: Uint8Array, isPage: boolean): Charset {
  // Asked first: Cyrillic in UTF-16 has no byte above 0x7f.
  const wide = wideEncoding(bytes);
  if (wide) return { name: wide, from: 'detected' };
  if (isAscii(bytes)) return { name: 'utf-8', from: 'default' };
  if (isUtf8(bytes)) return { name: 'utf-8', from: 'detected' };
  const sample = (isPage ? withoutTags(bytes) : bytes).subarray(0, DETECTION_LENGTH);
  for (const { name } of chardet.analyse(sample)) {
    const charset = knownCharset(name);
    if (charset !== null && fits(sample, charset)) return { name: charset, from: 'detected' };
  }
  return { name: 'windows-1252', from: 'default' };
}

/** Markup is English whatever the page's language is, and would be counted for it. */
function withoutTags(bytes: Uint8Array): Uint8Array {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  let inTag = false;
  for (const byte of bytes) {
    if (byte === 0x3c) inTag = true;
    else if (byte === 0x3e) inTag = false;
    else if (!inTag) kept[length++] = byte;
  }
  return kept.subarray(0, length);
}
