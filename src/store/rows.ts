import type { Insertable, Selectable } from 'kysely';
import type { z } from 'zod';
import { type Article, articleSchema } from '../domain/article.ts';
import { type Capture, captureSchema, type Revisit, revisitSchema } from '../domain/capture.ts';
import type { Case } from '../domain/case.ts';
import { type OriginEdit, originEditSchema } from '../domain/origin.ts';
import { readerName, type Statement, statementSchema } from '../domain/statement.ts';
import type { ArticleText, SourceRecord } from '../services/ports.ts';
import { StoreError } from './errors.ts';
import type { Articles, Captures, Cases, OriginEdits, Revisits, Statements } from './schema.generated.ts';

/** Rows of one INSERT: 20 columns each stay well below the protocol's 65,535 parameters. */
export const ROWS_AT_ONCE = 1000;

/** A record's two ids: every row of the source side carries them. */
type Ids = Pick<SourceRecord, 'sourceId' | 'captureId'>;

/**
 * The same value with NUL characters and lone surrogates replaced by U+FFFD, one code unit by one: PostgreSQL's text
 * holds neither. Spans stay right, and a quote still equals the slice it was taken from, since both are replaced alike.
 */
export function storable<T>(value: T): T {
  const json = JSON.stringify(value);
  // JSON.stringify escapes exactly these two so; the test also hits an escaped backslash before "u0000", which is harmless.
  if (!/\\u(?:0000|d[89a-f])/.test(json)) return value;
  return JSON.parse(json, (_key, item) =>
    typeof item === 'string' ? item.toWellFormed().replaceAll('\0', '\ufffd') : item,
  );
}

// Each function below names every field of what it stores: `nothingElse` fails to compile when the domain gains one.
function nothingElse(_rest: Record<string, never>): void {}

export function captureRow({
  sourceId,
  captureId,
  capture,
  article,
  reader,
}: SourceRecord): Insertable<Captures> {
  const { targetUri, kind, payloadDigest, length, capturedAt, mediaType, ...further } = capture;
  const { charset, http, container = null, ...rest } = further;
  nothingElse(rest);
  return {
    ...{ sourceId, captureId, targetUri, kind, payloadDigest, length, capturedAt, mediaType },
    lastSeenAt: capturedAt,
    charset: JSON.stringify(charset),
    http: http === null ? null : JSON.stringify(http),
    container: container === null ? null : JSON.stringify(container),
    extractor: article.extractor,
    reader: readerName(reader),
  };
}

export function articleRow({ sourceId, captureId }: Ids, article: Article): Insertable<Articles> {
  const { extractor: _inCapture, text, blocks, metadata, sourceMap, ...rest } = article;
  nothingElse(rest);
  return {
    ...{ sourceId, captureId, text },
    blocks: JSON.stringify(blocks),
    metadata: JSON.stringify(metadata),
    sourceMap: JSON.stringify(sourceMap),
  };
}

export function statementRow(
  { sourceId, captureId }: Ids,
  statement: Statement,
  position: number,
): Insertable<Statements> {
  const { sourceId: _source, captureId: _capture, statementId, withinId, ...found } = statement;
  const { source, cue, content, act, hedge, target, speaker, saidOn, block, ...rest } = found;
  const { probability, reason, reader, review, ...further } = rest;
  nothingElse(further);
  return {
    ...{
      sourceId,
      captureId,
      statementId,
      position,
      withinId,
      act,
      hedge,
      block,
      probability,
      reason,
      review,
    },
    sourceQuotes: JSON.stringify(source),
    cueQuotes: JSON.stringify(cue),
    contentQuotes: JSON.stringify(content),
    target: target === null ? null : JSON.stringify(target),
    speaker: speaker === null ? null : JSON.stringify(speaker),
    saidOn: saidOn === null ? null : JSON.stringify(saidOn),
    reader: JSON.stringify(reader),
  };
}

export function captureFrom(row: Selectable<Captures>): Capture {
  const { targetUri, kind, payloadDigest, mediaType, charset, http, container } = row;
  // Parsed at the edge: what the database holds is believed only so far as it fits the domain.
  return parsed(captureSchema, 'captures', row.captureId, {
    ...{ targetUri, kind, payloadDigest, mediaType, charset, http },
    length: Number(row.length),
    capturedAt: row.capturedAt.toISOString(),
    ...(container !== null && { container }),
  });
}

export function revisitFrom(row: Selectable<Revisits>): Revisit {
  const { captureId, profile, capturedAt, http, container } = row;
  return parsed(revisitSchema, 'revisits', captureId, {
    ...{ profile, capturedAt: capturedAt.toISOString(), http },
    ...(container !== null && { container }),
  });
}

export function articleFrom(row: Selectable<Articles> & Pick<Selectable<Captures>, 'extractor'>): Article {
  const { extractor, text, blocks, metadata, sourceMap } = row;
  return parsed(articleSchema, 'articles', row.captureId, { extractor, text, blocks, metadata, sourceMap });
}

export function articleTextFrom({
  sourceId,
  captureId,
  text,
  blocks,
  metadata,
}: Pick<Selectable<Articles>, 'sourceId' | 'captureId' | 'text' | 'blocks' | 'metadata'>): ArticleText {
  const schema = articleSchema.pick({ text: true, blocks: true, metadata: true });
  return { sourceId, article: parsed(schema, 'articles', captureId, { text, blocks, metadata }) };
}

export function statementFrom(row: Selectable<Statements>): Statement {
  const { sourceQuotes, cueQuotes, contentQuotes, ...fields } = row;
  return parsed(statementSchema, 'statements', row.statementId, {
    ...fields,
    source: sourceQuotes,
    cue: cueQuotes,
    content: contentQuotes,
  });
}

export function caseFrom({ caseId, name, createdAt }: Selectable<Cases>): Case {
  return { caseId, name, createdAt: createdAt.toISOString() };
}

export function originEditRow(caseId: string, edit: OriginEdit): Insertable<OriginEdits> {
  const { revision, action, sourceIds, fromIds, undoes, by, reason, madeAt, ...rest } = edit;
  nothingElse(rest);
  return {
    ...{ caseId, revision, action, undoes, madeBy: by, reason, madeAt },
    sourceIds: JSON.stringify(sourceIds),
    fromIds: JSON.stringify(fromIds),
  };
}

export function originEditFrom({ caseId, madeBy, madeAt, ...row }: Selectable<OriginEdits>): OriginEdit {
  return parsed(originEditSchema, 'origin_edits', `${caseId} ${row.revision}`, {
    ...row,
    by: madeBy,
    madeAt: madeAt.toISOString(),
  });
}

/** What the database holds, believed only so far as it fits the domain. */
export function parsed<T extends z.ZodType>(
  schema: T,
  table: string,
  id: string,
  value: unknown,
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new StoreError(
    'store-row-damaged',
    `The row ${id} of ${table} does not fit: ${issue?.path.join('.')}: ${issue?.message}.`,
    { hint: 'The database was changed by other hands; restore it from a backup.', details: { table, id } },
  );
}
