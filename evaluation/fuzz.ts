import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { z } from 'zod';
import { type FoundStatement, foundStatementSchema } from '../src/domain/statement.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import { readDocument } from '../src/language/read-document.ts';
import { identifyParties } from '../src/parties/identify-parties.ts';
import type { FindStatements } from '../src/services/read-article.ts';
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
/** Milliseconds that one text may take, whatever its size: the largest takes some twenty seconds of a slow machine. */
const PATIENCE = 120_000;
/** Texts between two lines of progress. */
const PROGRESS = 5000;

/** A text that a reader did not survive, with what to type to see it again. */
interface Failure {
  readonly name: string;
  readonly complaint: string;
}

/**
 * Hands a reader seeded texts and holds what it finds to what must hold of any text: it never throws, every span lies in the
 * text and its words stand there, order and probabilities are sound, the result survives JSON. The language of the text is
 * not asked, since that would spare the reader the worst. Text number i has the seed `--seed` + i; `--replay` takes one alone.
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
  const name = String(values.reader ?? 'rules');
  const { find } = await openReader(name);
  const replay = values.replay === undefined ? null : Number(values.replay);
  const started = performance.now();
  const run = replay === null ? runAll : runOne;
  const seed = replay ?? Number(values.seed ?? 1);
  const { texts, statements, failures } = run(find, articles, seed, Number(values.count ?? COUNT));
  const seconds = (performance.now() - started) / 1000;
  return {
    figures: { texts, statements, failures: failures.length, seconds: Math.round(seconds) },
    table: formatTable([
      ['reader', 'texts', 'statements', 'failures', 'seconds'],
      [name, texts, statements, failures.length, seconds.toFixed(0)],
    ]),
    digest: digestOf(articles),
    passed: failures.length === 0,
    failures: failures.map(({ name, complaint }) => `${name}: ${complaint}`),
  };
}

interface Run {
  texts: number;
  statements: number;
  readonly failures: Failure[];
}

function runAll(find: FindStatements, articles: readonly string[], seed: number, count: number): Run {
  const run: Run = { texts: 0, statements: 0, failures: [] };
  for (const [name, make] of Object.entries(EXTREMES)) {
    console.error(`fuzz: ${name}`);
    tryText(run, find, make(), name);
  }
  for (let i = 0; i < count; i++) {
    tryText(run, find, fuzzText(seed + i, articles), `--replay ${seed + i}`);
    if ((i + 1) % PROGRESS === 0)
      console.error(`fuzz: ${i + 1} of ${count} texts, ${run.failures.length} failures`);
  }
  return run;
}

function runOne(find: FindStatements, articles: readonly string[], seed: number): Run {
  const run: Run = { texts: 0, statements: 0, failures: [] };
  const text = fuzzText(seed, articles);
  console.error(JSON.stringify(text));
  tryText(run, find, text, `--replay ${seed}`);
  return run;
}

function tryText(run: Run, find: FindStatements, text: string, name: string): void {
  const started = performance.now();
  const { complaint, statements } = checkReader(find, text);
  const took = performance.now() - started;
  run.texts++;
  run.statements += statements;
  const found = complaint ?? (took > PATIENCE ? `took ${Math.round(took / 1000)} s` : null);
  if (found === null) return;
  if (run.failures.length === 0) console.error(`fuzz: first failure: ${name}: ${found}`);
  run.failures.push({ name, complaint: found });
}

/** What is wrong with what a reader finds in a text, or null; a reader that throws is a complaint too. */
export function checkReader(
  find: FindStatements,
  text: string,
): { readonly complaint: string | null; readonly statements: number } {
  try {
    const document = readDocument(plainArticle(text));
    const statements = identifyParties(document, find(document));
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
