import type { ChosenArticle } from '../choose-article.ts';
import type { PageBlock } from '../page-blocks.ts';
import { attribute } from '../page-nodes.ts';
import type { Element } from '../page-source.ts';
import { countWords } from '../phrases.ts';
import { isProse } from '../prose.ts';
import { nameOf, REGIONS, type Region, regionsOf } from '../regions.ts';

/** What stands below an element, in words. */
interface Sums {
  blocks: number;
  words: number;
  /** Of paragraphs that are not mostly links. */
  prose: number;
  linked: number;
  /** Of blocks that Readability chose. */
  chosen: number;
}

/** An element that holds text, with what can be told from where it stands. */
export interface Place {
  readonly element: Element;
  readonly parent: Place | null;
  /** 1 for `body`. */
  readonly depth: number;
  /** Its class list and id as words. */
  readonly name: string;
  readonly regions: readonly Region[];
  /** Bits of `TAGS` for it and what it stands in. */
  readonly tags: number;
  /** The nearest place, itself included, that is named as the body of an article; that is an `article`; that is a list. */
  readonly body: Place | null;
  readonly article: Place | null;
  readonly list: Place | null;
  readonly isEmbed: boolean;
  readonly sums: Sums;
  /** Points for the paragraphs in it and close below it, as Readability gives them. */
  score: number;
  /** By region, the depth of the nearest place of that name which does not hold most of the page's prose; 0: none. */
  near: Uint16Array;
}

/** A block with what is counted in it. */
export interface PlacedBlock {
  readonly block: PageBlock;
  readonly place: Place;
  readonly words: number;
  readonly prose: boolean;
  /** Share of its characters that Readability took for the article. */
  readonly chosen: number;
}

/** The places of a page and its blocks in them. */
export interface PagePlaces {
  readonly blocks: readonly PlacedBlock[];
  readonly words: number;
  readonly prose: number;
  readonly chosen: number;
  readonly articles: number;
  /** The place with the highest score for its share of links. */
  readonly top: Place | null;
  readonly topScore: number;
}

/** Tags of elements around a block that say something about it; each is a bit of `Place.tags`. */
export const TAGS =
  'article main aside nav footer header form ul ol table blockquote figure section button p'.split(' ');

/** Names that pages give to the element that holds an article's paragraphs and nothing else. */
const BODY_NAME =
  /\b(?:(?:article|story|entry|post|news|content|main) (?:body|content|text|main|copy)|articlebody|storybody|rich ?text|body ?text|body ?copy|wysiwyg)\b/;
const EMBED_NAME = /\b(?:twitter|tweet|instagram|fb post|tiktok|embed)\w*\b/;
/** A place that holds more than this share of the page's prose is the article's own frame, whatever its name. */
const FRAME_SHARE = 0.4;
/** Readability's own: shorter paragraphs earn nothing; points go five places up. */
const SCORED_LENGTH = 25;
const SCORED_LEVELS = 5;
const COMMAS = /[,\u060C\uFE50\uFE10\uFE11\u2E41\u2E34\u2E32\uFF0C、]/g;

/** Looks at where each block of a page stands. Linear in blocks and elements. */
export function placeBlocks(blocks: readonly PageBlock[], chosen: ChosenArticle | null): PagePlaces {
  const places = new Map<Element, Place>();
  const placed = blocks.map((block): PlacedBlock => {
    const words = countWords(block.text);
    const prose = isProse(block.text);
    return { block, place: placeOf(block.path, places), words, prose, chosen: chosenShare(block, chosen) };
  });
  const deepestFirst = [...places.values()].sort((a, b) => b.depth - a.depth);
  sum(placed, deepestFirst);
  const root = deepestFirst.at(-1)?.sums ?? noSums();
  for (let i = deepestFirst.length - 1; i >= 0; i--) setNear(deepestFirst[i]!, FRAME_SHARE * root.prose);
  for (const block of placed) givePoints(block);
  const best = deepestFirst
    .map((place) => ({ place, score: place.score * (1 - place.sums.linked / Math.max(1, place.sums.words)) }))
    .reduce<{ place: Place | null; score: number }>((a, b) => (b.score > a.score ? b : a), {
      place: null,
      score: 0,
    });
  return {
    blocks: placed,
    words: root.words,
    prose: root.prose,
    chosen: root.chosen,
    articles: deepestFirst.filter(({ element }) => element.tagName === 'article').length,
    top: best.place,
    topScore: best.score,
  };
}

/** Share of a block's characters that Readability took for the article, in [0, 1]. */
export function chosenShare(block: PageBlock, chosen: ChosenArticle | null): number {
  let all = 0;
  let hit = 0;
  for (const node of block.nodes) {
    const length = node.value.trim().length;
    all += length;
    if (chosen?.nodes.has(node)) hit += length;
  }
  return all === 0 ? 0 : hit / all;
}

function placeOf(path: readonly Element[], places: Map<Element, Place>): Place {
  let known = path.length - 1;
  while (known >= 0 && !places.has(path[known]!)) known--;
  let place = known >= 0 ? places.get(path[known]!)! : null;
  for (let i = known + 1; i < path.length; i++) {
    place = newPlace(path[i]!, place);
    places.set(path[i]!, place);
  }
  return place!;
}

function newPlace(element: Element, parent: Place | null): Place {
  const name = nameOf(element);
  const at = TAGS.indexOf(element.tagName);
  const place: Place = {
    element,
    parent,
    depth: (parent?.depth ?? 0) + 1,
    name,
    regions: regionsOf(element),
    tags: (parent?.tags ?? 0) | (at < 0 ? 0 : 1 << at),
    body: parent?.body ?? null,
    article: parent?.article ?? null,
    list: parent?.list ?? null,
    isEmbed: (parent?.isEmbed ?? false) || EMBED_NAME.test(name),
    sums: noSums(),
    score: 0,
    near: new Uint16Array(0),
  };
  const isBody = BODY_NAME.test(name) || /articleBody/i.test(attribute(element, 'itemprop'));
  return Object.assign(place, {
    ...(isBody && { body: place }),
    ...(element.tagName === 'article' && { article: place }),
    ...((element.tagName === 'ul' || element.tagName === 'ol') && { list: place }),
  });
}

function noSums(): Sums {
  return { blocks: 0, words: 0, prose: 0, linked: 0, chosen: 0 };
}

/** Each place's own blocks, then those of the places in it. */
function sum(blocks: readonly PlacedBlock[], deepestFirst: readonly Place[]): void {
  for (const { block, place, words, prose, chosen } of blocks) {
    const { sums } = place;
    sums.blocks++;
    sums.words += words;
    if (prose && block.linkShare < 0.5) sums.prose += words;
    sums.linked += words * block.linkShare;
    if (chosen > 0.5) sums.chosen += words;
  }
  for (const { sums, parent } of deepestFirst) {
    if (!parent) continue;
    parent.sums.blocks += sums.blocks;
    parent.sums.words += sums.words;
    parent.sums.prose += sums.prose;
    parent.sums.linked += sums.linked;
    parent.sums.chosen += sums.chosen;
  }
}

/** To be called for a place's parent first. */
function setNear(place: Place, frameProse: number): void {
  const above = place.parent?.near ?? new Uint16Array(REGIONS.length);
  if (place.regions.length === 0 || place.sums.prose > frameProse) {
    place.near = above;
    return;
  }
  place.near = above.slice();
  for (const region of place.regions) place.near[REGIONS.indexOf(region)] = place.depth;
}

function givePoints({ block, place }: PlacedBlock): void {
  if (block.text.length < SCORED_LENGTH) return;
  const commas = block.text.match(COMMAS)?.length ?? 0;
  const points =
    (1 + commas + Math.min(3, Math.floor(block.text.length / 100))) * (block.linkShare > 0.5 ? 0.2 : 1);
  let above = place.parent;
  for (let level = 1; level <= SCORED_LEVELS && above; level++) {
    above.score += points / (level < 3 ? level : level * 3);
    above = above.parent;
  }
}
