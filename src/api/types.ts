import { z } from 'zod';
import { articleSchema } from '../domain/article.ts';
import { captureSchema } from '../domain/capture.ts';
import { caseSchema } from '../domain/case.ts';
import { EDIT_TEXT_LIMIT, originEditSchema, originSchema, sharedQuotationSchema } from '../domain/origin.ts';
import { positionSchema } from '../domain/position.ts';
import { statementSchema } from '../domain/statement.ts';

/** The bodies of the API's answers; the browser imports their types. */
export const caseSummarySchema = caseSchema.extend({
  sources: z.number().int().nonnegative(),
  statements: z.number().int().nonnegative(),
});

export const sourceSummarySchema = z.object({
  sourceId: z.string(),
  captureId: z.string(),
  addedAt: z.string(),
  targetUri: z.string(),
  payloadDigest: z.string(),
  capturedAt: z.string(),
  title: z.string().nullable(),
  publication: z.string().nullable(),
  /** EDTF. */
  published: z.string().nullable(),
  statements: z.number().int().nonnegative(),
  /** The name of its language where the source was kept and not read for it. */
  unread: z.string().nullable(),
});
export type ApiSourceSummary = z.infer<typeof sourceSummarySchema>;

export const caseViewSchema = z.object({
  case: caseSchema,
  sources: z.array(sourceSummarySchema),
  /** Each lists the sources that are copies of one text. */
  origins: z.array(z.array(z.string())),
  positions: z.array(positionSchema),
});
export type ApiCaseView = z.infer<typeof caseViewSchema>;

/** The origins of a case in full: why each source is in its origin, what it shares, and what was edited by hand. */
export const originsViewSchema = z.object({
  /** Of the newest edit, 0 before the first: to be sent back with an edit. */
  revision: z.number().int().nonnegative(),
  origins: z.array(originSchema),
  quotations: z.array(sharedQuotationSchema),
  edits: z.array(originEditSchema),
});

const editSources = z.array(z.string()).min(1).max(1000);
/** An edit of origins: what is to change, who says so and why, and the revision that was looked at. */
export const editOriginsSchema = z.object({
  change: z.union([
    z.strictObject({ action: z.literal('join'), sourceIds: editSources }),
    z.strictObject({ action: z.literal('split'), sourceIds: editSources }),
    z.strictObject({ action: z.literal('undo'), undoes: z.number().int().positive() }),
  ]),
  by: z.string().max(EDIT_TEXT_LIMIT),
  reason: z.string().max(EDIT_TEXT_LIMIT),
  revision: z.number().int().nonnegative(),
});

/** Another source that shares text with one. */
export const foundCopySchema = z.object({
  sourceId: z.string(),
  title: z.string().nullable(),
  relation: z.enum(['copy', 'derived', 'quotation']),
  containment: z.number(),
  reason: z.string(),
});

export const sourceViewSchema = z.object({
  sourceId: z.string(),
  captureId: z.string(),
  capture: captureSchema,
  article: articleSchema,
  statements: z.array(statementSchema),
  cases: z.array(caseSchema),
  /** Why the source was kept and not read (its language), or null where it was read. */
  unread: z.object({ reason: z.string(), hint: z.string() }).nullable(),
});
export type ApiSourceView = z.infer<typeof sourceViewSchema>;

export const jobSchema = z.object({
  jobId: z.string(),
  caseId: z.string(),
  state: z.enum(['waiting', 'active', 'done', 'refused', 'failed']),
  sourceId: z.string().nullable(),
  problem: z.object({ reason: z.string(), hint: z.string() }).nullable(),
});
export type ApiJob = z.infer<typeof jobSchema>;

/** What a program hands in as JSON: exactly one of an address and a text. */
export const addSourceSchema = z.union([
  z.strictObject({ url: z.string().min(1).max(8192) }),
  z.strictObject({ text: z.string().min(1), name: z.string().max(200).optional() }),
]);
export type ApiAddSource = z.infer<typeof addSourceSchema>;
