/**
 * `npm run train -- blocks|lines`: see `train-extraction.ts`; `… -- deep`: `train-deep.ts`. `npm run train`: rebuilds `models/fast@2` from the corpora under ONUS_CORPORA (or beside the repository), always the
 * same way from the same data. Writes the weights, a card, and what was measured. `docs/training.md` explains it.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { corporaDirectory } from '../evaluation/report.ts';
import { writeLanguageModel } from '../src/language/model-file.ts';
import { documentReader } from '../src/language/read-document.ts';
import { MODEL_VERSION, writeModel } from '../src/statements/fast/fast-model.ts';
import { cardOf } from './card.ts';
import { type Corpora, openCorpora } from './corpora.ts';
import { readLabelled, readLabelledActs, readSilver } from './corpus.ts';
import { differences, type Metrics, measure, metricsSchema, rounded } from './metrics.ts';
import { trainActs } from './train-acts.ts';
import { trainLanguage } from './train-language.ts';
import { trainReader } from './train-reader.ts';

/**
 * The least probability of what is kept, for cues on the best path and for others. Higher ones raise the F1 of linked
 * statements by a point or two, and cost more than that of indirect contents, and of contents with the right act: at
 * 0.2 and 0.3 these fall on the development articles on incidents from 70.2 to 65.3 % and from 46.6 to 44.6 %. The desk
 * sorts what it proposes by probability.
 */
const THRESHOLDS = { path: 0.05, other: 0.25 };

const MODEL = join(import.meta.dirname, '..', 'models', `fast@${MODEL_VERSION}`);
const CORPORA_FILE = join(import.meta.dirname, 'corpora.json');

const USAGE = `usage: npm run train [-- options]   or   npm run train -- blocks|lines|deep

  --out DIR         where model.bin, card.json and metrics.json go (models/fast@${MODEL_VERSION})
  --check           trains again and compares the figures with those of models/fast@${MODEL_VERSION}, which stays as it is
  --accept-corpora  takes the corpora as they are now, and notes their digests in train/corpora.json`;

const EXTRACTION = ['blocks', 'lines'];
const started = Date.now();
const secondsSince = () => (Date.now() - started) / 1000;
const log = (line: string) => console.log(`${secondsSince().toFixed(0).padStart(5)} s  ${line}`);

/** Exit 0: trained, and for --check the same; 1: other corpora or, for --check, other figures; 2: usage. */
async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    strict: false,
    options: { out: { type: 'string' }, check: { type: 'boolean' }, 'accept-corpora': { type: 'boolean' } },
  });
  if (Object.keys(values).some((name) => !['out', 'check', 'accept-corpora'].includes(name))) {
    console.error(USAGE);
    return 2;
  }
  const corpora = openCorpora(CORPORA_FILE, corporaDirectory(), values['accept-corpora'] === true);
  if (corpora === null) return 1;
  const elsewhere = values.check === true ? mkdtempSync(join(tmpdir(), 'onus-train-')) : MODEL;
  const out = typeof values.out === 'string' ? resolve(values.out) : elsewhere;
  const before = values.check === true ? readMetrics(MODEL) : null;
  const metrics = await trainInto(out, corpora);
  if (before === null) return 0;
  const lines = differences(before.figures, metrics.figures);
  for (const line of lines) console.error(line);
  log(lines.length === 0 ? 'the same figures as before' : `${lines.length} figures differ`);
  return lines.length === 0 ? 0 : 1;
}

/** Trains everything, and writes model, card and metrics. */
async function trainInto(directory: string, digests: Corpora): Promise<Metrics> {
  const corpora = corporaDirectory();
  const silver = readSilver(corpora);
  const language = trainLanguage(silver, log);
  const readerOfAll = documentReader(language.model);
  const readers = new Map(silver.map(({ doc }, i) => [doc, documentReader(language.unseen[i]!)]));
  const readerFor = (doc: string | null) => readers.get(doc ?? '') ?? readerOfAll;
  const texts = (['polnear', 'coverage', 'written'] as const).flatMap((corpus) =>
    readLabelled(corpora, corpus, readerFor),
  );
  log(`${texts.length} articles`);
  const reader = await trainReader(texts, log);
  const labelled = readLabelledActs(corpora, readerFor);
  const { acts, crossValidated } = trainActs(labelled);
  log('acts');
  const bytes = await writeModel({
    language: await writeLanguageModel(language.model),
    ...reader,
    acts,
    thresholds: THRESHOLDS,
  });
  const seconds = Math.round(secondsSince());
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'model.bin'), bytes);
  log(`${bytes.length} bytes in ${directory}`);
  const figures: Metrics['figures'] = {
    ...(await measure(directory)),
    ...Object.fromEntries(
      Object.entries(crossValidated).map(([name, own]) => [`acts, 5-fold, ${name}`, rounded({ ...own })]),
    ),
  };
  const metrics: Metrics = { trained: { seconds, node: process.version }, figures };
  const json = (name: string, value: unknown) =>
    writeFileSync(join(directory, name), `${JSON.stringify(value, null, 2)}\n`);
  json('card.json', cardOf(bytes, digests, metrics));
  json('metrics.json', metrics);
  for (const [name, own] of Object.entries(figures)) log(`${name}: ${JSON.stringify(own)}`);
  return metrics;
}

function readMetrics(directory: string): Metrics {
  return metricsSchema.parse(JSON.parse(readFileSync(join(directory, 'metrics.json'), 'utf8')));
}

const args = process.argv.slice(2);
process.exitCode = await run(args);

async function run(args: string[]): Promise<number> {
  if (EXTRACTION.includes(args[0] ?? ''))
    return (await import('./train-extraction.ts')).trainExtraction(args);
  if (args[0] === 'deep') return (await import('./train-deep.ts')).trainDeep(args);
  return main(args);
}
