import type { Act, Hedge } from '../../domain/act.ts';
import type { CaseSource } from '../../domain/case.ts';
import { memberIds } from '../../domain/origin.ts';
import type { Position, PositionKind } from '../../domain/position.ts';
import type { Statement } from '../../domain/statement.ts';
import type { CaseData, Selection } from './data.ts';
import { excerptOf, type Piece } from './excerpt.ts';
import { SENTENCE_LIMIT } from './paging.ts';
import { sourceTitle } from './words.ts';

/** A sentence behind a position, ready to be drawn. */
export interface CellSentence {
  readonly statementId: string;
  readonly sourceId: string;
  readonly pieces: readonly Piece[];
  readonly act: Act | null;
  readonly hedge: Hedge | null;
  readonly rendering: string;
  /** EDTF: when it was said where `saidOn` is there, else when the article came out. */
  readonly date: string | null;
  readonly saidOn?: Position['statements'][number]['saidOn'];
  readonly publication: string | null;
  readonly title: string;
  /** Other sources of the same origin: copies, counted once. */
  readonly copies: number;
}

/** A position with its sentences. */
export interface OpenPosition {
  readonly kind: PositionKind;
  readonly target: string | null;
  readonly hedge: Hedge;
  readonly origins: number;
  readonly rule: string;
  readonly sentences: readonly CellSentence[];
}

/** The sentences of a selection; plain JSON. */
export interface OpenCell {
  readonly selection: Selection;
  readonly positions: readonly OpenPosition[];
  /** Sentences in all; only those from `from` on, up to {@link SENTENCE_LIMIT}, are listed. */
  readonly total: number;
  readonly from: number;
}

/** Collects the sentences of a selection with their words from the sources. `from` counts sentences from 0. */
export function openCell(data: CaseData, selection: Selection, from = 0): OpenCell {
  const chosen = data.positions.filter(
    ({ party, kind }) => party === selection.party && (selection.kind === null || kind === selection.kind),
  );
  const look = lookUp(data);
  let seen = 0;
  const positions = chosen.flatMap((position) => {
    const listed = position.statements.filter(() => {
      const index = seen++;
      return index >= from && index < from + SENTENCE_LIMIT;
    });
    return listed.length === 0 ? [] : [openPosition(position, listed, look)];
  });
  return { selection, positions, total: seen, from };
}

interface LookUp {
  readonly sources: ReadonlyMap<string, CaseSource>;
  readonly statements: ReadonlyMap<string, Statement>;
  readonly originSize: ReadonlyMap<string, number>;
}

function lookUp({ file, origins }: CaseData): LookUp {
  return {
    sources: new Map(file.sources.map((source) => [source.sourceId, source])),
    statements: new Map(file.sources.flatMap(({ statements }) => statements.map((s) => [s.statementId, s]))),
    originSize: new Map(
      memberIds(origins).flatMap((origin) => origin.map((sourceId) => [sourceId, origin.length])),
    ),
  };
}

function openPosition(
  { kind, target, hedge, origins, rule }: Position,
  statements: Position['statements'],
  look: LookUp,
): OpenPosition {
  const sentences = statements.map((entry): CellSentence => {
    const source = look.sources.get(entry.sourceId);
    const statement = look.statements.get(entry.statementId);
    return {
      statementId: entry.statementId,
      sourceId: entry.sourceId,
      pieces:
        source === undefined || statement === undefined
          ? [{ text: entry.exact, part: null }]
          : excerptOf(source.article, statement),
      act: statement?.act ?? null,
      hedge: statement?.hedge ?? null,
      rendering: entry.rendering,
      date: entry.date,
      ...(entry.saidOn !== undefined && { saidOn: entry.saidOn }),
      publication: source?.article.metadata.publication?.value ?? null,
      title: source === undefined ? '' : sourceTitle(source),
      copies: (look.originSize.get(entry.sourceId) ?? 1) - 1,
    };
  });
  return { kind, target: target?.name ?? null, hedge, origins, rule, sentences };
}
