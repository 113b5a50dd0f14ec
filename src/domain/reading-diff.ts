import { z } from 'zod';
import { statementSchema } from './statement.ts';

/** What two readings of one text may hold different of one statement; `spans`: where its source, cue or content stand. */
export const STATEMENT_PARTS = ['spans', 'act', 'hedge', 'target', 'speaker', 'date'] as const;
export type StatementPart = (typeof STATEMENT_PARTS)[number];

/** What another reading of the same text makes of a statement: only the earlier one has it, only the later one, or both, otherwise. */
export const statementChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('removed'), earlier: statementSchema }),
  z.object({ kind: z.literal('added'), later: statementSchema }),
  z.object({
    kind: z.literal('changed'),
    earlier: statementSchema,
    later: statementSchema,
    /** Never empty. */
    parts: z.array(z.enum(STATEMENT_PARTS)),
  }),
]);
export type StatementChange = Readonly<z.infer<typeof statementChangeSchema>>;

/** How two readings of one article differ. Each statement of either stands in one change, or is counted as the same. */
export const readingDiffSchema = z.object({
  /** Statements that both readings have, with the same words and labels. */
  same: z.number().int().nonnegative(),
  /** In the order of the text. */
  changes: z.array(statementChangeSchema).readonly(),
});
export type ReadingDiff = Readonly<z.infer<typeof readingDiffSchema>>;
