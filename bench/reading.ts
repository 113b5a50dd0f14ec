/**
 * `node bench/reading.ts [FOLDER]`: how fast the reader reads, against compromise (sentences, quotations, people, organisations) on the
 * same texts in the same run, in turns: the ratio holds where the machine's speed does not. Default texts: the examples.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import nlp from 'compromise';
import { captureBytes } from '../src/capture/capture-bytes.ts';
import { isRefusal } from '../src/domain/errors.ts';
import { extractArticle } from '../src/extract/extract-article.ts';
import { readDocument } from '../src/language/read-document.ts';
import { packageWeights } from '../src/services/package-weights.ts';
import { readArticle } from '../src/services/read-article.ts';
import { DEFAULT_READER, openReader } from '../src/services/readers.ts';

const ROUNDS = 7;
const folder = process.argv[2] ?? resolve(import.meta.dirname, '../examples');
const articles = readdirSync(folder)
  .filter((name) => /\.(html?|txt)$/.test(name))
  .flatMap((name) => {
    const captured = captureBytes({
      kind: 'file',
      name,
      bytes: readFileSync(join(folder, name)),
      now: new Date(),
    });
    const article = isRefusal(captured) ? captured : extractArticle(captured);
    return isRefusal(article) ? [] : [article];
  });
const tokens = articles.reduce((sum, article) => sum + readDocument(article).tokens.length, 0);

const find = await openReader(DEFAULT_READER, packageWeights);
const readers: Record<string, () => unknown> = {
  onus: () => articles.map((article) => readArticle(article, find)),
  compromise: () =>
    articles.map(({ text }) => {
      const doc = nlp(text);
      return [doc.quotations().json(), doc.people().json(), doc.organizations().json()];
    }),
};

function seconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

const times: Record<string, number[]> = {};
for (let round = 0; round <= ROUNDS; round++)
  for (const [name, work] of Object.entries(readers)) {
    const took = seconds(work);
    if (round > 0) times[name] = [...(times[name] ?? []), took]; // the first round warms both up
  }
const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
console.log(`${articles.length} articles, ${tokens} tokens, ${ROUNDS} rounds, median`);
for (const [name, values] of Object.entries(times))
  console.log(
    `${name.padEnd(11)} ${Math.round(tokens / median(values))
      .toString()
      .padStart(8)} tokens/s`,
  );
const ratios = (times.onus ?? []).map((value, i) => ((times.compromise as number[])[i] as number) / value);
console.log(
  `onus is ${median(ratios).toFixed(1)} times as fast (${Math.min(...ratios).toFixed(1)}–${Math.max(...ratios).toFixed(1)})`,
);
