import type { Problem } from './data.ts';
import { Foreign } from './foreign.tsx';
import { ProblemNotice } from './problem.tsx';
import { count, dateWords } from './words.ts';

/** A case in the list. */
export interface CaseLine {
  readonly caseId: string;
  readonly name: string;
  readonly createdAt: string;
  readonly sources: number;
  readonly statements: number;
}

interface CaseListProps {
  readonly cases: readonly CaseLine[];
  readonly caseAddress: (caseId: string) => string;
  /** A name that could not be taken, with the reason. */
  readonly refused: { readonly name: string; readonly problem: Problem } | null;
}

/** All cases, newest first, and the form for a new one. */
export function CaseList({ cases, caseAddress, refused }: CaseListProps) {
  return (
    <>
      <div className="title-block">
        <h1>Cases</h1>
        <p className="deck">
          A case gathers what has been published on one incident, and shows which party holds which position
          on who is responsible, in which words, since when.
        </p>
      </div>
      {cases.length === 0 ? (
        <section className="empty-state" aria-labelledby="first">
          <h2 id="first">No case yet</h2>
          <p>Begin with one incident:</p>
          <ol>
            <li>Name it as the press does: “Viasat KA-SAT”, “Port of Halsund”.</li>
            <li>Add the articles you have: addresses, saved pages, or text pasted as it is.</li>
            <li>
              Read who attributes, denies, doubts, asks for evidence or stays silent, one click from the
              words.
            </li>
          </ol>
        </section>
      ) : (
        <ul className="case-list">
          {cases.map((line) => (
            <li key={line.caseId}>
              <a href={caseAddress(line.caseId)}>
                <Foreign>{line.name}</Foreign>
              </a>
              <p className="facts">
                <span>{count(line.sources, 'source')}</span>
                <span>{count(line.statements, 'statement')}</span>
                <span>opened {dateWords(line.createdAt)}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
      <section className="card" aria-labelledby="new-case">
        <h2 id="new-case">Open a case</h2>
        {refused !== null && <ProblemNotice title="No case was made" problem={refused.problem} />}
        <form method="post" action="/cases" className="row-form">
          <label htmlFor="name">Name of the incident</label>
          <input
            id="name"
            name="name"
            required
            maxLength={200}
            defaultValue={refused?.name ?? ''}
            autoComplete="off"
            dir="auto"
          />
          <button type="submit">Open it</button>
        </form>
      </section>
    </>
  );
}
