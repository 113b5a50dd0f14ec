import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { type BlockType, READ_BLOCK_TYPES } from '../src/domain/article.ts';
import { isRefusal } from '../src/domain/errors.ts';
import { extractHtml } from '../src/extract/extract-html.ts';
import type { BlockModel } from '../src/extract/learned/block-model.ts';
import { byteOffsets, decodeBytes } from '../src/text/decode.ts';
import {
  corporaDirectory,
  digestOf,
  type EvaluationReport,
  formatTable,
  needed,
  type Skipped,
} from './report.ts';
import { averageScores, compareShingles, type ShingleScore } from './shingles.ts';

/** The model that a page is read with: undefined for the one that ships. */
type ModelFor = (key: string) => BlockModel | undefined;

/**
 * Scores the articles found in saved pages against their true text, by the metric of scrapinghub's
 * article-extraction-benchmark (`evaluate.py`): multisets of four-token shingles, averaged over pages.
 * `--pages DIR` holds `KEY.html.gz`, `--truth FILE` a JSON object `{KEY: {articleBody}}`. With `--folds` each page of
 * the benchmark is read by a model that was trained on pages of other hosts alone (five parts): what pages that nobody has seen are
 * to be expected to score.
 */
export async function evaluateExtraction(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const { values } = parseArgs({
    args: [...args],
    options: { pages: { type: 'string' }, truth: { type: 'string' }, folds: { type: 'boolean' } },
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
  const modelFor: ModelFor =
    values.folds === true
      ? (await import('../train/cross-validate.ts')).blockModelsByFold(corporaDirectory())
      : () => undefined;
  return score(pages, truth, keys, modelFor);
}

function score(
  pages: string,
  truth: ReadonlyMap<string, string>,
  keys: readonly string[],
  modelFor: ModelFor,
): EvaluationReport {
  const scores: ShingleScore[] = [];
  const ofBody: ShingleScore[] = [];
  const times: number[] = [];
  let refused = 0;
  for (const key of keys) {
    const file = join(pages, `${key}.html.gz`);
    const bytes = existsSync(file) ? gunzipSync(readFileSync(file)) : new Uint8Array();
    const started = process.cpuUsage().user;
    const found = bodyOf(bytes, modelFor(key));
    times.push((process.cpuUsage().user - started) / 1000);
    if (found === null) refused++;
    scores.push(compareShingles(truth.get(key) ?? '', found?.read ?? ''));
    ofBody.push(compareShingles(truth.get(key) ?? '', found?.body ?? ''));
  }
  const figures = averageScores(scores);
  times.sort((a, b) => a - b);
  const meanMs = times.reduce((sum, ms) => sum + ms, 0) / times.length;
  const p95Ms = times[Math.floor(times.length * 0.95)] ?? 0;
  return {
    figures: {
      ...figures,
      f1_body: averageScores(ofBody).f1,
      pages: keys.length,
      refused,
      mean_ms: meanMs,
      p95_ms: p95Ms,
    },
    table: formatTable([
      ['pages', 'F1', 'precision', 'recall', 'F1 without standfirsts', 'refused', 'CPU ms/page', 'p95 ms'],
      [
        String(keys.length),
        figures.f1,
        figures.precision,
        figures.recall,
        averageScores(ofBody).f1,
        refused,
        Math.round(meanMs),
        Math.round(p95Ms),
      ],
    ]),
    digest: digestOf(keys.flatMap((key) => [key, truth.get(key) ?? ''])),
  };
}

/**
 * What is read of a page but its headline, and that without the standfirst, which the truth mostly leaves out; null
 * where the page was refused.
 */
function bodyOf(bytes: Uint8Array, model: BlockModel | undefined): { read: string; body: string } | null {
  const article = extractHtml(decodeBytes(bytes, 'utf-8'), byteOffsets(bytes, 'utf-8'), model);
  if (isRefusal(article)) return null;
  const textOf = (isTaken: (type: BlockType) => boolean) =>
    article.blocks
      .filter(({ type }) => isTaken(type))
      .map((block) => article.text.slice(block.start, block.end))
      .join('\n');
  return {
    read: textOf((type) => READ_BLOCK_TYPES.has(type) && type !== 'headline'),
    body: textOf((type) => type === 'body'),
  };
}

function readTruth(file: string): Map<string, string> {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const entries = Object.entries(parsed as Record<string, { articleBody?: string }>);
  return new Map(entries.map(([key, page]) => [key, page.articleBody ?? '']));
}
