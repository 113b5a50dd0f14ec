import { articleFingerprints, sharedRuns } from '../cases/compare-texts.ts';
import { CANDIDATE_LIMIT, POSTING_LIMIT } from '../cases/copy-index.ts';
import { type CopyPair, comparePair, readySource } from '../cases/find-copies.ts';
import { containmentOf, overlapWords, SHORTEST } from '../cases/judge-overlap.ts';
import type { FoundCopy } from '../domain/origin.ts';
import type { ArticleText, Store } from './ports.ts';

/** Sources added to the index at once, where they were kept by a version that had none. */
const BATCH = 100;

/**
 * The other sources of the store that a source shares its text with, those that share most first; null where the id is
 * unknown. The index names candidates, and each is compared exactly.
 */
export async function copiesOf(store: Store, sourceId: string): Promise<FoundCopy[] | null> {
  const [own] = await store.copies.articles([sourceId]);
  if (own === undefined) return null;
  return copiesOfArticle(store, own);
}

/** The same for an article that may not be kept yet; `sourceId` itself is left out. */
export async function copiesOfArticle(
  { copies }: Pick<Store, 'copies'>,
  own: ArticleText,
): Promise<FoundCopy[]> {
  const ready = readySource(own);
  const limits = { perFingerprint: POSTING_LIMIT, limit: CANDIDATE_LIMIT };
  const candidates = await copies.lookUp(ready.text.fingerprints, limits);
  const others = candidates.map((each) => each.sourceId).filter((each) => each !== own.sourceId);
  if (others.length === 0) return [];
  const found: (FoundCopy & { readonly shared: number })[] = [];
  for (const other of await copies.articles(others)) {
    // Most candidates share a stock phrase: they are told apart before they are made ready.
    if (sharedRuns(ready.text, other.article) < SHORTEST) continue;
    const pair = comparePair(ready, readySource(other));
    if (pair !== null) found.push(describe(pair, other));
  }
  return found
    .sort((a, b) => b.shared - a.shared || (a.sourceId < b.sourceId ? -1 : 1))
    .map(({ shared: _, ...copy }) => copy);
}

function describe(
  { relation, overlap, credits }: CopyPair,
  other: ArticleText,
): FoundCopy & { readonly shared: number } {
  return {
    sourceId: other.sourceId,
    title: other.article.metadata.title?.value ?? null,
    relation,
    containment: containmentOf(overlap),
    reason: [
      overlapWords(overlap),
      ...(credits.length > 0 ? [`both credit ${credits.join(' and ')}`] : []),
    ].join('; '),
    shared: overlap.shared,
  };
}

/**
 * Adds the sources to the index that were kept by a version without one, each in a millisecond or two, with the store asked in between.
 * Ends early where `signal` aborts; what is left is added the next time.
 */
export async function fillCopyIndex({ copies }: Pick<Store, 'copies'>, signal: AbortSignal): Promise<void> {
  for (;;) {
    const sourceIds = await copies.missing(BATCH);
    if (sourceIds.length === 0) return;
    const articles = new Map((await copies.articles(sourceIds)).map((each) => [each.sourceId, each.article]));
    for (const sourceId of sourceIds) {
      if (signal.aborted) return;
      const article = articles.get(sourceId);
      // A source whose capture is just being saved has no article yet; it is marked all the same, and added when saved.
      await copies.add(sourceId, article === undefined ? [] : articleFingerprints(article));
    }
  }
}
