import type { BlockType } from '../domain/article.ts';

/** What a block is taken for, why, and how likely. */
export interface Label {
  readonly type: BlockType;
  readonly reason: string;
  readonly probability: number;
}
