import { type Article, type Block, READ_BLOCK_TYPES } from '../domain/article.ts';
import {
  type LanguageProfile,
  languageOfProfile,
  profileOf,
  sumProfiles,
  TRAINED_FOR,
} from './identify-language.ts';

/** What of an article can be read. */
export interface LanguageOfArticle {
  /** BCP 47 of the article as a whole; {@link TRAINED_FOR} where there is too little to tell. */
  readonly language: string;
  /** The blocks without the lines in other languages; those that are not read anyway stay. */
  readonly blocks: readonly Block[];
  /** False where nothing is left to read, because all of it is in another language. */
  readonly isReadable: boolean;
}

/**
 * Identifies the language of an article line by line. A line too short to tell by goes with the whole, and the whole is English
 * until it shows that it is not.
 */
export function languageOfArticle({ text, blocks }: Pick<Article, 'text' | 'blocks'>): LanguageOfArticle {
  const lines = blocks.flatMap((block) => linesOf(text, block));
  const whole = languageOfProfile(sumProfiles(lines.map(({ profile }) => profile))) ?? TRAINED_FOR;
  const isRead = ({ profile }: Line) => (languageOfProfile(profile) ?? whole) === TRAINED_FOR;
  const read = lines.filter(isRead);
  if (read.length === lines.length) return { language: whole, blocks, isReadable: true };
  const others = blocks.filter(({ type }) => !READ_BLOCK_TYPES.has(type));
  return {
    language: whole,
    blocks: [...others, ...read.map(({ block }) => block)].sort((a, b) => a.start - b.start),
    isReadable: read.length > 0,
  };
}

interface Line {
  readonly block: Block;
  readonly profile: LanguageProfile;
}

/** The lines of a block that is read, each as a block of its own. */
function linesOf(text: string, block: Block): Line[] {
  if (!READ_BLOCK_TYPES.has(block.type)) return [];
  const lines: Line[] = [];
  for (let start = block.start; start < block.end; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 || found > block.end ? block.end : found;
    if (end > start)
      lines.push({ block: { ...block, start, end }, profile: profileOf(text.slice(start, end)) });
    start = end + 1;
  }
  return lines;
}
