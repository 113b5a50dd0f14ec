import type { Article } from '../domain/article.ts';
import { type Comparable, comparable, type Overlap, overlapOf } from './compare-texts.ts';
import { createCopyIndex } from './copy-index.ts';
import { type Credit, creditsOf, sharedCredits } from './credits.ts';
import { judgeOverlap, type Relation } from './judge-overlap.ts';

/** What a source is compared by. */
export interface ToCompare {
  readonly sourceId: string;
  readonly article: Pick<Article, 'text' | 'blocks' | 'metadata'>;
}

/** A source made ready to be compared with others. */
export interface ReadySource {
  readonly sourceId: string;
  readonly text: Comparable;
  readonly credits: readonly Credit[];
}

/** Two sources of which one is the other's copy or derived from it, or which share a quotation. */
export interface CopyPair {
  /** The smaller id first. */
  readonly a: string;
  readonly b: string;
  readonly relation: Exclude<Relation, 'none'>;
  readonly overlap: Overlap;
  /** Agencies that both credit, and credit lines that both carry. */
  readonly credits: readonly string[];
}

export function readySource({ sourceId, article }: ToCompare): ReadySource {
  return { sourceId, text: comparable(article), credits: creditsOf(article) };
}

/** Compares two sources exactly; null where they have nothing in common that is worth telling. */
export function comparePair(first: ReadySource, second: ReadySource): CopyPair | null {
  const [a, b] = first.sourceId < second.sourceId ? [first, second] : [second, first];
  const overlap = overlapOf(a.text, b.text);
  const credits = sharedCredits(a.credits, b.credits);
  const relation = judgeOverlap(overlap, credits.length > 0);
  return relation === 'none' ? null : { a: a.sourceId, b: b.sourceId, relation, overlap, credits };
}

/**
 * The pairs among the sources, found through an inverted index and compared exactly. In the order of ids, whatever the
 * order of `sources`. Of more than sixteen copies of one text not every pair is given, but enough that all hang together.
 */
export function findCopies(sources: readonly ReadySource[]): CopyPair[] {
  const index = createCopyIndex();
  const byId = new Map(sources.map((source) => [source.sourceId, source]));
  const pairs: CopyPair[] = [];
  for (const source of sources.toSorted((a, b) => (a.sourceId < b.sourceId ? -1 : 1))) {
    for (const { sourceId } of index.lookUp(source.text.fingerprints)) {
      const other = byId.get(sourceId);
      const pair = other && comparePair(other, source);
      if (pair) pairs.push(pair);
    }
    index.add(source.sourceId, source.text.fingerprints);
  }
  return pairs;
}
