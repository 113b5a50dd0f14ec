import type { Label } from '../label.ts';
import { wordsKey } from '../prose.ts';
import type { Feature, FeaturePage, Kin } from './feature.ts';
import type { PagePlaces, PlacedBlock } from './page-places.ts';
import { PLACE_FEATURES } from './place-features.ts';
import { BLOCK_TEXT_FEATURES } from './text-features.ts';

const FEATURES: readonly Feature[] = [...BLOCK_TEXT_FEATURES, ...PLACE_FEATURES];

/** The names of the features, in the order of a row. */
export const FEATURE_NAMES: readonly string[] = FEATURES.map(([name]) => name);

/** A row of features for each block of a page, in order. */
export function blockFeatures(places: PagePlaces, rules: readonly Label[]): Float32Array[] {
  const page = featurePage(places, rules);
  return page.seen.map((seen) => {
    const row = new Float32Array(FEATURES.length);
    for (let i = 0; i < FEATURES.length; i++) row[i] = Number(FEATURES[i]![1](seen));
    return row;
  });
}

function featurePage(places: PagePlaces, rules: readonly Label[]): FeaturePage {
  const { blocks, top } = places;
  const inTop = ({ prose, place }: PlacedBlock) => {
    let above: typeof place | null = place;
    while (above && above !== top && above.depth > (top?.depth ?? 0)) above = above.parent;
    return prose && above === top;
  };
  const kinKeys = [1, 2, 3].map((depth) => blocks.map((block) => kinKey(block, depth)));
  const page: FeaturePage = {
    seen: [],
    places,
    rules,
    kin: kinKeys.map((own) => kinOf(blocks, own)),
    kinKeys: kinKeys[1]!,
    wordsBefore: before(blocks, ({ words }) => words),
    proseBefore: before(blocks, ({ words, prose }) => (prose ? words : 0)),
    repeats: repeatsOf(blocks.map(({ block }) => wordsKey(block.text))),
    headline: rules.findIndex(({ type }) => type === 'headline'),
    firstChosen: blocks.findIndex(({ chosen }) => chosen > 0.5),
    lastChosen: blocks.findLastIndex(({ chosen }) => chosen > 0.5),
    firstInTop: blocks.findIndex(inTop),
    lastInTop: blocks.findLastIndex(inTop),
  };
  blocks.forEach((placed, at) => {
    page.seen.push({ ...placed, page, at, text: placed.block.text });
  });
  return page;
}

function before(blocks: readonly PlacedBlock[], count: (block: PlacedBlock) => number): Float64Array {
  const sums = new Float64Array(blocks.length + 1);
  blocks.forEach((block, i) => {
    sums[i + 1] = sums[i]! + count(block);
  });
  return sums;
}

function kinKey({ place }: PlacedBlock, depth: number): string {
  const parts: string[] = [];
  let at: typeof place | null = place;
  for (let i = 0; i < depth && at; i++) {
    parts.push(`${at.element.tagName}.${at.name}`);
    at = at.parent;
  }
  return parts.join('<');
}

function kinOf(blocks: readonly PlacedBlock[], keys: readonly string[]): Kin[] {
  const kin = new Map<string, Kin>();
  return blocks.map(({ block, words, prose, chosen }, i): Kin => {
    const own = kin.get(keys[i]!) ?? { blocks: 0, words: 0, prose: 0, linked: 0, chosen: 0 };
    kin.set(keys[i]!, own);
    own.blocks++;
    own.words += words;
    if (prose) own.prose += words;
    own.linked += words * block.linkShare;
    if (chosen > 0.5) own.chosen += words;
    return own;
  });
}

function repeatsOf(keys: readonly string[]): { count: number; isLater: boolean }[] {
  const counts = new Map<string, number>();
  const later = keys.map((key) => {
    const seen = counts.get(key) ?? 0;
    counts.set(key, seen + 1);
    return seen > 0;
  });
  return keys.map((key, i) => ({ count: counts.get(key)!, isLater: later[i]! }));
}
