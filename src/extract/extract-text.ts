import type { Article } from '../domain/article.ts';
import type { Refusal } from '../domain/errors.ts';
import type { ByteOffsets } from '../text/decode.ts';
import { classifyLines, type KnownLines } from './classify-lines.ts';
import type { Label } from './label.ts';
import { sourceRuns } from './source-runs.ts';
import { completeMetadata, NO_METADATA } from './text-metadata.ts';
import { textUnits } from './text-units.ts';
import { EXTRACTOR } from './version.ts';

/** Longest text taken, in UTF-16 code units: a long book; and most lines, a hundred times those of a page. */
const TEXT_LENGTH_LIMIT = 2_000_000;
const TEXT_LINE_LIMIT = 50_000;

/**
 * The article in a text as a reader copied it from a page. The canonical text is the text itself, unchanged; each
 * line, or each paragraph of a hard-wrapped text, is a block.
 * @param known Lines that the publication's other articles carry too, where the caller remembers them.
 * Returns a refusal where the text is empty, too long, or not text at all.
 */
export function extractText(text: string, offsets: ByteOffsets, known?: KnownLines): Article | Refusal {
  const refusal = refuseText(text);
  if (refusal) return refusal;
  const units = textUnits(text);
  if (units.length > TEXT_LINE_LIMIT)
    return tooLarge(`the text has ${units.length} lines, more than ${TEXT_LINE_LIMIT}`);
  const lines = units.map(({ start, end }) => text.slice(start, end).replace(/\s+/gu, ' '));
  const { labels, confidence } = classifyLines(lines, known);
  const blocks = units.map((unit, i) => ({ ...(labels[i] as Label), start: unit.start, end: unit.end }));
  if (!blocks.some(({ type }) => type === 'body')) return noArticle(units.length);
  return {
    extractor: EXTRACTOR,
    text,
    blocks,
    metadata: {
      ...completeMetadata(NO_METADATA, text, blocks),
      confidence: Math.round(1000 * confidence) / 1000,
    },
    sourceMap: sourceRuns(blocks, offsets),
  };
}

/** Why a text cannot be taken, or null. */
function refuseText(text: string): Refusal | null {
  if (!/\S/.test(text))
    return { refused: 'empty', reason: 'the text is empty', hint: 'paste the article, or name another file' };
  if (text.length > TEXT_LENGTH_LIMIT)
    return tooLarge(`the text has ${text.length} characters, more than ${TEXT_LENGTH_LIMIT}`);
  if (isBinary(text))
    return {
      refused: 'not-text',
      reason:
        'the bytes are not text: too many of them are control characters or stand for nothing in the charset',
      hint: 'save the article as HTML or as plain text in UTF-8',
    };
  return null;
}

function tooLarge(reason: string): Refusal {
  return { refused: 'text-too-large', reason, hint: 'split it into its articles and add each by itself' };
}

/** Share of control and replacement characters above which something is no text; real damage stays well below. */
const CONTROL_SHARE = 0.05;

function isBinary(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted
  const odd = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ufffd]/g)?.length ?? 0;
  return text.includes('\u0000') || odd > CONTROL_SHARE * text.length;
}

function noArticle(lines: number): Refusal {
  return {
    refused: 'no-article',
    reason: `none of the ${lines} lines reads as the text of an article`,
    hint: 'paste the article with its paragraphs, or pass it as plain text to have every paragraph read',
  };
}
