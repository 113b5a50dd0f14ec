import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { captureBytes } from '../src/capture/capture-bytes.ts';
import { type Article, READ_BLOCK_TYPES } from '../src/domain/article.ts';
import { isRefusal } from '../src/domain/errors.ts';
import { extractSource } from '../src/extract/extract-source.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import { NODE_PARTS } from '../src/services/package-weights.ts';
import { type ArticleReader, readArticle } from '../src/services/read-article.ts';
import { DEFAULT_READER, openReader } from '../src/services/readers.ts';
import { type LaidOut, layOut, mailOf, reportPage, twoColumnPage, wordDocument } from './document-layouts.ts';
import { CHROMIUM, CHROMIUM_ARGUMENTS } from './payloads.ts';
import {
  corporaDirectory,
  digestOf,
  type EvaluationReport,
  formatTable,
  needed,
  type Skipped,
} from './report.ts';

/** Of the corpus's texts, in the order of their names, every so manieth is set in two columns, as Word and as mail. */
const STEP = 5;
/** Reports, and the texts in each. */
const REPORTS = 6;
const CHAPTERS = 9;
const EXAMPLES = join(import.meta.dirname, '../examples');

/** A document, and what has to be read from it. */
interface Trial {
  readonly kind: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly expected: Pick<Article, 'text' | 'blocks' | 'metadata'>;
}

/**
 * Whether documents are read as what they were made of: the example pages as a browser prints them, and texts of the corpora that
 * Chromium sets in columns with running heads, that Word would hold, that a mail would. Counted are the paragraphs that come out to
 * the letter (not for the printed pages, whose paragraphs are judged as extraction) and the statements found alike, act, source, cue and
 * content.
 */
export async function evaluateDocuments(): Promise<EvaluationReport | Skipped> {
  const folder = needed(join(corporaDirectory(), 'written/text'));
  if (typeof folder !== 'string') return folder;
  if (!existsSync(CHROMIUM)) return { skipped: `${CHROMIUM} is not here: apt-get install chromium` };
  const texts = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS });
  try {
    const trials = [...(await printedExamples(browser)), ...(await laidOutTexts(browser, texts))];
    const pages = examplePages().map((name) => readFileSync(join(EXAMPLES, name), 'utf8'));
    return await report(trials, digestOf([...texts, ...pages]));
  } finally {
    await browser.close();
  }
}

function examplePages(): string[] {
  return readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.html'))
    .sort();
}

async function printedExamples(browser: Browser): Promise<Trial[]> {
  const page = await browser.newPage();
  const trials: Trial[] = [];
  for (const name of examplePages()) {
    const path = join(EXAMPLES, name);
    await page.goto(pathToFileURL(path).href);
    const bytes = await page.pdf({ displayHeaderFooter: true });
    trials.push({ kind: 'printed page', name, bytes, expected: await articleOf(name, readFileSync(path)) });
  }
  return trials;
}

async function laidOutTexts(browser: Browser, texts: readonly string[]): Promise<Trial[]> {
  const page = await browser.newPage();
  const print = async (html: string): Promise<Uint8Array> => {
    await page.setContent(html);
    return page.pdf({ preferCSSPageSize: true });
  };
  const trials: Trial[] = [];
  for (const [i, text] of texts.entries()) {
    if (i % STEP !== 0) continue;
    const laidOut = layOut(text);
    const expected = expectedOf([laidOut]);
    const trial = (kind: string, bytes: Uint8Array): Trial => ({
      kind,
      name: laidOut.title,
      bytes,
      expected,
    });
    trials.push(
      trial('two columns', await print(twoColumnPage(laidOut))),
      trial('Word', wordDocument(laidOut)),
      trial('mail', mailOf(laidOut)),
    );
  }
  for (let i = 0; i < REPORTS; i++) {
    const chapters = texts.slice(i * CHAPTERS, (i + 1) * CHAPTERS).map(layOut);
    const title = `Yearbook of incidents number ${i + 1}`;
    const bytes = await print(reportPage(title, chapters, i % 2 === 0 ? 1 : 2));
    trials.push({ kind: 'report', name: title, bytes, expected: expectedOf(chapters, title) });
  }
  return trials;
}

function expectedOf(
  texts: readonly LaidOut[],
  title?: string,
): Pick<Article, 'text' | 'blocks' | 'metadata'> {
  const lines = texts.flatMap((each) => [each.title, ...each.paragraphs]);
  return plainArticle([...(title === undefined ? [] : [title]), ...lines].join('\n\n'));
}

async function articleOf(name: string, bytes: Uint8Array): Promise<Article> {
  const captured = captureBytes({ kind: 'file', name, bytes, now: new Date(0) });
  const article = isRefusal(captured) ? captured : await extractSource(captured);
  if (isRefusal(article)) throw new RangeError(`${name}: ${article.reason}`);
  return article;
}

interface Counts {
  documents: number;
  paragraphs: number;
  exact: number;
  statements: number;
  alike: number;
  /** Statements that are not in what the document was made of. */
  more: number;
}

async function report(trials: readonly Trial[], digest: string): Promise<EvaluationReport> {
  const reader = await openReader(DEFAULT_READER, NODE_PARTS);
  const kinds = new Map<string, Counts>();
  for (const trial of trials) {
    const counts = kinds.get(trial.kind) ?? {
      documents: 0,
      paragraphs: 0,
      exact: 0,
      statements: 0,
      alike: 0,
      more: 0,
    };
    kinds.set(trial.kind, counts);
    const endings: Readonly<Record<string, string>> = { Word: 'docx', mail: 'eml' };
    await compare(await articleOf(`${trial.name}.${endings[trial.kind] ?? 'pdf'}`, trial.bytes), trial, {
      reader,
      counts,
    });
  }
  const figures: Record<string, number> = {};
  for (const [kind, { paragraphs, exact, statements, alike }] of kinds) {
    const name = kind.toLowerCase().replaceAll(' ', '_');
    if (kind !== 'printed page') figures[`${name}_paragraphs`] = exact / paragraphs;
    figures[`${name}_statements`] = alike / statements;
  }
  const rows = [...kinds].map(([kind, each]) => [kind, ...Object.values(each)]);
  const head = ['kind', 'documents', 'paragraphs', 'exact', 'statements', 'alike', 'more'];
  return { figures, table: formatTable([head, ...rows]), digest };
}

async function compare(
  article: Article,
  { expected }: Trial,
  { reader, counts }: { reader: ArticleReader; counts: Counts },
): Promise<void> {
  const got = new Set(paragraphsOf(article));
  const wanted = paragraphsOf(expected);
  const found = await statementsOf(article, reader);
  const sought = await statementsOf(expected, reader);
  counts.documents++;
  counts.paragraphs += wanted.length;
  counts.exact += wanted.filter((paragraph) => got.has(paragraph)).length;
  counts.statements += sought.length;
  counts.alike += sought.filter((statement) => found.includes(statement)).length;
  counts.more += found.filter((statement) => !sought.includes(statement)).length;
}

function paragraphsOf({ text, blocks }: Pick<Article, 'text' | 'blocks'>): string[] {
  return blocks
    .filter(({ type }) => READ_BLOCK_TYPES.has(type))
    .map(({ start, end }) => text.slice(start, end));
}

/** Each statement as its act and its words. */
async function statementsOf(
  article: Pick<Article, 'text' | 'blocks' | 'metadata'>,
  reader: ArticleReader,
): Promise<string[]> {
  const statements = await readArticle(article, reader);
  return statements.map(({ act, source, cue, content }) =>
    [act, ...[source, cue, content].map((part) => part.map(({ exact }) => exact).join(' … '))].join('|'),
  );
}
