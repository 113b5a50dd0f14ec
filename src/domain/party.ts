import { z } from 'zod';
import { speakerKindSchema } from './act.ts';

/**
 * A party as a statement refers to it. Identity is itself a claim: `reason` says which rule or words led from
 * the source's words to the name, and nothing is merged silently.
 */
export const partyReferenceSchema = z.object({
  /** Fullest name known for it in this article: "Hua Chunying", "Foreign Ministry of China", "North Korea". */
  name: z.string(),
  kind: speakerKindSchema,
  /** ISO 3166-1 alpha-3 of the state it belongs to or speaks for; null where it speaks for none that is known. */
  country: z.string().nullable(),
  /**
   * The organ or office it speaks for ("foreign ministry"), as the text words it; null for a state itself, or where
   * the text does not say. */
  office: z.string().nullable(),
  reason: z.string(),
});
export type PartyReference = z.infer<typeof partyReferenceSchema>;
