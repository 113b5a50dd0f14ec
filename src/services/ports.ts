import type { Article } from '../domain/article.ts';
import type { BlockCorrection } from '../domain/block-correction.ts';
import type { Capture, Captured, CaptureSummary, Revisit } from '../domain/capture.ts';
import type { CaptureDiff } from '../domain/capture-diff.ts';
import type { Case, CaseFile, CaseSource } from '../domain/case.ts';
import type { Refusal } from '../domain/errors.ts';
import type { OriginEdit } from '../domain/origin.ts';
import type { Anchored, FoundStatement, Reader, Statement } from '../domain/statement.ts';
import type { KnownLines } from '../extract/classify-lines.ts';
import type { WindowAnswer } from '../statements/llm/answer.ts';
import type { AnchoredAnswers } from '../statements/llm/statements-of-answers.ts';

/** Bytes by their digest. A directory now; the port fits an object store: no listing, no rename, no partial write. */
export interface BlobStore {
  /** Stores the bytes and returns `sha256:…` of them; storing the same bytes again changes nothing. Durable on return. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes, or null where the digest is unknown. @throws OnusError `blob-damaged` where they no longer match it. */
  get(digest: string): Promise<Uint8Array | null>;
}

/** A source ready to be kept: everything derived from one capture. */
export interface SourceRecord {
  /** Content hash of the target URI, or for files and pasted text of the payload digest: the same source, the same id. */
  readonly sourceId: string;
  /** UUIDv7. */
  readonly captureId: string;
  readonly capture: Capture;
  readonly article: Article;
  /** Who read it; also where it found nothing. */
  readonly reader: Reader;
  readonly statements: readonly Statement[];
  /** Corrections of blocks that hold for this capture from the start: those of the capture before it. */
  readonly corrections?: readonly BlockCorrection[];
}

/** A capture of a source as it was read: its blocks as people corrected them, and every correction. */
export interface SourceReading extends Omit<CaseSource, 'addedAt'> {
  /** In the order of their versions; the number of them is the version that the next editor must have seen. */
  readonly corrections: readonly BlockCorrection[];
}

/** A correction to be kept, with what the reader finds in the text so corrected. */
export interface CorrectionRecord {
  readonly sourceId: string;
  readonly captureId: string;
  /** Its version is one more than that of the capture when its editor saw it. */
  readonly correction: BlockCorrection;
  readonly statements: readonly Statement[];
}

/** A reading as whoever makes another saw it. */
export type SeenReading = Pick<SourceReading, 'captureId' | 'statements' | 'corrections'>;

export interface ReadingKey extends Pick<SourceRecord, 'sourceId' | 'reader'> {
  readonly payloadDigest: string;
  readonly extractor: string;
}

export interface KeptReading {
  readonly captureId: string;
  readonly capturedAt: string;
  readonly article: Article;
  readonly statements: number;
}

export interface KeptCapture {
  readonly capture: Capture;
  readonly revisits: readonly Revisit[];
}

/** Source-side tables, all keyed `(source_id, …)`. */
export interface SourceRepository {
  /**
   * Keeps capture, article and statements in one transaction. Where the source already has a capture with this payload
   * digest, this extractor and this reader, that capture's id is returned, and a revisit is all that is written.
   */
  save(record: SourceRecord): Promise<{ captureId: string; isNew: boolean }>;
  /**
   * Keeps another reader's reading of a source's newest capture, which is then the one shown, beside that which was seen; in one
   * transaction. `changed`, and nothing is written, where the newest is another one by now, or was corrected or reviewed;
   * `there`, and nothing is written, where this reader has read these bytes before.
   */
  saveBeside(record: SourceRecord, seen: SeenReading): Promise<'kept' | 'there' | 'changed'>;
  /** A source with its newest capture or the one named, that capture's article and statements; null where an id is unknown. */
  find(sourceId: string, captureId?: string): Promise<SourceReading | null>;
  /** Every capture of a source, newest first; none where the id is unknown. */
  listCaptures(sourceId: string): Promise<CaptureSummary[]>;
  /**
   * Adds the correction and puts what was found in place of the capture's proposed statements, in one transaction. A
   * statement that is no longer found is retired, one that was reviewed stays as it is. False, and nothing is written,
   * where another correction took this one's version.
   */
  correct(record: CorrectionRecord): Promise<boolean>;
  /** What was kept of these bytes by this extractor and reader, or null: whoever asks first need not read them again. */
  findReading(key: ReadingKey): Promise<KeptReading | null>;
  /** Keeps that a capture's bytes were received once more; the capture's own instant, or one kept before, changes nothing. */
  revisit(sourceId: string, captureId: string, again: Capture): Promise<void>;
  /** Every capture of a source, oldest first, each with its revisits; readings of the same bytes by others are left out. */
  allCaptures(sourceId: string): Promise<KeptCapture[]>;
}

export interface CaseSummary extends Case {
  readonly sources: number;
  readonly statements: number;
}

/** Case-side tables, all keyed `(case_id, …)`. */
export interface CaseRepository {
  /** The case of that name (compared without regard to letter case), made where there is none. Safe when two ask at once. */
  ensure(name: string): Promise<Case>;
  /** By id or by name; null where there is none. */
  find(idOrName: string): Promise<Case | null>;
  /** Newest first. */
  list(): Promise<CaseSummary[]>;
  /** Adding a source that is there changes nothing. */
  addSource(caseId: string, sourceId: string): Promise<{ isNew: boolean }>;
  /** The whole case, in a number of queries that does not grow with its sources; null where the id is unknown. */
  load(caseId: string): Promise<CaseFile | null>;
  /** The sources of a case, in the order in which they were added; none where the id is unknown. */
  sourceIds(caseId: string): Promise<string[]>;
  /** Cases that hold the source. */
  casesOf(sourceId: string): Promise<Case[]>;
}

/**
 * The inverted index over all sources by which copies are found: for each source, some of the hashes of five words in a
 * row (`fingerprintsOf`). It names candidates; whether they are copies is compared exactly.
 */
export interface CopyRepository {
  /** Adds a source that was saved; a hash that is there stays. */
  add(sourceId: string, fingerprints: readonly number[]): Promise<void>;
  /**
   * Sources that share fingerprints with these and how many, those that share most first. Of the sources that hold one
   * fingerprint only the `perFingerprint` with the smallest ids are looked at, and at most `limit` are named.
   */
  lookUp(
    fingerprints: readonly number[],
    limits: { readonly perFingerprint: number; readonly limit: number },
  ): Promise<{ readonly sourceId: string; readonly shared: number }[]>;
  /** Up to `limit` sources that were saved and not added yet. */
  missing(limit: number): Promise<string[]>;
  /** What is compared of the newest articles of these sources, by one query; in no order. */
  articles(sourceIds: readonly string[]): Promise<ArticleText[]>;
}

/** An article without its way back to the bytes. */
export interface ArticleText {
  readonly sourceId: string;
  readonly article: Pick<Article, 'text' | 'blocks' | 'metadata'>;
}

/** Whose article one is: by the registrable part of its address's host, and by the words of its name, in lower case. */
export interface Publication {
  readonly host: string | null;
  readonly name: string | null;
}

/** Where in an article a line stands that is remembered (`publicationLines`). */
export type LinePlace = 'outside' | 'own' | 'unsure';

/** An article's lines as they are remembered: hashes of 52 bits. */
export interface KeptLines extends Readonly<Record<LinePlace, readonly number[]>> {
  readonly publication: Publication;
}

/** Of another article of the publication, which of the lines that were asked for it carries, and where. */
export interface LinesInCommon extends Readonly<Record<LinePlace, readonly number[]>> {
  readonly sourceId: string;
  /** Of its publication. */
  readonly host: string | null;
}

/** What the articles of each publication carry, a row a source, for as many of the newest as are of use. */
export interface PublicationRepository {
  /** Keeps the lines of a source's newest article in place of those before; null where nothing tells its publication. */
  keep(sourceId: string, lines: KeptLines | null): Promise<void>;
  /** The newest articles of the publication that carry one of these lines, newest first. */
  lookUp(publication: Publication, lines: readonly number[]): Promise<LinesInCommon[]>;
  /** Up to `limit` sources whose lines were not kept yet, each with its newest capture and article. */
  unkept(limit: number): Promise<(ArticleText & { readonly capture: Capture })[]>;
}

/** The edits of cases' origins by hand: added, never changed. */
export interface OriginRepository {
  /** The oldest first; none for an unknown case. */
  edits(caseId: string): Promise<OriginEdit[]>;
  /** False, with nothing written, where the case has an edit of that revision already: somebody else was first. */
  append(caseId: string, edit: OriginEdit): Promise<boolean>;
}

/** Where one store and its server stand, for `onus doctor`. */
export interface StoreReport {
  readonly engine: 'embedded' | 'postgres';
  /** Without password. */
  readonly url: string;
  readonly serverVersion: string;
  readonly schemaVersion: string;
  readonly sizeBytes: number;
}

/** The one store: opened once by `main`, closed at the end. */
export interface Store {
  readonly blobs: BlobStore;
  readonly sources: SourceRepository;
  readonly cases: CaseRepository;
  readonly copies: CopyRepository;
  readonly publications: PublicationRepository;
  readonly origins: OriginRepository;
  readonly jobs: JobQueue;
  report(): Promise<StoreReport>;
  close(): Promise<void>;
}

/** An addition to a case, as it waits to be done. `pasted` and `file` carry bytes that already stand in the blob store. */
export type AddRequest = (
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'file' | 'pasted'; readonly name: string; readonly digest: string }
) & {
  readonly linked?: boolean | undefined;
  readonly ignoreRobots?: boolean | undefined;
  readonly publication?: string | undefined;
};

export interface AddJob {
  readonly jobId: string;
  readonly caseId: string;
  readonly request: AddRequest;
  readonly state: 'waiting' | 'active' | 'done' | 'refused' | 'failed';
  /** For `done`: the source, or the first of them. */
  readonly sourceId: string | null;
  /** How many sources were filed: more than one of a feed or an archive. */
  readonly sources: number;
  /** For `refused` and `failed`, and where of what is `done` a part was not taken or not read: one line, then what to do. */
  readonly problem: { readonly reason: string; readonly hint: string } | null;
  /** What a person has to know of what was found: one line. */
  readonly remark?: string;
}

/** `problem`: why a part of what was added was not taken, or why the one source was not read; `remark`: as in {@link AddJob}. */
export type AddOutcome =
  | {
      readonly sourceId: string;
      readonly sources: number;
      readonly problem: Refusal | null;
      readonly remark?: string;
    }
  | Refusal;

/** Work that outlives the request that asked for it; survives a crash, each job done at least once. */
export interface JobQueue {
  enqueue(caseId: string, request: AddRequest): Promise<string>;
  find(jobId: string): Promise<AddJob | null>;
  /** Starts taking jobs; a handler that throws is retried with backoff, three times in all. */
  work(handler: (caseId: string, request: AddRequest) => Promise<AddOutcome>): Promise<void>;
}

/** The one way out to the network. */
export interface Fetcher {
  /**
   * `previous`, the newest capture of the address: unchanged since, its bytes are returned at the instant and with the headers
   * of the answer that says so. `ignoreRobots`: does not ask for `robots.txt`.
   */
  fetch(
    url: string,
    options?: {
      readonly previous?: Captured | undefined;
      readonly ignoreRobots?: boolean | undefined;
    },
  ): Promise<Captured | Refusal>;
}

/** What is asked of a language model: an answer of this JSON Schema, to instructions that are ours and a text that is not. */
export interface ModelQuestion {
  readonly instructions: string;
  readonly text: string;
  readonly schema: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
}

/** What a language model said, as it is: whether it is of the schema, whoever asked must see. */
export interface ModelReply {
  readonly content: string;
  /** False where it broke off: the reply may have no more tokens. */
  readonly isWhole: boolean;
}

/** Where texts go that a language model reads. */
export interface ModelPlace {
  /** Host and port, without the path, which may hold what is secret. */
  readonly host: string;
  readonly model: string;
}

/** The other way out to the network: one address, which the operator names. */
export interface LanguageModel extends ModelPlace {
  /**
   * Asks once, again where that may help, and within limits of time and size. A refusal is about this question or this moment.
   * @throws OnusError where no question can be answered: the address, the key or the model's name is wrong, nobody listens there;
   * `model-closed` after {@link close}; the signal's reason.
   */
  ask(question: ModelQuestion, signal?: AbortSignal): Promise<ModelReply | Refusal>;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

/** Two captures of one source, and of each the article by which they are compared: both made by one extractor. */
export interface CapturePair {
  readonly earlier: SourceReading;
  readonly later: SourceReading;
  readonly articles: { readonly earlier: Article; readonly later: Article };
}

/** What whoever has an article read may want to hear of it. */
export interface ReadingWatch {
  /** So many of its parts are done, where a reader takes it in parts. */
  readonly onPart?: (done: number, total: number) => void;
  /** What a person has to know of what was found: one line. */
  readonly onRemark?: (remark: string) => void;
  /** The reader that was asked for could not be opened, and another one reads. */
  readonly onStandIn?: () => void;
}

/** Extraction and reading, off the event loop (a pool of worker threads), or in place for tests. */
export interface ReadingPool {
  /** Who reads here. */
  readonly reader: Reader;
  /** @param known Lines that the publication's other articles carry, to be told from a text. */
  extract(captured: Captured, known?: KnownLines): Promise<Article | Refusal>;
  read(article: Article, watch?: ReadingWatch): Promise<Anchored<FoundStatement>[] | Refusal>;
  /** What changed from one capture of a source to another. */
  compare(pair: CapturePair): Promise<CaptureDiff | Refusal>;
  close(): Promise<void>;
}

/** A pool that also takes what a language model says of an article. */
export interface AnchoringPool extends ReadingPool {
  /** Makes statements of it, with speakers and targets identified: every quote stands in the article, or its statement is left out. */
  anchor(
    article: Article,
    answers: readonly WindowAnswer[],
    reader: Reader,
  ): Promise<AnchoredAnswers | Refusal>;
}

export interface Clock {
  now(): Date;
}

/** All that the use cases stand on. */
export interface Ports {
  readonly store: Store;
  readonly fetcher: Fetcher;
  readonly pool: ReadingPool;
  readonly clock: Clock;
}
