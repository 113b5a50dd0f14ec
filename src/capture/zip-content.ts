import { DOCUMENT_TYPES } from '../domain/capture.ts';

type ZipContent = { readonly mediaType: typeof DOCUMENT_TYPES.docx } | { readonly looksLike: string };

/** Names of entries by which a ZIP archive is told; the first that is there decides. */
const MEMBERS: readonly (readonly [member: string, what: ZipContent])[] = [
  ['word/document', { mediaType: DOCUMENT_TYPES.docx }],
  ['xl/workbook', { looksLike: 'Excel workbook' }],
  ['ppt/presentation', { looksLike: 'PowerPoint presentation' }],
  ['application/vnd.oasis.opendocument.text', { looksLike: 'OpenDocument text' }],
  ['application/epub+zip', { looksLike: 'EPUB book' }],
];

/**
 * What a ZIP archive holds, by the names of its entries, which stand unpacked in it. Nothing is unpacked: whether a document
 * is one is found when it is read.
 */
export function zipContent(bytes: Uint8Array): ZipContent {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = MEMBERS.find(([member]) => buffer.includes(member, 0, 'latin1'));
  return found?.[1] ?? { looksLike: 'ZIP archive' };
}
