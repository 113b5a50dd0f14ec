import type { BlockType } from '../domain/article.ts';
import { isName } from './author-names.ts';
import type { ChosenArticle } from './choose-article.ts';
import { dayIn } from './dates.ts';
import type { Label } from './label.ts';
import { chosenShare } from './learned/page-places.ts';
import type { PageBlock } from './page-blocks.ts';
import { attribute } from './page-nodes.ts';
import type { Element } from './page-source.ts';
import { countWords, phraseOf } from './phrases.ts';
import { endsSentence, isProse, wordsKey } from './prose.ts';
import { type Region, regionsOf } from './regions.ts';

/** What a rule sees of a block. */
interface Seen {
  readonly block: PageBlock;
  readonly words: number;
  readonly prose: boolean;
  /** Readability took most of its characters for the article. */
  readonly chosen: boolean;
  /** It stands in an `<article>` of its own beside or within that of the page: a teaser, another story. */
  readonly foreign: boolean;
  /** Nearest named regions around it, without those that hold most of the article. */
  readonly regions: ReadonlySet<Region>;
  readonly heading: boolean;
}

/** Readability moves text nodes, not blocks: a block is in its article where more than this share of its text is. */
const CHOSEN_SHARE = 0.5;
/** A region that holds more than this share of the article is the article's own frame, whatever its name. */
const FRAME_SHARE = 0.4;

/**
 * Types the blocks of a page: Readability's choice first, corrected by the names that the page gives its parts, by
 * wordings, by repetition and by position. One label for each block, in order.
 */
export function labelBlocks(
  blocks: readonly PageBlock[],
  chosen: ChosenArticle | null,
  title: string | null,
): Label[] {
  const seen = look(blocks, chosen);
  const headline = findHeadline(seen, title);
  const labels = seen.map((block, i) => labelOf(block, i, headline));
  labelHead(seen, labels, headline);
  labelRepeated(seen, labels);
  recoverLeftOut(seen, labels, headline);
  trimEnds(seen, labels);
  return labels;
}

function look(blocks: readonly PageBlock[], chosen: ChosenArticle | null): Seen[] {
  const isChosen = blocks.map((block) => chosenShare(block, chosen) > CHOSEN_SHARE);
  const chosenLength = new Map<Element, number>();
  let total = 0;
  blocks.forEach((block, i) => {
    if (!isChosen[i]) return;
    total += block.text.length;
    for (const element of block.path)
      chosenLength.set(element, (chosenLength.get(element) ?? 0) + block.text.length);
  });
  const main = mainArticle(chosenLength, total);
  const cache = new Map<Element, readonly Region[]>();
  const regionsAround = (path: readonly Element[]): Set<Region> => {
    const found = new Set<Region>();
    for (const element of path) {
      if ((chosenLength.get(element) ?? 0) > FRAME_SHARE * total) continue;
      let regions = cache.get(element);
      if (!regions) {
        regions = regionsOf(element);
        cache.set(element, regions);
      }
      for (const region of regions) found.add(region);
    }
    return found;
  };
  const isForeign = (path: readonly Element[]): boolean => {
    const own = path.findLast((element) => element.tagName === 'article');
    return (
      own !== undefined &&
      main !== undefined &&
      own !== main &&
      (chosenLength.get(own) ?? 0) <= FRAME_SHARE * total
    );
  };
  const seen = blocks.map((block, i) => ({
    block,
    foreign: isForeign(block.path),
    words: countWords(block.text),
    prose: isProse(block.text),
    chosen: isChosen[i] ?? false,
    regions: regionsAround(block.path),
    heading: block.path.some((element) => /^h[1-6]$/.test(element.tagName)),
  }));
  if (seen.some((block) => block.chosen && block.prose)) return seen;
  // Readability gives up on very short and very odd pages: then all prose that stands in no named part is its choice.
  return seen.map((block) => ({ ...block, chosen: block.prose && block.regions.size === 0 }));
}

/** The innermost `<article>` that holds most of what Readability chose; undefined where none does. */
function mainArticle(chosenLength: ReadonlyMap<Element, number>, total: number): Element | undefined {
  return [...chosenLength]
    .filter(([element, length]) => element.tagName === 'article' && length > FRAME_SHARE * total)
    .sort(([, a], [, b]) => a - b)[0]?.[0];
}

/** The block that bears the page's title: the same words, a heading before any other; else the last h1 before the article. */
function findHeadline(seen: readonly Seen[], title: string | null): number {
  const key = wordsKey(title ?? '');
  const same = (block: Seen): boolean => {
    const own = wordsKey(block.block.text);
    return (
      own.length > 8 &&
      (own === key || (own.length > 20 && (key.startsWith(own) || (own.startsWith(key) && key.length > 20))))
    );
  };
  const heading = seen.findIndex((block) => block.heading && same(block));
  if (heading >= 0) return heading;
  const plain = seen.findIndex((block) => same(block) && !block.regions.has('related'));
  if (plain >= 0) return plain;
  const start = seen.findIndex((block) => block.chosen && block.prose);
  return seen.findLastIndex(
    (block, i) => i < start && block.block.path.some((element) => element.tagName === 'h1'),
  );
}

function labelOf(seen: Seen, index: number, headline: number): Label {
  if (index === headline)
    return { type: 'headline', reason: 'bears the title of the page', probability: 0.98 };
  if (seen.foreign)
    return { type: 'navigation', reason: 'stands in an article element of its own', probability: 0.85 };
  return byRegion(seen) ?? byPhrase(seen) ?? byShape(seen) ?? byChoice(seen);
}

const OUTSIDE: readonly (readonly [Region, BlockType])[] = [
  ['comments', 'comment'],
  ['overlay', 'other'],
  ['advertisement', 'other'],
  ['appeal', 'appeal'],
  ['navigation', 'navigation'],
  ['sharing', 'navigation'],
  ['footer', 'other'],
  ['related', 'navigation'],
  ['author', 'byline'],
  ['date', 'dateline'],
];

function byRegion(seen: Seen): Label | null {
  const { regions } = seen;
  if (regions.has('caption')) {
    const short = seen.words <= 12 && phraseOf(seen.block.text)?.type;
    const credit = short === 'credit' || short === 'agency-credit';
    return { type: credit ? 'credit' : 'caption', reason: 'stands in a caption', probability: 0.97 };
  }
  for (const [region, type] of OUTSIDE)
    if (regions.has(region) && !(seen.chosen && seen.prose && SOFT.has(region)))
      return { type, reason: `stands in a part of the page named as ${region}`, probability: 0.93 };
  if (regions.has('figure') && !seen.prose)
    return { type: 'caption', reason: 'stands in a figure', probability: 0.85 };
  return null;
}

/** Region names that pages also give to parts of the article itself; prose that Readability chose stays there. */
const SOFT: ReadonlySet<Region> = new Set([
  'date',
  'sharing',
  'navigation',
  'footer',
  'advertisement',
  'overlay',
]);

function byPhrase(seen: Seen): Label | null {
  const phrase = phraseOf(seen.block.text);
  if (!phrase) return null;
  return { type: phrase.type, reason: `worded as: ${phrase.name}`, probability: phrase.probability };
}

function byShape(seen: Seen): Label | null {
  if (seen.block.linkShare > 0.8 && seen.words < 40)
    return { type: 'navigation', reason: 'nothing but links', probability: 0.88 };
  if (!/\p{L}/u.test(seen.block.text)) return { type: 'other', reason: 'holds no letters', probability: 0.9 };
  return null;
}

function byChoice(seen: Seen): Label {
  if (seen.chosen)
    return {
      type: 'body',
      reason: seen.prose
        ? 'prose in what Readability takes for the article'
        : 'in what Readability takes for the article',
      probability: seen.prose ? 0.97 : 0.85,
    };
  if (seen.block.linkShare > 0.5)
    return { type: 'navigation', reason: 'links outside the article', probability: 0.9 };
  return { type: 'other', reason: 'outside the article', probability: 0.9 };
}

/** Blocks below the headline among which standfirst, author and date are looked for. */
const HEAD_REACH = 8;
/** Longest block, in words, that holds no more than a name or a date. */
const HEAD_BLOCK_WORDS = 12;

/** Between headline and first prose: standfirst, author and date, where the page does not name them. */
function labelHead(seen: readonly Seen[], labels: Label[], headline: number): void {
  if (headline < 0) return;
  let standfirst = labels.some(({ type }) => type === 'standfirst');
  for (let i = headline + 1; i < Math.min(seen.length, headline + HEAD_REACH); i++) {
    const block = seen[i];
    const label = labels[i];
    if (!block || (label?.type !== 'body' && label?.type !== 'other' && label?.type !== 'dateline')) continue;
    const named = block.regions.has('standfirst') && block.words >= 4;
    if (block.prose && !named) return;
    const found = headLabel(block, named, i - headline, standfirst);
    if (found) labels[i] = found;
    standfirst ||= found?.type === 'standfirst';
  }
}

function headLabel(block: Seen, named: boolean, distance: number, hasStandfirst: boolean): Label | null {
  const { text } = block.block;
  if (block.words <= HEAD_BLOCK_WORDS && dayIn(text))
    return { type: 'dateline', reason: 'a date below the headline', probability: 0.9 };
  if (phraseOf(text)?.type === 'byline')
    return { type: 'byline', reason: 'worded as: author named', probability: 0.93 };
  if (isName(text)) return { type: 'byline', reason: 'a name alone below the headline', probability: 0.85 };
  if (hasStandfirst || block.regions.has('date')) return null;
  if (named)
    return {
      type: 'standfirst',
      reason: 'stands in a part named as standfirst below the headline',
      probability: 0.9,
    };
  if (distance <= (block.heading ? 1 : 2) && block.chosen && block.words >= 6 && !endsSentence(text))
    return { type: 'standfirst', reason: 'a line right below the headline', probability: 0.75 };
  return null;
}

/** Prose that stands there a second time is a copy; shorter lines may recur by right (questions, list items). */
function labelRepeated(seen: readonly Seen[], labels: Label[]): void {
  const known = new Set<string>();
  seen.forEach((block, i) => {
    const type = labels[i]?.type;
    if (type !== 'body' || !block.prose) return;
    const key = wordsKey(block.block.text);
    if (known.has(key)) labels[i] = { type: 'other', reason: 'repeats an earlier block', probability: 0.95 };
    known.add(key);
  });
}

/**
 * Prose that Readability left out: between the headline and the last body block, beside one of these in the page's
 * structure; or anywhere, in a parent of the same tag and class as that of body blocks.
 */
function recoverLeftOut(seen: readonly Seen[], labels: Label[], headline: number): void {
  const body = seen.filter((block, i) => labels[i]?.type === 'body' && block.prose);
  const near = new Set(body.flatMap(({ block }) => block.path.slice(-3)));
  const alike = new Set(body.map(({ block }) => signature(block)).filter((name) => name !== null));
  const first = labels.findIndex(({ type }) => type === 'body');
  const from = headline >= 0 && headline < first ? headline : first;
  const last = labels.findLastIndex(({ type }) => type === 'body');
  seen.forEach((block, i) => {
    if (labels[i]?.type !== 'other' || block.chosen || !block.prose || block.regions.size > 0) return;
    const within = i > from && i < last && block.block.path.slice(-3).some((element) => near.has(element));
    const name = signature(block.block);
    if (within || (name !== null && alike.has(name)))
      labels[i] = { type: 'body', reason: 'prose set like the paragraphs of the article', probability: 0.8 };
  });
}

/** Tag and class of a paragraph's parent; null where it has no class to tell it from others. */
function signature(block: PageBlock): string | null {
  const [parent, own] = block.path.slice(-2);
  const name = parent ? attribute(parent, 'class').trim() : '';
  return parent && own?.tagName === 'p' && name ? `${parent.tagName} ${name}` : null;
}

/** Headings and other scraps after the last prose belong to what follows the article; before the first, to its frame. */
function trimEnds(seen: readonly Seen[], labels: Label[]): void {
  const isProseBody = (i: number): boolean => labels[i]?.type === 'body' && (seen[i]?.prose ?? false);
  const first = labels.findIndex((_, i) => isProseBody(i));
  const last = labels.findLastIndex((_, i) => isProseBody(i));
  if (first < 0) return;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i]?.type !== 'body' || (i >= first && i <= last)) continue;
    const block = seen[i];
    if (block?.heading && i === first - 1) continue;
    if (block && !block.heading && (block.words > 6 || endsSentence(block.block.text))) continue;
    labels[i] = {
      type: 'other',
      reason: i < first ? 'before the first prose' : 'after the last prose',
      probability: 0.75,
    };
  }
}
