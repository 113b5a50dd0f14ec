import { join } from 'node:path';
import { ACTS } from '../src/domain/act.ts';
import { bootstrapIntervals, intervalFigures } from './bootstrap.ts';
import { expectedCalibrationError } from './calibration.ts';
import { confusionSection, statementErrors } from './error-report.ts';
import { type CoverageSpans, type LabelledText, readCoverage } from './labelled-statements.ts';
import { type PredictedSpans, predictAll, readerArguments } from './reader-arguments.ts';
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
import { digestOfTexts, figuresOf, intervalCell, intervalsOf, percent, tableOf } from './statements.ts';

interface Scored {
  readonly text: string;
  readonly gold: readonly CoverageSpans[];
  readonly predicted: readonly PredictedSpans[];
}

/**
 * Measures the reader on articles about cyber-incidents in which every statement is labelled with its act and speaker
 * (`--gold FILE --text DIR --reader fast|rules|llm`; without paths the development articles). Beyond the figures of
 * `statements`: `act_end_to_end`, F1 over statements whose content is found (IoU ≥ 0.5) with the right act;
 * `speaker_country`, the share of linked statements with a speaker whose state, or the lack of one, is right; and the
 * confusion of acts.
 */
export async function evaluateCoverage(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const directory = join(corporaDirectory(), 'coverage');
  const paths = await readerArguments(args, {
    gold: join(directory, 'dev.jsonl'),
    text: join(directory, 'text'),
  });
  if ('skipped' in paths) return paths;
  const texts: LabelledText<CoverageSpans>[] = readCoverage(paths.gold, paths.text);
  const scored = await predictAll(paths.reader, texts);
  const scores = scoreDocuments(scored);
  const { sections, judged, classified } = statementErrors(scored);
  const acts = actsEndToEnd(scored);
  const countries = speakerCountries(scored);
  const figures = {
    ...figuresOf(scores),
    act_end_to_end: f1Of(acts),
    speaker_country: countries.gold === 0 ? 0 : countries.hits / countries.gold,
    ...intervalFigures({ ...intervalsOf(scored), ...actIntervals(scored) }),
    ece: expectedCalibrationError(judged),
  };
  const table = [
    tableOf(texts.length, scores, figures),
    formatTable([
      [
        'act_end_to_end (F1)',
        percent(figures.act_end_to_end),
        `${acts.hits}/${acts.predicted}/${acts.gold}`,
        intervalCell('act_end_to_end', figures),
      ],
      [
        'speaker_country',
        percent(figures.speaker_country),
        `${countries.hits}/${countries.gold}`,
        intervalCell('speaker_country', figures),
      ],
    ]),
  ].join('\n');
  const alike = classified.flatMap((one) => one.alike.map(([g, p]) => [g.act, p.act] as const));
  const confusion = confusionSection(alike, ACTS, 'Of statements whose content is found (IoU ≥ 0.5).');
  return { figures, table, digest: digestOfTexts(texts), sections: [...sections, confusion] };
}

function actIntervals(scored: readonly Scored[]): ReturnType<typeof bootstrapIntervals> {
  const articles = scored.map((one) => ({ acts: actsEndToEnd([one]), countries: speakerCountries([one]) }));
  return bootstrapIntervals(articles, (sample) => {
    const countries = sumCounts(sample.map((one) => one.countries));
    return {
      act_end_to_end: f1Of(sumCounts(sample.map((one) => one.acts))),
      speaker_country: countries.gold === 0 ? 0 : countries.hits / countries.gold,
    };
  });
}

function sumCounts(list: readonly Counts[]): Counts {
  const sum: Counts = { hits: 0, predicted: 0, gold: 0 };
  for (const { hits, predicted, gold } of list) {
    sum.hits += hits;
    sum.predicted += predicted;
    sum.gold += gold;
  }
  return sum;
}

/** One-to-one matches with content IoU ≥ 0.5 and the same act. */
export function actsEndToEnd(scored: readonly Scored[]): Counts {
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
