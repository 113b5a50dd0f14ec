/**
 * `npm run evaluate -- NAME [options]`: measures one part of Onus and holds it against its floors.
 * Exit 0: floors hold, or there are none for this data; 1: a floor or an item fell; 2: usage.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OnusError } from '../src/domain/errors.ts';
import { LANGUAGE_MODEL_READER } from '../src/services/language-model-reader.ts';
import { DEFAULT_READER } from '../src/services/readers.ts';
import { FloorLowered, type Floors, floorsSchema, judge, raise } from './gate.ts';
import { type Evaluation, type EvaluationReport, reportMarkdown } from './report.ts';

const EVALUATIONS: Readonly<Record<string, () => Promise<Evaluation>>> = {
  statements: async () => (await import('./statements.ts')).evaluateStatements,
  acts: async () => (await import('./acts.ts')).evaluateActs,
  coverage: async () => (await import('./coverage.ts')).evaluateCoverage,
  speakers: async () => (await import('./speakers.ts')).evaluateSpeakers,
  dates: async () => (await import('./dates.ts')).evaluateDates,
  mentions: async () => (await import('./mentions.ts')).evaluateMentions,
  anchoring: async () => (await import('./anchoring.ts')).evaluateAnchoring,
  extraction: async () => (await import('./extraction.ts')).evaluateExtraction,
  pasted: async () => (await import('./pasted.ts')).evaluatePasted,
  metadata: async () => (await import('./metadata.ts')).evaluateMetadata,
  copies: async () => (await import('./copies.ts')).evaluateCopies,
  refusals: async () => (await import('./refusals.ts')).evaluateRefusals,
  'transfer-bombs': async () => (await import('./transfer-bombs.ts')).evaluateTransferBombs,
  payloads: async () => (await import('./payloads.ts')).evaluatePayloads,
  documents: async () => (await import('./documents.ts')).evaluateDocuments,
  bombs: async () => (await import('./bombs.ts')).evaluateBombs,
  fuzz: async () => (await import('./fuzz.ts')).evaluateFuzz,
};
/** The evaluations that measure a reader, and so have floors for each. */
const READER_EVALUATIONS = new Set(['statements', 'acts', 'coverage', 'speakers', 'dates', 'mentions']);
const REPORTS = join(import.meta.dirname, 'reports');
/** Options that name other data than the development data. */
const DATA_OPTIONS = ['gold', 'text', 'pages', 'truth', 'list'] as const;
const FLOORS_FILE = new URL('./floors.json', import.meta.url);

const USAGE = `usage: npm run evaluate -- ${Object.keys(EVALUATIONS).join('|')} [options]

  --gold PATH --text DIR   statements, acts, coverage, speakers, mentions: labelled data and its texts
  --reader fast|rules|llm  the same: which reader (fast); llm: the language model that the environment names (docs/cli.md)
  --model DIR              with --reader fast: other weights than those that ship; writes no report by itself
  --pages DIR --truth FILE extraction
  --text DIR               copies: articles, one a file
  --errors tune            dates: what was dated wrongly in that half
  --errors                 metadata: what was found on the pages that are tuned on, where it is wrong
  --folds                  extraction: each page of the benchmark read by a model that saw no page of its host
  --list FILE              refusals, payloads
  --only WORDS             bombs: those whose name holds the words
  --count N --seed S       fuzz: N texts from the seed on; --replay SEED takes one alone; also --reader (fast)
  --json                   one JSON object of figures, as fractions
  --raise NAME[,NAME]      take today's figures as floors for this data (never lowers one)
  --lower REASON           with --raise: lower a floor, and say why
  --report DIR             statements, acts, coverage: where the report goes (evaluation/reports; nowhere for other data or weights)

Without paths the development data under ONUS_CORPORA (or beside the repository) is taken.`;

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  const load = name === undefined ? undefined : EVALUATIONS[name];
  if (name === undefined || load === undefined) {
    console.error(USAGE);
    return 2;
  }
  const { values } = parseArgs({
    args,
    strict: false,
    options: {
      json: { type: 'boolean' },
      reader: { type: 'string' },
      raise: { type: 'string' },
      lower: { type: 'string' },
      report: { type: 'string' },
      model: { type: 'string' },
      folds: { type: 'boolean' },
    },
  });
  const hasReader = READER_EVALUATIONS.has(name);
  const key = hasReader
    ? `${name}/${values.reader ?? DEFAULT_READER}`
    : values.folds === true
      ? `${name}/folds`
      : name;
  const isNamed = DATA_OPTIONS.some((option) => values[option] !== undefined);
  const evaluate = await load();
  const report = await evaluate(args);
  if ('skipped' in report) {
    console.error(`${key}: skipped: ${report.skipped}`);
    if (values.json === true) console.log(JSON.stringify({ skipped: report.skipped }));
    return 0;
  }
  console.log(values.json === true ? JSON.stringify(report.figures) : report.table);
  for (const failure of report.failures ?? []) console.error(failure);
  const reports =
    typeof values.report === 'string'
      ? values.report
      : isNamed || values.model !== undefined || values.reader === LANGUAGE_MODEL_READER
        ? null
        : REPORTS;
  if (hasReader && reports !== null) writeReport(reports, key, report);
  const floors = floorsSchema.parse(JSON.parse(readFileSync(FLOORS_FILE, 'utf8')));
  if (typeof values.raise === 'string') return raiseFloors(floors, key, report, values);
  return holds(floors, key, report, isNamed) && report.passed !== false ? 0 : 1;
}

/** Says how the report stands to its floors. The development data must be those that the floors were taken on. */
function holds(floors: Floors, key: string, report: EvaluationReport, isNamed: boolean): boolean {
  const { verdict, complaints } = judge(floors, key, report);
  for (const complaint of complaints) console.error(complaint);
  if (verdict === 'holds' || verdict === 'falls')
    console.error(`${key}: the floors ${verdict === 'holds' ? 'hold' : 'do not hold'}`);
  else if (verdict === 'no floors' || isNamed) console.error(`${key}: no floors for this data`);
  else
    console.error(
      `${key}: the development data changed since the floors were taken (now ${report.digest}): take new ones with --raise`,
    );
  return verdict === 'holds' || verdict === 'no floors' || (verdict === 'other data' && isNamed);
}

function writeReport(directory: string, key: string, report: EvaluationReport): void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${key.replace('/', '-')}.md`);
  writeFileSync(file, reportMarkdown(key, report));
  console.error(`${key}: report in ${file}`);
}

function raiseFloors(
  floors: Floors,
  key: string,
  report: Parameters<typeof raise>[2],
  values: { raise?: unknown; lower?: unknown },
): number {
  try {
    const reason = typeof values.lower === 'string' ? values.lower : undefined;
    const next = raise(floors, key, report, String(values.raise).split(','), reason);
    writeFileSync(FLOORS_FILE, `${JSON.stringify(next, null, 2)}\n`);
    console.error(`${key}: floors are now ${JSON.stringify(next[key]?.floors)}`);
    return 0;
  } catch (error) {
    if (!(error instanceof FloorLowered || error instanceof RangeError)) throw error;
    console.error(error.message);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof OnusError)) throw error;
  console.error(`${error.message} — ${error.hint}`);
  return 2;
});
