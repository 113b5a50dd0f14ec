import type { Anchored, FoundStatement } from '../domain/statement.ts';
import { plainArticle } from '../extract/plain-article.ts';
import { type ArticleReader, readArticle } from './read-article.ts';

/** Reads a text that is an article's own and nothing else: every line is read, and offsets are those of the text. */
export function readPlain(text: string, reader: ArticleReader): Promise<Anchored<FoundStatement>[]> {
  return readArticle(plainArticle(text), reader);
}
