import { z } from 'zod';
import { type Article, type Block, blockTypeSchema } from './article.ts';

/** Longest reason and name that a correction holds, in UTF-16 code units: a line or two. */
export const CORRECTION_REASON_LIMIT = 500;
export const CORRECTOR_LIMIT = 100;

/**
 * What a person says a block is, beside the extractor's verdict. Corrections of a capture are numbered from 1 and only
 * ever added to: undoing one adds another.
 */
export const blockCorrectionSchema = z.object({
  /** Its place among the corrections of its capture, from 1; the capture stands at the version of its last one. */
  version: z.number().int().positive(),
  /** The block: a span of the canonical text. */
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  /** What the block was typed as until then, by the extractor or by an earlier correction. */
  from: blockTypeSchema,
  to: blockTypeSchema,
  reason: z.string().max(CORRECTION_REASON_LIMIT).nullable(),
  /** Who corrects, by the name that they gave. */
  by: z.string().min(1).max(CORRECTOR_LIMIT),
  /** ISO 8601 UTC. */
  at: z.string(),
  /** The version that this one takes back; null where it says something new. */
  undoes: z.number().int().positive().nullable(),
});
export type BlockCorrection = Readonly<z.infer<typeof blockCorrectionSchema>>;

/** Who corrects where no name is given: Onus knows one user, whoever sits at this machine. */
export const LOCAL_USER = 'the user of this machine';

/**
 * The article with the types that people gave its blocks. Each corrected block keeps the extractor's reason and
 * probability, and names beside them what the extractor took it for. Corrections that the article shows already are
 * replaced by those given.
 *
 * @param corrections Of this article's capture, in the order of their versions.
 */
export function correctBlocks<A extends Pick<Article, 'blocks'>>(
  article: A,
  corrections: readonly BlockCorrection[],
): A {
  const standing = standingCorrections(corrections);
  return { ...article, blocks: article.blocks.map((block) => corrected(block, standing.get(keyOf(block)))) };
}

function corrected(block: Block, correction: BlockCorrection | undefined): Block {
  const { corrected: earlier, ...verdict } = block;
  const type = earlier?.from ?? block.type;
  if (correction === undefined) return { ...verdict, type };
  const { to, by, at, reason } = correction;
  return { ...verdict, type: to, corrected: { from: type, by, at, reason } };
}

/** What holds for each block: its last correction that was not taken back. */
export function standingCorrections(
  corrections: readonly BlockCorrection[],
): ReadonlyMap<string, BlockCorrection> {
  const stacks = new Map<string, BlockCorrection[]>();
  for (const correction of corrections) {
    const stack = stacks.get(keyOf(correction)) ?? [];
    stacks.set(keyOf(correction), stack);
    if (correction.undoes === null) stack.push(correction);
    else stack.pop();
  }
  return new Map(
    [...stacks].flatMap(([key, stack]) => {
      const last = stack.at(-1);
      return last === undefined ? [] : [[key, last] as const];
    }),
  );
}

const keyOf = ({ start, end }: Pick<Block, 'start' | 'end'>) => `${start}-${end}`;

/** The correction that holds for a block of that span, or null where the extractor's verdict does. */
export function standingCorrection(
  corrections: readonly BlockCorrection[],
  block: Pick<Block, 'start' | 'end'>,
): BlockCorrection | null {
  return standingCorrections(corrections).get(keyOf(block)) ?? null;
}

/**
 * The corrections of one capture as they hold for another of the same source: for each block that was corrected, the
 * block of the same words (the same one of them, where several have the same), unless the extractor takes it for that
 * by itself. Numbered from 1, by whom and when as they were.
 */
export function carryCorrections(
  earlier: Pick<Article, 'text' | 'blocks'>,
  corrections: readonly BlockCorrection[],
  later: Pick<Article, 'text' | 'blocks'>,
): BlockCorrection[] {
  const standing = [...standingCorrections(corrections).values()];
  if (standing.length === 0) return [];
  const nameAt = new Map(namedBlocks(earlier).map(({ name, block }) => [keyOf(block), name]));
  const named = new Map(namedBlocks(later).map(({ name, block }) => [name, block]));
  return standing
    .flatMap((correction) => {
      const block = named.get(nameAt.get(keyOf(correction)) ?? '');
      if (block === undefined || block.type === correction.to) return [];
      return [{ ...correction, start: block.start, end: block.end, from: block.type, undoes: null }];
    })
    .map((correction, index) => ({ ...correction, version: index + 1 }));
}

/** Each block with a name that the same block of another capture has too: its words, and which of those that have them. */
function namedBlocks({ text, blocks }: Pick<Article, 'text' | 'blocks'>): { name: string; block: Block }[] {
  const seen = new Map<string, number>();
  return blocks.map((block) => {
    const words = text.slice(block.start, block.end).replace(/\s+/gu, ' ');
    const before = seen.get(words) ?? 0;
    seen.set(words, before + 1);
    return { name: `${before} ${words}`, block };
  });
}
