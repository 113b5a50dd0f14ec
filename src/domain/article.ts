import { z } from 'zod';

/** What a block is. Only `headline`, `standfirst` and `body` are read for statements; nothing is ever deleted. */
export const BLOCK_TYPES = [
  'headline',
  'standfirst',
  'byline',
  'dateline',
  'body',
  'caption',
  'credit',
  'agency-credit',
  'correction',
  'appeal',
  'comment',
  'login',
  'navigation',
  'other',
] as const;

export const blockTypeSchema = z.enum(BLOCK_TYPES);
export type BlockType = z.infer<typeof blockTypeSchema>;

/** The block types whose text is the article's own. */
export const READ_BLOCK_TYPES: ReadonlySet<BlockType> = new Set(['headline', 'standfirst', 'body']);

/**
 * A stretch of the frozen source that a stretch of the canonical text came from.
 * `start`/`end` count UTF-16 code units of the canonical text; `sourceStart`/`sourceEnd` bytes of the capture.
 * Within one run the mapping is not character by character where the source has entities or folded white space.
 */
export const sourceRunSchema = z.object({
  start: z.number().int(),
  end: z.number().int(),
  sourceStart: z.number().int(),
  sourceEnd: z.number().int(),
});
export type SourceRun = z.infer<typeof sourceRunSchema>;

export const blockSchema = z.object({
  type: blockTypeSchema,
  start: z.number().int(),
  end: z.number().int(),
  /** Why it was so typed: the rule's or classifier's own words, one line. */
  reason: z.string(),
  /** Of the type, in [0, 1]; 1 for a certain rule such as `<figcaption>`. */
  probability: z.number().min(0).max(1),
});
export type Block = Readonly<z.infer<typeof blockSchema>>;

/** A metadata value and how it was found (`json-ld`, `meta og:title`, `text line 4`). */
export const foundSchema = <T extends z.ZodType>(value: T) => z.object({ value, how: z.string() });

export const metadataSchema = z.object({
  title: foundSchema(z.string()).nullable(),
  publication: foundSchema(z.string()).nullable(),
  authors: z.array(foundSchema(z.string())),
  /** EDTF: a day, or an instant with its zone; never a day that nobody stated. */
  published: foundSchema(z.string()).nullable(),
  updated: foundSchema(z.string()).nullable(),
  /** BCP 47. */
  language: foundSchema(z.string()).nullable(),
  canonicalUri: foundSchema(z.string()).nullable(),
  /** What follows is absent from extractors before the second. The part of the publication: "Politics". */
  section: foundSchema(z.string()).nullable().optional(),
  standfirst: foundSchema(z.string()).nullable().optional(),
  /** Of pictures, in the article's own words; and whose pictures they are. */
  captions: z.array(foundSchema(z.string())).optional(),
  credits: z.array(foundSchema(z.string())).optional(),
  /** What the article says of its own origin: "Additional reporting by …", "(Reuters) –". */
  agencyCredits: z.array(foundSchema(z.string())).optional(),
  /** Notes that the article was corrected or changed. */
  corrections: z.array(foundSchema(z.string())).optional(),
  /**
   * How likely the blocks that are read are the article, all of it and nothing else, in [0, 1]: the F1 to be expected of
   * them. Absent where nothing was decided, as in plain text, and from extractors before the second.
   */
  confidence: z.number().min(0).max(1).optional(),
});
export type ArticleMetadata = z.infer<typeof metadataSchema>;

/**
 * The canonical text of a capture with its blocks. Blocks are sorted, do not overlap, and are separated by
 * line breaks; text between blocks is white space only.
 */
export const articleSchema = z.object({
  /** Version of the extractor that made it; offsets are comparable only within one version. */
  extractor: z.string(),
  text: z.string(),
  blocks: z.array(blockSchema),
  metadata: metadataSchema,
  /** Sorted by `start`; together they cover every visible character of every block. */
  sourceMap: z.array(sourceRunSchema),
});
export type Article = Readonly<z.infer<typeof articleSchema>>;

/** The article's own text: the blocks that are read, joined by blank lines. For display and export, not for offsets. */
export function bodyText(article: Article): string {
  return article.blocks
    .filter((block) => READ_BLOCK_TYPES.has(block.type))
    .map((block) => article.text.slice(block.start, block.end))
    .join('\n\n');
}
