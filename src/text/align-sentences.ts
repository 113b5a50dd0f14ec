/** How a sentence of two versions of a text fares. Indices are into the two lists that were aligned. */
export type AlignedSentence =
  | { readonly kind: 'same'; readonly earlier: number; readonly later: number }
  /** Enough words are shared to call it one sentence; `similarity` as in {@link CHANGED_SIMILARITY}. */
  | {
      readonly kind: 'changed';
      readonly earlier: number;
      readonly later: number;
      readonly similarity: number;
    }
  /** The same words at another place among the others. */
  | { readonly kind: 'moved'; readonly earlier: number; readonly later: number }
  | { readonly kind: 'removed'; readonly earlier: number }
  | { readonly kind: 'added'; readonly later: number };

/**
 * Share of words (Dice's coefficient of their multisets, in [0, 1]) from which two sentences are taken for one that was
 * changed. Of 525,874 pairs of different sentences of one news article 0.59 % share as much (docs/measurements.md).
 */
export const CHANGED_SIMILARITY = 0.5;

/** Word comparisons that one gap may cost; a larger gap, which no edited article has, keeps only its equal sentences. */
const GAP_COST_LIMIT = 10_000_000;

/**
 * Aligns the sentences of two versions of a text, in the order of the later one; what was removed stands where it was.
 * First the sentences that occur once on either side and keep their order, then, between those, the pairing of greatest
 * total similarity. Sentences that differ in typography alone (quotation marks, dashes, white space) count as the same.
 */
export function alignSentences(earlier: readonly string[], later: readonly string[]): AlignedSentence[] {
  const a = earlier.map(keyOf);
  const b = later.map(keyOf);
  const words = wordLists(a, b);
  const aligned: AlignedSentence[] = [];
  let [i, j] = [0, 0];
  for (const anchor of [...orderedAnchors(a, b), { earlier: a.length, later: b.length }]) {
    aligned.push(...alignGap({ a, b, words, from: [i, j], to: [anchor.earlier, anchor.later] }));
    if (anchor.earlier < a.length) aligned.push({ kind: 'same', ...anchor });
    [i, j] = [anchor.earlier + 1, anchor.later + 1];
  }
  return joinMoved(aligned, a, b);
}

/** What two sentences share that differ in typography alone. */
function keyOf(sentence: string): string {
  return sentence
    .normalize('NFKC')
    .replace(/[‘’‛′`]/g, "'")
    .replace(/[“”„‟″«»]|''/g, '"')
    .replace(/[‐-―−]+|--+/g, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}

interface Pair {
  readonly earlier: number;
  readonly later: number;
}

/** Sentences that occur once on either side, the longest list of them that keeps its order (patience sorting). */
function orderedAnchors(a: readonly string[], b: readonly string[]): Pair[] {
  const onceIn = (keys: readonly string[]) => {
    const at = new Map<string, number>();
    keys.forEach((key, i) => {
      at.set(key, at.has(key) ? -1 : i);
    });
    return at;
  };
  const [inA, inB] = [onceIn(a), onceIn(b)];
  const pairs = [...inA].flatMap(([key, earlier]) => {
    const later = inB.get(key) ?? -1;
    return earlier >= 0 && later >= 0 ? [{ earlier, later }] : [];
  });
  return longestRising(pairs);
}

/** The longest sublist whose `later` rises; the pairs are sorted by `earlier`. O(n log n). */
function longestRising(pairs: readonly Pair[]): Pair[] {
  const tails: number[] = [];
  const before: number[] = [];
  pairs.forEach(({ later }, i) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[tails[middle] as number] as Pair).later < later) low = middle + 1;
      else high = middle;
    }
    before[i] = low === 0 ? -1 : (tails[low - 1] as number);
    tails[low] = i;
  });
  const rising: Pair[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i] as number) rising.push(pairs[i] as Pair);
  return rising.reverse();
}

interface Gap {
  readonly a: readonly string[];
  readonly b: readonly string[];
  readonly words: { readonly a: readonly Int32Array[]; readonly b: readonly Int32Array[] };
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Pairs the sentences of a gap so that the sum of their similarities is greatest, neither crossing (Needleman–Wunsch). */
function alignGap(gap: Gap): AlignedSentence[] {
  const [i0, j0] = gap.from;
  const [rows, columns] = [gap.to[0] - i0, gap.to[1] - j0];
  if (rows === 0 || columns === 0 || costOf(gap) > GAP_COST_LIMIT) return unpaired(gap);
  const width = columns + 1;
  // One row and column of zeros more than there are sentences: the end of either list.
  const best = new Float64Array((rows + 1) * width);
  const similar = new Float64Array(rows * columns);
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--) {
      const similarity = similarityOf(gap, i0 + i, j0 + j);
      similar[i * columns + j] = similarity;
      const paired = similarity >= CHANGED_SIMILARITY ? similarity + at(best, (i + 1) * width + j + 1) : 0;
      best[i * width + j] = Math.max(paired, at(best, (i + 1) * width + j), at(best, i * width + j + 1));
    }
  const aligned: AlignedSentence[] = [];
  let [i, j] = [0, 0];
  while (i < rows || j < columns) {
    const similarity = i < rows && j < columns ? at(similar, i * columns + j) : 0;
    const here = at(best, i * width + j);
    const pair = { earlier: i0 + i, later: j0 + j };
    if (similarity >= CHANGED_SIMILARITY && here === similarity + at(best, (i + 1) * width + j + 1)) {
      const isSame = gap.a[pair.earlier] === gap.b[pair.later];
      aligned.push(isSame ? { kind: 'same', ...pair } : { kind: 'changed', ...pair, similarity });
      i++;
      j++;
    } else if (i < rows && (j === columns || here === at(best, (i + 1) * width + j))) {
      aligned.push({ kind: 'removed', earlier: pair.earlier });
      i++;
    } else {
      aligned.push({ kind: 'added', later: pair.later });
      j++;
    }
  }
  return aligned;
}

const at = (numbers: Float64Array, index: number): number => numbers[index] ?? 0;

function unpaired({ from, to }: Gap): AlignedSentence[] {
  const aligned: AlignedSentence[] = [];
  for (let i = from[0]; i < to[0]; i++) aligned.push({ kind: 'removed', earlier: i });
  for (let j = from[1]; j < to[1]; j++) aligned.push({ kind: 'added', later: j });
  return aligned;
}

function costOf({ words, from, to }: Gap): number {
  const total = (lists: readonly Int32Array[], start: number, end: number) =>
    lists.slice(start, end).reduce((sum, { length }) => sum + length + 1, 0);
  const [rows, columns] = [to[0] - from[0], to[1] - from[1]];
  return total(words.a, from[0], to[0]) * columns + total(words.b, from[1], to[1]) * rows;
}

/** Each sentence's words as sorted numbers, the same word the same number on either side. */
function wordLists(a: readonly string[], b: readonly string[]): Gap['words'] {
  const numbers = new Map<string, number>();
  const listOf = (key: string) =>
    Int32Array.from(key.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [], (word) => {
      const known = numbers.get(word) ?? numbers.size;
      numbers.set(word, known);
      return known;
    }).sort();
  return { a: a.map(listOf), b: b.map(listOf) };
}

/** Dice's coefficient of two sentences' words; 1 where their keys are equal, whatever stands in them. */
function similarityOf({ a, b, words }: Gap, earlier: number, later: number): number {
  if (a[earlier] === b[later]) return 1;
  const [one, other] = [words.a[earlier] ?? new Int32Array(), words.b[later] ?? new Int32Array()];
  const total = one.length + other.length;
  if (total === 0 || (2 * Math.min(one.length, other.length)) / total < CHANGED_SIMILARITY) return 0;
  let [shared, i, j] = [0, 0, 0];
  while (i < one.length && j < other.length) {
    const step = (one[i] as number) - (other[j] as number);
    if (step === 0) shared++;
    if (step <= 0) i++;
    if (step >= 0) j++;
  }
  // Equal words under unequal keys differ in marks or their order: changed, and so below 1.
  return Math.min(0.99, (2 * shared) / total);
}

/** What was removed here and added there in the same words has moved. */
function joinMoved(
  aligned: readonly AlignedSentence[],
  a: readonly string[],
  b: readonly string[],
): AlignedSentence[] {
  const removed = Map.groupBy(
    aligned.flatMap((each) => (each.kind === 'removed' ? [each.earlier] : [])).reverse(),
    (earlier) => a[earlier],
  );
  const moved = new Set<number>();
  const joined = aligned.map((each): AlignedSentence => {
    // The lists are reversed, so that the last of each is the first of its sentences.
    const earlier = each.kind === 'added' ? removed.get(b[each.later])?.pop() : undefined;
    if (each.kind !== 'added' || earlier === undefined) return each;
    moved.add(earlier);
    return { kind: 'moved', earlier, later: each.later };
  });
  return joined.filter((each) => each.kind !== 'removed' || !moved.has(each.earlier));
}
