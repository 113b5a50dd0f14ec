import { join } from 'node:path';
import { isRefusal } from '../src/domain/errors.ts';
import { classifyLines, type KnownLines } from '../src/extract/classify-lines.ts';
import { extractHtml } from '../src/extract/extract-html.ts';
import type { Label } from '../src/extract/label.ts';
import type { BlockModel } from '../src/extract/learned/block-model.ts';
import type { LineModel } from '../src/extract/learned/line-model.ts';
import { publicationLines } from '../src/extract/publication-lines.ts';
import { NO_METADATA } from '../src/extract/text-metadata.ts';
import { askedLines, knownLines, lineHash } from '../src/services/known-lines.ts';
import type { ArticleText } from '../src/services/ports.ts';
import { byteOffsets } from '../src/text/decode.ts';
import { blockModelsByFold, lineModelsByFold } from '../train/cross-validate.ts';
import { type LabelledLines, type LabelledPage, labelledLines, readPages } from '../train/page-corpus.ts';
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
 * page is read by a model that saw no page of its host (five parts); then again by one who added the host's other page
 * before, which 55 of 126 hosts have and none has more: by the program's own rule (`knownLines`), the other page extracted by a model that
 * saw neither.
 */
export async function evaluatePasted(): Promise<EvaluationReport | Skipped> {
  const base = needed(join(corporaDirectory(), 'extraction'));
  if (typeof base !== 'string') return base;
  const saved = readPages(corporaDirectory());
  const pages = saved.map(labelledLines);
  const modelFor = lineModelsByFold(pages);
  const knownOf = knownByPage(saved, blockModelsByFold(corporaDirectory()));
  const spared = { article: 0, other: 0 };
  const remembering = (page: LabelledLines) => {
    const before = classifyLines(page.lines, new Map(), modelFor(page)).labels;
    const known = knownOf(page, before);
    const { labels } = classifyLines(page.lines, known, modelFor(page));
    labels.forEach(({ standsIn }, i) => {
      const isArticles = (page.shares[i] ?? 0) >= 0.5;
      if (standsIn !== undefined) spared[isArticles ? 'article' : 'other'] += page.tokens[i] ?? 0;
    });
    return labels.map(({ type }) => type === 'body');
  };
  const rows: [string, Counts][] = [
    ['everything', count(pages, ({ lines }) => lines.map(() => true))],
    ['without memory', count(pages, (page) => taken(page, modelFor(page)))],
    ["with the host's other page in the store", count(pages, remembering)],
  ];
  const figure = ({ hits, taken: predicted, gold }: Counts) => f1(hits, predicted, gold);
  const [everything, classified, withMemory] = rows.map(([, counts]) => figure(counts));
  const perHost = [...Map.groupBy(pages, ({ host }) => host).values()].map(({ length }) => length);
  return {
    figures: {
      f1: classified ?? 0,
      f1_memory: withMemory ?? 0,
      f1_everything: everything ?? 0,
      known_right: spared.other / Math.max(1, spared.other + spared.article),
      pages: pages.length,
    },
    table: [
      formatTable([
        [`lines of ${pages.length} pages, 5-fold by host`, 'F1', 'precision', 'recall'],
        ...rows.map(([name, counts]) => [
          name,
          figure(counts),
          counts.hits / counts.taken,
          counts.hits / counts.gold,
        ]),
      ]),
      `hosts: ${perHost.length}; with two pages ${perHost.filter((n) => n >= 2).length}, with three ${perHost.filter((n) => n >= 3).length}`,
      `left out as known: ${spared.other + spared.article} tokens, of them the article's ${spared.article}`,
    ].join('\n'),
    digest: digestOf(pages.flatMap(({ key, lines }) => [key, lines.join('\n')])),
  };
}

function taken({ lines }: LabelledLines, model: LineModel): boolean[] {
  return classifyLines(lines, new Map(), model).labels.map(({ type }) => type === 'body');
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

/** What the store would know of a pasted page that holds the host's other page, captured as a page. */
function knownByPage(
  saved: readonly LabelledPage[],
  modelOf: (key: string) => BlockModel,
): (page: LabelledLines, labels: readonly Label[]) => KnownLines {
  const extracted = new Map(saved.map((page) => [page.key, extractedPage(page, modelOf(page.key))]));
  return ({ key, host, lines }, labels) => {
    const own = { sourceId: `pasted ${key}`, article: pastedArticle(lines, labels) };
    const asked = askedLines(own.article);
    const isAsked = (line: number) => asked.lines.has(line) || line === asked.title;
    const others = saved
      .filter((other) => other.host === host && other.key !== key)
      .flatMap((other) => extracted.get(other.key) ?? []);
    const held = others.flatMap(({ sourceId, article }) => {
      const { outside, own: text, unsure } = publicationLines(article, true);
      const common = (keys: readonly string[]) => keys.map(lineHash).filter(isAsked);
      return { sourceId, host, outside: common(outside), own: common(text), unsure: common(unsure) };
    });
    return knownLines(own, asked, held, others);
  };
}

function extractedPage({ key, html }: LabelledPage, model: BlockModel): ArticleText[] {
  const article = extractHtml(html, byteOffsets(new TextEncoder().encode(html), 'utf-8'), model);
  return isRefusal(article) ? [] : [{ sourceId: key, article }];
}

function pastedArticle(lines: readonly string[], labels: readonly Label[]): ArticleText['article'] {
  let at = 0;
  const blocks = lines.map((line, i) => {
    const start = at;
    at += line.length + 1;
    return { ...(labels[i] as Label), start, end: start + line.length };
  });
  return { text: lines.join('\n'), blocks, metadata: NO_METADATA };
}
