import type { Refusal } from '../../domain/errors.ts';
import { decodeBytes } from '../../text/decode.ts';

/** Objects in a file: a report of 300 pages has some 5,000, one that is tagged for screen readers 100,000. */
const OBJECT_LIMIT = 300_000;
/** Bytes at a file's end in which its last line stands (readers look no further back). */
const END_REACH = 1024;

/** Bytes looked at together, and those of them that are looked at again with the next: an entry is not longer. */
const WINDOW = 1024 * 1024;
const OVERLAP = 8 * 1024;

/** White space or a comment between a name and its value. */
const GAP = String.raw`\s*(?:%[^\r\n]{0,200}[\r\n]+\s*)?`;
/** Any letter of a name may be written as its number. */
const SIZE = new RegExp(String.raw`/(?:S|#53)(?:i|#69)(?:z|#7a)(?:e|#65)${GAP}(\d{6,12})`, 'gi');
const INDEX = new RegExp(
  String.raw`/(?:I|#49)(?:n|#6e)(?:d|#64)(?:e|#65)(?:x|#78)${GAP}\[([^\]]{0,4000})`,
  'gi',
);
/** Pages: so many digits are no number of entries in a table of contents either. */
const PAGES = /\/Count\s+(\d{6,12})/g;

/**
 * Why the file as a whole cannot be read, or null: it names more objects or pages than a document has. pdf.js makes tables of
 * them before anything else, and a few bytes suffice to make those gigabytes long.
 */
export function refuseStructure(bytes: Uint8Array): Refusal | null {
  let most = 0;
  let objects = 0;
  for (let at = 0; at < bytes.length; at += WINDOW) {
    const text = decodeBytes(bytes.subarray(at, at + WINDOW + OVERLAP), 'windows-1252');
    for (const [, size] of text.matchAll(SIZE)) most = Math.max(most, Number(size));
    for (const [, pages] of text.matchAll(PAGES)) most = Math.max(most, Number(pages));
    for (const [, list = ''] of text.matchAll(INDEX)) most = Math.max(most, listedObjects(list));
    for (const { index } of text.matchAll(/ obj\b/g)) if (index < WINDOW) objects++;
  }
  most = Math.max(most, objects);
  if (most <= OBJECT_LIMIT) return null;
  return {
    refused: 'pdf-too-large',
    reason: `the PDF names ${most} objects, more than ${OBJECT_LIMIT}`,
    hint: 'open it and print the part that tells of the incident to a new PDF',
  };
}

/** Of pairs of a first object and a count, the counts. */
function listedObjects(list: string): number {
  const numbers = list.trim().split(/\s+/).map(Number);
  return numbers.reduce((sum, n, i) => sum + (i % 2 === 1 ? n || 0 : 0), 0);
}

/** What pdf.js could not read, and where, as far as it says. */
export function refuseUnreadable(error: unknown, bytes: Uint8Array): Refusal {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (name === 'PasswordException')
    return {
      refused: 'locked',
      reason: 'the PDF is locked with a password',
      hint: 'open it with the password, print it to a new PDF and add that',
    };
  const end = decodeBytes(bytes.subarray(-END_REACH), 'windows-1252');
  const cut = end.includes('%%EOF')
    ? ''
    : `; it breaks off at byte ${bytes.length}, without the line that ends a PDF`;
  return {
    refused: 'damaged',
    reason: `the PDF is damaged: ${oneLine(message)}${cut}`,
    hint: 'fetch it again, or open it, copy its text and paste that',
  };
}

function oneLine(message: string): string {
  return message
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '')
    .slice(0, 200);
}
