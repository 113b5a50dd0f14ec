import type { Article, SourceRun } from '../domain/article.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import type { ByteOffsets } from '../text/decode.ts';
import { assemble, type LabelledPieces } from './assemble.ts';
import { chooseArticle } from './choose-article.ts';
import { classifyBlocks } from './classify-blocks.ts';
import type { Label } from './label.ts';
import { labelBlocks } from './label-blocks.ts';
import { BLOCK_MODEL, type BlockModel } from './learned/block-model.ts';
import { type PageBlock, pageBlocks } from './page-blocks.ts';
import { pageMetadata } from './page-metadata.ts';
import { parsePage } from './page-source.ts';
import { endsSentence, isProse } from './prose.ts';
import { completeMetadata } from './text-metadata.ts';
import { EXTRACTOR } from './version.ts';

/** Sentences on lines of their own that make an article without a paragraph: a poem, a list, a ticker. */
const ARTICLE_SENTENCES = 3;
/** Characters of body text below which a page holds no article: about two sentences. */
const ARTICLE_LENGTH = 140;
/**
 * Of what stands outside the article (menus, teasers, other), so many characters are kept on each side of it; the
 * rest of the page stands in the frozen capture alone.
 */
const OUTSIDE_LIMIT = 2000;

/**
 * The article of a page, its blocks typed, every visible character with the way back to the page's bytes.
 * Returns a refusal where the page holds no article or is too large to be looked at.
 */
export function extractHtml(
  html: string,
  offsets: ByteOffsets,
  model: BlockModel = BLOCK_MODEL,
): Article | Refusal {
  const page = parsePage(html);
  if (isRefusal(page)) return page;
  const stated = pageMetadata(page.document);
  const chosen = chooseArticle(page.document);
  const blocks = pageBlocks(page);
  const rules = labelBlocks(blocks, chosen, stated.title?.value ?? chosen?.title ?? null);
  const { labels, confidence } = classifyBlocks(blocks, rules, chosen, model);
  if (!holdsArticle(blocks, labels)) return noArticle(blocks);
  const { text, blocks: typed, runs } = assemble(kept(blocks, labels));
  return {
    extractor: EXTRACTOR,
    text,
    blocks: typed,
    metadata: { ...completeMetadata(stated, text, typed), confidence: round(confidence) },
    sourceMap: runs.map((run) => toBytes(run, offsets)),
  };
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}

function toBytes(run: SourceRun, offsets: ByteOffsets): SourceRun {
  return { ...run, sourceStart: offsets.at(run.sourceStart), sourceEnd: offsets.at(run.sourceEnd) };
}

function holdsArticle(blocks: readonly PageBlock[], labels: readonly Label[]): boolean {
  const body = blocks.filter((_, i) => labels[i]?.type === 'body');
  const length = body.reduce((sum, { text }) => sum + text.length, 0);
  const sentences = body.filter(({ text }) => endsSentence(text)).length;
  return (
    length >= ARTICLE_LENGTH && (sentences >= ARTICLE_SENTENCES || body.some(({ text }) => isProse(text)))
  );
}

function noArticle(blocks: readonly PageBlock[]): Refusal {
  return {
    refused: 'no-article',
    reason:
      blocks.length === 0
        ? 'the page has no visible text'
        : `no article stands out among the ${blocks.length} pieces of text on the page`,
    hint: 'open the page in a browser, copy the article and paste it as text',
  };
}

/** All blocks from the headline or first body block to the last body block, and what is near on either side. */
function kept(blocks: readonly PageBlock[], labels: readonly Label[]): LabelledPieces[] {
  const isOwn = (label: Label): boolean => label.type === 'body' || label.type === 'headline';
  const first = labels.findIndex(isOwn);
  const last = labels.findLastIndex(isOwn);
  const keep = new Set<number>();
  let before = OUTSIDE_LIMIT;
  let after = OUTSIDE_LIMIT;
  for (let i = first - 1; i >= 0; i--) {
    before -= blocks[i]?.text.length ?? 0;
    if (before >= 0) keep.add(i);
  }
  for (let i = last + 1; i < blocks.length; i++) {
    after -= blocks[i]?.text.length ?? 0;
    if (after >= 0) keep.add(i);
  }
  return blocks.flatMap((block, i) => {
    const label = labels[i];
    return label && ((i >= first && i <= last) || keep.has(i)) ? [{ pieces: block.pieces, label }] : [];
  });
}
