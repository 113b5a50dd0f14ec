import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Anchored, FoundStatement, SaidOn } from '../src/domain/statement.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import { findTimes } from '../src/language/times/find-times.ts';
import { readArticle } from '../src/services/read-article.ts';
import { DEFAULT_READER } from '../src/services/readers.ts';
import { arrangeStatements } from '../src/statements/arrange-statements.ts';
import { dateStatements } from '../src/statements/dating/date-statements.ts';
import { READER } from '../src/statements/reader.ts';
import { quoteOf } from '../src/text/quote.ts';
import { type LabelledText, readCoverage } from './labelled-statements.ts';
import { type EvaluatedReader, openReader } from './readers.ts';
import {
  corporaDirectory,
  digestOf,
  type EvaluationReport,
  formatTable,
  needed,
  type Skipped,
} from './report.ts';
import type { Range, Spans } from './scorer.ts';

/** What the procedure was by which the statements were chosen and labelled stands in `labels/README.md`. */
const labelsSchema = z.array(
  z.object({
    doc: z.string(),
    gold: z.enum(['dev', 'train']).describe('which labelled statements of the coverage corpus it belongs to'),
    published: z.string().describe('EDTF day that relative dates count from'),
    stated: z
      .boolean()
      .describe('whether the text states that day; else it was assumed, to fit what the text tells'),
    half: z.enum(['tune', 'held']),
    statements: z.array(
      z.object({
        statement: z.number().int().describe('index among the labelled statements of the document'),
        cue: z.tuple([z.number().int(), z.number().int()]).describe('its first piece, UTF-16'),
        expected: z.array(z.string()).describe('EDTF that is right; none where no words date the saying'),
      }),
    ),
  }),
);
type DatedText = z.infer<typeof labelsSchema>[number];
type Half = DatedText['half'];

/** One labelled statement, and the dates that it was given: with its spans given, and as the reader found it. */
interface Outcome {
  readonly doc: string;
  readonly half: Half;
  readonly cue: Range;
  readonly expected: readonly string[];
  readonly given: SaidOn | null;
  /** Undefined where the reader found no statement with that cue. */
  readonly read: SaidOn | null | undefined;
}

const LABELS_FILE = new URL('./labels/said-on.json', import.meta.url);
const HALVES: readonly Half[] = ['tune', 'held'];

/**
 * `npm run evaluate -- dates [--reader fast|rules] [--errors]`: on what day it was said, of statements whose words say so, and of
 * others beside which a date stands that does not date them.
 *
 * Figures: `right`, the share of dated statements with the right date, their spans given; `false_dates`, the share of the others
 * that were given one; `read_right`, the share right of the dated ones that the reader itself finds, `read_all` of all of them;
 * `read_false` as `false_dates`. Each also for the documents whose errors nobody looked at (`_held`), and for the rest (`_tune`).
 */
export async function evaluateDates(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: { reader: { type: 'string' }, errors: { type: 'string' } },
  });
  const directory = needed(join(corporaDirectory(), 'coverage'));
  if (typeof directory !== 'string') return directory;
  const reader = await openReader(String(values.reader ?? DEFAULT_READER));
  const labels = readFileSync(LABELS_FILE, 'utf8');
  const texts = textsIn(directory);
  const outcomes: Outcome[] = [];
  const read: string[] = [];
  for (const label of labelsSchema.parse(JSON.parse(labels))) {
    const text = texts.get(label.doc);
    if (text === undefined) return { skipped: `${label.doc} is not among the texts in ${directory}` };
    read.push(text.text);
    outcomes.push(...(await outcomesOf(reader, label, text)));
  }
  const rows = [null, ...HALVES].map((half) => [half ?? 'all', ...rowOf(outcomes, half)]);
  const errors = typeof values.errors === 'string' ? errorsIn(outcomes, texts, values.errors) : [];
  return {
    figures: figuresOf(outcomes),
    table: formatTable([HEAD, ...rows]),
    digest: digestOf([labels, ...read]),
    failures: errors,
  };
}

function textsIn(directory: string): Map<string, LabelledText> {
  const files = ['dev.jsonl', 'train.jsonl']
    .map((name) => join(directory, name))
    .filter((file) => existsSync(file));
  const texts = files.flatMap((file) => readCoverage(file, join(directory, 'text')));
  return new Map(texts.map((text) => [text.name, text]));
}

async function outcomesOf(
  reader: EvaluatedReader,
  label: DatedText,
  { text, gold }: LabelledText,
): Promise<Outcome[]> {
  const metadata = { ...plainArticle('').metadata, published: { value: label.published, how: 'label' } };
  const article = { ...plainArticle(text), metadata };
  const document = reader.readDocument(article);
  const given = arrangeStatements(
    document,
    gold.map((spans) => givenStatement(text, spans)),
  );
  const dated = dateStatements(document, given, findTimes(document, label.published), label.published);
  const found = await readArticle(article, reader);
  return label.statements.map(({ statement, cue, expected }) => ({
    doc: label.doc,
    half: label.half,
    cue,
    expected,
    given: dated.find((one) => isSame(one, gold[statement]))?.saidOn ?? null,
    read: found.find((one) => one.cue.some(({ start, end }) => start < cue[1] && end > cue[0]))?.saidOn,
  }));
}

function givenStatement(text: string, spans: Spans): FoundStatement {
  const quotes = (ranges: readonly Range[]) => ranges.map(([start, end]) => quoteOf(text, { start, end }));
  return {
    ...{ source: quotes(spans.source), cue: quotes(spans.cue), content: quotes(spans.content) },
    ...{ act: 'state', hedge: 'certain', target: null, speaker: null, saidOn: null, within: null },
    ...{ block: 'body', probability: 1, reason: 'given', reader: READER },
  };
}

function isSame(one: Anchored<FoundStatement>, spans: Spans | undefined): boolean {
  const same = (quotes: FoundStatement['cue'], ranges: readonly Range[] = []) =>
    quotes.length === ranges.length && quotes.every(({ start }, i) => start === ranges[i]?.[0]);
  return (
    same(one.cue, spans?.cue) &&
    same(one.source, spans?.source) &&
    one.content[0]?.start === spans?.content[0]?.[0]
  );
}

const HEAD = [
  'statements',
  'dated',
  'right',
  'without',
  'false dates',
  'read: found',
  'right of found',
  'right of all',
  'false',
];

/** Counts and shares of one half, or of all. */
function rowOf(outcomes: readonly Outcome[], half: Half | null): number[] {
  const own = outcomes.filter((one) => half === null || one.half === half);
  const dated = own.filter(({ expected }) => expected.length > 0);
  const others = own.filter(({ expected }) => expected.length === 0);
  const found = dated.filter(({ read }) => read !== undefined);
  const readRight = found.filter(({ read, expected }) => expected.includes(read?.edtf ?? '')).length;
  const share = (part: number, whole: number) => part / Math.max(1, whole);
  return [
    dated.length,
    share(dated.filter(({ given, expected }) => expected.includes(given?.edtf ?? '')).length, dated.length),
    others.length,
    share(others.filter(({ given }) => given !== null).length, others.length),
    found.length,
    share(readRight, found.length),
    share(readRight, dated.length),
    share(others.filter(({ read }) => read != null).length, others.length),
  ];
}

function figuresOf(outcomes: readonly Outcome[]): Record<string, number> {
  const named = [null, ...HALVES].flatMap((half) => {
    const [dated = 0, right = 0, others = 0, wrong = 0, , readRight = 0, readAll = 0, readFalse = 0] = rowOf(
      outcomes,
      half,
    );
    const suffix = half === null ? '' : `_${half}`;
    const figures = {
      dated,
      right,
      others,
      false_dates: wrong,
      read_right: readRight,
      read_all: readAll,
      read_false: readFalse,
    };
    return dated === 0
      ? []
      : Object.entries(figures).map(([name, figure]) => [`${name}${suffix}`, figure] as const);
  });
  return Object.fromEntries(named);
}

/** What was dated wrongly in one part: places alone, without the texts' words. */
function errorsIn(
  outcomes: readonly Outcome[],
  texts: ReadonlyMap<string, LabelledText>,
  half: string,
): string[] {
  const isWrong = (expected: readonly string[], date: SaidOn | null | undefined) =>
    expected.length === 0 ? date != null : !expected.includes(date?.edtf ?? '');
  return outcomes
    .filter(
      (one) => one.half === half && (isWrong(one.expected, one.given) || isWrong(one.expected, one.read)),
    )
    .map(({ doc, cue, expected, given, read }) => {
      const sentence =
        texts
          .get(doc)
          ?.text.slice(Math.max(0, cue[0] - 120), cue[1] + 160)
          .replaceAll('\n', ' ') ?? '';
      const marks = [isWrong(expected, given) ? 'GIVEN' : '', isWrong(expected, read) ? 'READ' : ''].join(
        ' ',
      );
      return `${marks} ${doc} ${cue[0]}: expected ${expected[0] ?? 'none'}, given ${given?.edtf ?? 'none'} (${given?.how ?? ''}), read ${read === undefined ? 'not found' : (read?.edtf ?? 'none')}\n    ${sentence}`;
    });
}
