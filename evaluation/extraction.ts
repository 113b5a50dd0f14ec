import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { READ_BLOCK_TYPES } from '../src/domain/article.ts';
import { isRefusal } from '../src/domain/errors.ts';
import { extractHtml } from '../src/extract/extract-html.ts';
import { byteOffsets, decodeBytes } from '../src/text/decode.ts';
import {
  corporaDirectory,
  digestOf,
  type EvaluationReport,
  formatTable,
  needed,
  type Skipped,
} from './report.ts';

/** True and false positives and false negatives of one page, as shares of their sum. */
interface ShingleScore {
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

/**
 * Scores the articles found in saved pages against their true text, by the metric of scrapinghub's
 * article-extraction-benchmark (`evaluate.py`): multisets of four-token shingles, averaged over pages.
 * `--pages DIR` holds `KEY.html.gz`, `--truth FILE` a JSON object `{KEY: {articleBody}}`.
 */
export async function evaluateExtraction(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const { values } = parseArgs({
    args: [...args],
    options: { pages: { type: 'string' }, truth: { type: 'string' } },
    strict: false,
  });
  const base = join(corporaDirectory(), 'extraction');
  const pages = needed(typeof values.pages === 'string' ? values.pages : join(base, 'html'));
  if (typeof pages !== 'string') return pages;
  const truthFile = needed(typeof values.truth === 'string' ? values.truth : join(base, 'ground-truth.json'));
  if (typeof truthFile !== 'string') return truthFile;
  const truth = readTruth(truthFile);
  const keys = [...truth.keys()].sort();
  const missing = keys.filter((key) => !existsSync(join(pages, `${key}.html.gz`)));
  if (keys.length === 0 || missing.length === keys.length)
    return {
      skipped: `${pages} holds no page (KEY.html.gz) of ${truthFile}; it holds ${readdirSync(pages).length} files`,
    };
  return score(pages, truth, keys);
}

function score(pages: string, truth: ReadonlyMap<string, string>, keys: readonly string[]): EvaluationReport {
  const scores: ShingleScore[] = [];
  const times: number[] = [];
  let refused = 0;
  for (const key of keys) {
    const file = join(pages, `${key}.html.gz`);
    const bytes = existsSync(file) ? gunzipSync(readFileSync(file)) : new Uint8Array();
    const started = performance.now();
    const found = bodyOf(bytes);
    times.push(performance.now() - started);
    if (found === null) refused++;
    scores.push(compareShingles(truth.get(key) ?? '', found ?? ''));
  }
  const figures = averageScores(scores);
  times.sort((a, b) => a - b);
  const meanMs = times.reduce((sum, ms) => sum + ms, 0) / times.length;
  const p95Ms = times[Math.floor(times.length * 0.95)] ?? 0;
  return {
    figures: { ...figures, pages: keys.length, refused, mean_ms: meanMs, p95_ms: p95Ms },
    table: formatTable([
      ['pages', 'F1', 'precision', 'recall', 'refused', 'ms/page', 'p95 ms'],
      [
        String(keys.length),
        figures.f1,
        figures.precision,
        figures.recall,
        refused,
        Math.round(meanMs),
        Math.round(p95Ms),
      ],
    ]),
    digest: digestOf(keys.flatMap((key) => [key, truth.get(key) ?? ''])),
  };
}

/** What is read of a page but its headline, as the truth has it; null where the page was refused. */
function bodyOf(bytes: Uint8Array): string | null {
  const article = extractHtml(decodeBytes(bytes, 'utf-8'), byteOffsets(bytes, 'utf-8'));
  if (isRefusal(article)) return null;
  return article.blocks
    .filter(({ type }) => READ_BLOCK_TYPES.has(type) && type !== 'headline')
    .map((block) => article.text.slice(block.start, block.end))
    .join('\n');
}

function readTruth(file: string): Map<string, string> {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const entries = Object.entries(parsed as Record<string, { articleBody?: string }>);
  return new Map(entries.map(([key, page]) => [key, page.articleBody ?? '']));
}

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
