import { describe, expect, it } from 'vitest';
import {
  type CrfWeights,
  chunksOf,
  DecodingRoom,
  forwardBackward,
  mayFollow,
  scoreTokens,
  viterbi,
} from './crf.ts';
import { FeatureList, MOST_FEATURES } from './feature-list.ts';
import { packRows } from './packed-rows.ts';

const LABELS = 5;
const COUNT = 4;

/** A field with arbitrary but fixed weights, and scores for four tokens. */
function example(seed: number): { crf: CrfWeights; scores: Float32Array } {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32 - 0.5) * 4;
  };
  const crf = {
    labels: LABELS,
    bits: 1,
    weights: new Float32Array(2 * LABELS),
    scale: 1,
    transitions: Float32Array.from({ length: LABELS * LABELS }, next),
    starts: Float32Array.from({ length: LABELS }, next),
  };
  return { crf, scores: Float32Array.from({ length: COUNT * LABELS }, next) };
}

/** Every legal labelling with its score, by trying all. */
function everyPath({ crf, scores }: ReturnType<typeof example>): { path: number[]; score: number }[] {
  let paths: { path: number[]; score: number }[] = [{ path: [], score: 0 }];
  for (let i = 0; i < COUNT; i++)
    paths = paths.flatMap(({ path, score }) =>
      Array.from({ length: LABELS }, (_, label) => label)
        .filter((label) => mayFollow(path.at(-1) ?? 0, label))
        .map((label) => ({
          path: [...path, label],
          score:
            score +
            scores[i * LABELS + label]! +
            (i === 0 ? crf.starts[label]! : crf.transitions[path.at(-1)! * LABELS + label]!),
        })),
    );
  return paths;
}

describe('a conditional random field', () => {
  it.each([1, 2, 3, 4, 5])('finds the best of all legal paths (weights %i)', (seed) => {
    const one = example(seed);
    const best = everyPath(one).reduce((a, b) => (b.score > a.score ? b : a));
    const path = new Uint8Array(COUNT);
    expect(viterbi(one.crf, one.scores, COUNT, path)).toBeCloseTo(best.score, 4);
    expect([...path]).toEqual(best.path);
  });

  it.each([1, 2, 3])('sums over all legal paths (weights %i)', (seed) => {
    const one = example(seed);
    const paths = everyPath(one);
    const total = paths.reduce((sum, { score }) => sum + Math.exp(score), 0);
    const marginals = new Float64Array(COUNT * LABELS);
    const pairs = new Float64Array(LABELS * LABELS);
    expect(forwardBackward(one.crf, one.scores, COUNT, marginals, pairs)).toBeCloseTo(Math.log(total), 4);
    for (let i = 0; i < COUNT; i++)
      for (let label = 0; label < LABELS; label++) {
        const share = paths
          .filter(({ path }) => path[i] === label)
          .reduce((sum, { score }) => sum + Math.exp(score) / total, 0);
        expect(marginals[i * LABELS + label]).toBeCloseTo(share, 5);
      }
    expect(pairs.reduce((sum, count) => sum + count, 0)).toBeCloseTo(COUNT - 1, 5);
  });

  it('reads spans off a path: a new beginning ends the one before', () => {
    expect(chunksOf(Uint8Array.of(0, 1, 2, 1, 0, 3, 4, 4), 8)).toEqual([
      { type: 0, first: 1, last: 3 },
      { type: 0, first: 3, last: 4 },
      { type: 1, first: 5, last: 8 },
    ]);
  });

  it('decodes alike in a room that other sequences were decoded in', () => {
    const decode = (seed: number, count: number, room: DecodingRoom) => {
      const { crf, scores } = example(seed);
      const path = new Uint8Array(count);
      const marginals = new Float64Array(count * LABELS);
      const score = viterbi(crf, scores, count, path, room);
      const partition = forwardBackward(crf, scores, count, marginals, null, room);
      return { path, marginals, score, partition };
    };
    const used = new DecodingRoom();
    for (const [seed, count] of [
      [1, 2],
      [2, 4],
      [3, 1],
      [4, 3],
    ] as const)
      expect(decode(seed, count, used)).toEqual(decode(seed, count, new DecodingRoom()));
  });

  it('labels nothing where there is nothing', () => {
    const { crf, scores } = example(1);
    expect(viterbi(crf, scores, 0, new Uint8Array(0))).toBe(0);
    expect(chunksOf(new Uint8Array(0), 0)).toEqual([]);
  });
});

describe('packed weights', () => {
  it.each([5, 7])(
    'give the same scores as the bytes of %i labels, extremes and many features included',
    (labels) => {
      const bytes = [-128, -127, -1, 0, 1, 126, 127];
      const weights = Int8Array.from(
        { length: 8 * labels },
        (_, i) => bytes[(i * 5 + (i >> 3)) % bytes.length]!,
      );
      const crf: CrfWeights = { ...example(1).crf, labels, bits: 3, weights, scale: 0.5 };
      const ends = Uint32Array.of(0, 3, 3 + MOST_FEATURES, 4 + MOST_FEATURES);
      const hashes = Uint32Array.from({ length: ends[3]! }, (_, k) => (k < 100 ? 7 : (k * 3) % 8));
      const score = (model: CrfWeights) => {
        const scores = new Float32Array(3 * labels);
        scoreTokens(model, hashes, ends, 1, 3, scores);
        return [...scores];
      };
      expect(score({ ...crf, packed: packRows(weights, labels, 2) })).toEqual(score(crf));
    },
  );
});

describe('a list of features', () => {
  it('refuses a token with more features than can be added up, copies counted', () => {
    const list = new FeatureList(4);
    list.register = 1;
    for (let k = 0; k <= MOST_FEATURES / 2; k++) list.add(k);
    expect(() => list.endToken()).toThrow(RangeError);
  });

  it('tells equal values apart by their place, and grows with the text', () => {
    const list = new FeatureList(16);
    for (let token = 0; token < 3000; token++) {
      for (let k = 0; k < 100; k++) list.add(1);
      list.endToken();
    }
    expect([list.tokens, list.length, list.ends[2999]]).toEqual([3000, 300_000, 300_000]);
    expect(new Set(list.hashes.subarray(0, 100)).size).toBeGreaterThan(95);
    expect(list.hashes.slice(0, 100)).toEqual(list.hashes.slice(299_900, 300_000));
  });
});
