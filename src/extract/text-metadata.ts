import type { ArticleMetadata, Block, BlockType } from '../domain/article.ts';
import { dayIn } from './dates.ts';

export const NO_METADATA: ArticleMetadata = {
  title: null,
  publication: null,
  authors: [],
  published: null,
  updated: null,
  language: null,
  canonicalUri: null,
};

/** Fills what the source does not state in markup from its own headline, byline and dateline blocks. */
export function completeMetadata(
  stated: ArticleMetadata,
  text: string,
  blocks: readonly Block[],
): ArticleMetadata {
  const first = (type: BlockType): string | null => {
    const block = blocks.find((candidate) => candidate.type === type);
    return block ? text.slice(block.start, block.end) : null;
  };
  const headline = first('headline');
  const byline = first('byline');
  return {
    ...stated,
    // `<title>` mostly carries the publication's name behind the article's.
    title:
      headline && (stated.title === null || stated.title.how === '<title>')
        ? { value: headline, how: 'headline of the text' }
        : stated.title,
    authors: stated.authors.length > 0 || !byline ? stated.authors : authorsIn(byline),
    published: stated.published ?? dayOf(text, blocks, (line) => !/\b(?:updated|modified)\b/i.test(line)),
    updated: stated.updated ?? dayOf(text, blocks, (line) => /\b(?:updated|modified)\b/i.test(line)),
  };
}

function dayOf(
  text: string,
  blocks: readonly Block[],
  wanted: (line: string) => boolean,
): ArticleMetadata['published'] {
  for (const block of blocks) {
    if (block.type !== 'dateline' && block.type !== 'byline') continue;
    const line = text.slice(block.start, block.end);
    const day = wanted(line) ? dayIn(line) : null;
    if (day) return { value: day.edtf, how: `${block.type} of the text` };
  }
  return null;
}

/** The names of a byline: "By Ana Ruiz and Jo Field, Security Editor" names two people and an office. */
function authorsIn(byline: string): ArticleMetadata['authors'] {
  const names = byline
    .replace(/^(?:by|written by|words by|story by|posted by|author:?)\s/i, '')
    .split(/\s*[|•·–—]\s*|\s+(?:in|at|for|on)\s+/u, 1)
    .flatMap((part) => part.split(/,\s*|\s+(?:and|&)\s+/u))
    .map((name) => name.trim());
  return names.filter(isName).map((value) => ({ value, how: 'byline of the text' }));
}

/** Two to four capitalised words, particles apart. */
export function isName(text: string): boolean {
  return (
    /^\p{Lu}[\p{L}\p{M}.'’-]*(?:\s(?:(?:de|van|von|der|den|al|el|bin|la|da|di|du|le)\s){0,2}\p{Lu}[\p{L}\p{M}.'’-]*){1,3}$/u.test(
      text,
    ) && !OFFICES.test(text)
  );
}

/** Words that stand in bylines for what somebody is, not for who. */
const OFFICES =
  /\b(?:editor|correspondent|reporter|writer|staff|journalist|contributor|columnist|associate|senior|news|desk|bureau|chief|agency|agencies|press|times|post|reuters|media|team|service|security|technology|political|business)\b/i;
