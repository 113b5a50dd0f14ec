import type { Span } from './span.ts';

/** In words. Shorter runs are shared by texts of one topic, longer ones do not survive editing. */
export const SHINGLE_WORDS = 5;

/** A text as runs of words: what copies are told by. */
export interface Shingled {
  /** Its words in order, without case and punctuation; UTF-16 spans of the text. */
  readonly words: readonly Span[];
  /** One for each word: equal where the words are equal but for case. Signed, 32 bits. */
  readonly wordHashes: Int32Array;
  /**
   * One for each run of {@link SHINGLE_WORDS} words, by the word it begins with: an integer in [0, 2^52). Among the half
   * billion runs of a million articles a given one meets another with a chance of one in ten million.
   */
  readonly shingles: Float64Array;
}

/** The words and runs of the given stretches of a text, which are read as one: a run may go from one into the next. */
export function shingle(text: string, stretches: readonly Span[]): Shingled {
  const words: Span[] = [];
  const first: number[] = [];
  const second: number[] = [];
  for (const { start, end } of stretches)
    for (let i = start; i < end; ) {
      const kind = kindOf(text, i);
      if (kind === BETWEEN) {
        i++;
        continue;
      }
      const from = i;
      // FNV-1a over UTF-16 code units in lower case, from two seeds.
      let low = 0x811c9dc5 | 0;
      let high = 0x9747b28c | 0;
      do {
        const unit = lowerOf(text.charCodeAt(i++));
        low = Math.imul(low ^ unit, 0x01000193);
        high = Math.imul(high ^ unit, 0x01000193);
      } while (i < end && kind === WORD && kindOf(text, i) === WORD);
      words.push({ start: from, end: i });
      first.push(low);
      second.push(high);
    }
  const shingles = new Float64Array(Math.max(0, words.length - SHINGLE_WORDS + 1));
  for (let i = 0; i < shingles.length; i++) shingles[i] = runHash(first, second, i);
  return { words, wordHashes: Int32Array.from(first), shingles };
}

const WORD = 1;
const BETWEEN = 2;
/** A letter of a script that sets no space between words: it is a word by itself. */
const SINGLE = 3;
/** By code unit, 0 while unknown: every unit of a text is asked for, and few different ones. */
const KINDS = new Uint8Array(0x10000);
const LOWER = new Uint16Array(0x10000);

function kindOf(text: string, i: number): number {
  const unit = text.charCodeAt(i);
  const known = KINDS[unit] as number;
  if (known !== 0) return known;
  const letter = String.fromCharCode(unit);
  // What stands beyond the first plane is taken by its halves: letters make words, and so do emoji.
  const isHalf = unit >= 0xd800 && unit < 0xe000;
  const kind = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(letter)
    ? SINGLE
    : isHalf || /[\p{L}\p{M}\p{N}]/u.test(letter)
      ? WORD
      : BETWEEN;
  KINDS[unit] = kind;
  LOWER[unit] = letter.toLowerCase().charCodeAt(0);
  return kind;
}

/** Of a code unit whose kind is known. One unit for one: what lower case makes two of loses the second. */
function lowerOf(unit: number): number {
  return LOWER[unit] as number;
}

/** Two hashes of 32 and 20 bits over the run that begins at `i`, finalised as MurmurHash3 does, as one number. */
function runHash(first: readonly number[], second: readonly number[], i: number): number {
  let low = 0x2c1b3c6d;
  let high = 0x297a2d39;
  for (let k = i; k < i + SHINGLE_WORDS; k++) {
    low = Math.imul(low ^ (first[k] ?? 0), 0x85ebca6b);
    low ^= low >>> 15;
    high = Math.imul(high ^ (second[k] ?? 0), 0xc2b2ae35);
    high ^= high >>> 13;
  }
  low = Math.imul(low ^ (low >>> 16), 0x7feb352d);
  high = Math.imul(high ^ (high >>> 15), 0x846ca68b);
  return ((low ^ (low >>> 15)) >>> 0) + (high >>> 12) * 2 ** 32;
}

/** In runs. */
const WINDOW = 24;
/** A shared stretch of so many words is found whatever stands around it. */
export const CERTAIN_WORDS = WINDOW + SHINGLE_WORDS - 1;
const LOWEST = 2 ** 52 / WINDOW;

/**
 * The runs by which a text is looked up, about one in twelve, sorted and distinct: every run whose hash is among the lowest
 * twenty-fourth (Broder 1997: chosen by itself alone, so it is chosen in a copy too), and where twenty-four runs in a row
 * have none, the least of them (winnowing; Schleimer, Wilkerson and Aiken 2003). So two texts with {@link CERTAIN_WORDS}
 * words in a row in common share one for certain, and texts with scattered runs in common very likely: choosing half as many again finds no
 * more copies (`npm run evaluate -- copies`).
 */
export function fingerprintsOf({ shingles }: Pick<Shingled, 'shingles'>): number[] {
  const chosen = new Set<number>();
  let lastLow = -1;
  for (let end = 0; end < shingles.length; end++) {
    const value = shingles[end] as number;
    if (value < LOWEST) {
      chosen.add(value);
      lastLow = end;
    } else if (end - lastLow >= WINDOW) chosen.add(leastOf(shingles, end - WINDOW + 1, end + 1));
  }
  // A text shorter than a window has one too, where none lies low.
  if (chosen.size === 0 && shingles.length > 0) chosen.add(leastOf(shingles, 0, shingles.length));
  return [...chosen].sort((a, b) => a - b);
}

function leastOf(shingles: Float64Array, from: number, to: number): number {
  let least = shingles[from] as number;
  for (let i = from + 1; i < to; i++) least = Math.min(least, shingles[i] as number);
  return least;
}
