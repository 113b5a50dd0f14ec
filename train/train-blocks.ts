import { FEATURE_NAMES } from '../src/extract/learned/block-features.ts';
import type { BlockModel } from '../src/extract/learned/block-model.ts';
import type { LabelledBlocks } from './page-corpus.ts';
import { type TreeOptions, type TreeTable, trainTrees } from './train-trees.ts';

/**
 * Chosen by cross-validation by host over three divisions of the pages: deeper or fewer trees score up to .002 lower, more
 * of them no higher.
 */
export const TREE_OPTIONS: TreeOptions = {
  rounds: 240,
  depth: 4,
  rate: 0.04,
  leafWeight: 3,
  ridge: 5,
  columnShare: 0.4,
  rowShare: 0.7,
  seed: 1,
};
/** F1 by cross-validation differs by less than .002 from .4 to .6. */
export const THRESHOLD = 0.5;
/** A block of which at least this share stands in the true text is the article's. */
export const ARTICLE_SHARE = 0.5;
/** Tokens of a true text below which a page weighs no more for each; and of a block above which it weighs no more. */
const LEAST_BODY = 60;
const MOST_TOKENS = 400;
const DECIMALS = 1e5;

/** Trees that tell the article's blocks, learned from pages; always the same from the same pages in the same order. */
export function trainBlocks(pages: readonly LabelledBlocks[]): BlockModel {
  const { bias, trees } = trainTrees(tableOf(pages), TREE_OPTIONS);
  return {
    features: FEATURE_NAMES,
    threshold: THRESHOLD,
    bias: round(bias),
    trees: trees.map((tree) => ({ ...tree, value: tree.value.map(round) })),
  };
}

/** A block weighs as its tokens do in the measure: as a share of the page's true text. */
function tableOf(pages: readonly LabelledBlocks[]): TreeTable {
  const rows = pages.flatMap((page) => page.rows);
  return {
    columns: FEATURE_NAMES.map((_, column) => Float32Array.from(rows, (row) => row[column]!)),
    targets: Uint8Array.from(
      pages.flatMap(({ shares }) => shares.map((share) => (share >= ARTICLE_SHARE ? 1 : 0))),
    ),
    weights: Float32Array.from(
      pages.flatMap(({ tokens, bodyTokens }) => tokens.map((count) => weightOf(count, bodyTokens))),
    ),
  };
}

export function round(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}

/** What a piece of so many tokens weighs on a page with so many in its true text. */
export function weightOf(tokens: number, bodyTokens: number): number {
  return (100 * Math.min(MOST_TOKENS, tokens + 1)) / Math.max(LEAST_BODY, bodyTokens);
}
