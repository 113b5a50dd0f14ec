import type { Block, SourceRun } from '../domain/article.ts';
import type { ByteOffsets } from '../text/decode.ts';

/** One run for each block of a canonical text that is the source itself, character by character. */
export function sourceRuns(blocks: readonly Block[], offsets: ByteOffsets): SourceRun[] {
  return blocks.map(({ start, end }) => ({
    start,
    end,
    sourceStart: offsets.at(start),
    sourceEnd: offsets.at(end),
  }));
}
