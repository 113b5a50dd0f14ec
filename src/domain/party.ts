import { z } from 'zod';
import { speakerKindSchema } from './act.ts';

/** A party by name alone, as another speaks for it. */
export const partyNameSchema = z.object({
  name: z.string(),
  kind: speakerKindSchema,
  /** ISO 3166-1 alpha-3. */
  country: z.string().nullable(),
});
export type PartyName = z.infer<typeof partyNameSchema>;

const singleReferenceSchema = z.object({
  /** Fullest name known for it in this article: "Hua Chunying", "Foreign Ministry of China", "North Korea". */
  name: z.string(),
  kind: speakerKindSchema,
  /** ISO 3166-1 alpha-3 of the state it belongs to or speaks for; null where it speaks for none that is known. */
  country: z.string().nullable(),
  /** True where no words place it, and its country is the one that the article as a whole is at home in. */
  isPlacedByHome: z.boolean().optional(),
  /**
   * The organ or office it speaks for ("foreign ministry"), as the text words it; null for a state itself, or where
   * the text does not say. */
  office: z.string().nullable(),
  /**
   * Whose word its word is as well, nearest first: the organ and the state of a minister or spokesperson, the issuer of
   * a document. Absent where it speaks for itself alone, or where the text does not say for whom.
   */
  speaksFor: z.array(partyNameSchema).optional(),
  reason: z.string(),
});

/**
 * A party as a statement refers to it. Identity is itself a claim: `reason` says which rule or words led from
 * the source's words to the name, and nothing is merged silently.
 */
export const partyReferenceSchema = singleReferenceSchema.extend({
  /** Who says it together with this party ("A and B said"), in the order of the text; absent where nobody does. */
  others: z.array(singleReferenceSchema).optional(),
});
export type PartyReference = z.infer<typeof partyReferenceSchema>;
