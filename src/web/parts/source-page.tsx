import type { Case } from '../../domain/case.ts';
import type { Statement } from '../../domain/statement.ts';
import { ArticleText } from './article-text.tsx';
import { CaptureFacts } from './capture-facts.tsx';
import { countryName } from './countries.ts';
import { type Links, noteAnchor, type SourceData, statementAnchor } from './data.ts';
import { Foreign } from './foreign.tsx';
import { actPhrase, count, dateWords, familyClass, sourceTitle } from './words.ts';

interface SourcePageProps {
  readonly source: SourceData;
  readonly cases: readonly Case[];
  readonly links: Links;
}

/** A source: its text with the statements underlined, the statements beside it, and how it was got. */
export function SourcePage({ source, cases, links }: SourcePageProps) {
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
          <ArticleText source={source} />
        </section>
        <Notes statements={source.statements} />
      </div>
      <CaptureFacts source={source} />
    </>
  );
}

function Notes({ statements }: { readonly statements: readonly Statement[] }) {
  const numbers = new Map(statements.map(({ statementId }, index) => [statementId, index + 1]));
  return (
    <section className="notes" aria-labelledby="notes">
      <div className="notes-head">
        <h2 id="notes">{count(statements.length, 'statement')}</h2>
        <p className="key">
          <span className="part part-source">source</span> <span className="part part-cue">cue</span>{' '}
          <span className="part part-content">content</span>
        </p>
      </div>
      {statements.length === 0 ? (
        <p className="empty">
          Read in full; nobody in it is quoted or said to claim, deny or believe anything. Where that is
          wrong, see what was set aside: a statement there is not read.
        </p>
      ) : (
        <ol>
          {statements.map((statement, index) => (
            <li key={statement.statementId}>
              <Note
                statement={statement}
                number={index + 1}
                within={numbers.get(statement.withinId ?? '') ?? null}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Note({
  statement,
  number,
  within,
}: {
  readonly statement: Statement;
  readonly number: number;
  readonly within: number | null;
}) {
  const { statementId, act, hedge, speaker, target, saidOn } = statement;
  return (
    <article
      className={`note ${familyClass(act)}`}
      id={noteAnchor(statementId)}
      data-statement={statementId}
      data-stop=""
      tabIndex={-1}
      aria-label={`Statement ${number}`}
    >
      <p className="note-head">
        <a className="number" href={`#${statementAnchor(statementId)}`}>
          <span className="visually-hidden">In the text: statement </span>
          {number}
        </a>
        <span className="note-speaker">
          {speaker === null ? 'Nobody named' : <Foreign>{speaker.name}</Foreign>}
        </span>{' '}
        <span className="tag">{actPhrase(act)}</span>
        {target !== null && (
          <>
            {' '}
            <span aria-hidden="true">→</span>
            <span className="visually-hidden">about</span> <Foreign>{target.text}</Foreign>
          </>
        )}
      </p>
      <p className="facts">
        <span>{hedge}</span>
        {speaker !== null && <SpeakerFacts speaker={speaker} />}
        {saidOn !== null && <time>{dateWords(saidOn.edtf)}</time>}
        {within !== null && <span>within {within}</span>}
        {statement.block === 'headline' && <span>headline</span>}
        {statement.review !== 'proposed' && <span>{statement.review}</span>}
      </p>
      <details className="rule">
        <summary>{Math.round(statement.probability * 100)} %, why</summary>
        <Foreign>{statement.reason}</Foreign>
      </details>
    </article>
  );
}

function SpeakerFacts({ speaker }: { readonly speaker: NonNullable<Statement['speaker']> }) {
  return (
    <>
      {speaker.office !== null && <Foreign>{speaker.office}</Foreign>}
      {speaker.country !== null && countryName(speaker.country) !== speaker.name && (
        <span>{countryName(speaker.country)}</span>
      )}
    </>
  );
}
