import { join } from 'node:path';
import { classifyLines, type KnownLines, lineKey } from '../src/extract/classify-lines.ts';
import type { LineModel } from '../src/extract/learned/line-model.ts';
import { lineModelsByFold } from '../train/cross-validate.ts';
import { type LabelledLines, labelledLines, readPages } from '../train/page-corpus.ts';
import {
  corporaDirectory,
  digestOf,
  type EvaluationReport,
  f1,
  formatTable,
  needed,
  type Skipped,
} from './report.ts';

/** Tokens of lines that were taken and are the article's, that were taken, that are the article's. */
interface Counts {
  hits: number;
  taken: number;
  gold: number;
}

/**
 * Scores the lines taken for the article in the benchmark's pages as a reader copies them, by tokens over all pages. Each
 * page is read by a model that saw no page of its host (five parts); then again with the lines that stand in the host's
 * other page too, which most hosts do not have.
 */
export async function evaluatePasted(): Promise<EvaluationReport | Skipped> {
  const base = needed(join(corporaDirectory(), 'extraction'));
  if (typeof base !== 'string') return base;
  const pages = readPages(corporaDirectory()).map(labelledLines);
  const modelFor = lineModelsByFold(pages);
  const remembered = knownByPage(pages);
  const rows: [string, Counts][] = [
    ['everything', count(pages, ({ lines }) => lines.map(() => true))],
    ['classifier and rules', count(pages, (page) => taken(page, modelFor(page), new Set()))],
    ['and memory', count(pages, (page) => taken(page, modelFor(page), remembered.get(page) ?? new Set()))],
  ];
  const figure = ({ hits, taken: predicted, gold }: Counts) => f1(hits, predicted, gold);
  const [everything, classified, withMemory] = rows.map(([, counts]) => figure(counts));
  return {
    figures: {
      f1: classified ?? 0,
      f1_memory: withMemory ?? 0,
      f1_everything: everything ?? 0,
      pages: pages.length,
    },
    table: formatTable([
      [`lines of ${pages.length} pages, 5-fold by host`, 'F1', 'precision', 'recall'],
      ...rows.map(([name, counts]) => [
        name,
        figure(counts),
        counts.hits / counts.taken,
        counts.hits / counts.gold,
      ]),
    ]),
    digest: digestOf(pages.flatMap(({ key, lines }) => [key, lines.join('\n')])),
  };
}

function taken({ lines }: LabelledLines, model: LineModel, known: KnownLines): boolean[] {
  return classifyLines(lines, known, model).labels.map(({ type }) => type === 'body');
}

function count(
  pages: readonly LabelledLines[],
  takenOf: (page: LabelledLines) => readonly boolean[],
): Counts {
  const counts = { hits: 0, taken: 0, gold: 0 };
  for (const page of pages) {
    const isTaken = takenOf(page);
    page.tokens.forEach((tokens, i) => {
      const isGold = (page.shares[i] ?? 0) >= 0.5;
      if (isGold) counts.gold += tokens;
      if (isTaken[i]) counts.taken += tokens;
      if (isGold && isTaken[i]) counts.hits += tokens;
    });
  }
  return counts;
}

/** For each page the lines that stand in another page of its host as well. */
function knownByPage(pages: readonly LabelledLines[]): Map<LabelledLines, KnownLines> {
  return new Map(
    pages.map((page) => {
      const others = pages.filter(({ host, key }) => host === page.host && key !== page.key);
      return [page, new Set(others.flatMap(({ lines }) => lines.map(lineKey)))];
    }),
  );
}
