import type { Label } from '../label.ts';
import type { PagePlaces, PlacedBlock } from './page-places.ts';

/** Blocks of the same tags and names in a row, one to three elements deep: a page sets its paragraphs alike. */
export interface Kin {
  blocks: number;
  words: number;
  prose: number;
  linked: number;
  chosen: number;
}

/** A page as its blocks' features are told from it. */
export interface FeaturePage {
  /** Its blocks, in order. */
  readonly seen: Seen[];
  readonly places: PagePlaces;
  readonly rules: readonly Label[];
  /** By depth (one to three elements), by block. */
  readonly kin: readonly (readonly Kin[])[];
  readonly kinKeys: readonly string[];
  /** Words, and words of prose, before each block; one more than there are blocks. */
  readonly wordsBefore: Float64Array;
  readonly proseBefore: Float64Array;
  readonly repeats: readonly { readonly count: number; readonly isLater: boolean }[];
  readonly headline: number;
  readonly firstChosen: number;
  readonly lastChosen: number;
  readonly firstInTop: number;
  readonly lastInTop: number;
}

/** A block within its page. */
export interface Seen extends PlacedBlock {
  readonly page: FeaturePage;
  readonly at: number;
  readonly text: string;
}

/** What a text feature looks at. */
export interface TextOf {
  readonly text: string;
  readonly words: number;
  readonly prose: boolean;
}

/** A named number that is told of a text alone, be it a block or a line. */
export type TextFeature = readonly [name: string, of: (text: TextOf) => number | boolean];

/** A named number that is told of a block. */
export type Feature = readonly [name: string, of: (seen: Seen) => number | boolean];
