import type { CaseFile, CaseSource } from '../../domain/case.ts';
import type { CaseOrigins } from '../../domain/origin.ts';
import type { Position } from '../../domain/position.ts';
import type { Statement } from '../../domain/statement.ts';

/** A case as the parts draw it: plain data, the same on the server, in the browser and in a published file. */
export interface CaseData {
  readonly file: CaseFile;
  readonly positions: readonly Position[];
  /** Copies of one text are one origin; every source stands in exactly one. */
  readonly origins: CaseOrigins;
  /** The sources that were kept and not read, by `sourceId`, each with the name of its language. */
  readonly unread: ReadonlyMap<string, string>;
}

export type SourceData = Omit<CaseSource, 'addedAt'>;

/** A statement as it is drawn in and beside its text: `statementId` needs to be unique on the page alone. */
export type DrawnStatement = Omit<Statement, 'sourceId' | 'captureId'>;

/** An addition to a case on its way. */
export interface JobData {
  readonly jobId: string;
  readonly caseId: string;
  readonly state: 'waiting' | 'active' | 'done' | 'refused' | 'failed';
  readonly sourceId: string | null;
  /** How many sources were filed: more than one of a feed or an archive. */
  readonly sources: number;
  readonly problem: Problem | null;
  /** What a person has to know of what was found: one line. */
  readonly remark?: string;
}

/** What went wrong and why, then what to do: one line each. */
export interface Problem {
  readonly reason: string;
  readonly hint: string;
}

/** Which sentences of a case are open: a party's, on one kind of position or (`kind` null) on all. */
export interface Selection {
  readonly party: string;
  readonly kind: string | null;
}

/**
 * Where things stand. The pages of a running Onus and of a published case differ in their addresses alone, so every
 * part asks for them here. All are relative to the page or to the origin; none leaves it.
 */
export interface Links {
  readonly home: string;
  case(caseId: string): string;
  /** The sentences of a cell, or with `kind` null of a row. */
  cell(caseId: string, selection: Selection): string;
  source(sourceId: string): string;
  /** The statement as it stands in its source. */
  statement(sourceId: string, statementId: string): string;
  data(caseId: string, format: 'json' | 'csv'): string;
}

/** The `id` of a block in the list of a source's blocks. */
export const blockAnchor = (start: number) => `b-${start}`;
/** The `id` of a statement's first words in the text of its source. */
export const statementAnchor = (statementId: string) => `s-${statementId}`;
/** The `id` of the note about a statement beside the text of its source. */
export const noteAnchor = (statementId: string) => `n-${statementId}`;
