import { join } from 'node:path';
import { bootstrapIntervals, intervalFigures } from './bootstrap.ts';
import { expectedCalibrationError } from './calibration.ts';
import { statementErrors } from './error-report.ts';
import { type LabelledText, readBrat } from './labelled-statements.ts';
import { predictAll, readerArguments } from './reader-arguments.ts';
import { corporaDirectory, digestOf, type EvaluationReport, formatTable, type Skipped } from './report.ts';
import {
  type Counts,
  f1Of,
  macroTokenF1,
  ROLES,
  type ScoredDocument,
  type Scores,
  scoreDocuments,
  sumScores,
} from './scorer.ts';

/**
 * Measures the reader on articles in which every attribution relation is labelled, in brat standoff
 * (`--gold DIR --text DIR --reader fast|rules|llm`; without paths PolNeAR's development split).
 */
export async function evaluateStatements(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const directory = join(corporaDirectory(), 'polnear', 'dev');
  const paths = await readerArguments(args, {
    gold: join(directory, 'attributions'),
    text: join(directory, 'text'),
  });
  if ('skipped' in paths) return paths;
  const texts = readBrat(paths.gold, paths.text);
  const scored = await predictAll(paths.reader, texts);
  const scores = scoreDocuments(scored);
  const { sections, judged } = statementErrors(scored);
  const figures = {
    ...figuresOf(scores),
    ...intervalFigures(intervalsOf(scored)),
    ece: expectedCalibrationError(judged),
  };
  return { figures, table: tableOf(texts.length, scores, figures), digest: digestOfTexts(texts), sections };
}

/** The figures that come with an interval. */
const WITH_INTERVAL = ['linked_50', 'm3', 'indirect_content_recall'] as const;

/** 95 % intervals over resamples of the articles. */
export function intervalsOf(documents: readonly ScoredDocument[]): ReturnType<typeof bootstrapIntervals> {
  const articles = documents.map((one) => scoreDocuments([one]));
  return bootstrapIntervals(articles, (sample) => {
    const figures = figuresOf(sumScores(sample));
    return Object.fromEntries(WITH_INTERVAL.map((name) => [name, figures[name] ?? Number.NaN]));
  });
}

/** The named figures of a reader's scores, as fractions. */
export function figuresOf(scores: Scores): Record<string, number> {
  const figures: Record<string, number> = {
    linked_50: f1Of(scores.linked50),
    who_what: f1Of(scores.whoWhat),
    m3: macroTokenF1(scores),
    indirect_content_recall: recallOf(scores.indirectContent),
  };
  for (const role of ROLES) figures[`exact_${role}`] = f1Of(scores.exact[role]);
  for (const role of ROLES) figures[`token_${role}`] = f1Of(scores.token[role]);
  return figures;
}

/** Precision, recall and F1 of each figure, in percent, with its counts and, where there is one, its 95 % interval. */
export function tableOf(articles: number, scores: Scores, figures: Readonly<Record<string, number>>): string {
  const rows: [string, Counts][] = [
    ['linked_50', scores.linked50],
    ['who_what', scores.whoWhat],
    ...ROLES.map((role): [string, Counts] => [`exact_${role}`, scores.exact[role]]),
    ...ROLES.map((role): [string, Counts] => [`token_${role}`, scores.token[role]]),
  ];
  const interval = (name: string) => intervalCell(name, figures);
  const indirect = scores.indirectContent;
  return formatTable([
    [`${articles} articles`, 'P', 'R', 'F1', 'hits', 'found', 'gold', '95 % of resamples'],
    ...rows.map(([name, counts]) => [
      name,
      percent(counts.predicted === 0 ? 0 : counts.hits / counts.predicted),
      percent(recallOf(counts)),
      percent(f1Of(counts)),
      counts.hits,
      counts.predicted,
      counts.gold,
      interval(name),
    ]),
    ['m3', '', '', percent(macroTokenF1(scores)), '', '', '', interval('m3')],
    [
      'indirect_content_recall',
      '',
      percent(recallOf(indirect)),
      '',
      indirect.hits,
      '',
      indirect.gold,
      interval('indirect_content_recall'),
    ],
    ['ece (a fraction)', '', '', (figures.ece ?? Number.NaN).toFixed(3), '', '', '', ''],
  ]);
}

/** "58.4–69.7", in percent; empty for a figure without an interval. */
export function intervalCell(name: string, figures: Readonly<Record<string, number>>): string {
  const [low, high] = [figures[`${name}_low`], figures[`${name}_high`]];
  return low === undefined || high === undefined ? '' : `${percent(low)}–${percent(high)}`;
}

export const percent = (share: number) => (100 * share).toFixed(1);

/** Over names, texts and labels: a changed label is other data. */
export function digestOfTexts(texts: readonly LabelledText[]): string {
  return digestOf(texts.flatMap(({ name, text, gold }) => [name, text, JSON.stringify(gold)]));
}

function recallOf(counts: Counts): number {
  return counts.gold === 0 ? 0 : counts.hits / counts.gold;
}
