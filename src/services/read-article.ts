import type { Article } from '../domain/article.ts';
import type { Document } from '../domain/document.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import { languageOfArticle } from '../language/article-language.ts';
import type { ReadDocument } from '../language/read-document.ts';
import { identifyParties } from '../parties/identify-parties.ts';
import { dateArticle } from './date-article.ts';

/**
 * A reader of statements: every one behind the same arrow, each naming itself on what it finds. Asynchronous, as a reader may
 * wait for the run time of its model, or for another machine; the stages behind it are not.
 */
export type FindStatements = (document: Document) => Promise<Anchored<FoundStatement>[]>;

/** How an article is read, as language and for statements: what the one learns the other builds on. */
export interface ArticleReader {
  readonly readDocument: ReadDocument;
  readonly find: FindStatements;
}

/**
 * The reading arrows in one: Article → Document → Statement[], with speakers and targets identified, and dated.
 * Lines in a language other than English are left out.
 * Pure, and heavy: call it through a {@link import('./ports.ts').ReadingPool} where an event loop must stay free.
 */
export async function readArticle(
  article: Pick<Article, 'text' | 'blocks' | 'metadata'>,
  reader: ArticleReader,
): Promise<Anchored<FoundStatement>[]> {
  const { blocks } = languageOfArticle(article);
  const document = reader.readDocument({ text: article.text, blocks: [...blocks] });
  return dateArticle(article, document, identifyParties(document, await reader.find(document)));
}
