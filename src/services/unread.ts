import type { Article } from '../domain/article.ts';
import type { CaseSource } from '../domain/case.ts';
import type { Refusal } from '../domain/errors.ts';
import { languageOfArticle } from '../language/article-language.ts';
import { UNKNOWN_LANGUAGE } from '../language/identify-language.ts';

/** An article that was kept and not read: its language is none that the readers were trained for. */
export interface Unread extends Refusal<'language'> {
  /** BCP 47; `und` where it is not English, and not known. */
  readonly language: string;
  /** The same in words: "German", "language not recognised". */
  readonly languageName: string;
}

/** Why an article is not read, or null where it is. */
export function unreadReason(article: Pick<Article, 'text' | 'blocks'>): Unread | null {
  const { language, isReadable } = languageOfArticle(article);
  if (isReadable) return null;
  return {
    refused: 'language',
    language,
    languageName: language === UNKNOWN_LANGUAGE ? 'language not recognised' : nameOf(language),
    reason: `not read: language ${language} (${nameOf(language)})`,
    hint: 'the readers know English alone: give a translation, as a source of its own',
  };
}

/** The sources of a case that were kept and not read, each with the name of its language. */
export function unreadSources(sources: readonly CaseSource[]): ReadonlyMap<string, string> {
  return new Map(
    sources.flatMap(({ sourceId, statements, article }) => {
      // Derived, not kept: the text decides it, and what was read has statements.
      const unread = statements.length > 0 ? null : unreadReason(article);
      return unread === null ? [] : [[sourceId, unread.languageName]];
    }),
  );
}

function nameOf(language: string): string {
  if (language === UNKNOWN_LANGUAGE) return 'not recognised';
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
}
