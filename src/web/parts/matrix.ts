import { HEDGES, type Hedge } from '../../domain/act.ts';
import type { CaseSource } from '../../domain/case.ts';
import { compareEdtf } from '../../domain/edtf.ts';
import { memberIds } from '../../domain/origin.ts';
import { POSITION_KINDS, type Position, type PositionKind } from '../../domain/position.ts';
import { countryName } from './countries.ts';
import type { CaseData } from './data.ts';

/** What a party says of one kind, all its sentences together. */
export interface Cell {
  readonly kind: PositionKind;
  readonly statements: number;
  /** Independent origins behind them: copies of one text count once. */
  readonly origins: number;
  readonly hedge: Hedge;
  /** True where no sentence is the party's own words: all are reported by another, or a headline's. */
  readonly secondHand: boolean;
  /** When they were said, of those whose words say so; when their articles came out, where no words do. */
  readonly when: CellDates | null;
  /** Distinct, in the order met. */
  readonly targets: readonly string[];
}

/** The first and the last date, EDTF, of so many statements. */
export interface CellDates {
  readonly first: string;
  readonly last: string;
  /** How many were said then, by their own words; 0 where the dates are the articles'. */
  readonly said: number;
}

export interface Row {
  readonly party: string;
  readonly partyKind: string;
  readonly country: string | null;
  /** From who speaks, by the organ it speaks for, to the state: "Spokesperson → foreign ministry → China". */
  readonly chain: readonly string[];
  /** One for each column; null where nothing of that kind was found. */
  readonly cells: readonly (Cell | null)[];
  /**
   * True where the party speaks in some source, so that an empty cell means "looked, found nothing"; false where
   * others name it and none of these sources carries its voice, so that nothing can be said.
   */
  readonly speaks: boolean;
  /** Whether its words count for another row too (a minister's for the state): summaries count them there, once. */
  readonly speaksForOther: boolean;
}

export interface Group {
  /** ISO 3166-1 alpha-3; null for parties that speak for no state that is known. */
  readonly country: string | null;
  readonly name: string;
  readonly rows: readonly Row[];
}

export interface Matrix {
  readonly columns: readonly PositionKind[];
  readonly groups: readonly Group[];
  /** Kinds that were looked for and stand in no source of the case. */
  readonly absent: readonly PositionKind[];
  readonly parties: number;
}

/** Parties × kinds of position, grouped by state; a state itself before its organs, officials, then all others. */
export function buildMatrix(data: CaseData): Matrix {
  const present = new Set(data.positions.map((position) => position.kind));
  const columns = POSITION_KINDS.filter((kind) => present.has(kind));
  const originOf = new Map(
    memberIds(data.origins).flatMap((origin, index) => origin.map((sourceId) => [sourceId, index])),
  );
  const chains = chainsOf(data.file.sources);
  // `through` names a person with the office: "N N, foreign ministry".
  const spokespersons = new Set(data.positions.flatMap(({ through }) => through?.split(', ')[0] ?? []));
  const byParty = Map.groupBy(data.positions, ({ party, country }) => JSON.stringify([party, country]));
  const rows = [...byParty.values()].map((positions) =>
    rowOf(positions, columns, originOf, chains, spokespersons),
  );
  const named = namedOnly(data.positions).map((row) => ({ ...row, cells: columns.map(() => null) }));
  return {
    columns,
    groups: groupsOf([...rows, ...named]),
    // "No statement found" is what the search itself would say, not a kind that it looks for.
    absent: POSITION_KINDS.filter((kind) => !present.has(kind) && kind !== 'no statement found'),
    parties: rows.length,
  };
}

function rowOf(
  positions: readonly Position[],
  columns: readonly PositionKind[],
  originOf: ReadonlyMap<string, number>,
  chains: ReadonlyMap<string, readonly string[]>,
  spokespersons: ReadonlySet<string>,
): Row {
  const [first] = positions as [Position];
  const byKind = Map.groupBy(positions, ({ kind }) => kind);
  const own = positions.filter(({ through }) => through === undefined);
  const statementIds = own.flatMap(({ statements }) => statements.map(({ statementId }) => statementId));
  return {
    party: first.party,
    partyKind: first.partyKind,
    country: first.country,
    chain: statementIds
      .map((id) => chains.get(id) ?? [])
      .filter(isOf(first.party))
      .reduce(longer, []),
    cells: columns.map((kind) => cellOf(kind, byKind.get(kind) ?? [], originOf)),
    speaks: true,
    speaksForOther: spokespersons.has(first.party) || (own.length === 0 && first.partyKind !== 'state'),
  };
}

const longer = (a: readonly string[], b: readonly string[]) => (b.length > a.length ? b : a);

function cellOf(
  kind: PositionKind,
  positions: readonly Position[],
  originOf: ReadonlyMap<string, number>,
): Cell | null {
  if (positions.length === 0) return null;
  const statements = positions.flatMap((position) => position.statements);
  return {
    kind,
    statements: new Set(statements.map(({ statementId }) => statementId)).size,
    origins: new Set(statements.map(({ sourceId }) => originOf.get(sourceId) ?? sourceId)).size,
    hedge: firmest(positions.map(({ hedge }) => hedge)),
    secondHand: statements.every(({ rendering }) => rendering !== 'own words'),
    when: whenOf(statements),
    targets: [...new Set(positions.flatMap(({ target }) => (target === null ? [] : [target.name])))],
  };
}

function whenOf(statements: Position['statements']): Cell['when'] {
  const said = statements.filter(({ saidOn }) => saidOn !== undefined);
  const dated = said.length > 0 ? said : statements;
  const dates = dated.flatMap(({ date }) => date ?? []).sort(compareEdtf);
  const [first, last] = [dates[0], dates.at(-1)];
  const count = new Set(said.map(({ statementId }) => statementId)).size;
  return first === undefined || last === undefined ? null : { first, last, said: count };
}

/** Whether a chain begins with this party, under its full name or a short one: a joint speaker's or an issued document's does not. */
function isOf(party: string): (chain: readonly string[]) => boolean {
  return ([speaker]) => speaker !== undefined && (party.includes(speaker) || speaker.includes(party));
}

/** For each statement whose speaker is known: who, for which organ, for which state, as far as the text says. */
function chainsOf(sources: readonly CaseSource[]): Map<string, readonly string[]> {
  const chains = new Map<string, readonly string[]>();
  for (const { speaker, statementId } of sources.flatMap(({ statements }) => statements)) {
    if (speaker === null) continue;
    const steps = [
      speaker.name,
      speaker.office,
      speaker.country === null ? null : countryName(speaker.country),
    ];
    const chain = [...new Set(steps.filter((step) => step !== null))];
    chains.set(statementId, chain);
  }
  return chains;
}

/** States that positions are about and that take none themselves. */
function namedOnly(positions: readonly Position[]): Omit<Row, 'cells'>[] {
  const speaking = new Set(positions.map(({ country }) => country));
  const named = new Set(positions.flatMap(({ target }) => target?.country ?? []));
  return [...named]
    .filter((country) => !speaking.has(country))
    .map((country) => ({
      party: countryName(country),
      partyKind: 'state',
      country,
      chain: [],
      speaks: false,
      speaksForOther: false,
    }));
}

const KIND_ORDER = [
  'state',
  'agency',
  'official',
  'person',
  'company',
  'threat-group',
  'expert',
  'document',
  'media',
];

function groupsOf(rows: readonly Row[]): Group[] {
  const rank = ({ partyKind }: Row) => (KIND_ORDER.indexOf(partyKind) + 1 || KIND_ORDER.length + 1) as number;
  const weight = ({ cells }: Row) => cells.reduce((sum, cell) => sum + (cell?.statements ?? 0), 0);
  return [...Map.groupBy(rows, ({ country }) => country)]
    .map(([country, members]) => ({
      country,
      name: country === null ? 'Speaking for no state' : countryName(country),
      rows: members.sort((a, b) => rank(a) - rank(b) || weight(b) - weight(a)),
    }))
    .sort(
      (a, b) => Number(a.country === null) - Number(b.country === null) || groupWeight(b) - groupWeight(a),
    );

  function groupWeight(group: Group): number {
    return group.rows.reduce((sum, row) => sum + weight(row), 0);
  }
}

/** The firmest of the hedges: what the party makes sound surest. */
function firmest(hedges: readonly Hedge[]): Hedge {
  return HEDGES.find((hedge) => hedges.includes(hedge)) ?? 'alleged';
}
