import { labelLines } from '../src/extract/label-lines.ts';
import { LINE_FEATURE_NAMES, lineFeatures } from '../src/extract/learned/line-features.ts';
import type { LineModel } from '../src/extract/learned/line-model.ts';
import type { LabelledLines } from './page-corpus.ts';
import { ARTICLE_SHARE, round, TREE_OPTIONS } from './train-blocks.ts';
import { trainTrees } from './train-trees.ts';

/** By cross-validation by host; .40 to .50 score within .002 of each other. */
const THRESHOLD = 0.47;
/** What a part of a page weighs beside the whole: parts are shorter, and made from the same page. */
const PART_WEIGHT = 0.35;

/**
 * Trees that tell the article's lines, learned from pages as a reader copies them: the whole page; from the headline or the first
 * paragraph to the last; and the article alone, where nothing is to be taken away.
 */
export function trainLines(pages: readonly LabelledLines[]): LineModel {
  const texts = pages.flatMap((page) => [
    { ...page, weight: 1 },
    ...parts(page).map((part) => ({ ...part, weight: PART_WEIGHT })),
  ]);
  const rows = texts.flatMap(({ lines }) => lineFeatures(lines, labelLines(lines)));
  const { bias, trees } = trainTrees(
    {
      columns: LINE_FEATURE_NAMES.map((_, column) => Float32Array.from(rows, (row) => row[column]!)),
      targets: Uint8Array.from(
        texts.flatMap(({ shares }) => shares.map((share) => (share >= ARTICLE_SHARE ? 1 : 0))),
      ),
      weights: Float32Array.from(
        texts.flatMap(({ tokens, bodyTokens, weight }) =>
          tokens.map((count) => weight * weightOf(count, bodyTokens)),
        ),
      ),
    },
    TREE_OPTIONS,
  );
  return {
    features: LINE_FEATURE_NAMES,
    threshold: THRESHOLD,
    bias: round(bias),
    trees: trees.map((tree) => ({ ...tree, value: tree.value.map(round) })),
  };
}

function parts(page: LabelledLines): LabelledLines[] {
  const isArticle = (share: number) => share >= ARTICLE_SHARE;
  const first = page.shares.findIndex(isArticle);
  if (first < 0) return [];
  const last = page.shares.findLastIndex(isArticle);
  const pick = (keep: (at: number) => boolean): LabelledLines => ({
    ...page,
    lines: page.lines.filter((_, i) => keep(i)),
    shares: page.shares.filter((_, i) => keep(i)),
    tokens: page.tokens.filter((_, i) => keep(i)),
  });
  return [pick((i) => i >= first - 6 && i <= last), pick((i) => isArticle(page.shares[i]!))];
}

/** Between what a line weighs by itself and what it weighs as a share of its page: the measure is over all tokens. */
function weightOf(tokens: number, bodyTokens: number): number {
  return (5 * Math.min(400, tokens + 1)) / Math.sqrt(Math.max(60, bodyTokens));
}
