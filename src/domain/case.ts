import { z } from 'zod';
import { compareText } from '../text/compare-text.ts';
import type { Article } from './article.ts';
import type { Capture } from './capture.ts';
import type { Refusal } from './errors.ts';
import type { Statement } from './statement.ts';

/** Longest name a case may have, in UTF-16 code units: fits a heading and a file name. */
export const CASE_NAME_LIMIT = 200;

/** One line of visible characters; white space is folded, control and bidirectional-override characters are refused. */
export const caseNameSchema = z
  .string()
  .transform((name) => name.replace(/\s+/gu, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'a case needs a name')
      .max(CASE_NAME_LIMIT, `a case name holds at most ${CASE_NAME_LIMIT} characters`)
      .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u, 'a case name holds no control characters'),
  );

/** The name as it will stand, or why it cannot. */
export function parseCaseName(name: string): string | Refusal<'case-name'> {
  const parsed = caseNameSchema.safeParse(name);
  if (parsed.success) return parsed.data;
  return {
    refused: 'case-name',
    reason: parsed.error.issues[0]?.message ?? 'not a case name',
    hint: 'name the incident in a few words',
  };
}

export const caseSchema = z.object({
  /** UUIDv7. */
  caseId: z.string(),
  name: z.string(),
  /** ISO 8601 UTC. */
  createdAt: z.string(),
});
export type Case = z.infer<typeof caseSchema>;

/** A source as it stands in a case: its newest capture, its article, its statements. */
export interface CaseSource {
  readonly sourceId: string;
  readonly captureId: string;
  readonly capture: Capture;
  readonly article: Article;
  readonly statements: readonly Statement[];
  /** ISO 8601 UTC. */
  readonly addedAt: string;
}

type Placed = Pick<CaseSource, 'sourceId' | 'article' | 'addedAt'>;

/** By publication (unknown last), then by when they were added, then by id, so that the order never wavers. */
export function byPublication(a: Placed, b: Placed): number {
  return (
    compareText(publicationKey(a), publicationKey(b)) ||
    compareText(a.addedAt, b.addedAt) ||
    compareText(a.sourceId, b.sourceId)
  );
}

/** Sorts dates of any precision: `2014` before `2014-12` before `2014-12-22` before its hours, in UTC. */
function publicationKey({ article }: Placed): string {
  const edtf = article.metadata.published?.value;
  if (edtf === undefined) return '\uffff';
  const instant = edtf.includes('T') ? Date.parse(edtf) : Number.NaN;
  return Number.isNaN(instant) ? edtf : new Date(instant).toISOString();
}

/** All that positions and judgements are derived from. */
export interface CaseFile {
  readonly case: Case;
  /** Sorted by publication, then by when they were added. */
  readonly sources: readonly CaseSource[];
}
