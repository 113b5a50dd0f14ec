import { pageAt } from '../../domain/article.ts';
import type { Case } from '../../domain/case.ts';
import { ArticleText } from './article-text.tsx';
import { CaptureFacts } from './capture-facts.tsx';
import type { Links, Problem, SourceData } from './data.ts';
import { Foreign } from './foreign.tsx';
import { StatementNotes } from './statement-notes.tsx';
import { dateWords, sourceTitle } from './words.ts';

interface SourcePageProps {
  readonly source: SourceData;
  readonly cases: readonly Case[];
  readonly links: Links;
  /** Why it was kept and not read, or null where it was read. */
  readonly unread: Problem | null;
}

/** A source: its text with the statements underlined, the statements beside it, and how it was got. */
export function SourcePage({ source, cases, links, unread }: SourcePageProps) {
  const { title, publication, authors, published, updated } = source.article.metadata;
  const titled = source.article.blocks.some(({ type }) => type === 'headline');
  return (
    <>
      <p className="crumbs">
        {cases.map((entry) => (
          <a key={entry.caseId} href={links.case(entry.caseId)}>
            <Foreign>{entry.name}</Foreign>
          </a>
        ))}
      </p>
      <div className="title-block">
        <p className="kicker">Source</p>
        {/* The article's own headline stands in its text, where its statements can be marked. */}
        <h1 className={titled ? 'visually-hidden' : undefined}>
          <Foreign>{sourceTitle(source)}</Foreign>
        </h1>
        <p className="facts">
          {publication !== null && <Foreign>{publication.value}</Foreign>}
          {authors.map((author) => (
            <Foreign key={author.value}>{author.value}</Foreign>
          ))}
          <span>{published === null ? 'no date stated' : <time>{dateWords(published.value)}</time>}</span>
          {updated !== null && <span>updated {dateWords(updated.value)}</span>}
          {title === null && <span>no title found</span>}
        </p>
      </div>
      <div className="reading">
        <section aria-label="Text of the article">
          <ArticleText article={source.article} statements={source.statements} />
        </section>
        {unread === null ? (
          <StatementNotes
            statements={source.statements}
            pageOf={({ cue, content }) => pageAt(source.article, (cue[0] ?? content[0])?.start ?? 0)}
            whereWrong="Where that is wrong, see what was set aside: a statement there is not read."
          />
        ) : (
          <p className="empty">
            {unread.reason}; {unread.hint}
          </p>
        )}
      </div>
      <CaptureFacts source={source} />
    </>
  );
}
