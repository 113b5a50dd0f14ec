import type { Article } from '../domain/article.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import { readDocument } from '../language/read-document.ts';
import { identifyParties } from '../parties/identify-parties.ts';
import { findStatements } from '../statements/find-statements.ts';

/**
 * The reading arrows in one: Article → Document → Statement[], with speakers and targets identified.
 * Pure, and heavy: call it through a {@link import('./ports.ts').ReadingPool} where an event loop must stay free.
 */
export function readArticle(article: Pick<Article, 'text' | 'blocks'>): Anchored<FoundStatement>[] {
  const document = readDocument(article);
  return identifyParties(document, findStatements(document));
}
