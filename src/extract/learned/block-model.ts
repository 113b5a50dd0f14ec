import shipped from '../../../models/blocks@1/model.json' with { type: 'json' };
import type { BoostedTrees } from './boosted-trees.ts';

/** Trees that tell the paragraphs of an article from the rest of its page. */
export interface BlockModel extends BoostedTrees {
  /** Names of the features that the trees ask for, in order. */
  readonly features: readonly string[];
  /** A block from this probability on is the article's. */
  readonly threshold: number;
}

/** The model that ships: a module of the program, so that extraction stays a pure function of the capture. */
export const BLOCK_MODEL: BlockModel = shipped;
