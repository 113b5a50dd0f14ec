import { byPublication, type CaseSource } from '../domain/case.ts';
import type { CaseOrigins, OriginEdit, SharedQuotation } from '../domain/origin.ts';
import { compareText } from '../text/compare-text.ts';
import { firstReportsOf } from './credits.ts';
import { type CopyPair, findCopies, readySource } from './find-copies.ts';
import { overlapWords } from './judge-overlap.ts';
import { HandPairs } from './origin-edits.ts';
import { type DescribedSource, describeOrigin } from './origin-reasons.ts';

export type OriginSource = Pick<CaseSource, 'sourceId' | 'article' | 'addedAt'>;

/**
 * Groups sources whose texts are copies of one another, wholly or in part: fifty pages with one wire story are one
 * origin. What was joined or split by hand holds against what comparison finds. Every source stands in exactly one
 * origin; nothing depends on the order of `sources` or of `edits`.
 */
export function groupOrigins(
  sources: readonly OriginSource[],
  edits: readonly OriginEdit[] = [],
): CaseOrigins {
  const described = sources.toSorted(byPublication).map(
    (source): DescribedSource => ({
      ...readySource(source),
      article: source.article,
      firstReports: firstReportsOf(source.article),
    }),
  );
  const pairs = findCopies(described);
  const hand = new HandPairs(edits);
  const ids = described.map(({ sourceId }) => sourceId);
  const groups = partition(ids, pairs, hand);
  const byId = new Map(described.map((source) => [source.sourceId, source]));
  const origins = groups.map((group) =>
    describeOrigin(
      group.flatMap((sourceId) => byId.get(sourceId) ?? []),
      pairs,
      hand,
    ),
  );
  return {
    origins,
    quotations: quotationsAcross(groups, pairs),
    edits: edits.toSorted((a, b) => a.revision - b.revision),
  };
}

/**
 * What was joined by hand first, then copies, the strongest overlap first. Two groups are never put together where a
 * source of one was split from a source of the other: a third text that resembles both stays with the one it shares more
 * with.
 */
function partition(ids: readonly string[], pairs: readonly CopyPair[], hand: HandPairs): string[][] {
  const order = new Map(ids.map((id, index) => [id, index]));
  const groupOf = new Map(ids.map((id) => [id, [id]]));
  const unite = (a: string, b: string) => {
    const [first, second] = [groupOf.get(a), groupOf.get(b)];
    if (first === undefined || second === undefined || first === second) return;
    if (hand.parts(first, second)) return;
    const [larger, smaller] = first.length >= second.length ? [first, second] : [second, first];
    for (const id of smaller) {
      larger.push(id);
      groupOf.set(id, larger);
    }
  };
  for (const { a, b } of hand.joined()) unite(a, b);
  const copies = pairs.filter(({ relation }) => relation !== 'quotation');
  for (const { a, b } of copies.sort(compareStrength)) unite(a, b);
  const place = (id: string) => order.get(id) ?? 0;
  return [...new Set(groupOf.values())]
    .map((group) => group.sort((a, b) => place(a) - place(b)))
    .sort((a, b) => place(a[0] as string) - place(b[0] as string));
}

function compareStrength(a: CopyPair, b: CopyPair): number {
  return b.overlap.shared - a.overlap.shared || compareText(a.a, b.a) || compareText(a.b, b.b);
}

/** What is shared between different origins: told, so that nobody wonders why the two are counted apart. */
function quotationsAcross(
  groups: readonly (readonly string[])[],
  pairs: readonly CopyPair[],
): SharedQuotation[] {
  const groupOf = new Map(groups.flatMap((group, index) => group.map((id) => [id, index] as const)));
  return pairs
    .filter(({ a, b, relation }) => relation === 'quotation' && groupOf.get(a) !== groupOf.get(b))
    .map(({ a, b, overlap }) => ({
      sourceIds: [a, b] as [string, string],
      reason: `what they share is quoted, and each may have it from a third: ${overlapWords(overlap)}`,
    }));
}
