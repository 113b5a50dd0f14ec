import type { BlockType } from '../domain/article.ts';

/** What a block is taken for, why, and how likely. */
export interface Label {
  readonly type: BlockType;
  readonly reason: string;
  readonly probability: number;
  /** Of a line that the publication's other articles carry: the sources of which that is known. */
  readonly standsIn?: readonly string[];
}

/**
 * A rule's label put together with the classifier's probability that the text is the article's: body stands or falls by
 * it, and what is none of the article becomes body where its type is among those that the classifier may overrule.
 */
export function withClassifier(
  rule: Label,
  probability: number,
  isArticle: boolean,
  overruled: ReadonlySet<BlockType>,
): Label {
  if (rule.type === 'body')
    return isArticle
      ? { ...rule, probability, reason: `${rule.reason}, and the classifier agrees` }
      : {
          type: 'other',
          probability: 1 - probability,
          reason: `the classifier takes it for none of the article, though it is ${rule.reason}`,
        };
  if (!isArticle || !overruled.has(rule.type)) return rule;
  return {
    type: 'body',
    probability,
    reason: `the classifier takes it for the article's, though as ${rule.type} (${rule.reason})`,
  };
}
