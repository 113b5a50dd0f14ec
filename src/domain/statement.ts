import { z } from 'zod';
import { type Quote, verifyQuote } from '../text/quote.ts';
import { actSchema, hedgeSchema } from './act.ts';
import { blockTypeSchema } from './article.ts';
import { partyReferenceSchema } from './party.ts';

export const quoteSchema = z.object({
  start: z.number().int(),
  end: z.number().int(),
  exact: z.string().min(1),
});

/** The party blamed, denied about, condemned, addressed …: its words, and the state it stands for where known. */
export const targetSchema = z.object({
  text: z.string(),
  span: quoteSchema.nullable(),
  /** ISO 3166-1 alpha-3, or null where no state is named. */
  country: z.string().nullable(),
});
export type Target = z.infer<typeof targetSchema>;

/**
 * When it was said, as its words state it: no more precise than they are. Null where they state nothing: when the article
 * came out, and when the deed was done, are other clocks.
 */
export const saidOnSchema = z.object({
  /** A day, month, season, year or decade, or an interval of days; `~` about, `?` perhaps. */
  edtf: z.string(),
  /** The rule from the words to the date, and how the words belong to the saying. */
  how: z.string(),
  /** "on Friday". */
  span: quoteSchema.nullable(),
  /** The date of publication that relative words were counted from; null where they needed none. */
  reference: z.string().nullable(),
});
export type SaidOn = z.infer<typeof saidOnSchema>;

/** Which reader found a statement, and which version of it: labels and spans are comparable only within one. */
export const readerSchema = z.object({ name: z.string(), version: z.string() });
export type Reader = z.infer<typeof readerSchema>;

/** A reader in one word, `name@version`, as a capture names who read it. */
export function readerName({ name, version }: Reader): string {
  return `${name}@${version}`;
}

/**
 * Who says (source), by which words (cue), what (content): PolNeAR's attribution relation, with what it does
 * about responsibility (act). Each part may stand in several pieces; `source` may be empty (a bare quotation).
 */
export const foundStatementSchema = z.object({
  source: z.array(quoteSchema),
  cue: z.array(quoteSchema),
  content: z.array(quoteSchema),
  act: actSchema,
  hedge: hedgeSchema,
  target: targetSchema.nullable(),
  /** Who speaks, resolved; null until `parties` has looked, and where nobody can be named. */
  speaker: partyReferenceSchema.nullable(),
  saidOn: saidOnSchema.nullable(),
  /** Index, in the same list, of the statement whose content holds this one ("A said that B denied"); null at the top. */
  within: z.number().int().nullable(),
  /** Where it stands: a headline's rendering is kept apart from the body's. */
  block: blockTypeSchema,
  /** That this is a statement with these spans, in [0, 1], by the reader's own lights. */
  probability: z.number().min(0).max(1),
  /** Why it was found and so labelled: the rule's name and the words that triggered the act. */
  reason: z.string(),
  reader: readerSchema,
});
export type FoundStatement = z.infer<typeof foundStatementSchema>;

declare const anchoredBrand: unique symbol;
/** A statement whose every quote was checked against the article. Minted by {@link anchorStatement} alone. */
export type Anchored<T extends FoundStatement = FoundStatement> = T & { readonly [anchoredBrand]: true };

/** Where a statement's words are not in the text: which quote failed. */
export interface AnchorFailure {
  readonly failed: Quote;
}

/**
 * Checks every quote of a statement against the text, by position and words, never fuzzily.
 * Returns the statement as `Anchored`, or the first quote that does not stand there.
 */
export function anchorStatement<T extends FoundStatement>(
  text: string,
  statement: T,
): Anchored<T> | AnchorFailure {
  const optional = [statement.target?.span, statement.saidOn?.span].filter((quote) => quote != null);
  for (const quote of [...statement.source, ...statement.cue, ...statement.content, ...optional])
    if (!verifyQuote(text, quote)) return { failed: quote };
  return statement as Anchored<T>;
}

export const REVIEW_STATES = ['proposed', 'accepted', 'rejected', 'edited'] as const;

/** A statement as it is kept: with its identity, the capture it was read from, and its review. */
export const statementSchema = foundStatementSchema.omit({ within: true }).extend({
  /** Content hash over source, capture, reader and spans: reading the same text again gives the same id. */
  statementId: z.string(),
  sourceId: z.string(),
  captureId: z.string(),
  /** `statementId` of the statement that holds this one. */
  withinId: z.string().nullable(),
  review: z.enum(REVIEW_STATES),
});
export type Statement = z.infer<typeof statementSchema>;
