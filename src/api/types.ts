import { z } from 'zod';
import { articleSchema, blockTypeSchema } from '../domain/article.ts';
import {
  blockCorrectionSchema,
  CORRECTION_REASON_LIMIT,
  CORRECTOR_LIMIT,
} from '../domain/block-correction.ts';
import { captureSchema, captureSummarySchema } from '../domain/capture.ts';
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

/** W3C Web Annotation: the words with 32 characters on either side, then where they stand, in Unicode code points. */
const selectorsSchema = z.tuple([
  z.object({
    type: z.literal('TextQuoteSelector'),
    exact: z.string(),
    prefix: z.string(),
    suffix: z.string(),
  }),
  z.object({ type: z.literal('TextPositionSelector'), start: z.number().int(), end: z.number().int() }),
]);

/** A statement with W3C selectors for each of its quotes, in their order. */
export const selectedStatementSchema = statementSchema.extend({
  selectors: z.object({
    source: z.array(selectorsSchema),
    cue: z.array(selectorsSchema),
    content: z.array(selectorsSchema),
  }),
});
export type ApiStatement = z.infer<typeof selectedStatementSchema>;

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

export const sourceViewSchema = z.object({
  sourceId: z.string(),
  captureId: z.string(),
  capture: captureSchema,
  article: articleSchema,
  /** What selectors and spans refer to: the article's text by this extractor, its digest, its length in code units. */
  canonicalText: z.object({ version: z.string(), digest: z.string(), length: z.number().int() }),
  statements: z.array(selectedStatementSchema),
  /** What people said the blocks are; their number is the version to send with the next. */
  corrections: z.array(blockCorrectionSchema),
  /** Newest first. */
  captures: z.array(captureSummarySchema),
  cases: z.array(caseSchema),
  /** Why the source was kept and not read (its language), or null where it was read. */
  unread: z.object({ reason: z.string(), hint: z.string() }).nullable(),
});
export type ApiSourceView = z.infer<typeof sourceViewSchema>;

/** What a person says a block is; without `type`, that their last word on it is taken back. */
export const correctionRequestSchema = z.strictObject({
  captureId: z.string(),
  /** How many corrections the capture had when its blocks were looked at. */
  version: z.number().int().nonnegative(),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  type: blockTypeSchema.optional(),
  reason: z.string().max(CORRECTION_REASON_LIMIT).optional(),
  by: z.string().max(CORRECTOR_LIMIT).optional(),
});

export const correctedSchema = z.object({
  correction: blockCorrectionSchema,
  /** How many statements the reader finds now. */
  statements: z.number().int(),
  /** What a person has to know of what was found: one line. */
  remark: z.string().optional(),
});

export const jobSchema = z.object({
  jobId: z.string(),
  caseId: z.string(),
  state: z.enum(['waiting', 'active', 'done', 'refused', 'failed']),
  /** The source that was filed, or the first of them. */
  sourceId: z.string().nullable(),
  /** How many sources were filed: more than one of a feed or an archive. */
  sources: z.number().int().nonnegative(),
  problem: z.object({ reason: z.string(), hint: z.string() }).nullable(),
  /** What a person has to know of what was found: one line. */
  remark: z.string().optional(),
});
export type ApiJob = z.infer<typeof jobSchema>;

/** What a program hands in as JSON: exactly one of an address and a text. */
export const addSourceSchema = z.union([
  z.strictObject({
    url: z.string().min(1).max(8192),
    linked: z.boolean().optional().describe('Of a feed, the pages that its entries link to'),
    ignoreRobots: z.boolean().optional().describe('Do not ask for robots.txt'),
  }),
  z.strictObject({
    text: z.string().min(1),
    name: z.string().max(200).optional(),
    publication: z
      .string()
      .max(2000)
      .optional()
      .describe('Whose article the text is, where it does not say so: an address, a host or a name'),
  }),
]);
export type ApiAddSource = z.infer<typeof addSourceSchema>;
