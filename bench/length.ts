/**
 * `node bench/length.ts [rules|fast]`: milliseconds for texts of 1, 2, 4, 8 and 16 times a length, and the exponent of growth over the
 * last doublings (1: linear). The least of three runs each, so that a busy machine blurs less.
 */
import { checkReader } from '../evaluation/fuzz.ts';
import { openReader } from '../evaluation/readers.ts';

const name = process.argv[2] ?? 'rules';
const TIMES = [1, 2, 4, 8, 16];
const NEWS =
  '“We had no part in it,” Minister Mara Quell said. She told reporters that Ostrel had asked for evidence.';
/** Texts of about 4,000 code units, to be repeated. */
const KINDS: Readonly<Record<string, string>> = {
  'news text': `${NEWS}\n\n`.repeat(40),
  'one paragraph': `${NEWS} `.repeat(40),
  'one sentence': 'the ministry said that Quell denied it and '.repeat(95),
  'quotation marks': '"'.repeat(4000),
  commas: ','.repeat(4000),
  capitals: 'Ostrel U.S. '.repeat(333),
};

const { find } = await openReader(name);
for (const text of Object.values(KINDS)) checkReader(find, text);
console.log(`| ${name} | ${TIMES.map((times) => `${times} ×`).join(' | ')} | exponent |`);
console.log(`|---|${'---|'.repeat(TIMES.length + 1)}`);
for (const [kind, text] of Object.entries(KINDS)) {
  const took = TIMES.map((times) => Math.min(...[1, 2, 3].map(() => milliseconds(text.repeat(times)))));
  const exponent = Math.log2((took.at(-1) ?? 1) / (took[2] ?? 1)) / 2;
  console.log(`| ${kind} | ${took.map((ms) => ms.toFixed(0)).join(' | ')} | ${exponent.toFixed(2)} |`);
}

function milliseconds(text: string): number {
  const started = performance.now();
  checkReader(find, text);
  return performance.now() - started;
}
