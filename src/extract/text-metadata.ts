import type { ArticleMetadata, Block, BlockType } from '../domain/article.ts';
import { isName, namesInByline } from './author-names.ts';
import { dayIn } from './dates.ts';
import { AGENCIES } from './phrases.ts';

export const NO_METADATA: ArticleMetadata = {
  title: null,
  publication: null,
  authors: [],
  published: null,
  updated: null,
  language: null,
  canonicalUri: null,
};

/** Most values of a kind that are kept, and longest: a gallery's captions, a paragraph. */
const LIST_LIMIT = 50;
const VALUE_LIMIT = 1000;

/**
 * The metadata of a document that has properties beside its text. Its own headline goes first, since programs put many
 * things into a title: that of the file it was copied from, its name. `made`, the day of the file, is the last resort.
 */
export function documentMetadata(
  stated: ArticleMetadata,
  made: ArticleMetadata['published'],
  text: string,
  blocks: readonly Block[],
): ArticleMetadata {
  const metadata = completeMetadata({ ...stated, title: null }, text, blocks);
  return {
    ...metadata,
    title: metadata.title ?? stated.title,
    published: metadata.published ?? made,
  };
}

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
  const all = (type: BlockType) =>
    blocks
      .filter((block) => block.type === type)
      .slice(0, LIST_LIMIT)
      .map(({ start, end, reason }) => ({
        value: text.slice(start, end).slice(0, VALUE_LIMIT),
        how: reason,
      }));
  return {
    ...stated,
    standfirst: all('standfirst')[0] ?? null,
    captions: all('caption'),
    credits: all('credit'),
    agencyCredits: [...all('agency-credit'), ...agencyOfDateline(first('body') ?? '')],
    corrections: all('correction'),
    // `<title>` mostly carries the publication's name behind the article's.
    title:
      headline && (stated.title === null || stated.title.how === '<title>')
        ? { value: headline, how: 'headline of the text' }
        : stated.title,
    authors: stated.authors.some(({ value }) => isName(value))
      ? stated.authors
      : (bylineAuthors(text, blocks) ?? stated.authors),
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

/**
 * The authors whom the first byline names that opens as one; else the first that stands in a part of the page named so; else a
 * name alone below the headline. Null where none names anybody.
 */
function bylineAuthors(text: string, blocks: readonly Block[]): ArticleMetadata['authors'] | null {
  const bylines = blocks
    .filter(({ type }) => type === 'byline')
    .map(({ start, end, probability }) => ({ names: namesInByline(text.slice(start, end)), probability }))
    .filter(({ names }) => names.length > 0)
    .sort((a, b) => b.probability - a.probability);
  return bylines[0]?.names.map((value) => ({ value, how: 'byline of the text' })) ?? null;
}

const DATELINE = new RegExp(String.raw`^[^()]{0,60}\((${AGENCIES})\)\s?[-–—:]`, 'i');

/** "LONDON (Reuters) – …": the agency that a first paragraph opens with. */
function agencyOfDateline(paragraph: string): { value: string; how: string }[] {
  const agency = DATELINE.exec(paragraph.slice(0, 120))?.[1];
  return agency === undefined ? [] : [{ value: agency, how: 'opening of the first paragraph' }];
}
