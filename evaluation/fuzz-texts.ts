/** Seeded texts that no newspaper prints: whatever a reader is handed, these are worse. */

/** A number in [0, 1) from a state that the seed alone decides (mulberry32). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Generator = (random: Random, articles: readonly string[]) => string;

const QUOTES = ['"', '“', '”', "'", '‘', '’', '«', '»', '„', '‚', '`', '``', "''"];
const MARKS = [',', ';', ':', '.', '…', '!', '?', '-', '–', '—', '(', ')', '[', ']', '/', '%', '$', '&'];
/** NUL and other controls, zero-width and bidirectional marks, combining characters, lone surrogates, non-characters. */
const ODD = [
  ...['\0', '\u0001', '\u0007', '\b', '\u001b', '\u007f', '\u0085', '\u00ad', '\u200b', '\u200c', '\u200d'],
  ...['\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069', '\ufeff', '\ufff9', '\uffff', '\ufffd'],
  ...['\u0300', '\u0301', '\u0338', '\u20dd', '\ufe0f', '\ud800', '\udbff', '\udc00', '\udfff', '🇺', '👩‍💻'],
];
const SPACES = [' ', '\t', '\n', '\r', '\r\n', '\v', '\f', '\u00a0', '\u2003', '\u2028', '\u2029', '\u3000'];
/** Words that open the readers' doors: cues, those who speak, negations, places of power. */
const WORDS = (
  'said says told denied blamed accused claims statement according to that not no never declined comment asked ' +
  'whether evidence minister ministry spokesman of the a and but who which it he she they his her Ostrel Belmarra ' +
  'Kremlin Moscow officials hackers group was were has been by for on in with against attack behind responsible ' +
  'sanctions Mr Quell Inc U.S. 12 2023 Monday hacked stole likely reportedly allegedly condemned rejected'
).split(' ');
const TAGS = [
  '<p>',
  '</p>',
  '<br/>',
  '<a href="x">',
  '</a>',
  '<!--',
  '-->',
  '<script>',
  '&amp;',
  '&#0;',
  '<',
];

const GENERATORS: readonly Generator[] = [
  mutatedArticle,
  mutatedArticle,
  mutatedArticle,
  (random) => soup(random, 120, [WORDS, WORDS, WORDS, WORDS, QUOTES, MARKS]),
  (random) => soup(random, 120, [WORDS, WORDS, QUOTES, MARKS, SPACES, ODD]),
  (random) => soup(random, 80, [WORDS, TAGS, QUOTES, SPACES]),
  (random) => soup(random, 200, [QUOTES, MARKS], ''),
  (random) => soup(random, 200, [ODD, ODD, WORDS], ''),
  (random) => soup(random, 300, [SPACES], ''),
  randomUnicode,
  repeatedToken,
  nestedQuotes,
  longWords,
];

/** The text of a seed: the same seed and articles give the same text. */
export function fuzzText(seed: number, articles: readonly string[]): string {
  const random = randomFrom(seed);
  return pick(random, GENERATORS)(random, articles);
}

/** Texts of a size at which anything that is not linear shows; made when their turn comes. */
export const EXTREMES: Readonly<Record<string, () => string>> = {
  'a paragraph of 5 MB': () =>
    'The ministry of Ostrel said it had no evidence, and Quell denied it. '.repeat(72_464),
  'a sentence of 1 MB': () => 'the ministry said that Quell denied it and '.repeat(23_256),
  'a million quotation marks': () => '"'.repeat(1e6),
  'a million marks, opening alone': () => '“'.repeat(1e6),
  '100,000 commas': () => ','.repeat(1e5),
  '100,000 words with commas': () => 'said, '.repeat(1e5),
  '100,000 nested quotations': () => `${'“He said '.repeat(1e5)}no${'” '.repeat(1e5)}`,
  'a word of a million letters': () => 'a'.repeat(1e6),
  'a word of 300,000 hyphens': () => 'a-'.repeat(3e5),
  'a million combining characters': () => `e${'\u0301'.repeat(1e6)}`,
  'a million lone surrogates': () => '\ud800'.repeat(1e6),
  'a million NULs': () => '\0'.repeat(1e6),
  'a million spaces': () => ' '.repeat(1e6),
  'a million line breaks': () => '\n'.repeat(1e6),
  '300,000 lines': () => 'Quell said no.\n'.repeat(3e5),
  '200,000 capitalised words': () => 'Ostrel '.repeat(2e5),
  '200,000 cues': () => 'said '.repeat(2e5),
  '200,000 full stops of abbreviations': () => 'U.S. '.repeat(2e5),
  '100,000 tags': () => '<p>said</p>'.repeat(1e5),
};

function mutatedArticle(random: Random, articles: readonly string[]): string {
  const article = pick(random, articles);
  const from = below(random, article.length);
  let text = random() < 0.5 ? article : article.slice(from, from + 2000);
  for (let left = 1 + below(random, 20); left > 0; left--) text = mutate(random, text);
  return text;
}

/** Deletes, doubles, moves or puts in a stretch, anywhere: within a word, a pair of marks, or a surrogate pair. */
function mutate(random: Random, text: string): string {
  const at = below(random, text.length + 1);
  const end = Math.min(text.length, at + below(random, random() < 0.5 ? 8 : 200));
  const piece = text.slice(at, end);
  const there = below(random, text.length + 1);
  switch (below(random, 5)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, end) + piece + text.slice(end);
    case 2:
      return text.slice(0, there) + piece + text.slice(there);
    case 3:
      return text.slice(0, at) + piece.toUpperCase() + text.slice(end);
    default:
      return text.slice(0, at) + pick(random, pick(random, [QUOTES, MARKS, ODD, SPACES])) + text.slice(at);
  }
}

function soup(random: Random, most: number, bowls: readonly (readonly string[])[], between = ' '): string {
  return many(random, most, () => pick(random, pick(random, bowls))).join(between);
}

/** Code units of any value: half of the texts over all of Unicode, half within one narrow range of it. */
function randomUnicode(random: Random): string {
  const range = random() < 0.5 ? 0x10000 : 0x100;
  const base = below(random, 0x10000 - range + 1);
  return many(random, 400, () => String.fromCharCode(base + below(random, range))).join('');
}

function repeatedToken(random: Random): string {
  const token = pick(random, pick(random, [WORDS, QUOTES, MARKS, ODD]));
  return `${token}${random() < 0.7 ? ' ' : ''}`.repeat(below(random, 1500));
}

function nestedQuotes(random: Random): string {
  const depth = below(random, 60);
  const open = many(random, depth, () => `${pick(random, QUOTES)}${pick(random, WORDS)} `).join('');
  return `${open}${many(random, depth, () => `${pick(random, WORDS)}${pick(random, QUOTES)} `).join('')}`;
}

function longWords(random: Random): string {
  return many(random, 8, () =>
    pick(random, ['a', 'Ab', "x'", 'é', 'U.', '9', 'a-']).repeat(below(random, 3000)),
  ).join(' ');
}

function many<T>(random: Random, most: number, make: () => T): T[] {
  return Array.from({ length: below(random, most + 1) }, make);
}

/** A whole number from 0 up to, not including, the bound. */
function below(random: Random, bound: number): number {
  return Math.floor(random() * bound);
}

function pick<T>(random: Random, list: readonly T[]): T {
  if (list.length === 0) throw new RangeError('nothing to pick from');
  return list[below(random, list.length)] as T;
}
