import { HEDGES } from '../domain/act.ts';
import { type Conclusion, LIKELIHOODS, type Likelihood, type RuleVerdict } from '../domain/judgement.ts';
import type { Position } from '../domain/position.ts';
import { type Bearing, namesState, plainName } from './attribution.ts';

/** One rule of the gate: pure, and indifferent to the order of what it looks at. */
export type Rule = (bearing: Bearing) => RuleVerdict;

/** Asked one by one; a conclusion passes where every one does. */
export const RULES: readonly Rule[] = [
  attributedByName,
  inOwnWords,
  independentOrigins,
  withinHedges,
  onItsRung,
  uncontested,
  evidenceDisclosed,
];

/** Origins that a published attribution needs: a copy confirms nothing (AJP-2.1: *independent* confirmation). */
const LEAST_ORIGINS = 2;

/** Somebody other than the party itself says that this party did it, or the party claims it. */
export function attributedByName(bearing: Bearing): RuleVerdict {
  const positions = supporting(bearing);
  const parties = partiesOf(positions);
  return verdict(
    'attributed by name',
    positions.length > 0,
    positions,
    `${parties.length === 0 ? 'nobody in this case does' : `${count(parties.length, 'party does', 'parties do')}: ${list(parties)}`}${leftOut(bearing)}`,
  );
}

function leftOut({ unlikely }: Bearing): string {
  return unlikely === 0 ? '' : `; ${count(unlikely, 'statement')} not counted, as likelier misread than not`;
}

/** At least one attribution stands in the words of who makes it, not only in a headline or in another's report. */
export function inOwnWords(bearing: Bearing): RuleVerdict {
  const positions = supporting(bearing).map((position) => ({
    ...position,
    statements: position.statements.filter(({ rendering }) => rendering === 'own words'),
  }));
  const found = idsOf(positions).length;
  const all = idsOf(supporting(bearing)).length;
  return verdict(
    'in own words',
    found > 0,
    positions,
    all === 0
      ? 'there is no attributing statement'
      : `${found} of ${count(all, 'attributing statement')} ${found === 1 ? 'stands' : 'stand'} in quoted or published words of whoever makes ${all === 1 ? 'it' : 'them'}`,
  );
}

/** The attributions come from at least two independent origins: copies of one text count once. */
export function independentOrigins(bearing: Bearing): RuleVerdict {
  const positions = supporting(bearing);
  const origins = originsOf(positions);
  return verdict(
    'independent origins',
    origins >= LEAST_ORIGINS,
    positions,
    `${count(origins, 'independent origin')} found, ${LEAST_ORIGINS} needed`,
  );
}

/**
 * The highest likelihood that a hedge can carry. `alleged` says that the reporter keeps a distance and nothing about how
 * sure the source is; so it carries no more than `possible`.
 */
const CARRIES: Readonly<Record<Position['hedge'], Likelihood>> = {
  certain: 'almost certain',
  likely: 'likely',
  possible: 'roughly even chance',
  alleged: 'roughly even chance',
};

/** The conclusion is no surer than the surest of the attributing statements. */
export function withinHedges(bearing: Bearing): RuleVerdict {
  const positions = supporting(bearing);
  const carried = Math.max(0, ...positions.map(({ hedge }) => LIKELIHOODS[CARRIES[hedge]][1]));
  const surest = HEDGES.find((hedge) => positions.some((position) => position.hedge === hedge));
  const { likelihood } = bearing.conclusion;
  const [, wanted] = LIKELIHOODS[likelihood];
  const finding =
    surest === undefined
      ? 'there is no attributing statement'
      : `the surest attribution is worded as ${surest}, which carries up to ${carried} %; "${likelihood}" reaches ${wanted} %`;
  return verdict('no surer than the statements', wanted <= carried, positions, finding);
}

/** Who blames a group has not named a state, and who names a state's people has not named the state. */
export function onItsRung(bearing: Bearing): RuleVerdict {
  const { conclusion } = bearing;
  const positions = supporting(bearing).filter((position) => reaches(position, conclusion));
  const named = conclusion.rung === 'state' ? 'the state itself' : conclusion.party;
  const ids = idsOf(positions);
  const finding = `${ids.length === 0 ? 'no statement' : count(ids.length, 'statement')} ${ids.length > 1 ? 'name' : 'names'} ${named}`;
  return verdict(`on the rung "${conclusion.rung}"`, positions.length > 0, positions, finding);
}

/** Whether a position names its target on the rung of the conclusion. */
export function reaches({ kind, target }: Position, conclusion: Conclusion): boolean {
  if (kind === 'claims') return true;
  if (target === null) return false;
  if (conclusion.rung === 'state') return namesState(target.name, conclusion);
  return plainName(target.name) === plainName(conclusion.party);
}

/** A denial or a dispute must be told with the conclusion: the bare sentence does not tell it. */
export function uncontested(bearing: Bearing): RuleVerdict {
  const positions = [...bearing.denying, ...bearing.disputing];
  const told = [
    ...(bearing.denying.length > 0 ? [`denied by ${list(partiesOf(bearing.denying))}`] : []),
    ...(bearing.disputing.length > 0 ? [`disputed by ${list(partiesOf(bearing.disputing))}`] : []),
  ];
  const finding = told.join('; ') || 'nobody in this case denies or disputes it';
  return verdict('denials and disputes told', positions.length === 0, positions, finding);
}

/** Evidence is shown, so that others can check it. No evidence is recorded yet in this version: the rule cannot pass. */
export function evidenceDisclosed(): RuleVerdict {
  return verdict(
    'evidence disclosed',
    false,
    [],
    'no evidence is recorded for this case, so none is disclosed',
  );
}

/** The positions that hold the party responsible, its own claim included. */
export function supporting({ attributing, claiming }: Bearing): Position[] {
  return [...attributing, ...claiming];
}

export function idsOf(positions: readonly Position[]): string[] {
  return [
    ...new Set(positions.flatMap(({ statements }) => statements.map(({ statementId }) => statementId))),
  ].sort();
}

export function originsOf(positions: readonly Position[]): number {
  return new Set(positions.flatMap(({ statements }) => statements.map(({ origin }) => origin))).size;
}

export function partiesOf(positions: readonly Position[]): string[] {
  return [...new Set(positions.map(({ party }) => party))].sort();
}

/** "3 statements", "1 statement". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** "A", "A and B", "A, B and C", "nobody". */
export function list(names: readonly string[]): string {
  const last = names.at(-1);
  if (last === undefined) return 'nobody';
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function verdict(
  rule: string,
  passed: boolean,
  positions: readonly Position[],
  finding: string,
): RuleVerdict {
  return { rule, passed, finding, statementIds: idsOf(positions) };
}
