/** True and false positives and false negatives of one page, as shares of their sum. */
export interface ShingleScore {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/** Precision, recall and F1 over pages, in [0, 1]. */
export interface ExtractionFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Tokens in a shingle, as the article-extraction benchmark has it. */
const SHINGLE_LENGTH = 4;

/** Precision and recall averaged over the pages that have any; F1 of the two averages, not the average of F1s. */
export function averageScores(scores: readonly ShingleScore[]): ExtractionFigures {
  const precision = mean(scores.filter((s) => s.tp + s.fp > 0).map((s) => s.tp / (s.tp + s.fp)));
  const recall = mean(scores.filter((s) => s.tp + s.fn > 0).map((s) => s.tp / (s.tp + s.fn)));
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision, recall, f1 };
}

/** Compares two texts as multisets of shingles; the counts are divided by their sum so that long pages weigh no more. */
export function compareShingles(truth: string, found: string): ShingleScore {
  const gold = shingleCounts(truth);
  const predicted = shingleCounts(found);
  let tp = 0;
  let fp = 0;
  let fn = 0;
  for (const key of new Set([...gold.keys(), ...predicted.keys()])) {
    const inGold = gold.get(key) ?? 0;
    const inPredicted = predicted.get(key) ?? 0;
    tp += Math.min(inGold, inPredicted);
    fp += Math.max(0, inPredicted - inGold);
    fn += Math.max(0, inGold - inPredicted);
  }
  const sum = tp + fp + fn || 1;
  return { tp: tp / sum, fp: fp / sum, fn: fn / sum };
}

/** A text of fewer tokens than a shingle counts as one shingle, an empty text as none. */
function shingleCounts(text: string): Map<string, number> {
  const tokens = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let i = 0; i < Math.max(1, tokens.length - SHINGLE_LENGTH + 1); i++) {
    const shingle = tokens.slice(i, i + SHINGLE_LENGTH).join(' ');
    if (shingle) counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
