import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ACTS, type Act, actSchema, hedgeSchema } from '../src/domain/act.ts';
import type { Document } from '../src/domain/document.ts';
import type { Span } from '../src/text/span.ts';
import { bootstrapIntervals, intervalFigures } from './bootstrap.ts';
import { expectedCalibrationError } from './calibration.ts';
import { calibrationSections, confusionSection } from './error-report.ts';
import { readerArguments } from './reader-arguments.ts';
import type { EvaluatedReader } from './readers.ts';
import {
  corporaDirectory,
  digestOf,
  type EvaluationReport,
  f1,
  formatTable,
  type Skipped,
} from './report.ts';

const piecesSchema = z.array(z.tuple([z.number().int(), z.number().int()]));
const targetSchema = z
  .union([z.string(), z.object({ text: z.string() }).transform(({ text }) => text)])
  .nullable();
const labelsSchema = z.object({ act: actSchema, hedge: hedgeSchema, target: targetSchema });
const partsSchema = z.object({ source: piecesSchema, cue: piecesSchema, content: piecesSchema });
/** One article a line, all its statements. */
const articleLineSchema = z.object({
  doc: z.string(),
  statements: z.array(labelsSchema.extend(partsSchema.shape)),
});
/** One statement a line. */
const statementLineSchema = labelsSchema.extend({ doc: z.string(), spans: partsSchema });

type Parts = z.infer<typeof partsSchema>;
interface Gold extends z.infer<typeof labelsSchema> {
  readonly doc: string;
  readonly parts: Parts;
}

/** Pairs of gold and predicted labels, with what is derived from them. */
interface Outcome {
  readonly gold: Gold;
  readonly act: Act;
  readonly hedge: string;
  readonly target: string | null;
  /** Of the act; null where the reader gives none. */
  readonly probability: number | null;
}

/**
 * `npm run evaluate -- acts [--gold FILE] [--text DIR] [--reader fast|rules|llm]`: act, hedge and target on given spans.
 * Gold is one article a line (`doc`, `statements`) or one statement a line (`doc`, `spans`); offsets in code points.
 *
 * Figures: `accuracy` of the act; `macro_f1`, the mean F1 over the acts in the gold; `hedge_accuracy`;
 * `target_overlap`, the mean F1 of words between gold and predicted target where either has one; `ece_act`, the expected
 * calibration error of the act's probability, where the reader gives one.
 */
export async function evaluateActs(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const paths = await readerArguments(args, {
    gold: join(corporaDirectory(), 'coverage/dev.jsonl'),
    text: join(corporaDirectory(), 'coverage/text'),
  });
  if ('skipped' in paths) return paths;
  const { gold, text, reader } = paths;
  const lines = readFileSync(gold, 'utf8');
  const texts = new Map<string, string>();
  const outcomes: Outcome[] = [];
  for (const { doc, golds } of parseGold(lines)) {
    const body = readFileSync(textPath(text, doc), 'utf8');
    texts.set(doc, body);
    outcomes.push(...(await labelAll(reader, body, golds)));
  }
  return report(outcomes, digestOf([lines, ...texts.values()]));
}

function parseGold(lines: string): { doc: string; golds: Gold[] }[] {
  const byDoc = new Map<string, Gold[]>();
  const add = (gold: Gold) => byDoc.set(gold.doc, [...(byDoc.get(gold.doc) ?? []), gold]);
  for (const line of lines.split('\n').filter((line) => line.trim() !== '')) {
    const value: unknown = JSON.parse(line);
    const article = articleLineSchema.safeParse(value);
    if (article.success)
      for (const { act, hedge, target, ...parts } of article.data.statements)
        add({ doc: article.data.doc, act, hedge, target, parts });
    else {
      const { doc, act, hedge, target, spans } = statementLineSchema.parse(value);
      add({ doc, act, hedge, target, parts: spans });
    }
  }
  return [...byDoc].map(([doc, golds]) => ({ doc, golds }));
}

function textPath(directory: string, doc: string): string {
  const path = join(directory, doc);
  return existsSync(path) && statSync(path).isFile() ? path : `${path}.txt`;
}

async function labelAll(reader: EvaluatedReader, text: string, golds: readonly Gold[]): Promise<Outcome[]> {
  const unitsOf = codeUnitOffsets(text);
  const spans = (pieces: Parts['source']): Span[] =>
    pieces.map(([start, end]) => ({ start: unitsOf(start), end: unitsOf(end) }));
  const labels = await reader.labelActs(
    plainDocument(reader, text),
    golds.map(({ parts: { source, cue, content } }) => ({
      source: spans(source),
      cue: spans(cue),
      content: spans(content),
    })),
  );
  return labels.flatMap(({ act, hedge, target, probability = null }, i) => {
    const gold = golds[i];
    return gold === undefined ? [] : [{ gold, act, hedge, target: target?.text ?? null, probability }];
  });
}

/** The whole text as one body block: nothing is removed. */
function plainDocument({ readDocument }: EvaluatedReader, text: string): Document {
  return readDocument({
    text,
    blocks: [{ type: 'body', start: 0, end: text.length, reason: 'given as plain text', probability: 1 }],
  });
}

/** From an offset in code points to one in UTF-16 code units. */
function codeUnitOffsets(text: string): (codePoint: number) => number {
  const offsets: number[] = [];
  let unit = 0;
  for (const character of text) {
    offsets.push(unit);
    unit += character.length;
  }
  return (codePoint) => offsets[codePoint] ?? unit;
}

function report(outcomes: readonly Outcome[], digest: string): EvaluationReport {
  const rows = actRows(outcomes);
  const share = (holds: (outcome: Outcome) => boolean) =>
    outcomes.filter(holds).length / Math.max(1, outcomes.length);
  const overlaps = outcomes.flatMap(({ gold, target }) => wordOverlap(gold.target, target) ?? []);
  const judged = outcomes.flatMap(({ gold, act, probability }) =>
    probability === null ? [] : { probability, right: gold.act === act },
  );
  const figures = {
    ...actFigures(outcomes),
    hedge_accuracy: share(({ gold, hedge }) => gold.hedge === hedge),
    target_overlap: mean(overlaps),
    ...intervalFigures(bootstrapIntervals(byArticle(outcomes), (sample) => actFigures(sample.flat()))),
    ...(judged.length === 0 ? {} : { ece_act: expectedCalibrationError(judged) }),
  };
  const pairs = outcomes.map(({ gold, act }) => [gold.act, act] as const);
  const confusion = confusionSection(pairs, ACTS, 'Of all labelled statements, their spans given.');
  const table = [
    formatTable([['act', 'gold', 'predicted', 'hits', 'F1'], ...rows]),
    confusion.table,
    formatTable([['statements', outcomes.length], ...Object.entries(figures)]),
  ].join('\n\n');
  const sections =
    judged.length === 0 ? [] : calibrationSections('An act is right where it is the labelled one.', judged);
  return { figures, table, digest, sections };
}

/** Act, gold, predicted, hits, F1. */
function actRows(outcomes: readonly Outcome[]): [Act, number, number, number, number][] {
  return ACTS.map((act) => {
    const gold = outcomes.filter((outcome) => outcome.gold.act === act).length;
    const predicted = outcomes.filter((outcome) => outcome.act === act).length;
    const hits = outcomes.filter((outcome) => outcome.act === act && outcome.gold.act === act).length;
    return [act, gold, predicted, hits, f1(hits, predicted, gold)];
  });
}

function actFigures(outcomes: readonly Outcome[]): { accuracy: number; macro_f1: number } {
  const counts = new Map<Act, { gold: number; predicted: number; hits: number }>(
    ACTS.map((act) => [act, { gold: 0, predicted: 0, hits: 0 }]),
  );
  let right = 0;
  for (const { gold, act } of outcomes) {
    const [labelled, found] = [counts.get(gold.act), counts.get(act)];
    if (labelled === undefined || found === undefined) continue;
    labelled.gold++;
    found.predicted++;
    if (gold.act !== act) continue;
    found.hits++;
    right++;
  }
  const present = [...counts.values()].filter(({ gold }) => gold > 0);
  return {
    accuracy: right / Math.max(1, outcomes.length),
    macro_f1: mean(present.map(({ hits, predicted, gold }) => f1(hits, predicted, gold))),
  };
}

function byArticle(outcomes: readonly Outcome[]): Outcome[][] {
  return [...Map.groupBy(outcomes, ({ gold }) => gold.doc).values()];
}

const WORD = /[\p{L}\p{N}]+/gu;

/** F1 of the words of two targets, compared as sets; null where neither has one. */
function wordOverlap(gold: string | null, predicted: string | null): number | null {
  if (gold === null && predicted === null) return null;
  const words = (text: string | null) =>
    new Set((text?.toLowerCase().match(WORD) ?? []).filter((word) => word !== 'the'));
  const [a, b] = [words(gold), words(predicted)];
  return f1([...a].filter((word) => b.has(word)).length, b.size, a.size);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
