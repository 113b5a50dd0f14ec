import type { Article } from '../domain/article.ts';
import { type ByteOffsets, byteOffsets } from '../text/decode.ts';
import { sourceRuns } from './source-runs.ts';
import { NO_METADATA } from './text-metadata.ts';
import { textUnits } from './text-units.ts';
import { EXTRACTOR } from './version.ts';

/** Bytes of a byte order mark in UTF-8. */
const BYTE_ORDER_MARK = 3;

/**
 * A text taken as the article itself: nothing is labelled away, every offset is one of the given text. Each line (each
 * paragraph of a hard-wrapped text) is a body block. The source is the text as UTF-8 bytes.
 */
export function plainArticle(text: string): Article {
  const blocks = textUnits(text).map(({ start, end }) => ({
    type: 'body' as const,
    start,
    end,
    reason: 'given as plain text',
    probability: 1,
  }));
  // A mark that begins the text is a character of it: it is set before one that the mapping takes for the byte order's.
  const offsets = byteOffsets(new TextEncoder().encode(`\ufeff${text}`), 'utf-8');
  const inText: ByteOffsets = { length: offsets.length, at: (unit) => offsets.at(unit) - BYTE_ORDER_MARK };
  return {
    extractor: EXTRACTOR,
    text,
    blocks,
    metadata: NO_METADATA,
    sourceMap: sourceRuns(blocks, inText),
  };
}
