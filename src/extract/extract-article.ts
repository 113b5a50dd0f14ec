import type { Article } from '../domain/article.ts';
import type { Captured } from '../domain/capture.ts';
import type { Refusal } from '../domain/errors.ts';
import { byteOffsets, decodeBytes } from '../text/decode.ts';
import type { KnownLines } from './classify-lines.ts';
import { extractHtml } from './extract-html.ts';
import { extractText } from './extract-text.ts';

const HTML_TYPES: ReadonlySet<string> = new Set(['text/html', 'application/xhtml+xml']);

/**
 * Capture → Article: decodes the bytes by the charset that the capture records and types every block of their text.
 * Pure: the same capture, bytes and known lines give the same article. Lines that are known are asked of texts alone: the markup of a
 * page says more. Returns a refusal, with what to do, where there is no
 * article in them or they are no kind of text that can be read.
 */
export function extractArticle({ capture, bytes }: Captured, known?: KnownLines): Article | Refusal {
  const { mediaType } = capture;
  const isHtml = HTML_TYPES.has(mediaType);
  if (!isHtml && !mediaType.startsWith('text/'))
    return {
      refused: 'unsupported-type',
      reason: `the source is ${mediaType}, not HTML or plain text`,
      hint: 'save the article as HTML, or copy its text and paste it',
    };
  const text = decodeBytes(bytes, capture.charset.name);
  const offsets = byteOffsets(bytes, capture.charset.name);
  return isHtml ? extractHtml(text, offsets) : extractText(text, offsets, known);
}
