import type { Article } from '../domain/article.ts';
import type { Captured } from '../domain/capture.ts';
import { plainArticle } from '../extract/plain-article.ts';
import { decodeBytes } from '../text/decode.ts';

/** The captured text taken as it is, all of it the article's own. */
export function plainArticleOf({ capture, bytes }: Captured): Article {
  return plainArticle(decodeBytes(bytes, capture.charset.name));
}
