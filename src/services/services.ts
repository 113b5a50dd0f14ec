import type { Case, CaseFile, CaseSource } from '../domain/case.ts';
import type { Refusal } from '../domain/errors.ts';
import type { Conclusion, Judgement } from '../domain/judgement.ts';
import type { CaseOrigins, OriginEdit } from '../domain/origin.ts';
import type { Position } from '../domain/position.ts';
import type { FoundCopy } from './copies.ts';
import type { Filed } from './file-source.ts';
import type { OriginEditRequest } from './origins.ts';
import type { AddJob, CaseSummary, StoreReport } from './ports.ts';

export type { OriginChange } from '../cases/edit-origins.ts';

/** A case with what is derived from it, as pages and the API show it. */
export interface CaseView {
  readonly file: CaseFile;
  readonly positions: readonly Position[];
  /** Independent origins, with what was joined and split by hand. Every source stands in exactly one. */
  readonly origins: CaseOrigins;
  /** The sources that were kept and not read, by `sourceId`, each with the name of its language. */
  readonly unread: ReadonlyMap<string, string>;
}

export interface SourceView {
  readonly source: Omit<CaseSource, 'addedAt'>;
  readonly cases: readonly Case[];
  /** Why it was kept and not read, or null where it was read. */
  readonly unread: Refusal | null;
}

/** What a user hands in: an address, or bytes with a name (an uploaded file, or pasted text named by its first line). */
export type AddInput =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'file' | 'pasted'; readonly name: string; readonly bytes: Uint8Array };

/** The use cases behind the command line, the API and the pages. Expected outcomes are returned, faults are thrown. */
export interface Services {
  listCases(): Promise<CaseSummary[]>;
  /** The case of that name, made where there is none. */
  createCase(name: string): Promise<Case | Refusal>;
  openCase(idOrName: string): Promise<CaseView | null>;
  openSource(sourceId: string): Promise<SourceView | null>;
  /** Checks and stores the input, queues the rest (fetch, extract, read, file), and returns at once. */
  requestAdd(caseId: string, input: AddInput): Promise<{ readonly jobId: string } | Refusal>;
  findJob(jobId: string): Promise<AddJob | null>;
  /**
   * Captures, extracts, reads and files, and returns when done. The case of that name is made with its first source, so a
   * refused one leaves no empty case behind.
   */
  addNow(caseName: string, input: AddInput): Promise<Filed | Refusal>;
  /**
   * Joins or splits origins by hand, or undoes an edit; null where the case is unknown. A refusal `origins-changed` says
   * that somebody else edited in the meantime.
   */
  editOrigins(idOrName: string, request: OriginEditRequest): Promise<OriginEdit | Refusal | null>;
  /** Sources of whatever case that share text with this one, those that share most first; null where it is unknown. */
  copiesOf(sourceId: string): Promise<readonly FoundCopy[] | null>;
  weighCase(idOrName: string, conclusion: Conclusion): Promise<Judgement | null>;
  report(): Promise<StoreReport>;
}
