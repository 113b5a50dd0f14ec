/**
 * `node bench/reading.ts [FOLDER]`: how fast each reader reads, against compromise (quotations, people, organisations)
 * on the same texts in the same run, in turns: the ratios hold where the machine's speed does not. A reader does all of
 * its work, from a text to its statements with speakers. Time is the processor's, of this thread, so
 * that waiting for other processes is left out. Default texts: the examples.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import nlp from 'compromise';
import { captureBytes } from '../src/capture/capture-bytes.ts';
import { isRefusal } from '../src/domain/errors.ts';
import { extractArticle } from '../src/extract/extract-article.ts';
import { readDocument } from '../src/language/read-document.ts';
import { NODE_PARTS } from '../src/services/package-weights.ts';
import { readArticle } from '../src/services/read-article.ts';
import { openReader, READER_NAMES } from '../src/services/readers.ts';

const ROUNDS = 7;
/** Each round reads the texts until it has read so many tokens: a few articles alone are too short to time. */
const TOKENS_A_ROUND = 20_000;
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
if (tokens === 0) throw new RangeError(`there is no text to read in ${folder}`);
const repeats = Math.ceil(TOKENS_A_ROUND / tokens);

const rivals: Record<string, (article: (typeof articles)[number]) => unknown> = {
  compromise: ({ text }) => {
    const doc = nlp(text);
    return [doc.quotations().json(), doc.people().json(), doc.organizations().json()];
  },
};
for (const name of READER_NAMES) {
  const find = await openReader(name, NODE_PARTS);
  rivals[name] = (article) => readArticle(article, find);
}

/** Seconds of processor time that this thread takes to read all texts. */
async function secondsOf(read: (article: (typeof articles)[number]) => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  for (let k = 0; k < repeats; k++) for (const article of articles) await read(article);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1e6;
}

const times = Object.fromEntries(Object.keys(rivals).map((name) => [name, [] as number[]]));
for (let round = 0; round <= ROUNDS; round++)
  for (const [name, read] of Object.entries(rivals)) {
    const took = await secondsOf(read);
    if (round > 0) times[name]?.push(took); // the first round warms all up
  }

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
console.log(`${articles.length} articles, ${tokens} tokens × ${repeats}, ${ROUNDS} rounds, median`);
for (const [name, values] of Object.entries(times)) {
  const ratios = values.map((value, i) => ((times.compromise ?? [])[i] as number) / value);
  const speed = Math.round((tokens * repeats) / median(values));
  console.log(
    `${name.padEnd(11)} ${String(speed).padStart(8)} tokens a processor second, ${median(ratios).toFixed(1)} times ` +
      `compromise (${Math.min(...ratios).toFixed(1)}–${Math.max(...ratios).toFixed(1)})`,
  );
}
