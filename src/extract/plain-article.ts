import type { Article } from '../domain/article.ts';
import { byteOffsets } from '../text/decode.ts';
import { sourceRuns } from './extract-text.ts';
import { NO_METADATA } from './text-metadata.ts';
import { textUnits } from './text-units.ts';
import { EXTRACTOR } from './version.ts';

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
  const offsets = byteOffsets(new TextEncoder().encode(text), 'utf-8');
  return {
    extractor: EXTRACTOR,
    text,
    blocks,
    metadata: NO_METADATA,
    sourceMap: sourceRuns(blocks, offsets),
  };
}
