import clusters from '../../data/word-clusters/words.json' with { type: 'json' };

/** Words of like use in two grains, by lower-cased word; 0 stands for a word that is in none. */
export interface WordClusters {
  /** One of about 1000: "said" with "told", "accused" with "alleged". */
  readonly fine: number;
  /** One of about 150, each of several fine ones. */
  readonly coarse: number;
}

const NONE: WordClusters = { fine: 0, coarse: 0 };
const OF_WORD = new Map<string, WordClusters>();
clusters.forEach((line, k) => {
  const [coarse, ...words] = line.split(' ');
  const both: WordClusters = { fine: k + 1, coarse: Number(coarse) + 1 };
  for (const word of words) OF_WORD.set(word, both);
});

/** The clusters of a lower-cased word, by `train/cluster-words.ts`. */
export function clustersOf(word: string): WordClusters {
  return OF_WORD.get(word) ?? NONE;
}
