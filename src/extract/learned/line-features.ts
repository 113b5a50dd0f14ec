import type { BlockType } from '../../domain/article.ts';
import type { Label } from '../label.ts';
import { countWords } from '../phrases.ts';
import { isProse, wordsKey } from '../prose.ts';
import type { TextOf } from './feature.ts';
import { TEXT_FEATURES } from './text-features.ts';

/** A line of a pasted text within its text. */
interface SeenLine extends TextOf {
  readonly page: LinePage;
  readonly at: number;
}

interface LinePage {
  readonly lines: readonly SeenLine[];
  readonly rules: readonly Label[];
  /** Words, and words of prose, before each line; one more than there are lines. */
  readonly wordsBefore: Float64Array;
  readonly proseBefore: Float64Array;
  /** How often each line stands in the text. */
  readonly counts: readonly number[];
  /** For each line, the lines with a content word of it among the prose that the rules take for the article: see `cohesionOf`. */
  readonly cohesion: readonly number[];
  readonly titleShare: readonly number[];
  readonly stamps: Float64Array;
  readonly replies: Float64Array;
  readonly headline: number;
  readonly firstBody: number;
  readonly lastBody: number;
}

type LineFeature = readonly [name: string, of: (line: SeenLine) => number | boolean];

/** For what is not there: below any value that is. */
const NONE = -1;
const RULE_TYPES: readonly BlockType[] = [
  'headline',
  'standfirst',
  'byline',
  'dateline',
  'body',
  'caption',
  'credit',
  'appeal',
  'comment',
  'navigation',
  'other',
];

/** Lines in a row that are no prose, above (-1) or below (1), counted up to a limit. */
const shortRun = (step: -1 | 1): LineFeature => [
  `short lines ${step < 0 ? 'above' : 'below'}`,
  ({ page, at }) => {
    let count = 0;
    for (let i = at + step; count < 12 && page.lines[i] && !page.lines[i]!.prose; i += step) count++;
    return count;
  },
];

/** Share of prose among the words of the lines from one distance to another, both included, and how many words those are. */
const around = (from: number, to: number): LineFeature[] => {
  const between = (sums: Float64Array, at: number) => {
    const last = sums.length - 1;
    return sums[Math.min(last, Math.max(0, at + to + 1))]! - sums[Math.min(last, Math.max(0, at + from))]!;
  };
  return [
    [
      `prose from ${from} to ${to}`,
      ({ page, at }) => between(page.proseBefore, at) / Math.max(1, between(page.wordsBefore, at)),
    ],
    [`words from ${from} to ${to}`, ({ page, at }) => between(page.wordsBefore, at)],
  ];
};

const countBetween = (
  name: string,
  sums: (page: LinePage) => Float64Array,
  from: number,
  to: number,
): LineFeature => [
  `${name} from ${from} to ${to}`,
  ({ page, at }) => {
    const own = sums(page);
    const last = own.length - 1;
    return own[Math.min(last, Math.max(0, at + to + 1))]! - own[Math.min(last, Math.max(0, at + from))]!;
  },
];

const neighbour = (distance: number): LineFeature[] => [
  [`words at ${distance}`, ({ page, at }) => page.lines[at + distance]?.words ?? NONE],
  [`prose at ${distance}`, ({ page, at }) => page.lines[at + distance]?.prose ?? NONE],
  [
    `body by rule at ${distance}`,
    ({ page, at }) => (page.rules[at + distance] ? page.rules[at + distance]?.type === 'body' : NONE),
  ],
];

const FEATURES: readonly LineFeature[] = [
  ...TEXT_FEATURES,
  ...[-3, -2, -1, 1, 2, 3].flatMap(neighbour),
  ...around(-3, -1),
  ...around(1, 3),
  ...around(-10, -1),
  ...around(1, 10),
  ...around(-30, -1),
  ...around(1, 30),
  ...[-6, 1].flatMap((from) => [
    countBetween('stamps', ({ stamps }) => stamps, from, from + 5),
    countBetween('replies', ({ replies }) => replies, from, from + 5),
  ]),
  ['cohesion', ({ page, at }) => page.cohesion[at]!],
  ['words of the title', ({ page, at }) => page.titleShare[at]!],
  shortRun(-1),
  shortRun(1),
  ['position', ({ page, at }) => at / page.lines.length],
  ['lines', ({ page }) => page.lines.length],
  ['prose of the text', ({ page }) => page.proseBefore.at(-1)!],
  ['words of the text', ({ page }) => page.wordsBefore.at(-1)!],
  ['prose before', ({ page, at }) => page.proseBefore[at]! / Math.max(1, page.proseBefore.at(-1)!)],
  ['prose after', ({ page, at }) => 1 - page.proseBefore[at + 1]! / Math.max(1, page.proseBefore.at(-1)!)],
  ['times in the text', ({ page, at }) => page.counts[at]!],
  ['lines from headline', ({ page, at }) => (page.headline < 0 ? -999 : at - page.headline)],
  [
    'words from headline',
    ({ page, at }) => (page.headline < 0 ? -9999 : page.wordsBefore[at]! - page.wordsBefore[page.headline]!),
  ],
  ['lines from first body by rule', ({ page, at }) => at - page.firstBody],
  ['lines from last body by rule', ({ page, at }) => at - page.lastBody],
  ...RULE_TYPES.map(
    (type): LineFeature => [`${type} by rule`, ({ page, at }) => page.rules[at]!.type === type],
  ),
  ['probability by rule', ({ page, at }) => page.rules[at]!.probability],
];

/** The names of the features, in the order of a row. */
export const LINE_FEATURE_NAMES: readonly string[] = FEATURES.map(([name]) => name);

/** A row of features for each line of a text, in order. */
export function lineFeatures(lines: readonly string[], rules: readonly Label[]): Float32Array[] {
  const page = linePage(lines, rules);
  return page.lines.map((line) => {
    const row = new Float32Array(FEATURES.length);
    for (let i = 0; i < FEATURES.length; i++) row[i] = Number(FEATURES[i]![1](line));
    return row;
  });
}

function linePage(texts: readonly string[], rules: readonly Label[]): LinePage {
  const lines: SeenLine[] = [];
  const wordsBefore = new Float64Array(texts.length + 1);
  const proseBefore = new Float64Array(texts.length + 1);
  const keys = texts.map(wordsKey);
  const times = new Map<string, number>();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  const page: LinePage = {
    lines,
    rules,
    wordsBefore,
    proseBefore,
    counts: keys.map((key) => times.get(key)!),
    cohesion: cohesionOf(texts, rules),
    titleShare: titleShares(texts, rules),
    stamps: sumsOf(texts, (text) => text.length < 60 && STAMP.test(text)),
    replies: sumsOf(texts, (text) => text.length < 60 && REPLY.test(text)),
    headline: rules.findIndex(({ type }) => type === 'headline'),
    firstBody: rules.findIndex(({ type }) => type === 'body'),
    lastBody: rules.findLastIndex(({ type }) => type === 'body'),
  };
  texts.forEach((text, at) => {
    const words = countWords(text);
    const prose = isProse(text);
    lines.push({ text, words, prose, page, at });
    wordsBefore[at + 1] = wordsBefore[at]! + words;
    proseBefore[at + 1] = proseBefore[at]! + (prose ? words : 0);
  });
  return page;
}

/** A time as it stands above a comment or a teaser; and what stands below a comment. */
const STAMP =
  /\b(?:\d{1,2}:\d{2}|\d+ (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago|(?:19|20)\d{2})\b/i;
const REPLY =
  /\b(?:repl(?:y|ies)|likes?|permalink|says|wrote|said|report|flag|quote|votes?|points?)\b:?$|^(?:reply|share|like)\b/i;

function sumsOf(texts: readonly string[], is: (text: string) => boolean): Float64Array {
  const sums = new Float64Array(texts.length + 1);
  texts.forEach((text, i) => {
    sums[i + 1] = sums[i]! + (is(text) ? 1 : 0);
  });
  return sums;
}

/** Words of five letters or more, and capitalised ones of three: about those that name what a text is about. */
function contentWords(text: string): string[] {
  return [...new Set(text.match(/\p{Lu}[\p{L}\p{N}'’-]{2,}|[\p{L}][\p{L}\p{N}'’-]{4,}/gu) ?? [])].map(
    (word) => word.toLowerCase(),
  );
}

/**
 * The share of a line's content words that stand in other lines which the rules take for the article: what a page
 * carries besides its article is about something else.
 */
function cohesionOf(texts: readonly string[], rules: readonly Label[]): number[] {
  const lines = new Map<string, number>();
  const words = texts.map(contentWords);
  words.forEach((own, i) => {
    if (rules[i]!.type === 'body' || rules[i]!.type === 'headline')
      for (const word of own) lines.set(word, (lines.get(word) ?? 0) + 1);
  });
  return words.map((own, i) => {
    const self = rules[i]!.type === 'body' || rules[i]!.type === 'headline' ? 1 : 0;
    const shared = own.filter((word) => (lines.get(word) ?? 0) > self).length;
    return own.length === 0 ? NONE : shared / own.length;
  });
}

function titleShares(texts: readonly string[], rules: readonly Label[]): number[] {
  const title = new Set(
    texts.flatMap((text, i) => (rules[i]!.type === 'headline' ? contentWords(text) : [])),
  );
  return texts.map((text) => {
    const own = contentWords(text);
    return own.length === 0 ? NONE : own.filter((word) => title.has(word)).length;
  });
}
