import states from '../../data/lexicons/states.json' with { type: 'json' };
import type { CaseFile, CaseSource } from '../domain/case.ts';
import { POSITION_KINDS, type Position } from '../domain/position.ts';
import type { Statement } from '../domain/statement.ts';
import { groupOrigins } from './group-origins.ts';
import { type PositionRule, ruleFor } from './position-rules.ts';
import { renderingOf } from './rendering.ts';

/** Every name of a state to the one it is called by here, so that "the US" and "United States" share a row. */
const STATE_NAMES = new Map(
  states.flatMap(({ name, names }) => names.map((other) => [other.toLowerCase(), name] as const)),
);

type Target = NonNullable<Position['target']>;
type Evidence = Position['statements'][number];

/** A statement that takes a position, on its way to a row. */
interface Taken {
  readonly speaker: NonNullable<Statement['speaker']>;
  readonly rule: PositionRule;
  readonly target: Target | null;
  readonly hedge: Statement['hedge'];
  readonly evidence: Evidence;
}

/**
 * Every party's positions in a case. A person, the organ it speaks for and the state keep rows of their own, told
 * together by their country; positions of one party that differ in kind, target or hedge stand side by side, so that
 * neither a later nor a firmer one covers another. Rejected statements and statements of nobody known take no part.
 *
 * Sorted by country (states without one last), then party, kind and target.
 */
export function derivePositions(file: CaseFile): Position[] {
  const originOf = originsBySource(file.sources);
  const taken = file.sources.flatMap((source) =>
    takenIn(source, originOf.get(source.sourceId) ?? source.sourceId),
  );
  return [...Map.groupBy(taken, keyOf).values()].map(positionOf).sort(comparePositions);
}

function originsBySource(sources: readonly CaseSource[]): Map<string, string> {
  return new Map(
    groupOrigins(sources).flatMap((copies) => {
      const origin = copies.toSorted()[0] ?? '';
      return copies.map((sourceId) => [sourceId, origin] as const);
    }),
  );
}

function takenIn(source: CaseSource, origin: string): Taken[] {
  return source.statements.flatMap((statement) => {
    const { speaker, hedge, statementId } = statement;
    const rule = statement.review === 'rejected' ? null : ruleFor(statement);
    if (speaker === null || rule === null) return [];
    const evidence: Evidence = {
      statementId,
      sourceId: source.sourceId,
      origin,
      rendering: renderingOf(statement, source.article),
      date: statement.saidOn?.edtf ?? source.article.metadata.published?.value ?? null,
      exact: wordsOf(statement),
    };
    const target = rule.kind === 'condemns in general' ? null : targetOf(statement);
    return [{ speaker, rule, target, hedge, evidence }];
  });
}

/** Source, cue and content as they stand in the text, in its order. */
function wordsOf({ source, cue, content }: Statement): string {
  return [...source, ...cue, ...content]
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map(({ exact }) => exact)
    .join(' … ');
}

function targetOf({ target }: Statement): Target | null {
  if (target === null) return null;
  const words = withoutArticle(target.text);
  return { name: STATE_NAMES.get(words.toLowerCase()) ?? words, country: target.country };
}

function withoutArticle(words: string): string {
  return words.replace(/\s+/g, ' ').replace(/^(?:the|an?) /i, '');
}

function keyOf({ speaker, rule, target, hedge }: Taken): string {
  const party = [speaker.country, speaker.name.toLowerCase()];
  return JSON.stringify([...party, rule.kind, target?.country, target?.name.toLowerCase(), hedge]);
}

function positionOf(taken: readonly Taken[]): Position {
  const [{ speaker, rule, target, hedge }] = taken as [Taken];
  const statements = taken.map(({ evidence }) => evidence).sort(compareEvidence);
  return {
    party: speaker.name,
    partyKind: speaker.kind,
    country: speaker.country,
    kind: rule.kind,
    target,
    hedge,
    rule: rule.rule,
    statements,
    origins: new Set(statements.map(({ origin }) => origin)).size,
  };
}

/** By date, the undated last; EDTF dates of one calendar sort as text. */
function compareEvidence(a: Evidence, b: Evidence): number {
  return compareText(a.date ?? '~', b.date ?? '~') || compareText(a.statementId, b.statementId);
}

function comparePositions(a: Position, b: Position): number {
  return (
    compareText(a.country ?? '~', b.country ?? '~') ||
    Number(b.partyKind === 'state') - Number(a.partyKind === 'state') ||
    compareText(a.party, b.party) ||
    POSITION_KINDS.indexOf(a.kind) - POSITION_KINDS.indexOf(b.kind) ||
    compareText(a.target?.name ?? '', b.target?.name ?? '') ||
    compareText(a.hedge, b.hedge)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
