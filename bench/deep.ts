/**
 * `node bench/deep.ts [native|wasm] [FOLDER]`: what the deep reader costs. Tokens a second on one core, beside the fast reader on the same
 * texts in the same run, in turns; an article of 600 words by two threads, when the weights are loaded; memory beyond the
 * process that has read with the fast reader alone. Each run time is measured in a process of its own.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as wasm from 'onnxruntime-web';
import { openModel } from '../evaluation/readers.ts';
import { captureBytes } from '../src/capture/capture-bytes.ts';
import { isRefusal } from '../src/domain/errors.ts';
import { extractArticle } from '../src/extract/extract-article.ts';
import { readLanguageModel } from '../src/language/model-file.ts';
import { documentReader } from '../src/language/read-document.ts';
import { openNetworkInNode } from '../src/services/onnx-node.ts';
import { readDeepModel } from '../src/statements/deep/deep-model.ts';
import { findStatementsDeep } from '../src/statements/deep/find-statements-deep.ts';
import { openNetwork } from '../src/statements/deep/onnx-network.ts';
import { WordPieces } from '../src/statements/deep/word-pieces.ts';
import { findStatementsFast } from '../src/statements/fast/find-statements-fast.ts';

const ROUNDS = 5;
const WORDS = 600;
const [kind = 'native', folder = resolve(import.meta.dirname, '../examples')] = process.argv.slice(2);

const fast = await openModel();
const readDocument = documentReader(await readLanguageModel(fast.language));
const articles = readdirSync(folder)
  .filter((name) => /\.(html?|txt)$/.test(name))
  .flatMap((name) => {
    const bytes = readFileSync(join(folder, name));
    const captured = captureBytes({ kind: 'file', name, bytes, now: new Date() });
    const article = isRefusal(captured) ? captured : extractArticle(captured);
    return isRefusal(article) ? [] : [article];
  });
const documents = articles.map((article) => readDocument(article));
const tokens = documents.reduce((sum, document) => sum + document.tokens.length, 0);
if (tokens === 0) throw new RangeError(`there is no text to read in ${folder}`);
for (const document of documents) findStatementsFast(document, fast);

const mebibytes = () => process.memoryUsage.rss() / 2 ** 20;
const before = mebibytes();
const started = performance.now();
const model = await readDeepModel(readFileSync(resolve(import.meta.dirname, '../models/deep@1/model.bin')));

async function toolsWith(threads: number) {
  if (kind === 'wasm') wasm.env.wasm.numThreads = threads;
  const network =
    kind === 'wasm'
      ? await openNetwork(wasm, model, { executionProviders: ['wasm'] })
      : await openNetworkInNode(model, threads);
  return { network, wordPieces: new WordPieces(model.vocabulary), reading: model.reading, fast };
}

const tools = await toolsWith(1);
const loaded = performance.now() - started;

async function secondsOf(read: (document: (typeof documents)[number]) => unknown): Promise<number> {
  const start = performance.now();
  for (const document of documents) await read(document);
  return (performance.now() - start) / 1000;
}

const least = { deep: Number.POSITIVE_INFINITY, fast: Number.POSITIVE_INFINITY };
for (let round = 0; round <= ROUNDS; round++) {
  least.deep = Math.min(least.deep, await secondsOf((document) => findStatementsDeep(document, tools)));
  least.fast = Math.min(least.fast, await secondsOf((document) => findStatementsFast(document, fast)));
}
const speed = (seconds: number) => Math.round(tokens / seconds).toLocaleString('en');
console.log(`${kind}, ${documents.length} articles, ${tokens} tokens, least of ${ROUNDS} rounds`);
console.log(
  `deep  ${speed(least.deep)} tokens/s on one core, ${(least.deep / least.fast).toFixed(0)} times the time of fast (${speed(least.fast)})`,
);
console.log(
  `loaded in ${Math.round(loaded)} ms; ${Math.round(mebibytes() - before)} MiB more than with the fast reader alone`,
);

const paragraphs = articles
  .map(({ text }) => text)
  .join('\n')
  .split('\n');
let words = 0;
const lines: string[] = [];
for (const line of paragraphs) {
  if (words >= WORDS) break;
  lines.push(line);
  words += line.split(/\s+/u).filter(Boolean).length;
}
const text = lines.join('\n');
const article = readDocument({
  text,
  blocks: [{ type: 'body', start: 0, end: text.length, reason: 'given', probability: 1 }],
});
const two = await toolsWith(2);
let warm = Number.POSITIVE_INFINITY;
for (let round = 0; round <= ROUNDS; round++) {
  const start = performance.now();
  await findStatementsDeep(article, two);
  if (round > 0) warm = Math.min(warm, performance.now() - start);
}
console.log(`an article of ${words} words, two threads: ${Math.round(warm)} ms`);
