import { DOCUMENT_TYPES, type DocumentType } from '../domain/capture.ts';
import { decodeBytes } from '../text/decode.ts';
import { type FeedType, feedType } from './feed/feed-type.ts';
import { looksLikeMail } from './mail-headers.ts';
import { isWarc } from './warc/is-warc.ts';
import { zipContent } from './zip-content.ts';

/** Bytes that are looked at to tell text from binary data and a page from plain text. */
const SAMPLE_LENGTH = 64 * 1024;
/**
 * Share of characters that stand in no text (control characters by the MIME Sniffing Standard, section 3; U+FFFD and
 * unassigned ones in UTF-16) above which a sample is binary. Compressed or encrypted data has 10 %, and 13 % read as
 * UTF-16; a text with stray control characters far under 1 %.
 */
const BINARY_SHARE = 0.01;

/** First bytes of formats that are often handed in by mistake, with the name that a user knows them by. */
const SIGNATURES: readonly (readonly [name: string, offset: number, bytes: string])[] = [
  ['empty ZIP archive', 0, 'PK\x05\x06'],
  ['PNG image', 0, '\x89PNG\r\n\x1a\n'],
  ['JPEG image', 0, '\xff\xd8\xff'],
  ['GIF image', 0, 'GIF8'],
  ['WebP image', 8, 'WEBPVP8'],
  ['AVIF or HEIC image', 4, 'ftypavif'],
  ['AVIF or HEIC image', 4, 'ftyphei'],
  ['TIFF image', 0, 'II*\0'],
  ['TIFF image', 0, 'MM\0*'],
  ['gzip file', 0, '\x1f\x8b\x08'],
  ['bzip2 file', 0, 'BZh'],
  ['xz file', 0, '\xfd7zXZ\0'],
  ['Zstandard file', 0, '\x28\xb5\x2f\xfd'],
  ['7-Zip archive', 0, "7z\xbc\xaf'\x1c"],
  ['RAR archive', 0, 'Rar!\x1a\x07'],
  ['tar archive', 257, 'ustar'],
  ['old Word, Excel or Outlook file', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['RTF document', 0, '{\\rtf'],
  ['PostScript document', 0, '%!PS-'],
  ['SQLite database', 0, 'SQLite format 3\0'],
  ['Windows program', 0, 'MZ\x90\0'],
  ['ELF program', 0, '\x7fELF'],
  ['WebAssembly module', 0, '\0asm'],
  ['Ogg file', 0, 'OggS\0'],
  ['MP3 file', 0, 'ID3'],
  ['MP4 video', 4, 'ftyp'],
  ['Matroska or WebM video', 0, '\x1a\x45\xdf\xa3'],
  ['WAV or AVI file', 0, 'RIFF'],
  ['WOFF font', 0, 'wOF'],
];

/** What bytes are: text, a document or an archive of a type that is read, or the name of what they look like instead. */
export type Sniffed =
  | { readonly mediaType: 'text/html' | 'text/plain' | FeedType | DocumentType | 'application/warc' }
  | { readonly looksLike: string };

/** Declared types that say nothing against text; a text declared as anything else is not taken. */
const TEXT_TYPES: ReadonlySet<string> = new Set([
  'text/html',
  'application/xhtml+xml',
  'text/plain',
  'text/xml',
  'application/xml',
  'application/octet-stream',
  DOCUMENT_TYPES.mail,
]);

/**
 * Tells by the bytes what they are; a name or a declared type is asked only where the bytes leave it open.
 * After the MIME Sniffing Standard, with two differences: a declared `text/plain` that is a page is taken as a page
 * (nothing of it is ever run), and stray control characters do not make a text binary.
 * `declared` is a media type without parameters, lower case, or null.
 */
export function sniffMediaType(bytes: Uint8Array, name: string, declared: string | null): Sniffed {
  if (isWarc(bytes)) return { mediaType: 'application/warc' };
  if (isPdf(bytes)) return { mediaType: DOCUMENT_TYPES.pdf };
  if (startsWith(bytes, 0, 'PK\x03\x04')) return zipContent(bytes);
  const signature = SIGNATURES.find(([, offset, magic]) => startsWith(bytes, offset, magic));
  if (signature) return { looksLike: signature[0] };
  // ASCII markup reads the same in windows-1252 as in any charset but those of two-byte units.
  const sample = decodeBytes(bytes.subarray(0, SAMPLE_LENGTH), wideEncoding(bytes) ?? 'windows-1252');
  if (binaryShare(sample) > BINARY_SHARE) return { looksLike: 'binary data' };
  const start = sample.replace(/^(?:\u00ef\u00bb\u00bf)?\s*/, '');
  if (looksLikeMail(start, declared === DOCUMENT_TYPES.mail || /\.eml$/i.test(name)))
    return { mediaType: DOCUMENT_TYPES.mail };
  const feed = feedType(start);
  if (feed) return { mediaType: feed };
  const xml = otherXml(start);
  if (xml) return { looksLike: xml };
  if (declared !== null && !TEXT_TYPES.has(declared)) return { looksLike: declared };
  const called = declared === 'text/html' || declared === 'application/xhtml+xml' || /\.x?html?$/i.test(name);
  const isPage = start.startsWith('<?xml') || PAGE_START.test(start) || (called && /<[a-z!]/i.test(start));
  return { mediaType: isPage ? 'text/html' : 'text/plain' };
}

/** Characters before a PDF's header that readers pass over: the specification's first editions allow them. */
const PDF_HEADER_REACH = 1024;

/** Its header, at the very start or on a line of its own below what a mail server or a bad script put before it. */
function isPdf(bytes: Uint8Array): boolean {
  const head = decodeBytes(bytes.subarray(0, PDF_HEADER_REACH), 'windows-1252');
  return head.startsWith('%PDF-') || (/^\s*%PDF-\d\.\d\s/m.test(head) && binaryShare(head) > 0);
}

/** The charset of text in two-byte units, by its byte order mark or by where its zero bytes stand; null for others. */
export function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const pairs = Math.floor(Math.min(bytes.length, 4096) / 2);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) even++;
    if (bytes[2 * i + 1] === 0) odd++;
  }
  // Even Chinese or Arabic text has ASCII spaces, digits and line breaks, one in twenty at least; no text has U+0000.
  if (odd > pairs / 20 && even === 0) return 'utf-16le';
  if (even > pairs / 20 && odd === 0) return 'utf-16be';
  return null;
}

/** A tag that a page or a fragment of one begins with (MIME Sniffing Standard, section 7.1, and the HTML5 elements). */
const PAGE_START =
  /^<(?:!--|(?:!doctype html|html|head|body|script|style|title|meta|link|base|iframe|h[1-6]|div|span|font|table|a|b|br|p|ul|ol|article|section|main|header|nav|figure|blockquote)(?=[\s/>]))/i;

/** What an XML text other than XHTML and feeds is called; null for a page or plain text. */
function otherXml(start: string): string | null {
  if (!start.startsWith('<?xml')) return null;
  return /<html[\s>]/i.test(start) ? null : 'XML document';
}

function binaryShare(sample: string): number {
  let found = 0;
  for (const character of sample) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 ? !TEXT_CONTROLS.has(code) : code > 0xff && /[\ufffd\p{Co}\p{Cn}]/u.test(character))
      found++;
  }
  return sample.length === 0 ? 0 : found / sample.length;
}

/** Tab, line feed, form feed, carriage return, and the escape that ISO-2022-JP switches its tables with. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

function startsWith(bytes: Uint8Array, offset: number, magic: string): boolean {
  for (let i = 0; i < magic.length; i++) if (bytes[offset + i] !== magic.charCodeAt(i)) return false;
  return true;
}
