import { z } from 'zod';
import { articleSchema } from '../domain/article.ts';
import { captureSchema } from '../domain/capture.ts';
import { caseSchema } from '../domain/case.ts';
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
  /** The source that was filed, or the first of them. */
  sourceId: z.string().nullable(),
  /** How many sources were filed: more than one of a feed or an archive. */
  sources: z.number().int().nonnegative(),
  problem: z.object({ reason: z.string(), hint: z.string() }).nullable(),
});
export type ApiJob = z.infer<typeof jobSchema>;

/** What a program hands in as JSON: exactly one of an address and a text. */
export const addSourceSchema = z.union([
  z.strictObject({
    url: z.string().min(1).max(8192),
    linked: z.boolean().optional().describe('Of a feed, the pages that its entries link to'),
    ignoreRobots: z.boolean().optional().describe('Do not ask for robots.txt'),
  }),
  z.strictObject({ text: z.string().min(1), name: z.string().max(200).optional() }),
]);
export type ApiAddSource = z.infer<typeof addSourceSchema>;
