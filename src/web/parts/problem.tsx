import type { Problem } from './data.ts';
import { Foreign } from './foreign.tsx';

/** What went wrong, why, and what to do next. */
export function ProblemNotice({ title, problem }: { readonly title: string; readonly problem: Problem }) {
  return (
    <div className="notice notice-problem" role="alert">
      <p className="notice-title">{title}</p>
      <p>
        <Foreign>{problem.reason}</Foreign>
      </p>
      {problem.hint !== '' && (
        <p className="next">
          <Foreign>{problem.hint}</Foreign>
        </p>
      )}
    </div>
  );
}

/** A whole page for a request that could not be answered. */
export function ProblemPage({
  title,
  problem,
  home,
}: {
  readonly title: string;
  readonly problem: Problem;
  readonly home: string;
}) {
  return (
    <article className="problem">
      <h1>{title}</h1>
      <dl>
        <dt>Why</dt>
        <dd>
          <Foreign>{problem.reason}</Foreign>
        </dd>
        <dt>What next</dt>
        <dd>
          <Foreign>{problem.hint}</Foreign>
        </dd>
      </dl>
      <p>
        <a href={home}>All cases</a>
      </p>
    </article>
  );
}
