import type { Act } from '../domain/act.ts';
import type { StatementRuns } from './candidate.ts';
import { opensQuotation, type Reading, type Run, sentenceAt } from './reading.ts';

/** Acts that say too little to set one quotation off from another. */
const PLAIN: ReadonlySet<Act> = new Set(['state', 'assess', 'confirm']);

/**
 * One act a statement: where quotations that stand in sentences of their own ("…," she said. "…") do different things
 * about responsibility, each is a statement of its own with the same source and cue. `actOf` labels a candidate.
 */
export function splitByAct<C extends StatementRuns>(
  reading: Reading,
  candidate: C,
  actOf: (part: C) => Act,
): C[] {
  const [first, ...later] = candidate.content;
  if (first === undefined || later.length === 0 || !later.every((run) => beginsSentence(reading, run)))
    return [candidate];
  const actOfRun = (run: Run) => actOf({ ...candidate, content: [run] });
  const actsOfLater = later.map(actOfRun);
  if (actsOfLater.every((act) => PLAIN.has(act))) return [candidate];
  const acts = [actOfRun(first), ...actsOfLater];
  const groups: { act: Act; content: Run[] }[] = [];
  candidate.content.forEach((run, i) => {
    const act = acts[i] ?? 'state';
    const group = groups.at(-1);
    if (group === undefined || (!PLAIN.has(act) && act !== group.act)) groups.push({ act, content: [run] });
    else group.content.push(run);
  });
  return groups.map(({ content }) => ({ ...candidate, content }));
}

function beginsSentence(reading: Reading, run: Run): boolean {
  return opensQuotation(reading, run.first) && sentenceAt(reading, run.first)?.first === run.first;
}
