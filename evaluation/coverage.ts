import { join } from 'node:path';
import { type CoverageSpans, type LabelledText, readCoverage } from './labelled-statements.ts';
import { type PredictedSpans, predict, readerArguments } from './reader-arguments.ts';
import { corporaDirectory, type EvaluationReport, formatTable, type Skipped } from './report.ts';
import {
  type Counts,
  closeness,
  f1Of,
  intersectionOverUnion,
  isLinked50,
  matchGreedily,
  scoreDocuments,
} from './scorer.ts';
import { digestOfTexts, figuresOf, tableOf } from './statements.ts';

/** Resamples of the articles for the interval; with 1,000 its ends move by less than half a point. */
const RESAMPLES = 1000;

interface Scored {
  readonly text: string;
  readonly gold: readonly CoverageSpans[];
  readonly predicted: readonly PredictedSpans[];
}

/**
 * Measures the reader on articles about cyber-incidents in which every statement is labelled with its act and speaker
 * (`--gold FILE --text DIR --reader rules|fast`; without paths the development articles). Beyond the figures of
 * `statements`: `act_end_to_end`, F1 over statements whose content is found (IoU ≥ 0.5) with the right act;
 * `speaker_country`, the share of linked statements with a speaker whose state, or the lack of one, is right; and the
 * 95 % interval of `linked_50` by resampling articles.
 */
export async function evaluateCoverage(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const directory = join(corporaDirectory(), 'coverage');
  const paths = await readerArguments(args, {
    gold: join(directory, 'dev.jsonl'),
    text: join(directory, 'text'),
  });
  if ('skipped' in paths) return paths;
  const texts: LabelledText<CoverageSpans>[] = readCoverage(paths.gold, paths.text);
  const scored = texts.map(({ text, gold }) => ({ text, gold, predicted: predict(paths.reader, text) }));
  const scores = scoreDocuments(scored);
  const acts = actsEndToEnd(scored);
  const countries = speakerCountries(scored);
  const [low, high] = bootstrapInterval(scored.map((one) => scoreDocuments([one]).linked50));
  const figures = {
    ...figuresOf(scores),
    linked_50_low: low,
    linked_50_high: high,
    act_end_to_end: f1Of(acts),
    speaker_country: countries.gold === 0 ? 0 : countries.hits / countries.gold,
  };
  const percent = (share: number) => (100 * share).toFixed(1);
  const table = [
    tableOf(texts.length, scores),
    formatTable([
      ['linked_50, 95 % of resamples', `${percent(low)}–${percent(high)}`],
      ['act_end_to_end (F1)', percent(figures.act_end_to_end), `${acts.hits}/${acts.predicted}/${acts.gold}`],
      ['speaker_country', percent(figures.speaker_country), `${countries.hits}/${countries.gold}`],
    ]),
  ].join('\n');
  return { figures, table, digest: digestOfTexts(texts) };
}

/** One-to-one matches with content IoU ≥ 0.5 and the same act. */
function actsEndToEnd(scored: readonly Scored[]): Counts {
  const counts: Counts = { hits: 0, predicted: 0, gold: 0 };
  for (const { gold, predicted } of scored) {
    const pairs = matchGreedily(predicted, gold, (p, g) =>
      p.act === g.act && intersectionOverUnion(p.content, g.content) >= 0.5 ? closeness(p, g) : 0,
    );
    counts.hits += pairs.length;
    counts.predicted += predicted.length;
    counts.gold += gold.length;
  }
  return counts;
}

/** Among linked statements with a labelled speaker: how many have its state right. */
function speakerCountries(scored: readonly Scored[]): Counts {
  const counts: Counts = { hits: 0, predicted: 0, gold: 0 };
  for (const { gold, predicted } of scored)
    for (const [i, j] of matchGreedily(predicted, gold, (p, g) => (isLinked50(p, g) ? closeness(p, g) : 0))) {
      const country = gold[j]?.speakerCountry;
      if (country === undefined) continue;
      counts.gold++;
      counts.predicted++;
      if (predicted[i]?.speakerCountry === country) counts.hits++;
    }
  return counts;
}

/**
 * The 2.5th and 97.5th percentile of F1 over resamples of the articles, with a fixed seed: the same data give the same
 * interval.
 */
export function bootstrapInterval(articles: readonly Counts[], resamples = RESAMPLES): [number, number] {
  const random = linearCongruential(20141222);
  const values: number[] = [];
  for (let i = 0; i < resamples; i++) {
    const sum: Counts = { hits: 0, predicted: 0, gold: 0 };
    for (let k = 0; k < articles.length; k++) {
      const one = articles[Math.floor(random() * articles.length)];
      sum.hits += one?.hits ?? 0;
      sum.predicted += one?.predicted ?? 0;
      sum.gold += one?.gold ?? 0;
    }
    values.push(f1Of(sum));
  }
  values.sort((a, b) => a - b);
  return [values[Math.floor(resamples * 0.025)] ?? 0, values[Math.ceil(resamples * 0.975) - 1] ?? 0];
}

/** Numbers in [0, 1) from a seed: the generator of Numerical Recipes, good enough to draw articles. */
function linearCongruential(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
