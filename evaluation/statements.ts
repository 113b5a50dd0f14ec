import { join } from 'node:path';
import { type LabelledText, readBrat } from './labelled-statements.ts';
import { predict, readerArguments } from './reader-arguments.ts';
import { corporaDirectory, digestOf, type EvaluationReport, formatTable, type Skipped } from './report.ts';
import { type Counts, f1Of, macroTokenF1, ROLES, type Scores, scoreDocuments } from './scorer.ts';

/**
 * Measures the reader on articles in which every attribution relation is labelled, in brat standoff
 * (`--gold DIR --text DIR --reader rules|fast`; without paths PolNeAR's development split).
 */
export async function evaluateStatements(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const directory = join(corporaDirectory(), 'polnear', 'dev');
  const paths = await readerArguments(args, {
    gold: join(directory, 'attributions'),
    text: join(directory, 'text'),
  });
  if ('skipped' in paths) return paths;
  const texts = readBrat(paths.gold, paths.text);
  const scores = scoreDocuments(
    texts.map(({ text, gold }) => ({ text, gold, predicted: predict(paths.reader, text) })),
  );
  return { figures: figuresOf(scores), table: tableOf(texts.length, scores), digest: digestOfTexts(texts) };
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

/** Precision, recall and F1 of each figure, in percent, with its counts. */
export function tableOf(articles: number, scores: Scores): string {
  const rows: [string, Counts][] = [
    ['linked_50', scores.linked50],
    ['who_what', scores.whoWhat],
    ...ROLES.map((role): [string, Counts] => [`exact_${role}`, scores.exact[role]]),
    ...ROLES.map((role): [string, Counts] => [`token_${role}`, scores.token[role]]),
  ];
  const percent = (share: number) => (100 * share).toFixed(1);
  return formatTable([
    [`${articles} articles`, 'P', 'R', 'F1', 'hits', 'found', 'gold'],
    ...rows.map(([name, counts]) => [
      name,
      percent(counts.predicted === 0 ? 0 : counts.hits / counts.predicted),
      percent(recallOf(counts)),
      percent(f1Of(counts)),
      counts.hits,
      counts.predicted,
      counts.gold,
    ]),
    ['m3', '', '', percent(macroTokenF1(scores)), '', '', ''],
    [
      'indirect_content_recall',
      '',
      percent(recallOf(scores.indirectContent)),
      '',
      scores.indirectContent.hits,
      '',
      scores.indirectContent.gold,
    ],
  ]);
}

/** Over names, texts and labels: a changed label is other data. */
export function digestOfTexts(texts: readonly LabelledText[]): string {
  return digestOf(texts.flatMap(({ name, text, gold }) => [name, text, JSON.stringify(gold)]));
}

function recallOf(counts: Counts): number {
  return counts.gold === 0 ? 0 : counts.hits / counts.gold;
}
