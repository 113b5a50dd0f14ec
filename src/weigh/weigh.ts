import type { Conclusion, Judgement } from '../domain/judgement.ts';
import type { Position } from '../domain/position.ts';
import type { Statement } from '../domain/statement.ts';
import { bearingOn } from './attribution.ts';
import { RULES, type Rule } from './rules.ts';
import { attributedSentence, conclusionSentence } from './wording.ts';

/** Version of the gate: a judgement stays explainable after the rules have changed. */
export const METHOD = 'gate 2';

/**
 * The gate: whether a conclusion may be published, rule by rule, and the strongest wording that may be. Where any rule
 * fails the wording says who attributes what, and who denies it, in place of the conclusion. The order of positions does
 * not matter.
 *
 * @param statements By `statementId`, those that the positions rest on; rejected ones bear on nothing.
 */
export function weigh(
  positions: readonly Position[],
  statements: ReadonlyMap<string, Statement>,
  conclusion: Conclusion,
  rules: readonly Rule[] = RULES,
): Judgement {
  const bearing = bearingOn(positions, statements, conclusion);
  const verdicts = rules.map((rule) => rule(bearing));
  const allowed = verdicts.every(({ passed }) => passed);
  const wording = allowed ? conclusionSentence(conclusion) : attributedSentence(bearing);
  return { conclusion, verdicts, allowed, wording, method: METHOD };
}
