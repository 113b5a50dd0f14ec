import type { BlockModel } from '../src/extract/learned/block-model.ts';
import type { LineModel } from '../src/extract/learned/line-model.ts';
import { FOLDS, foldsByHost, type LabelledLines, labelledBlocks, readPages } from './page-corpus.ts';
import { trainBlocks } from './train-blocks.ts';
import { trainLines } from './train-lines.ts';

/** For each page of the benchmark a model of blocks that was trained on the pages of other hosts alone, in five parts. */
export function blockModelsByFold(corpora: string): (key: string) => BlockModel {
  const pages = readPages(corpora).map(labelledBlocks);
  const folds = foldsByHost(pages);
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    trainBlocks(pages.filter(({ host }) => folds.get(host) !== fold)),
  );
  const foldOf = new Map(pages.map(({ key, host }) => [key, folds.get(host)]));
  return (key) => {
    const model = models[foldOf.get(key) ?? -1];
    if (!model) throw new RangeError(`${key} is no page of the benchmark: --folds is for these alone`);
    return model;
  };
}

/** The same for lines. */
export function lineModelsByFold(pages: readonly LabelledLines[]): (page: LabelledLines) => LineModel {
  const folds = foldsByHost(pages);
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    trainLines(pages.filter(({ host }) => folds.get(host) !== fold)),
  );
  return ({ host }) => models[folds.get(host)!]!;
}
