import { type Conclusion, type Judgement, LIKELIHOODS, RUNGS } from '../../domain/judgement.ts';
import type { CaseData, Links } from './data.ts';
import { Foreign } from './foreign.tsx';

interface WeighFormProps {
  readonly data: CaseData;
  readonly conclusion: Conclusion | null;
}

/** A conclusion that somebody wants to publish, to be weighed against what the case holds. */
export function WeighForm({ data, conclusion }: WeighFormProps) {
  const names = new Set(data.positions.flatMap(({ target }) => (target === null ? [] : [target.name])));
  return (
    <form className="weigh" method="get" action={`/cases/${encodeURIComponent(data.file.case.caseId)}/weigh`}>
      <label htmlFor="party">Held responsible</label>
      <input
        id="party"
        name="party"
        list="parties"
        required
        defaultValue={conclusion?.party}
        autoComplete="off"
        dir="auto"
      />
      <datalist id="parties">
        {[...names].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <label htmlFor="rung">As the</label>
      <select id="rung" name="rung" defaultValue={conclusion?.rung ?? 'state'}>
        {RUNGS.map((rung) => (
          <option key={rung}>{rung}</option>
        ))}
      </select>
      <label htmlFor="likelihood">How likely (ICD 203)</label>
      <select id="likelihood" name="likelihood" defaultValue={conclusion?.likelihood ?? 'likely'}>
        {Object.entries(LIKELIHOODS).map(([word, [low, high]]) => (
          <option key={word} value={word}>
            {word} ({low}–{high} %)
          </option>
        ))}
      </select>
      <button type="submit">Weigh it</button>
    </form>
  );
}

/** The gate's verdict, rule by rule. */
export function JudgementPart({
  judgement,
  data,
  links,
}: {
  readonly judgement: Judgement;
  readonly data: CaseData;
  readonly links: Links;
}) {
  const sourceOf = new Map(
    data.file.sources.flatMap(({ sourceId, statements }) => statements.map((s) => [s.statementId, sourceId])),
  );
  return (
    <section className={`judgement ${judgement.allowed ? 'allowed' : 'refused'}`} aria-labelledby="verdict">
      <h2 id="verdict">{judgement.allowed ? 'May be said' : 'May not be said'}</h2>
      <p className="asked">
        Asked: <Foreign>{judgement.conclusion.party}</Foreign> as the {judgement.conclusion.rung},{' '}
        {judgement.conclusion.likelihood}.
      </p>
      <p className="label">{judgement.allowed ? 'The sentence' : 'The strongest that the sources carry'}</p>
      <blockquote className="wording" dir="auto">
        {judgement.wording}
      </blockquote>
      <ol className="verdicts">
        {judgement.verdicts.map((verdict) => (
          <li key={verdict.rule} className={verdict.passed ? 'passed' : 'failed'}>
            <p>
              <b className="verdict">{verdict.passed ? 'Passed' : 'Not met'}</b>{' '}
              <Foreign>{verdict.rule}</Foreign>
            </p>
            <p>
              <Foreign>{verdict.finding}</Foreign>
            </p>
            {verdict.statementIds.length > 0 && (
              <p className="facts">
                Rests on&#32;
                {verdict.statementIds.slice(0, VERDICT_LINKS).map((id, index) => (
                  <a key={id} href={links.statement(sourceOf.get(id) ?? '', id)}>
                    statement {index + 1}
                  </a>
                ))}
                {verdict.statementIds.length > VERDICT_LINKS && (
                  <span>and {verdict.statementIds.length - VERDICT_LINKS} more</span>
                )}
              </p>
            )}
          </li>
        ))}
      </ol>
      <p className="quiet">Method: {judgement.method}</p>
    </section>
  );
}

/** Statements linked from one rule; the matrix has them all. */
const VERDICT_LINKS = 12;
