import type { BlockType } from '../domain/article.ts';
import type { BlockCorrection } from '../domain/block-correction.ts';
import type { Captured, CaptureSummary, Taken } from '../domain/capture.ts';
import type { CaptureDiff } from '../domain/capture-diff.ts';
import type { Case, CaseFile } from '../domain/case.ts';
import type { Refusal } from '../domain/errors.ts';
import type { Conclusion, Judgement } from '../domain/judgement.ts';
import type { CaseOrigins, FoundCopy, OriginEdit } from '../domain/origin.ts';
import type { Position } from '../domain/position.ts';
import type { Filed } from './file-source.ts';
import type { OriginEditRequest } from './origins.ts';
import type { AddJob, CaseSummary, KeptCapture, ReadingWatch, SourceReading, StoreReport } from './ports.ts';
import type { CaseReread, RereadRequest } from './reread-case.ts';

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
  readonly source: SourceReading;
  readonly cases: readonly Case[];
  /** Newest first; `source` is one of them. */
  readonly captures: readonly CaptureSummary[];
  /** Why it was kept and not read, or null where it was read. */
  readonly unread: Refusal | null;
}

/** What a person says a block of a capture is; without `type`, that their last word on it is taken back. */
export interface BlockCorrectionRequest {
  readonly captureId: string;
  /** How many corrections the capture had when its blocks were looked at. */
  readonly version: number;
  /** The block, as a span of the canonical text. */
  readonly start: number;
  readonly end: number;
  readonly type?: BlockType;
  readonly reason?: string;
  readonly by?: string;
}

export interface Corrected {
  readonly correction: BlockCorrection;
  /** How many statements the reader finds now. */
  readonly statements: number;
  /** What a person has to know of what was found: one line. */
  readonly remark?: string;
}

/**
 * What a user hands in: an address, or bytes with a name (an uploaded file, or pasted text named by its first line). One may
 * hold many sources: a feed its entries, an archive its pages.
 */
export type AddInput = (
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'file' | 'pasted'; readonly name: string; readonly bytes: Uint8Array }
) &
  AddOptions;

export interface AddOptions {
  /** Of a feed, the pages that its entries link to are taken in place of the entries. */
  readonly linked?: boolean | undefined;
  /** `robots.txt` is not asked, for pages that the user may fetch all the same. */
  readonly ignoreRobots?: boolean | undefined;
  /** Whose article it is, where it does not say so itself: an address, a host or a name. */
  readonly publication?: string | undefined;
}

/** What a command names: the same, or an archive on this machine that is too large to be held. */
export type SourceInput =
  | AddInput
  | { readonly kind: 'archive'; readonly name: string; readonly path: string };

/** A case on its way out as a web archive. */
export interface CaseExport {
  readonly case: Case;
  /** Each with its bytes, which are null where they are no longer there. */
  readonly captures: AsyncIterable<KeptCapture & { readonly bytes: Uint8Array | null }>;
}

/** The use cases behind the command line, the API and the pages. Expected outcomes are returned, faults are thrown. */
export interface Services {
  listCases(): Promise<CaseSummary[]>;
  /** The case of that name, made where there is none. */
  createCase(name: string): Promise<Case | Refusal>;
  openCase(idOrName: string): Promise<CaseView | null>;
  /** A source by its id or its address, as its newest capture or the one named shows it. */
  openSource(idOrAddress: string, captureId?: string): Promise<SourceView | null>;
  /** What changed between two captures; by default from the newest with other bytes to the newest. */
  diffSource(
    sourceId: string,
    captures?: { readonly from?: string; readonly to?: string },
  ): Promise<CaptureDiff | Refusal | null>;
  /** Keeps what a person says a block is beside the extractor's verdict, and reads the capture anew so. */
  correctBlock(sourceId: string, request: BlockCorrectionRequest): Promise<Corrected | Refusal | null>;
  /** Checks and stores the input, queues the rest (fetch, extract, read, file), and returns at once. */
  requestAdd(caseId: string, input: AddInput): Promise<{ readonly jobId: string } | Refusal>;
  findJob(jobId: string): Promise<AddJob | null>;
  /** Captures what an input holds, one after the other; addresses are fetched when their turn comes. */
  captures(input: SourceInput): AsyncIterable<Taken>;
  /**
   * Extracts, reads and files a capture, and returns when done. The case of that name is made with its first source, so a
   * refused one leaves no empty case behind.
   */
  addNow(
    caseName: string,
    captured: Captured,
    options?: Pick<AddOptions, 'publication'> & { readonly watch?: ReadingWatch | undefined },
  ): Promise<Filed | Refusal>;
  /** Every capture of a case's sources, oldest first of each source; null where there is no such case. */
  exportCaptures(idOrName: string): Promise<CaseExport | null>;
  /**
   * Joins or splits origins by hand, or undoes an edit; null where the case is unknown. A refusal `origins-changed` says
   * that somebody else edited in the meantime.
   */
  editOrigins(idOrName: string, request: OriginEditRequest): Promise<OriginEdit | Refusal | null>;
  /** Sources of whatever case that share text with this one, those that share most first; null where it is unknown. */
  copiesOf(sourceId: string): Promise<readonly FoundCopy[] | null>;
  /** Reads a case's sources again, proposes how the reader differs, and with `apply` keeps its readings; null where the case is unknown. */
  rereadCase(idOrName: string, request?: RereadRequest): Promise<CaseReread | null>;
  weighCase(idOrName: string, conclusion: Conclusion): Promise<Judgement | null>;
  report(): Promise<StoreReport>;
}
