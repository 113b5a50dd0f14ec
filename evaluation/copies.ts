import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCopyIndex } from '../src/cases/copy-index.ts';
import { comparePair, type ReadySource, readySource } from '../src/cases/find-copies.ts';
import { isRefusal } from '../src/domain/errors.ts';
import { extractText } from '../src/extract/extract-text.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import { byteOffsets } from '../src/text/decode.ts';
import { COPY_EDITS, editedCopy } from './copy-edits.ts';
import realCopies from './labels/polnear-copies.json' with { type: 'json' };
import {
  corporaDirectory,
  digestOf,
  type EvaluationReport,
  formatTable,
  needed,
  type Skipped,
} from './report.ts';

/** Copies are made of articles with so many words at least: of a shorter one 40 % are too few to tell. */
const LEAST_WORDS = 300;

interface Doc {
  readonly id: string;
  readonly text: string;
  readonly ready: ReadySource;
}

/**
 * Copies of real articles, found among all of them: recall over seven edits, each of every article long enough, and false
 * pairs among all pairs of the articles as they are. `--text DIR` holds the articles (`*.txt`); by default PolNeAR's
 * training articles, whose true copies (read by hand) are listed in `evaluation/labels/polnear-copies.json`.
 *
 * An edited copy is looked up in the index that holds every article, and counts as found where the article that it was
 * made from is among the candidates and comparison calls it a copy.
 */
export async function evaluateCopies(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const { values } = parseArgs({ args: [...args], options: { text: { type: 'string' } }, strict: false });
  const folder = needed(
    typeof values.text === 'string' ? values.text : join(corporaDirectory(), 'polnear', 'train', 'text'),
  );
  if (typeof folder !== 'string') return folder;
  const docs = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name): Doc => {
      const text = readFileSync(join(folder, name), 'utf8');
      const id = name.replace(/\.txt$/, '');
      return { id, text, ready: readyFrom(id, text) };
    });
  const index = createCopyIndex();
  for (const { id, ready } of docs) index.add(id, ready.text.fingerprints);
  const pairs = pairsAmong(docs);
  const recall = recallByEdit(docs, (ready) =>
    index.lookUp(ready.text.fingerprints).map(({ sourceId }) => sourceId),
  );
  return report(docs, pairs, recall);
}

/** As `onus add` would take it: lines that are not the article's are labelled and not compared. */
function readyFrom(sourceId: string, text: string): ReadySource {
  const article = extractText(text, byteOffsets(new TextEncoder().encode(text), 'utf-8'));
  return readySource({ sourceId, article: isRefusal(article) ? plainArticle(text) : article });
}

interface Pairs {
  readonly compared: number;
  readonly found: readonly string[];
  /** Found by comparing all with all and missed by the index. */
  readonly missed: number;
  readonly quotations: number;
}

/** Every pair is compared exactly, and looked for through the index besides. */
function pairsAmong(docs: readonly Doc[]): Pairs {
  const found: string[] = [];
  let compared = 0;
  let missed = 0;
  let quotations = 0;
  for (const [i, a] of docs.entries()) {
    const own = new Set(a.ready.text.fingerprints);
    for (const b of docs.slice(i + 1)) {
      compared++;
      const pair = comparePair(a.ready, b.ready);
      if (pair === null) continue;
      if (pair.relation === 'quotation') quotations++;
      else {
        found.push([a.id, b.id].sort().join(' | '));
        if (!b.ready.text.fingerprints.some((each) => own.has(each))) missed++;
      }
    }
  }
  return { compared, found, missed, quotations };
}

type Recall = ReadonlyMap<
  string,
  { readonly found: number; readonly of: number; readonly lost: readonly string[] }
>;

function recallByEdit(docs: readonly Doc[], lookUp: (copy: ReadySource) => readonly string[]): Recall {
  const long = docs.filter(({ text }) => (text.match(/\S+/g)?.length ?? 0) >= LEAST_WORDS);
  return new Map(
    Object.keys(COPY_EDITS).map((name) => {
      const lost = long.flatMap((doc, i) => {
        const other = long[(i + Math.floor(long.length / 2)) % long.length] as Doc;
        const copy = readyFrom('copy', editedCopy(name, doc.text, other.text, i));
        const pair = lookUp(copy).includes(doc.id) ? comparePair(doc.ready, copy) : null;
        return pair === null || pair.relation === 'quotation' ? [doc.id] : [];
      });
      return [name, { found: long.length - lost.length, of: long.length, lost }];
    }),
  );
}

function report(docs: readonly Doc[], pairs: Pairs, recall: Recall): EvaluationReport {
  const known = new Set(realCopies.map(([a, b]) => [a, b].sort().join(' | ')));
  const ids = new Set(docs.map(({ id }) => id));
  const present = [...known].filter((pair) => pair.split(' | ').every((id) => ids.has(id)));
  const falsePairs = pairs.found.filter((pair) => !known.has(pair));
  const edits = [...recall.values()];
  const found = edits.reduce((sum, each) => sum + each.found, 0);
  const of = edits.reduce((sum, each) => sum + each.of, 0);
  const figures = {
    recall: of === 0 ? 0 : found / of,
    least_recall: Math.min(...edits.map((each) => each.found / Math.max(1, each.of))),
    false_pairs: falsePairs.length,
    pairs: pairs.compared,
    true_pairs: present.length,
    true_pairs_found: pairs.found.length - falsePairs.length,
    missed_by_index: pairs.missed,
    shared_quotations: pairs.quotations,
  };
  return {
    figures,
    table: [
      formatTable([
        ['edit', 'copies', 'found', 'recall'],
        ...[...recall].map(([name, each]) => [
          name,
          each.of,
          each.found,
          (each.found / Math.max(1, each.of)).toFixed(4),
        ]),
        ['all', of, found, figures.recall.toFixed(4)],
      ]),
      '',
      formatTable([
        [
          'pairs of real articles',
          'false pairs',
          'true copies',
          'of them found',
          'missed by the index',
          'shared quotations',
        ],
        [
          pairs.compared,
          falsePairs.length,
          present.length,
          figures.true_pairs_found,
          pairs.missed,
          pairs.quotations,
        ],
      ]),
      ...falsePairs.map((pair) => `false: ${pair}`),
      ...[...recall].flatMap(([name, { lost }]) => lost.slice(0, 5).map((id) => `lost, ${name}: ${id}`)),
    ].join('\n'),
    digest: digestOf(docs.flatMap(({ id, text }) => [id, text])),
  };
}
