import type { Article } from '../domain/article.ts';
import type { Document } from '../domain/document.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import { findTimes } from '../language/times/find-times.ts';
import { dateStatements } from '../statements/dating/date-statements.ts';

/** The statements of an article with the date on which each was said, where its words and the day of publication say so. */
export function dateArticle(
  { metadata }: Pick<Article, 'metadata'>,
  document: Document,
  statements: readonly Anchored<FoundStatement>[],
): Anchored<FoundStatement>[] {
  const published = metadata.published?.value ?? null;
  return dateStatements(document, statements, findTimes(document, published), published);
}
