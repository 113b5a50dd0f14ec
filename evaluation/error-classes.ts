import {
  closeness,
  intersectionOverUnion,
  isLinked50,
  isTold,
  matchGreedily,
  meet,
  QUOTATION_MARK,
  type Range,
  ROLES,
  type Role,
  type ScoredDocument,
  type Spans,
  sharedCharacters,
} from './scorer.ts';

/**
 * How a labelled or a found statement came out. Each stands in one class; in this order, one to one, the closest first:
 * - `right`: the pairs of linked_50.
 * - With the content found (IoU ≥ 0.5): `no source`, where none is given though there is one; `wrong source`, where
 *   another is given, or one though there is none; `wrong cue`.
 * - `wrong boundary`: the same source, and contents that overlap by less than half.
 * - What is left of the labelled: `merged`, where half of the content or more lies in a found one with the same source
 *   that another took; else `missed`. What is left of the found: `split`, the other way round; else `spurious`.
 */
export const ERROR_CLASSES = [
  'right',
  'no source',
  'wrong source',
  'wrong cue',
  'wrong boundary',
  'merged',
  'missed',
  'split',
  'spurious',
] as const;
export type ErrorClass = (typeof ERROR_CLASSES)[number];

/** `direct`: all of it in quotation marks; `mixed`: some; `indirect`: none; `unsaid`: no content at all. */
export const KINDS = ['direct', 'mixed', 'indirect', 'unsaid'] as const;
export type Kind = (typeof KINDS)[number];

/** A statement with how it came out. */
export interface Classed<S extends Spans> {
  readonly spans: S;
  readonly kind: Kind;
  readonly errorClass: ErrorClass;
}

/** Every labelled and every found statement that is linked and not empty, classed. */
export interface Classified<G extends Spans, P extends Spans> {
  readonly gold: readonly Classed<G>[];
  readonly predicted: readonly Classed<P>[];
  /** Pairs whose contents are alike (IoU ≥ 0.5): right, or wrong by source or cue. */
  readonly alike: readonly (readonly [gold: G, predicted: P])[];
}

/** From this share on of its characters a content lies in another. */
const MOST = 0.5;

export function classifyErrors<G extends Spans, P extends Spans>(document: {
  readonly text: string;
  readonly gold: readonly G[];
  readonly predicted: readonly P[];
}): Classified<G, P> {
  const { text } = document;
  const gold = document.gold.filter(isTold);
  const predicted = document.predicted.filter(isTold);
  const classes = new Map<Spans, ErrorClass>();
  const pair = (holds: (p: P, g: G) => boolean, classOf: (p: P, g: G) => ErrorClass): [G, P][] => {
    const freeGold = gold.filter((one) => !classes.has(one));
    const freePredicted = predicted.filter((one) => !classes.has(one));
    return matchGreedily(freePredicted, freeGold, (p, g) => (holds(p, g) ? closeness(p, g) : 0)).flatMap(
      ([i, j]): [G, P][] => {
        const [p, g] = [freePredicted[i], freeGold[j]];
        if (p === undefined || g === undefined) return [];
        classes.set(p, classOf(p, g)).set(g, classOf(p, g));
        return [[g, p]];
      },
    );
  };
  const right = pair(isLinked50, () => 'right').filter(([{ content }]) => content.length > 0);
  const linkedElsewhere = pair((p, g) => intersectionOverUnion(p.content, g.content) >= MOST, classOfLink);
  pair(
    (p, g) => meet(p, g, 'source') && sharedCharacters(p.content, g.content) > 0,
    () => 'wrong boundary',
  );
  const classed = <S extends Spans>(
    spans: S,
    others: readonly Spans[],
    inside: ErrorClass,
    none: ErrorClass,
  ) => {
    const left = others.some((other) => isWithin(spans, other)) ? inside : none;
    return { spans, kind: kindOf(spans, text), errorClass: classes.get(spans) ?? left };
  };
  return {
    gold: gold.map((one) => classed(one, predicted, 'merged', 'missed')),
    predicted: predicted.map((one) => classed(one, gold, 'split', 'spurious')),
    alike: [...right, ...linkedElsewhere],
  };
}

function classOfLink(p: Spans, g: Spans): ErrorClass {
  if (meet(p, g, 'source')) return 'wrong cue';
  return p.source.length === 0 ? 'no source' : 'wrong source';
}

function isWithin(inner: Spans, outer: Spans): boolean {
  const length = inner.content.reduce((sum, [start, end]) => sum + end - start, 0);
  return (
    length > 0 &&
    sharedCharacters(inner.content, outer.content) >= MOST * length &&
    meet(inner, outer, 'source')
  );
}

export function kindOf({ content }: Spans, text: string): Kind {
  if (content.length === 0) return 'unsaid';
  const pieces = content.map(([start, end]) => text.slice(start, end));
  if (!pieces.some((piece) => QUOTATION_MARK.test(piece))) return 'indirect';
  return pieces.every((piece) => QUOTED.test(piece)) ? 'direct' : 'mixed';
}

/** From mark to mark, with none between. */
const QUOTED = /^(?:["“”]|''|``)[^"“”]*(?:["“”]|'')[.,;:!?]?$/u;

/** Of the labelled spans of a role: how many are found exactly, how many in part, how many not at all. */
export interface RoleOutcome {
  readonly role: Role;
  readonly exact: number;
  readonly partial: number;
  readonly absent: number;
}

export function roleOutcomes(documents: readonly ScoredDocument[]): RoleOutcome[] {
  return ROLES.map((role) => {
    const outcome = { role, exact: 0, partial: 0, absent: 0 };
    for (const { gold, predicted } of documents) {
      const found = predicted.flatMap((one) => one[role]);
      const exact = new Set(found.map(String));
      for (const range of distinct(gold.flatMap((one) => one[role])))
        if (exact.has(String(range))) outcome.exact++;
        else if (sharedCharacters([range], found) > 0) outcome.partial++;
        else outcome.absent++;
    }
    return outcome;
  });
}

function distinct(ranges: readonly Range[]): Range[] {
  return [...new Map(ranges.map((range) => [String(range), range])).values()];
}
