import type { Statement } from '../domain/statement.ts';
import { wordsKey } from './pair-statements.ts';

/** A new reading with what people made of the one before. */
export interface CarriedReviews {
  /** The new reading's, those that were reviewed as they were reviewed. */
  readonly statements: readonly Statement[];
  /** How many reviewed statements stand in it. */
  readonly carried: number;
  /** Reviewed statements that have no place in the new reading: of other words, or of the identity of another statement. */
  readonly lost: readonly Statement[];
}

/** Whether a person has said what they make of it. */
export function isReviewed({ review }: Pick<Statement, 'review'>): boolean {
  return review !== 'proposed';
}

/**
 * Puts the statements that were reviewed in place of those of the very same words in a new reading of the same article. They
 * stay as they were reviewed, labels and identity too: whoever accepted a denial did not accept what another reader calls it.
 */
export function carryReviews(earlier: readonly Statement[], later: readonly Statement[]): CarriedReviews {
  const sameWords = Map.groupBy(later, wordsKey);
  const ids = new Set(later.map(({ statementId }) => statementId));
  const standing = new Map<string, Statement>();
  const lost = earlier.filter(isReviewed).filter((reviewed) => {
    const same = sameWords.get(wordsKey(reviewed))?.shift();
    if (same === undefined) return true;
    if (same.statementId !== reviewed.statementId && ids.has(reviewed.statementId)) return true;
    standing.set(same.statementId, reviewed);
    return false;
  });
  const idOf = (id: string) => standing.get(id)?.statementId ?? id;
  const statements = later.map((found) => ({
    ...(standing.get(found.statementId) ?? found),
    captureId: found.captureId,
    withinId: found.withinId === null ? null : idOf(found.withinId),
  }));
  return { statements, carried: standing.size, lost };
}
