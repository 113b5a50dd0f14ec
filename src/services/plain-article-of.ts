import type { Article } from '../domain/article.ts';
import { type Captured, isDocumentType } from '../domain/capture.ts';
import type { Refusal } from '../domain/errors.ts';
import { plainArticle } from '../extract/plain-article.ts';
import { decodeBytes } from '../text/decode.ts';

/** The captured text taken as it is, all of it the article's own; a document is refused, since it is no text as it stands. */
export function plainArticleOf({ capture, bytes }: Captured): Article | Refusal {
  if (isDocumentType(capture.mediaType))
    return {
      refused: 'not-text',
      reason: `it is ${capture.mediaType}, no plain text`,
      hint: 'read it without --plain',
    };
  return plainArticle(decodeBytes(bytes, capture.charset.name));
}
