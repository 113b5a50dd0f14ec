/**
 * `node bench/length.ts [fast|rules] [--svg FILE]`: milliseconds of processor time for texts of 1, 2, 4, 8 and 16 times a
 * length, and the exponent of growth from 4 to 16 times (1: linear). Processor time, and the least of several rounds over
 * all texts, so that a busy machine blurs it less. With `--svg` the figures are drawn as well, on logarithmic axes.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkReader } from '../evaluation/fuzz.ts';
import { openReader } from '../evaluation/readers.ts';
import { DEFAULT_READER } from '../src/services/readers.ts';
import { type Curve, lengthPlot } from './length-plot.ts';

const ROUNDS = 5;
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

const { positionals, values } = parseArgs({ allowPositionals: true, options: { svg: { type: 'string' } } });
const name = positionals[0] ?? DEFAULT_READER;
const reader = await openReader(name);
const curves = Object.entries(KINDS).map(([kind, text]): Curve & { text: string } => {
  const points = TIMES.map((times) => ({
    length: text.length * times,
    milliseconds: Number.POSITIVE_INFINITY,
  }));
  return { kind, text, points };
});
for (let round = 0; round < ROUNDS; round++)
  for (const { points, text } of curves)
    for (const [i, point] of points.entries()) {
      const took = await milliseconds(text.repeat(TIMES[i] ?? 1));
      point.milliseconds = Math.min(point.milliseconds, took);
    }

console.log(`| ${name} | ${TIMES.map((times) => `${times} ×`).join(' | ')} | exponent |`);
console.log(`|---|${'---|'.repeat(TIMES.length + 1)}`);
for (const { kind, points } of curves) {
  const took = points.map(({ milliseconds: ms }) => ms);
  const exponent = Math.log2((took[4] ?? 1) / (took[2] ?? 1)) / 2;
  console.log(`| ${kind} | ${took.map((ms) => ms.toFixed(0)).join(' | ')} | ${exponent.toFixed(2)} |`);
}
if (values.svg !== undefined) writeFileSync(values.svg, lengthPlot(`Reader “${name}”`, curves));

async function milliseconds(text: string): Promise<number> {
  const before = process.cpuUsage();
  await checkReader(reader, text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
