import type { BlockType } from '../../domain/article.ts';
import { REGIONS, type Region } from '../regions.ts';
import type { Feature, Seen } from './feature.ts';
import { type Place, TAGS } from './page-places.ts';

/** For what is not there: far from, or below, any value that is. */
const FAR = 99;
const NONE = -1;

/** The others are told by the rules' labels. */
const NEAR_REGIONS: readonly Region[] = [
  'caption',
  'figure',
  'navigation',
  'date',
  'related',
  'standfirst',
  'comments',
];
const RULE_TYPES: readonly BlockType[] = [
  'headline',
  'standfirst',
  'byline',
  'dateline',
  'body',
  'caption',
  'appeal',
  'navigation',
  'other',
];
const LEVELS = [1, 2, 3, 4, 5];

function above({ place }: Seen, level: number): Place | null {
  let at: Place | null = place;
  for (let i = 1; i < level && at; i++) at = at.parent;
  return at;
}

const ofPlace = (level: number, name: string, of: (place: Place, seen: Seen) => number): Feature => [
  `${name} of element ${level}`,
  (seen) => {
    const place = above(seen, level);
    return place ? of(place, seen) : NONE;
  },
];

const ofNeighbour = (
  distance: number,
  name: string,
  of: (other: Seen, seen: Seen) => number | boolean,
): Feature => [
  `${name} at ${distance}`,
  (seen) => {
    const other = seen.page.seen[seen.at + distance];
    return other ? of(other, seen) : NONE;
  },
];

/** Share of prose among the words of the blocks from one distance to another, both included. */
const proseBetween = (from: number, to: number): Feature => [
  `prose from ${from} to ${to}`,
  ({ page: { proseBefore, wordsBefore }, at }) => {
    const last = wordsBefore.length - 1;
    const start = Math.min(last, Math.max(0, at + from));
    const end = Math.min(last, Math.max(0, at + to + 1));
    return (proseBefore[end]! - proseBefore[start]!) / Math.max(1, wordsBefore[end]! - wordsBefore[start]!);
  },
];

function isIn(place: Place, outer: Place | null): boolean {
  let at: Place | null = place;
  while (at && outer && at.depth > outer.depth) at = at.parent;
  return outer !== null && at === outer;
}

/** The nearest place that two have in common. */
function common(first: Place, second: Place): Place | null {
  let [a, b]: (Place | null)[] = [first, second];
  while (a && b && a !== b)
    if (a.depth >= b.depth) a = a.parent;
    else b = b.parent;
  return a === b ? (a ?? null) : null;
}

const ofPage = (part: number, seen: Seen) => part / Math.max(1, seen.page.places.prose);

/** Where a block stands: in which elements, beside what, how far down the page. */
export const PLACE_FEATURES: readonly Feature[] = [
  ...TAGS.map((tag, i): Feature => [`in ${tag}`, ({ place }) => (place.tags >> i) & 1]),
  ['depth', ({ place }) => place.depth],
  ['has a name', ({ place }) => place.name !== ''],
  ['in an embedded post', ({ place }) => place.isEmbed],
  ['distance of list', ({ place }) => (place.list ? place.depth - place.list.depth : FAR)],
  ['distance of body', ({ place }) => (place.body ? place.depth - place.body.depth : FAR)],
  ['prose of body', (seen) => (seen.place.body ? ofPage(seen.place.body.sums.prose, seen) : NONE)],
  ['prose of article', (seen) => (seen.place.article ? ofPage(seen.place.article.sums.prose, seen) : NONE)],
  ['articles', ({ page }) => page.places.articles],
  ...NEAR_REGIONS.map((region): Feature => {
    const at = REGIONS.indexOf(region);
    return [`near ${region}`, ({ place }) => (place.near[at] ? place.depth - place.near[at] : FAR)];
  }),
  ['regions', ({ place }) => place.near.reduce((count, depth) => count + (depth > 0 ? 1 : 0), 0)],
  ...LEVELS.flatMap((level) => [
    ofPlace(level, 'prose', ({ sums }, seen) => ofPage(sums.prose, seen)),
    ofPlace(level, 'density', ({ sums }) => sums.prose / Math.max(1, sums.words)),
    ofPlace(level, 'links', ({ sums }) => sums.linked / Math.max(1, sums.words)),
    ofPlace(level, 'blocks', ({ sums }) => sums.blocks),
  ]),
  ...[2, 3].flatMap((level) => [
    ofPlace(level, 'score', ({ score }, seen) => score / Math.max(1e-9, seen.page.places.topScore)),
    ofPlace(level, 'chosen', ({ sums }) => sums.chosen / Math.max(1, sums.words)),
  ]),
  ['in top', ({ place, page }) => isIn(place, page.places.top)],
  ['steps to top', ({ place, page }) => stepsTo(place, page.places.top)],
  ['steps from top', ({ place, page }) => (page.places.top ? stepsTo(page.places.top, place) : FAR)],
  ['prose of top', (seen) => ofPage(seen.page.places.top?.sums.prose ?? 0, seen)],
  [
    'density of top',
    ({ page }) => (page.places.top?.sums.prose ?? 0) / Math.max(1, page.places.top?.sums.words ?? 0),
  ],
  ...[0, 1, 2].flatMap((depth): Feature[] => [
    [`kin ${depth} blocks`, ({ page, at }) => page.kin[depth]![at]!.blocks],
    [`kin ${depth} words`, ({ page, at }) => page.kin[depth]![at]!.words / page.kin[depth]![at]!.blocks],
    [`kin ${depth} prose`, (seen) => ofPage(seen.page.kin[depth]![seen.at]!.prose, seen)],
    [
      `kin ${depth} density`,
      ({ page, at }) => page.kin[depth]![at]!.prose / Math.max(1, page.kin[depth]![at]!.words),
    ],
    [
      `kin ${depth} links`,
      ({ page, at }) => page.kin[depth]![at]!.linked / Math.max(1, page.kin[depth]![at]!.words),
    ],
    [
      `kin ${depth} chosen`,
      ({ page, at }) => page.kin[depth]![at]!.chosen / Math.max(1, page.kin[depth]![at]!.words),
    ],
  ]),
  ['position', ({ page, at }) => at / page.places.blocks.length],
  ['position in words', ({ page, at }) => page.wordsBefore[at]! / Math.max(1, page.places.words)],
  ['blocks of the page', ({ page }) => page.places.blocks.length],
  ['prose of the page', ({ page }) => page.places.prose],
  ['words of the page', ({ page }) => page.places.words],
  ['prose before', (seen) => ofPage(seen.page.proseBefore[seen.at]!, seen)],
  [
    'prose after',
    (seen) => ofPage(seen.page.proseBefore.at(-1)! - seen.page.proseBefore[seen.at + 1]!, seen),
  ],
  ['words after', ({ page, at }) => page.wordsBefore.at(-1)! - page.wordsBefore[at + 1]!],
  ['blocks from headline', ({ page, at }) => (page.headline < 0 ? -999 : at - page.headline)],
  [
    'words from headline',
    ({ page, at }) => (page.headline < 0 ? -9999 : page.wordsBefore[at]! - page.wordsBefore[page.headline]!),
  ],
  [
    'prose from headline',
    ({ page, at }) =>
      page.headline < 0 ? NONE : page.proseBefore[at]! - page.proseBefore[Math.min(at, page.headline)]!,
  ],
  ['blocks from first in top', ({ page, at }) => (page.firstInTop < 0 ? 0 : at - page.firstInTop)],
  ['blocks from last in top', ({ page, at }) => (page.lastInTop < 0 ? 0 : at - page.lastInTop)],
  ['chosen', ({ chosen }) => chosen],
  ['chosen of the page', ({ page }) => page.places.chosen / Math.max(1, page.places.words)],
  ['blocks from first chosen', ({ page, at }) => (page.firstChosen < 0 ? 0 : at - page.firstChosen)],
  ['blocks from last chosen', ({ page, at }) => (page.lastChosen < 0 ? 0 : at - page.lastChosen)],
  ...[-3, -2, -1, 1, 2, 3].flatMap((distance) => [
    ofNeighbour(distance, 'words', ({ words }) => words),
    ofNeighbour(distance, 'body by rule', ({ page, at }) => page.rules[at]?.type === 'body'),
    ofNeighbour(distance, 'in top', ({ place, page }) => isIn(place, page.places.top)),
  ]),
  ...[-2, -1, 1, 2].flatMap((distance) => [
    ofNeighbour(distance, 'links', ({ block }) => block.linkShare),
    ofNeighbour(distance, 'chosen', ({ chosen }) => chosen),
    ofNeighbour(distance, 'same kin', (other, { page, at }) => page.kinKeys[other.at] === page.kinKeys[at]),
  ]),
  proseBetween(-3, 3),
  proseBetween(-8, -1),
  proseBetween(1, 8),
  ...RULE_TYPES.map((type): Feature => [`${type} by rule`, ({ page, at }) => page.rules[at]!.type === type]),
  ['probability by rule', ({ page, at }) => page.rules[at]!.probability],
];

/** Steps up from a place to what it has in common with another. */
function stepsTo(from: Place, to: Place | null): number {
  return to ? from.depth - (common(from, to)?.depth ?? 0) : FAR;
}
