import { randomFrom } from '../train/random.ts';

/** Resamples of the articles; with 1,000 the ends of an interval move by less than half a point. */
const RESAMPLES = 1000;
const SEED = 20141222;
/** 95 % lie between: from the 2.5th to the 97.5th percentile. */
const TAIL = 0.025;

export type Interval = readonly [low: number, high: number];

/**
 * The 95 % interval of each figure over resamples of the articles (percentile bootstrap, Efron 1979), drawn with a fixed
 * seed: the same articles give the same intervals. `figuresOf` is asked for the figures of a sample, in which an article
 * may stand several times.
 */
export function bootstrapIntervals<T>(
  articles: readonly T[],
  figuresOf: (sample: readonly T[]) => Readonly<Record<string, number>>,
  resamples = RESAMPLES,
): Record<string, Interval> {
  const random = randomFrom(SEED);
  const values = new Map<string, number[]>();
  for (let i = 0; i < resamples; i++) {
    const sample = articles.map(() => articles[Math.floor(random() * articles.length)] as T);
    for (const [name, value] of Object.entries(figuresOf(sample)))
      (values.get(name) ?? values.set(name, []).get(name))?.push(value);
  }
  return Object.fromEntries(
    [...values].map(([name, all]): [string, Interval] => {
      all.sort((a, b) => a - b);
      const low = all[Math.floor(all.length * TAIL)];
      const high = all[Math.ceil(all.length * (1 - TAIL)) - 1];
      return [name, [low ?? Number.NaN, high ?? Number.NaN]];
    }),
  );
}

/** Intervals as figures of their own: `linked_50_low`, `linked_50_high`. */
export function intervalFigures(intervals: Readonly<Record<string, Interval>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(intervals).flatMap(([name, [low, high]]) => [
      [`${name}_low`, low],
      [`${name}_high`, high],
    ]),
  );
}
