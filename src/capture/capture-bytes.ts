import { createHash } from 'node:crypto';
import { type Capture, type Captured, isDocumentType } from '../domain/capture.ts';
import type { Refusal } from '../domain/errors.ts';
import { decodeBytes } from '../text/decode.ts';
import { chooseCharset } from './charset.ts';
import { sniffMediaType } from './media-type.ts';

/** Bytes of the largest source taken; the largest article page of the extraction benchmark has 5 % of it. */
export const CAPTURE_LIMIT = 25 * 1024 * 1024;

/** What a user can hand in, as refusals name it. */
const KINDS_READ = 'HTML, plain text, PDF, mail (.eml), Word (.docx), feeds and web archives (WARC)';

export type BytesRefusalCode = 'empty-input' | 'too-large' | 'not-text';

export interface BytesInput {
  readonly kind: 'file' | 'pasted';
  /** As the user names it, without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly now: Date;
}

/** Captures a file or pasted text: what it is, how it is decoded, and the digest that it is kept under. */
export function captureBytes(input: BytesInput): Captured | Refusal<BytesRefusalCode> {
  const { kind, name, bytes, now } = input;
  const shown = shownName(name);
  const body = describeBytes(bytes, { name: shown, mediaType: null, charset: null });
  if ('refused' in body) return body;
  const targetUri = kind === 'file' ? `file:${shown}` : 'pasted:';
  return { capture: { targetUri, kind, capturedAt: now.toISOString(), http: null, ...body }, bytes };
}

/** What is known of the bytes before they are looked at. */
export interface Declared {
  /** Names them in a refusal; its ending is asked where the bytes leave open what they are. */
  readonly name: string;
  /** From the `Content-Type` header: without parameters, lower case. */
  readonly mediaType: string | null;
  readonly charset: string | null;
}

export type BytesDescription = Pick<Capture, 'payloadDigest' | 'length' | 'mediaType' | 'charset'>;

/** What the bytes are, or why they are not taken: too many, none, or of a kind that is not read. */
export function describeBytes(
  bytes: Uint8Array,
  declared: Declared,
): BytesDescription | Refusal<BytesRefusalCode> {
  if (bytes.length > CAPTURE_LIMIT) return tooLarge(declared.name, bytes.length);
  if (bytes.length === 0) return empty(declared.name, 'has no content (0 bytes)');
  const sniffed = sniffMediaType(bytes, declared.name, declared.mediaType);
  if ('looksLike' in sniffed) return notText(declared.name, sniffed.looksLike);
  const { mediaType } = sniffed;
  const isDocument = isDocumentType(mediaType);
  const charset: Capture['charset'] = isDocument
    ? { name: 'binary', from: 'format' }
    : chooseCharset(bytes, {
        isPage: mediaType === 'text/html',
        isXml: mediaType.endsWith('+xml'),
        header: declared.charset,
      });
  if (!isDocument && !/\S/.test(decodeBytes(bytes, charset.name)))
    return empty(declared.name, 'holds white space only');
  const payloadDigest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return { payloadDigest, length: bytes.length, mediaType, charset };
}

function tooLarge(name: string, length: number): Refusal<'too-large'> {
  return {
    refused: 'too-large',
    reason: `${name} has ${mebibytes(length)}, more than the ${mebibytes(CAPTURE_LIMIT)} that a source may have`,
    hint: 'add the article by itself: save its page or copy its text',
  };
}

function empty(name: string, what: string): Refusal<'empty-input'> {
  return {
    refused: 'empty-input',
    reason: `${name} ${what}`,
    hint: 'add a text or a saved page with an article in it',
  };
}

function notText(name: string, looksLike: string): Refusal<'not-text'> {
  return {
    refused: 'not-text',
    reason: `${name} looks like ${looksLike}, which Onus does not read`,
    hint: `Onus reads ${KINDS_READ}: save it as one of them, or copy its text and paste that`,
  };
}

function mebibytes(length: number): string {
  return `${(length / 1024 / 1024).toFixed(length % 1048576 === 0 ? 0 : 1)} MiB`;
}

/** Characters of a name that are shown and kept; file systems allow 255. */
const NAME_LENGTH = 255;

/** One line, so that a name cannot pass for another message; control and direction characters become U+FFFD. */
function shownName(name: string): string {
  return name.slice(0, NAME_LENGTH).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
