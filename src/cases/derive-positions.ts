import type { CaseFile, CaseSource } from '../domain/case.ts';
import { compareEdtf } from '../domain/edtf.ts';
import type { CaseOrigins } from '../domain/origin.ts';
import { POSITION_KINDS, type Position } from '../domain/position.ts';
import type { Statement } from '../domain/statement.ts';
import { compareText } from '../text/compare-text.ts';
import { groupOrigins } from './group-origins.ts';
import { type Holder, type HoldersOf, holdersIn } from './holders.ts';
import { type PositionRule, ruleFor } from './position-rules.ts';
import { renderingOf, speaksFor } from './rendering.ts';
import { targetName } from './target-name.ts';

type Target = NonNullable<Position['target']>;
type Evidence = Position['statements'][number];

/** A statement that takes a position, on its way to a row. */
interface Taken {
  readonly holder: Holder;
  readonly withinId: string | null;
  readonly rule: PositionRule;
  readonly target: Target | null;
  readonly hedge: Statement['hedge'];
  readonly evidence: Evidence;
}

/**
 * Every party's positions in a case. A person, the organ it speaks for and the state have rows of their own: what a
 * minister says counts for the state as well, marked `through` that minister; what several say together, for each.
 * Positions of one party that differ in kind, target or hedge stand side by side, so that neither a later nor a firmer
 * one covers another. Rejected statements and statements of nobody known take no part.
 *
 * Sorted by country (states without one last), then party, kind and target. `origins` are those of the case with what was
 * joined or split by hand; without them the sources are grouped by comparison alone.
 */
export function derivePositions(
  file: CaseFile,
  { origins }: Pick<CaseOrigins, 'origins'> = groupOrigins(file.sources),
): Position[] {
  const originOf = new Map(
    origins.flatMap(({ originId, members }) => members.map(({ sourceId }) => [sourceId, originId])),
  );
  const holdersOf = holdersIn(file.sources.flatMap(({ statements }) => statements));
  const taken = file.sources.flatMap((source) =>
    takenIn(source, originOf.get(source.sourceId) ?? source.sourceId, holdersOf),
  );
  return [...Map.groupBy(withoutRepeated(taken), keyOf).values()].map(positionOf).sort(comparePositions);
}

function takenIn(source: CaseSource, origin: string, holdersOf: HoldersOf): Taken[] {
  const byId = new Map(source.statements.map((statement) => [statement.statementId, statement]));
  const reporting = reportingOthers(source.statements, byId);
  return source.statements.flatMap((statement) => {
    const { speaker, hedge, statementId, withinId } = statement;
    const rule = statement.review === 'rejected' ? null : ruleFor(statement);
    if (speaker === null || rule === null || reporting.has(statementId)) return [];
    const evidence: Evidence = {
      statementId,
      sourceId: source.sourceId,
      origin,
      rendering: renderingOf(statement, source.article, byId),
      date: statement.saidOn?.edtf ?? source.article.metadata.published?.value ?? null,
      ...(statement.saidOn !== null && {
        saidOn: { words: statement.saidOn.span?.exact ?? null, how: statement.saidOn.how },
      }),
      exact: wordsOf(statement),
    };
    return holdersOf(speaker).map((holder) => {
      const target = targetOf(statement, rule, holder);
      return { holder, withinId, rule, target, hedge, evidence };
    });
  });
}

/** "The paper wrote that Ostrel blames …": who merely tells of another's position of that kind does not hold it. */
function reportingOthers(
  statements: readonly Statement[],
  byId: ReadonlyMap<string, Statement>,
): Set<string | null> {
  const reporting = statements.filter(({ act, speaker, withinId }) => {
    const outer = withinId === null ? undefined : byId.get(withinId);
    return outer?.act === act && speaker !== null && !speaksFor(outer.speaker, speaker);
  });
  return new Set(reporting.map(({ withinId }) => withinId));
}

/**
 * "The minister said that Ostrel holds …": where the state's own statement stands in the minister's, the minister's is
 * not counted for the state a second time.
 */
function withoutRepeated(taken: readonly Taken[]): Taken[] {
  const rowOf = ({ holder, rule }: Taken, statementId: string) =>
    JSON.stringify([holder.party, holder.country, rule.kind, statementId]);
  const nested = new Set(taken.flatMap((one) => (one.withinId === null ? [] : rowOf(one, one.withinId))));
  return taken.filter(
    (one) => one.holder.through === null || !nested.has(rowOf(one, one.evidence.statementId)),
  );
}

/** Source, cue and content as they stand in the text, in its order. */
function wordsOf({ source, cue, content }: Statement): string {
  return [...source, ...cue, ...content]
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map(({ exact }) => exact)
    .join(' … ');
}

/** Whom the position is about; null for a deed condemned without its doer, and for who denies for itself. */
function targetOf({ target, speaker }: Statement, { kind }: PositionRule, holder: Holder): Target | null {
  if (target === null || kind === 'condemns in general') return null;
  const name = targetName(target.text, target.country);
  if (kind !== 'denies' && kind !== 'denies and applauds') return { name, country: target.country };
  const isOwn = name === holder.party || name === speaker?.name || (target.country ?? '') === holder.country;
  return isOwn || /^\p{Ll}/u.test(name) ? null : { name, country: target.country };
}

function keyOf({ holder, rule, target, hedge }: Taken): string {
  const party = [holder.country, holder.party.toLowerCase(), holder.through];
  return JSON.stringify([...party, rule.kind, target?.country, target?.name.toLowerCase(), hedge]);
}

function positionOf(taken: readonly Taken[]): Position {
  const [{ holder, rule, target, hedge }] = taken as [Taken];
  const statements = taken.map(({ evidence }) => evidence).sort(compareEvidence);
  const { party, kind, country, through } = holder;
  const identity = [...new Set(taken.flatMap((one) => one.holder.rule ?? []))].sort();
  const derived = through === null ? rule.rule : `${rule.rule}, through ${through}`;
  return {
    party,
    partyKind: kind,
    country,
    kind: rule.kind,
    target,
    hedge,
    ...(through !== null && { through }),
    rule: [derived, ...identity].join('; '),
    statements,
    origins: new Set(statements.map(({ origin }) => origin)).size,
  };
}

/** By the first day that the date may mean, the undated last. */
function compareEvidence(a: Evidence, b: Evidence): number {
  return compareEdtf(a.date, b.date) || compareText(a.statementId, b.statementId);
}

function comparePositions(a: Position, b: Position): number {
  return (
    compareText(a.country ?? '~', b.country ?? '~') ||
    Number(b.partyKind === 'state') - Number(a.partyKind === 'state') ||
    compareText(a.party, b.party) ||
    POSITION_KINDS.indexOf(a.kind) - POSITION_KINDS.indexOf(b.kind) ||
    compareText(a.target?.name ?? '', b.target?.name ?? '') ||
    compareText(a.through ?? '', b.through ?? '') ||
    compareText(a.hedge, b.hedge)
  );
}
