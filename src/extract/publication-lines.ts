import { type Article, type Block, isUnsure, READ_BLOCK_TYPES } from '../domain/article.ts';
import { isTelling, lineKey } from './classify-lines.ts';

/** The lines of one article that say something about those of another of its publication, as `lineKey` writes them. */
export interface PublicationLines {
  /** None of the article's, as the page's markup or a person says: a menu, an author's portrait, an appeal. */
  readonly outside: readonly string[];
  /** The article's, as these say; and its headline. What is one article's text is no publication's furniture. */
  readonly own: readonly string[];
  /** Of a text without markup, where a line is told by its wording and its neighbours alone: they may be either. */
  readonly unsure: readonly string[];
}

/** Most lines of each sort: three times those of a page of the benchmark, half as many again as its longest has. */
const LINES_KEPT = 200;
/**
 * From this probability on a line of a text without markup is taken to be the article's, and not remembered: of the
 * benchmark's lines that are, 87 % have it (by tokens), of those taken for it wrongly 41 %.
 */
const TEXT_FROM = 0.9;

/** @param isMarked Whether the article's blocks were told by markup or layout: of all but plain text. */
export function publicationLines(
  { text, blocks }: Pick<Article, 'text' | 'blocks'>,
  isMarked: boolean,
): PublicationLines {
  const lines = { outside: new Set<string>(), own: new Set<string>(), unsure: new Set<string>() };
  for (const block of blocks) {
    const place = placeOf(block, isMarked);
    if (place === null || lines[place].size >= LINES_KEPT) continue;
    const line = text.slice(block.start, block.end);
    if (isTelling(line)) lines[place].add(lineKey(line));
  }
  return {
    // A line that stands in the text and beside it is the text's: a quotation set off from it.
    outside: [...lines.outside].filter((key) => !lines.own.has(key)),
    own: [...lines.own],
    unsure: [...lines.unsure].filter((key) => !lines.own.has(key)),
  };
}

function placeOf(block: Block, isMarked: boolean): keyof PublicationLines | null {
  const isRead = READ_BLOCK_TYPES.has(block.type);
  if (block.corrected !== undefined) return isRead ? 'own' : 'outside';
  if (block.type === 'headline') return 'own';
  if (!isMarked) return isRead && block.probability >= TEXT_FROM ? null : 'unsure';
  if (!isRead) return 'outside';
  return isUnsure(block) ? 'unsure' : 'own';
}
