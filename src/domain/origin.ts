import { z } from 'zod';
import { quoteSchema } from './statement.ts';

/** A stretch of words that stands in two sources: the same words in the same order, but for case and punctuation. */
export const passageSchema = z.object({
  /** Where it stands in the member, and in the source that the member is compared with. */
  own: quoteSchema,
  other: quoteSchema,
  words: z.number().int().positive(),
  /** Most of it stands in quotation marks in one of the two at least: both may have it from a third. */
  quoted: z.boolean(),
});
export type Passage = z.infer<typeof passageSchema>;

/** How a source came into its origin. */
export const MEMBERSHIPS = ['earliest', 'copy', 'derived', 'by hand'] as const;

/** A source in its origin, with the reason in words. */
export const originMemberSchema = z.object({
  sourceId: z.string(),
  membership: z.enum(MEMBERSHIPS),
  /** The member that it is compared with: the earliest where the two share text, else the one it shares most with. */
  comparedWith: z.string().nullable(),
  /** Share of the shorter text's runs of five words that stand in both, in [0, 1]; null where nothing is compared. */
  containment: z.number().min(0).max(1).nullable(),
  /** Lines for a reader, the strongest first; at least one. */
  reasons: z.array(z.string()).min(1),
  /** The longest shared passages, in the order of the member's text. */
  passages: z.array(passageSchema),
  /** How many there are in all. */
  passagesInAll: z.number().int().nonnegative(),
});
export type OriginMember = z.infer<typeof originMemberSchema>;

/** An independent first source behind copies: its members tell one text, and count once. */
export const originSchema = z.object({
  /** The smallest `sourceId` of its members. */
  originId: z.string(),
  /** The member published first, as far as dates are known. */
  earliest: z.string(),
  /** The earliest first, then in the order of the case. */
  members: z.array(originMemberSchema).min(1),
});
export type Origin = z.infer<typeof originSchema>;

/** Two sources that share words and are counted apart: what they share is a quotation, which both may have from a third. */
export const sharedQuotationSchema = z.object({
  sourceIds: z.tuple([z.string(), z.string()]),
  reason: z.string(),
});
export type SharedQuotation = z.infer<typeof sharedQuotationSchema>;

/** Longest reason and name of an edit by hand, in UTF-16 code units. */
export const EDIT_TEXT_LIMIT = 500;

const editText = (what: string) =>
  z
    .string()
    .transform((text) => text.replace(/\s+/gu, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, `an edit of origins says ${what}`)
        .max(EDIT_TEXT_LIMIT, `${what} takes at most ${EDIT_TEXT_LIMIT} characters`)
        .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u, `${what} holds no control characters`),
    );

/** Who edits, and why: one line of visible characters each. */
export const editSignatureSchema = z.object({ by: editText('who made it'), reason: editText('why') });
export type EditSignature = z.infer<typeof editSignatureSchema>;

/**
 * One edit of a case's origins by hand. Never changed and never deleted: an edit is undone by a later one, and that one
 * by another.
 */
export const originEditSchema = z.object({
  /** From 1, without gaps: the case's origins stand at the newest one's revision. */
  revision: z.number().int().positive(),
  /**
   * `join`: all of `sourceIds` are of one origin; `split`: each of `sourceIds` is of another origin than each of
   * `fromIds`; `undo`: the edit `undoes` no longer holds.
   */
  action: z.enum(['join', 'split', 'undo']),
  sourceIds: z.array(z.string()),
  fromIds: z.array(z.string()),
  undoes: z.number().int().positive().nullable(),
  by: z.string(),
  reason: z.string(),
  /** ISO 8601 UTC. */
  madeAt: z.string(),
});
export type OriginEdit = z.infer<typeof originEditSchema>;

/** Another source, of whatever case, that tells the same text or quotes the same words. */
export const foundCopySchema = z.object({
  sourceId: z.string(),
  title: z.string().nullable(),
  relation: z.enum(['copy', 'derived', 'quotation']),
  /** Share of the shorter text's runs of five words that stand in both, in [0, 1]. */
  containment: z.number(),
  /** Why it is taken for one: one line. */
  reason: z.string(),
});
export type FoundCopy = Readonly<z.infer<typeof foundCopySchema>>;

/** The members of each origin by `sourceId`: what positions and counts need. */
export function memberIds({ origins }: Pick<CaseOrigins, 'origins'>): string[][] {
  return origins.map(({ members }) => members.map(({ sourceId }) => sourceId));
}

/** The origins of a case, by comparison and by hand. */
export interface CaseOrigins {
  /** In the order of the case. Every source stands in exactly one. */
  readonly origins: readonly Origin[];
  readonly quotations: readonly SharedQuotation[];
  /** The oldest first. */
  readonly edits: readonly OriginEdit[];
}
