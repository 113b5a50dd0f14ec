import { countryName } from './countries.ts';
import { type DrawnStatement, noteAnchor, statementAnchor } from './data.ts';
import { Foreign } from './foreign.tsx';
import { SaidOnDate } from './said-on.tsx';
import { actPhrase, count, familyClass } from './words.ts';

interface StatementNotesProps {
  readonly statements: readonly DrawnStatement[];
  /** What to do where none was found and that is wrong: one sentence. */
  readonly whereWrong: string;
  /** The page of the source that a statement stands on, where the source has pages. */
  readonly pageOf?: (statement: DrawnStatement) => number | null;
}

/** The statements beside a text, each leading to its words in it. */
export function StatementNotes({ statements, whereWrong, pageOf }: StatementNotesProps) {
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
          Read in full; nobody in it is quoted or said to claim, deny or believe anything. {whereWrong}
        </p>
      ) : (
        <ol>
          {statements.map((statement, index) => (
            <li key={statement.statementId}>
              <Note
                statement={statement}
                number={index + 1}
                within={numbers.get(statement.withinId ?? '') ?? null}
                page={pageOf?.(statement) ?? null}
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
  page,
}: {
  readonly statement: DrawnStatement;
  readonly number: number;
  readonly within: number | null;
  readonly page: number | null;
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
        {saidOn !== null && <SaidOnDate date={saidOn.edtf} words={saidOn.span?.exact ?? null} />}
        {within !== null && <span>within {within}</span>}
        {page !== null && <span>page {page}</span>}
        {statement.block === 'headline' && <span>headline</span>}
        {statement.review !== 'proposed' && <span>{statement.review}</span>}
      </p>
      <details className="rule">
        <summary>{Math.round(statement.probability * 100)} %, why</summary>
        <Foreign>{statement.reason}</Foreign>
        {saidOn !== null && (
          <>
            ; said on: <Foreign>{saidOn.how}</Foreign>
          </>
        )}
      </details>
    </article>
  );
}

function SpeakerFacts({ speaker }: { readonly speaker: NonNullable<DrawnStatement['speaker']> }) {
  return (
    <>
      {speaker.office !== null && <Foreign>{speaker.office}</Foreign>}
      {speaker.country !== null && countryName(speaker.country) !== speaker.name && (
        <span>{countryName(speaker.country)}</span>
      )}
    </>
  );
}
