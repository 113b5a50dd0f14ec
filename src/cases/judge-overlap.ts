import { CERTAIN_WORDS, SHINGLE_WORDS } from '../text/shingles.ts';
import type { Overlap } from './compare-texts.ts';

/**
 * Least number of runs of five words that two texts must share, and least share of the shorter text's. Measured on
 * synthetic copies (`npm run evaluate -- copies`): all found at these values, where MinHash at .8 and SimHash at distance 3
 * found hardly any but verbatim ones.
 */
const LEAST_SHARED = 40;
export const LEAST_CONTAINMENT = 0.2;
/**
 * From here on the overlap is sustained, and it no longer matters whether it is quoted: a third of the shorter text from three
 * quotations at least, as two who heard the same do not choose the same; half of the longer text; or nearly all of the
 * shorter one, where that is more than one statement read out (100 runs).
 */
const SEVERAL_QUOTATIONS = { least: 3, containment: 1 / 3 };
const HALF = 0.5;
const LONGEST_QUOTATION = 100;
/**
 * Who copies takes the author's prose with the quotations; who only quotes the same words shares next to none of it. So below
 * {@link LEAST_SHARED} runs of prose a fifth of what is shared is asked for, and never fewer than 20 words in a row have.
 */
const PROSE = 16;
const PROSE_SHARE = 0.2;
/**
 * A text with fewer runs than {@link LEAST_SHARED} is a copy where all of it stands in the other; below so many, which is as short
 * as the index finds for certain, nothing is said.
 */
export const SHORTEST = CERTAIN_WORDS - SHINGLE_WORDS + 1;
/** From this share on a text is called a copy, below it derived: one word for what nobody edited, one for what somebody did. */
const COPY = 0.8;
/** Quoted runs that make a shared quotation worth telling: two sentences. */
const QUOTATION = 36;

export type Relation = 'copy' | 'derived' | 'quotation' | 'none';

/**
 * What an overlap says: one text is the other's copy or derived from it; both quote the same words, which each may have
 * from a third; or nothing. Words in quotation marks make a copy only where both texts credit one agency, or where the
 * overlap is sustained.
 */
export function judgeOverlap(overlap: Overlap, hasSharedCredit: boolean): Relation {
  const { shared, plain } = overlap;
  const containment = containmentOf(overlap);
  if (isDerived(overlap, containment, hasSharedCredit)) return containment >= COPY ? 'copy' : 'derived';
  return shared - plain >= QUOTATION ? 'quotation' : 'none';
}

function isDerived(overlap: Overlap, containment: number, hasSharedCredit: boolean): boolean {
  const { shared, plain, smaller } = overlap;
  if (smaller < LEAST_SHARED) return smaller >= SHORTEST && shared === smaller && plain * 2 > shared;
  if (shared < LEAST_SHARED || containment < LEAST_CONTAINMENT) return false;
  const hasProse = plain >= LEAST_SHARED || (plain >= PROSE && plain >= PROSE_SHARE * shared);
  return hasProse || hasSharedCredit || isSustained(overlap, containment);
}

function isSustained({ shared, quotations, larger }: Overlap, containment: number): boolean {
  return (
    (quotations >= SEVERAL_QUOTATIONS.least && containment >= SEVERAL_QUOTATIONS.containment) ||
    shared >= HALF * larger ||
    (containment >= COPY && shared >= LONGEST_QUOTATION)
  );
}

/** The share of the smaller text's runs that the other holds, in [0, 1]. */
export function containmentOf({ shared, smaller }: Overlap): number {
  return smaller === 0 ? 0 : shared / smaller;
}

/** "412 of its 430 runs of five words (95 %) stand in both; 300 outside quotation marks". */
export function overlapWords(overlap: Overlap): string {
  const { shared, smaller, plain } = overlap;
  const share = Math.floor(100 * containmentOf(overlap));
  return `${shared} of the ${smaller} runs of ${SHINGLE_WORDS} words of the shorter text stand in both (${share} %), ${plain} of them outside quotation marks`;
}
