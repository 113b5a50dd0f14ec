import { z } from 'zod';
import { blockTypeSchema } from './article.ts';
import { quoteSchema } from './statement.ts';

/** What became of a stretch of a changed sentence. */
const wordChangeSchema = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });

/**
 * What became of a sentence of the article between two captures, in the order of the later one. Runs of unchanged
 * sentences are counted, not listed.
 */
export const sentenceChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('same'), sentences: z.number().int().positive() }),
  z.object({ kind: z.literal('added'), block: blockTypeSchema, later: z.string() }),
  z.object({ kind: z.literal('removed'), block: blockTypeSchema, earlier: z.string() }),
  z.object({ kind: z.literal('moved'), block: blockTypeSchema, later: z.string() }),
  z.object({
    kind: z.literal('changed'),
    block: blockTypeSchema,
    earlier: z.string(),
    later: z.string(),
    /** Share of words in common, in [0, 1]. */
    similarity: z.number(),
    words: z.array(wordChangeSchema),
  }),
]);
export type SentenceChange = z.infer<typeof sentenceChangeSchema>;

/** A metadata value that is another one now; null where there is none. Several authors are joined by commas. */
export const metadataChangeSchema = z.object({
  field: z.enum(['title', 'publication', 'authors', 'published', 'updated', 'language', 'canonicalUri']),
  earlier: z.string().nullable(),
  later: z.string().nullable(),
});
export type MetadataChange = z.infer<typeof metadataChangeSchema>;

/** What became of a statement of the earlier capture in the text of the later one. */
export const statementFateSchema = z.object({
  /** Of the earlier capture. */
  statementId: z.string(),
  /** `exact`: its words stand there together; `re-anchored`: something in or between them changed. */
  status: z.enum(['exact', 're-anchored', 'not-found']),
  /** Share of its characters that stand there still, in [0, 1]; 0 where it is not found. */
  score: z.number().min(0).max(1),
  /** Its words there: spans of the later capture's canonical text. None where it is not found. */
  quotes: z.object({
    source: z.array(quoteSchema),
    cue: z.array(quoteSchema),
    content: z.array(quoteSchema),
  }),
  /** The statement that the reader found at these words in the later capture; null where it found none. */
  laterStatementId: z.string().nullable(),
});
export type StatementFate = z.infer<typeof statementFateSchema>;

/**
 * How openly an article was changed. `unchanged`: its sentences are the same. `silent`: they are not, and the page names
 * the same instant of update and of publication as before, or none, and no sentence that was added tells of a change.
 */
export const DISCLOSURES = ['unchanged', 'stated', 'silent'] as const;

/** What changed from one capture of a source to another. */
export const captureDiffSchema = z.object({
  sourceId: z.string(),
  /** The captures compared. */
  earlierId: z.string(),
  laterId: z.string(),
  /** Extractor by which both were compared; where either was kept by another version, its bytes were extracted anew. */
  extractor: z.string(),
  sentences: z.array(sentenceChangeSchema),
  counts: z.object({
    same: z.number().int(),
    added: z.number().int(),
    removed: z.number().int(),
    changed: z.number().int(),
    moved: z.number().int(),
  }),
  metadata: z.array(metadataChangeSchema),
  disclosure: z.enum(DISCLOSURES),
  /** The added sentence that tells of a change (“This article was amended on …”); null where none does. */
  notice: z.string().nullable(),
  statements: z.array(statementFateSchema),
});
export type CaptureDiff = z.infer<typeof captureDiffSchema>;
