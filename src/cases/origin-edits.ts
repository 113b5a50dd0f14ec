import type { OriginEdit } from '../domain/origin.ts';

/** The edits that hold: those that no edit that holds has undone. Oldest first. */
export function editsInForce(edits: readonly OriginEdit[]): OriginEdit[] {
  const undone = new Set<number>();
  const inForce: OriginEdit[] = [];
  for (const edit of edits.toSorted((a, b) => b.revision - a.revision)) {
    if (undone.has(edit.revision)) continue;
    if (edit.action === 'undo' && edit.undoes !== null) undone.add(edit.undoes);
    inForce.push(edit);
  }
  return inForce.reverse();
}

/** What was said by hand about two sources: the newest edit that names both decides. */
export class HandPairs {
  /** By either source of a pair, the edit that decides about it and each other. */
  readonly #of = new Map<string, Map<string, OriginEdit>>();
  readonly #splits = new Map<string, OriginEdit>();

  constructor(edits: readonly OriginEdit[]) {
    for (const edit of editsInForce(edits)) {
      const { sourceIds, fromIds } = edit;
      if (edit.action === 'join')
        for (const [i, a] of sourceIds.entries())
          for (const b of sourceIds.slice(i + 1)) this.#set(a, b, edit);
      if (edit.action === 'split') for (const a of sourceIds) for (const b of fromIds) this.#set(a, b, edit);
    }
    for (const [sourceId, others] of this.#of)
      for (const edit of others.values())
        if (edit.action === 'split' && (this.#splits.get(sourceId)?.revision ?? 0) < edit.revision)
          this.#splits.set(sourceId, edit);
  }

  #set(a: string, b: string, edit: OriginEdit): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const others = this.#of.get(one) ?? new Map<string, OriginEdit>();
      this.#of.set(one, others.set(other, edit));
    }
  }

  /** The join or split that decides about the two, or undefined. */
  of(a: string, b: string): OriginEdit | undefined {
    return this.#of.get(a)?.get(b);
  }

  /** Whether a source of one group was split from a source of the other. */
  parts(group: readonly string[], other: readonly string[]): boolean {
    if (this.#splits.size === 0) return false;
    return group.some((a) => this.#splits.has(a) && other.some((b) => this.of(a, b)?.action === 'split'));
  }

  /** The newest edit that split a source from others and still decides about one of them. */
  newestSplit(sourceId: string): OriginEdit | undefined {
    return this.#splits.get(sourceId);
  }

  /** Every pair that was joined, those of the newest edit first, so that no older one stands in its way. */
  joined(): { readonly a: string; readonly b: string; readonly edit: OriginEdit }[] {
    return [...this.#of]
      .flatMap(([a, others]) => [...others].map(([b, edit]) => ({ a, b, edit })))
      .filter(({ a, b, edit }) => edit.action === 'join' && a < b)
      .sort((x, y) => y.edit.revision - x.edit.revision || compare(x.a, y.a) || compare(x.b, y.b));
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
