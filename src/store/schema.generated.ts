// Made from src/store/migrations by npm run generate. Do not edit: change the migrations.

import type { ColumnType } from "kysely";

export type ArrayType<T> = ArrayTypeImpl<T> extends (infer U)[]
  ? U[]
  : ArrayTypeImpl<T>;

export type ArrayTypeImpl<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S[], I[], U[]>
  : T[];

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Int8 = ColumnType<string, bigint | number | string, bigint | number | string>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface Articles {
  blocks: Json;
  captureId: string;
  metadata: Json;
  sourceId: string;
  sourceMap: Json;
  text: string;
}

export interface BlockCorrections {
  captureId: string;
  correctedAt: Timestamp;
  correctedBy: string;
  endOffset: number;
  fromType: string;
  reason: string | null;
  sourceId: string;
  startOffset: number;
  toType: string;
  undoes: number | null;
  version: number;
}

export interface Captures {
  capturedAt: Timestamp;
  captureId: string;
  charset: Json;
  container: Json | null;
  extractor: string;
  http: Json | null;
  kind: string;
  lastSeenAt: Timestamp;
  length: Int8;
  mediaType: string;
  payloadDigest: string;
  reader: string;
  savedAt: Generated<Timestamp>;
  sourceId: string;
  targetUri: string;
}

export interface CaseNames {
  caseId: string;
  nameKey: string;
}

export interface Cases {
  caseId: string;
  createdAt: Generated<Timestamp>;
  name: string;
}

export interface CaseSources {
  addedAt: Generated<Timestamp>;
  caseId: string;
  sourceId: string;
}

export interface OriginEdits {
  action: string;
  caseId: string;
  fromIds: Json;
  madeAt: Timestamp;
  madeBy: string;
  reason: string;
  revision: number;
  sourceIds: Json;
  undoes: number | null;
}

export interface PublicationLines {
  host: string | null;
  keptAt: Timestamp;
  name: string | null;
  outside: ArrayType<Int8>;
  own: ArrayType<Int8>;
  sourceId: string;
  unsure: ArrayType<Int8>;
}

export interface Revisits {
  capturedAt: Timestamp;
  captureId: string;
  container: Json | null;
  http: Json | null;
  profile: string;
  sourceId: string;
}

export interface SchemaMigrations {
  appliedAt: Generated<Timestamp>;
  checksum: string;
  name: string;
}

export interface Sources {
  addedAt: Generated<Timestamp>;
  linesKeptAt: Timestamp | null;
  shingledAt: Timestamp | null;
  sourceId: string;
}

export interface SourceShingles {
  shingle: Int8;
  sourceId: string;
}

export interface Statements {
  act: string;
  block: string;
  captureId: string;
  contentQuotes: Json;
  cueQuotes: Json;
  hedge: string;
  position: number;
  probability: number;
  reader: Json;
  reason: string;
  retiredAt: Timestamp | null;
  review: string;
  saidOn: Json | null;
  sourceId: string;
  sourceQuotes: Json;
  speaker: Json | null;
  statementId: string;
  target: Json | null;
  withinId: string | null;
}

export interface DB {
  articles: Articles;
  blockCorrections: BlockCorrections;
  captures: Captures;
  caseNames: CaseNames;
  cases: Cases;
  caseSources: CaseSources;
  originEdits: OriginEdits;
  publicationLines: PublicationLines;
  revisits: Revisits;
  schemaMigrations: SchemaMigrations;
  sources: Sources;
  sourceShingles: SourceShingles;
  statements: Statements;
}
