import type { Article } from '../domain/article.ts';
import type { Document } from '../domain/document.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import { languageOfArticle } from '../language/article-language.ts';
import { readDocument } from '../language/read-document.ts';
import { identifyParties } from '../parties/identify-parties.ts';

/** A reader of statements: every one behind the same arrow, each naming itself on what it finds. */
export type FindStatements = (document: Document) => Anchored<FoundStatement>[];

/**
 * The reading arrows in one: Article → Document → Statement[], with speakers and targets identified.
 * `find` is the reader. Lines in a language other than English are left out.
 * Pure, and heavy: call it through a {@link import('./ports.ts').ReadingPool} where an event loop must stay free.
 */
export function readArticle(
  article: Pick<Article, 'text' | 'blocks'>,
  find: FindStatements,
): Anchored<FoundStatement>[] {
  const { blocks } = languageOfArticle(article);
  const document = readDocument({ text: article.text, blocks: [...blocks] });
  return identifyParties(document, find(document));
}
