import type { BlockType } from '../domain/article.ts';
import type { ChosenArticle } from './choose-article.ts';
import { type Label, withClassifier } from './label.ts';
import { blockFeatures } from './learned/block-features.ts';
import { BLOCK_MODEL, type BlockModel } from './learned/block-model.ts';
import { probabilityByTrees } from './learned/boosted-trees.ts';
import { placeBlocks } from './learned/page-places.ts';
import type { PageBlock } from './page-blocks.ts';

export interface ClassifiedBlocks {
  readonly labels: readonly Label[];
  /** How likely what is taken for the article's text is all of it and nothing else, in [0, 1]: the F1 to be expected. */
  readonly confidence: number;
}

/**
 * Decides which blocks are the article's text: by boosted trees over where each stands, what it says, what Readability
 * chose and what the rules made of it. What is not the article's keeps the rules' label.
 */
export function classifyBlocks(
  blocks: readonly PageBlock[],
  rules: readonly Label[],
  chosen: ChosenArticle | null,
  model: BlockModel = BLOCK_MODEL,
): ClassifiedBlocks {
  const rows = blockFeatures(placeBlocks(blocks, chosen), rules);
  // Three decimals: a probability is kept with every block, and more say nothing.
  const probabilities = rows.map((row) => Math.round(1000 * probabilityByTrees(model, row)) / 1000);
  const judged = rules.map((rule, i) => {
    const probability = probabilities[i] ?? 0;
    return withClassifier(rule, probability, probability >= model.threshold, OVERRULED);
  });
  // Where the classifier would leave nothing, the rules' word is better than none.
  const labels = judged.some(({ type }) => type === 'body') ? judged : rules;
  return { labels, confidence: expectedF1(blocks, labels, probabilities) };
}

/**
 * What the rules say that such a block is not by itself: the classifier may still take it for the article's. The other
 * types say what a line means (a byline, an agency's credit), whether or not the article's text runs through it.
 */
const OVERRULED: ReadonlySet<BlockType> = new Set(['navigation', 'other', 'appeal', 'caption']);

/** Hits to be expected over what is taken and what there is to be expected, by characters. */
function expectedF1(
  blocks: readonly PageBlock[],
  labels: readonly Label[],
  probabilities: readonly number[],
): number {
  let hits = 0;
  let taken = 0;
  let there = 0;
  blocks.forEach(({ text }, i) => {
    const expected = text.length * (probabilities[i] ?? 0);
    const { type } = labels[i] as Label;
    if (type === 'headline') return;
    there += expected;
    if (type !== 'body' && type !== 'standfirst') return;
    hits += expected;
    taken += text.length;
  });
  return hits === 0 ? 0 : (2 * hits) / (taken + there);
}
