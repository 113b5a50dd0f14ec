import { z } from 'zod';

/** What a party does about responsibility, derived from its statements. */
export const POSITION_KINDS = [
  'attributes',
  'endorses',
  'condemns by name',
  'condemns in general',
  'condemns on a condition',
  'withholds',
  'asks for evidence',
  'disputes',
  'denies',
  'denies and applauds',
  'claims',
  'penalises',
  'threatens',
  'appeals',
  'commits',
  'declines',
  'silent when asked',
  'no statement found',
] as const;
export const positionKindSchema = z.enum(POSITION_KINDS);
export type PositionKind = z.infer<typeof positionKindSchema>;

/** How a party's position reaches us: kept apart, never summed. */
export const RENDERINGS = ['own words', 'reported by another', 'headline'] as const;
export const renderingSchema = z.enum(RENDERINGS);

/** One statement as evidence of a position. */
export const positionStatementSchema = z.object({
  statementId: z.string(),
  sourceId: z.string(),
  /** The origin its source belongs to: the smallest `sourceId` among the copies of one text. */
  origin: z.string(),
  rendering: renderingSchema,
  /** EDTF: when it was said; else when the article was published; null where neither is known. */
  date: z.string().nullable(),
  /** Where the statement's words say when it was said: these words, and the rule. Absent where `date` is the article's. */
  saidOn: z.object({ words: z.string().nullable(), how: z.string() }).optional(),
  /** The sentence parts as they stand in the source, source–cue–content in text order, pieces joined by ' … '. */
  exact: z.string(),
});

/** A party's position in a case. */
export const positionSchema = z.object({
  party: z.string(),
  partyKind: z.string(),
  country: z.string().nullable(),
  kind: positionKindSchema,
  /** The party the position is about: blamed, denied for, addressed; null where none is named. */
  target: z.object({ name: z.string(), country: z.string().nullable() }).nullable(),
  hedge: z.enum(['certain', 'likely', 'possible', 'alleged']),
  /**
   * Who spoke for the party, where it did not speak itself: "Hua Chunying, foreign ministry". The same statements stand
   * in that speaker's own row too; absent for a party's own statements.
   */
  through: z.string().optional(),
  /** The rule that derived it, in words. */
  rule: z.string(),
  /** At least one; sorted by the first day that the date may mean. */
  statements: z.array(positionStatementSchema).min(1),
  /** Independent origins among the sources of its statements: copies of one text count once. */
  origins: z.number().int().positive(),
});
export type Position = z.infer<typeof positionSchema>;
