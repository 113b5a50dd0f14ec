import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { z } from 'zod';
import { type FoundStatement, foundStatementSchema } from '../src/domain/statement.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import { languageOfArticle } from '../src/language/article-language.ts';
import { identifyParties } from '../src/parties/identify-parties.ts';
import { LANGUAGE_MODEL_READER } from '../src/services/language-model-reader.ts';
import type { ArticleReader } from '../src/services/read-article.ts';
import { DEFAULT_READER } from '../src/services/readers.ts';
import type { Quote } from '../src/text/quote.ts';
import { EXTREMES, fuzzText } from './fuzz-texts.ts';
import { openReader } from './readers.ts';
import {
  corporaDirectory,
  digestOf,
  type EvaluationReport,
  formatTable,
  needed,
  type Skipped,
} from './report.ts';

const COUNT = 100_000;
/** Milliseconds of processor time that one text may take, whatever its size: the largest takes some forty seconds. */
const PATIENCE = 120_000;
/** Milliseconds between two lines of progress. */
const PROGRESS = 30_000;

/** A text that a reader did not survive. */
interface Failure {
  /** The options that show it again. */
  readonly again: string;
  readonly complaint: string;
}

/** What a run reads with, and from. */
interface Setting {
  readonly name: string;
  readonly reader: ArticleReader;
  readonly articles: readonly string[];
}

/**
 * Hands a reader seeded texts and holds what it finds to what must hold of any text: it never throws, every span lies in the
 * text and its words stand there, order and probabilities are sound, the result survives JSON. The language of the text is
 * asked and not obeyed, since that would spare the reader the worst. Text number i has the seed `--seed` + i; `--replay` takes one alone,
 * by its seed or by the name of one of {@link EXTREMES}. Failures and progress go to standard error as they happen.
 */
export async function evaluateFuzz(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      count: { type: 'string' },
      seed: { type: 'string' },
      replay: { type: 'string' },
      reader: { type: 'string' },
    },
  });
  const folder = needed(join(corporaDirectory(), 'written/text'));
  if (typeof folder !== 'string') return folder;
  const articles = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const name = String(values.reader ?? DEFAULT_READER);
  if (name === LANGUAGE_MODEL_READER)
    throw new RangeError(
      'fuzz sends no texts to a language model: evaluation/llm-anchoring.test.ts tries its answers',
    );
  const setting = { name, reader: await openReader(name), articles };
  const started = performance.now();
  const { texts, statements, failures } =
    values.replay === undefined
      ? await runAll(setting, Number(values.seed ?? 1), Number(values.count ?? COUNT))
      : await replay(setting, String(values.replay));
  const seconds = (performance.now() - started) / 1000;
  return {
    figures: { texts, statements, failures: failures.length, seconds: Math.round(seconds) },
    table: formatTable([
      ['reader', 'texts', 'statements', 'failures', 'seconds'],
      [name, texts, statements, failures.length, seconds.toFixed(0)],
    ]),
    digest: digestOf(articles),
    passed: failures.length === 0,
    failures: failures.map(({ again, complaint }) => `${again}: ${complaint}`),
  };
}

interface Run {
  texts: number;
  statements: number;
  readonly failures: Failure[];
}

async function runAll(setting: Setting, seed: number, count: number): Promise<Run> {
  const run: Run = { texts: 0, statements: 0, failures: [] };
  for (const [name, make] of Object.entries(EXTREMES)) {
    const seconds = (await tryText(run, setting, make(), name)) / 1000;
    console.error(`fuzz: ${name}: ${seconds.toFixed(1)} s`);
  }
  const started = performance.now();
  let told = started;
  for (let done = 1; done <= count; done++) {
    await tryText(run, setting, fuzzText(seed + done - 1, setting.articles), String(seed + done - 1));
    const now = performance.now();
    if (now - told < PROGRESS && done < count) continue;
    told = now;
    console.error(`fuzz: ${progress(done, count, now - started)}, ${run.failures.length} failures`);
  }
  return run;
}

/** "5000 of 100000 texts, 200 a second, 8 minutes left". */
export function progress(done: number, count: number, milliseconds: number): string {
  const rate = done / (milliseconds / 1000);
  const minutes = (count - done) / rate / 60;
  return `${done} of ${count} texts, ${rate.toFixed(0)} a second, ${minutes.toFixed(0)} minutes left`;
}

async function replay(setting: Setting, which: string): Promise<Run> {
  const run: Run = { texts: 0, statements: 0, failures: [] };
  const text = EXTREMES[which]?.() ?? fuzzText(Number(which), setting.articles);
  if (EXTREMES[which] === undefined) console.error(JSON.stringify(text));
  await tryText(run, setting, text, which);
  return run;
}

/** Hands over one text; gives the milliseconds of processor time that it took, which a busy machine leaves as they are. */
async function tryText(run: Run, { name, reader }: Setting, text: string, which: string): Promise<number> {
  const before = process.cpuUsage();
  const { complaint, statements } = await checkReader(reader, text);
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1000;
  run.texts++;
  run.statements += statements;
  const found = complaint ?? (took > PATIENCE ? `took ${Math.round(took / 1000)} s` : null);
  if (found === null) return took;
  const again = `--reader ${name} --replay ${which.includes(' ') ? `"${which}"` : which}`;
  console.error(`fuzz: ${found.split('\n')[0]}\n      npm run evaluate -- fuzz ${again}`);
  run.failures.push({ again, complaint: found });
  return took;
}

/** What is wrong with what a reader finds in a text, or null; a reader that throws is a complaint too. */
export async function checkReader(
  { readDocument, find }: ArticleReader,
  text: string,
): Promise<{ readonly complaint: string | null; readonly statements: number }> {
  try {
    const article = plainArticle(text);
    languageOfArticle(article);
    const document = readDocument(article);
    const statements = identifyParties(document, await find(document));
    return { complaint: complaintAbout(text, statements), statements: statements.length };
  } catch (error) {
    return {
      complaint: error instanceof Error ? (error.stack ?? error.message) : String(error),
      statements: 0,
    };
  }
}

/** The first thing about statements that must hold of any text and does not, or null. */
export function complaintAbout(text: string, statements: readonly FoundStatement[]): string | null {
  const parsed = z.array(foundStatementSchema).safeParse(statements);
  if (!parsed.success) return `not of the schema: ${parsed.error.issues[0]?.path.join('.')}`;
  for (const [i, statement] of statements.entries()) {
    const { source, cue, content, target, saidOn, within } = statement;
    const parts = [source, cue, content, ...[target?.span, saidOn?.span].map((span) => (span ? [span] : []))];
    const complaint = parts
      .map((quotes) => complaintAboutQuotes(text, quotes))
      .find((found) => found !== null);
    if (complaint != null) return `statement ${i}: ${complaint}`;
    if (cue.length + content.length === 0) return `statement ${i}: neither cue nor content`;
    if (within !== null && (statements[within] === undefined || isCircular(statements, i)))
      return `statement ${i}: within ${within}`;
    const before = statements[i - 1];
    if (before !== undefined && firstOf(before) > firstOf(statement)) return `statement ${i}: out of order`;
  }
  return isDeepStrictEqual(JSON.parse(JSON.stringify(statements)), statements)
    ? null
    : 'does not survive JSON';
}

function complaintAboutQuotes(text: string, quotes: readonly Quote[]): string | null {
  let last = 0;
  for (const { start, end, exact } of quotes) {
    if (start < 0 || end > text.length || start >= end) return `[${start}, ${end}) is no span of the text`;
    if (text.slice(start, end) !== exact) return `[${start}, ${end}) does not hold its words`;
    if (start < last) return `[${start}, ${end}) is out of order`;
    last = end;
  }
  return null;
}

function isCircular(statements: readonly FoundStatement[], from: number): boolean {
  let at = statements[from]?.within ?? null;
  for (let steps = 0; at !== null && steps <= statements.length; steps++) {
    if (at === from) return true;
    at = statements[at]?.within ?? null;
  }
  return at !== null;
}

function firstOf({ source, cue, content }: FoundStatement): number {
  return Math.min(...[...source, ...cue, ...content].map(({ start }) => start));
}
