import { READ_BLOCK_TYPES } from '../domain/article.ts';
import type { CaseSource } from '../domain/case.ts';

/** In words. Shorter runs are shared by texts of one topic, longer ones do not survive editing. */
const SHINGLE = 5;
/**
 * Share of the smaller text's shingles that the other must hold, and their least number. Measured on synthetic copies
 * (first 40 % only, cuts, new lede, 20 % of words changed, embedded in a longer text): all found at these values, where
 * MinHash at .8 and SimHash at distance 3 found hardly any but verbatim ones.
 */
const CONTAINMENT = 0.2;
const LEAST_SHARED = 40;
/** A shingle that stands in more sources than this is a formula of the trade: it is counted for the first ones only. */
const LONGEST_POSTING = 64;

/**
 * Groups sources whose texts are copies of one another, wholly or in part: fifty pages with one wire story are one
 * origin. Every source stands in exactly one group; groups and their members keep the order of `sources`.
 */
export function groupOrigins(sources: readonly Pick<CaseSource, 'sourceId' | 'article'>[]): string[][] {
  const shingles = sources.map(({ article }) => shinglesOf(article));
  const groupOf = sources.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (groupOf[root] !== root) root = groupOf[root] ?? root;
    groupOf[index] = root;
    return root;
  };
  for (const [a, b] of copiesAmong(shingles)) {
    const [first, second] = [rootOf(a), rootOf(b)];
    groupOf[Math.max(first, second)] = Math.min(first, second);
  }
  const indices = [...sources.keys()];
  return [...Map.groupBy(indices, rootOf).values()].map((group) =>
    group.map((index) => sources[index]?.sourceId ?? ''),
  );
}

/** Pairs of indices whose texts share enough, found through an inverted index. */
function copiesAmong(texts: readonly ReadonlySet<number>[]): [number, number][] {
  const postings = new Map<number, number[]>();
  const pairs: [number, number][] = [];
  for (const [index, shingles] of texts.entries()) {
    const shared = new Map<number, number>();
    for (const shingle of shingles) {
      const posting = postings.get(shingle);
      for (const other of posting ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
      if (posting === undefined) postings.set(shingle, [index]);
      else if (posting.length < LONGEST_POSTING) posting.push(index);
    }
    for (const [other, count] of shared) {
      const smaller = Math.min(shingles.size, texts[other]?.size ?? 0);
      if (isWhole(count, smaller) || (count >= LEAST_SHARED && count >= CONTAINMENT * smaller))
        pairs.push([other, index]);
    }
  }
  return pairs;
}

/** A text too short for the least number is a copy only where all of it is. */
function isWhole(shared: number, smaller: number): boolean {
  return smaller < LEAST_SHARED && shared === smaller;
}

/** Hashes of every five words in a row of the article's own text; of a shorter text, of all its words. */
function shinglesOf({ text, blocks }: CaseSource['article']): Set<number> {
  const own = blocks.filter(({ type }) => READ_BLOCK_TYPES.has(type));
  const words = own.flatMap(
    ({ start, end }) =>
      text
        .slice(start, end)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
  const shingles = new Set<number>();
  for (let i = 0; i === 0 || i + SHINGLE <= words.length; i++) {
    const run = words.slice(i, i + SHINGLE);
    if (run.length > 0) shingles.add(hashOf(run));
  }
  return shingles;
}

/** FNV-1a over UTF-16 code units, 32 bits: among a million shingles one in four thousand collides, far below the threshold. */
function hashOf(words: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const word of words) {
    for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0x20, 0x01000193);
  }
  return hash >>> 0;
}
