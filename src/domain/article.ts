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
  /** Repeats at the edge of a document's pages, page numbers included. */
  'running-head',
  'footnote',
  /** What a mail quotes of the mail that it answers. */
  'quoted-reply',
  /** The name of a file that a mail carries; its content is no part of the article. */
  'attachment',
  'other',
] as const;

export const blockTypeSchema = z.enum(BLOCK_TYPES);
export type BlockType = z.infer<typeof blockTypeSchema>;

/** The block types whose text is the article's own. */
export const READ_BLOCK_TYPES: ReadonlySet<BlockType> = new Set(['headline', 'standfirst', 'body']);

/**
 * A stretch of the frozen source that a stretch of the canonical text came from.
 * `start`/`end` count UTF-16 code units of the canonical text; `sourceStart`/`sourceEnd` bytes of the capture, or of the
 * named part of it. Within one run the mapping is not character by character where the source has entities or folded white space.
 */
export const sourceRunSchema = z.object({
  start: z.number().int(),
  end: z.number().int(),
  sourceStart: z.number().int(),
  sourceEnd: z.number().int(),
  /**
   * The part of a container whose bytes are counted, once its coding is undone: `word/document.xml` of a Word document; the
   * `text/plain` part or the `Subject` header of a mail, as UTF-8. Absent where the capture's own bytes are counted.
   */
  part: z.string().optional(),
});
export type SourceRun = z.infer<typeof sourceRunSchema>;

/**
 * Where a stretch of text stands on the pages of a document whose bytes say nothing to a reader (PDF). In points (1/72 inch),
 * from the upper left corner of the page as it is shown.
 */
export const placeSchema = z.object({
  /** Counted from 1, whatever number is printed on it. */
  page: z.number().int().positive(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});
export type Place = Readonly<z.infer<typeof placeSchema>>;

/** A stretch of the canonical text, at most a line, and its place; `start`/`end` as in {@link SourceRun}. */
export const placedRunSchema = z.object({
  start: z.number().int(),
  end: z.number().int(),
  place: placeSchema,
});
export type PlacedRun = z.infer<typeof placedRunSchema>;

export const blockSchema = z.object({
  type: blockTypeSchema,
  start: z.number().int(),
  end: z.number().int(),
  /** Why it was so typed: the rule's or classifier's own words, one line. */
  reason: z.string(),
  /** Of the type, in [0, 1]; 1 for a certain rule such as `<figcaption>`. */
  probability: z.number().min(0).max(1),
  /**
   * Of a line that was taken for none of the article because the publication's other articles carry it: the ids of some
   * sources that did when it was extracted, so that the verdict stays explainable when more is known.
   */
  standsIn: z.array(z.string()).readonly().optional(),
  /** Where a person gave the type: what the extractor had taken it for, and who says otherwise, when and why. */
  corrected: z
    .object({ from: blockTypeSchema, by: z.string(), at: z.string(), reason: z.string().nullable() })
    .optional(),
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
  sourceMap: z.array(z.union([placedRunSchema, sourceRunSchema])),
});
export type Article = Readonly<z.infer<typeof articleSchema>>;

/**
 * Below this probability the pages say that the extractor was not sure of a block's type, and ask to look: where the
 * probability is right, more than three of ten such blocks are something else.
 */
export const UNSURE_BELOW = 0.7;

/** Whether a block's type is in doubt: the extractor was not sure of it, and nobody has said what it is. */
export function isUnsure(block: Block): boolean {
  return block.probability < UNSURE_BELOW && block.corrected === undefined;
}

/** The article's own text: the blocks that are read, joined by blank lines. For display and export, not for offsets. */
export function bodyText(article: Article): string {
  return article.blocks
    .filter((block) => READ_BLOCK_TYPES.has(block.type))
    .map((block) => article.text.slice(block.start, block.end))
    .join('\n\n');
}

/** Whether a run leads to bytes, and not to a place on a page. */
export function isByteRun(run: SourceRun | PlacedRun): run is SourceRun {
  return 'sourceStart' in run;
}

/** The page that the character at `offset` stands on; null where the source has no pages. */
export function pageAt({ sourceMap }: Pick<Article, 'sourceMap'>, offset: number): number | null {
  const run = sourceMap.findLast(({ start }) => start <= offset);
  return run === undefined || isByteRun(run) ? null : run.place.page;
}
