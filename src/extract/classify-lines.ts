import type { BlockType } from '../domain/article.ts';
import { type Label, withClassifier } from './label.ts';
import { labelLines } from './label-lines.ts';
import { probabilityByTrees } from './learned/boosted-trees.ts';
import { lineFeatures } from './learned/line-features.ts';
import { LINE_MODEL, type LineModel } from './learned/line-model.ts';
import { smoothLines } from './learned/smooth-lines.ts';
import { countWords, phraseOf } from './phrases.ts';
import { endsSentence, wordsKey } from './prose.ts';

/**
 * Lines, as `lineKey` writes them, that other articles of the publication carry beside their text, each with the sources of
 * which that is known: what many articles carry belongs to none.
 */
export type KnownLines = ReadonlyMap<string, readonly string[]>;

/** A line as it is remembered: its words alone. */
export const lineKey = wordsKey;

/** Words from which a line that is known belongs to no article: shorter ones may be a subheading that recurs. */
const KNOWN_WORDS = 3;

/** Whether a line is long enough to be told by its words. */
export function isTelling(line: string): boolean {
  return countWords(line) >= KNOWN_WORDS;
}

/**
 * Types the lines of a pasted text in four layers: wordings, brackets and the other rules (`labelLines`), then a classifier of
 * lines, over which the rules' appeals, comments and credits stand; and lines that the publisher's other articles carry too, which
 * are then none of the text. What is typed as anything but text keeps that type: an author signs many articles, and a headline
 * stands among the links of other pages.
 */
export function classifyLines(
  lines: readonly string[],
  known: KnownLines = new Map(),
  model: LineModel = LINE_MODEL,
): { labels: Label[]; confidence: number } {
  const rules = labelLines(lines);
  const probabilities = lineFeatures(lines, rules).map(
    (row) => Math.round(1000 * probabilityByTrees(model, row)) / 1000,
  );
  const isArticle = smoothLines(probabilities, model.threshold);
  const judged = rules.map((rule, i) => {
    const line = lines[i] ?? '';
    const isText = (isArticle[i] ?? false) && !isBoilerplate(line, rule);
    return withMemory(withClassifier(rule, probabilities[i] ?? 0, isText, OVERRULED), line, known);
  });
  // Where the classifier would leave nothing, the rules' word is better than none.
  const labels = readShort(lines, judged.some(isBody) ? judged : rules);
  return { labels, confidence: expectedF1(lines, labels, probabilities) };
}

function isBody({ type }: Label): boolean {
  return type === 'body';
}

/** The share of such lines' tokens that are none of the article's, by `npm run evaluate -- pasted`, rounded down. */
const KNOWN_PROBABILITY = 0.99;

function withMemory(label: Label, line: string, known: KnownLines): Label {
  if (known.size === 0 || label.type !== 'body' || !isTelling(line)) return label;
  const standsIn = known.get(lineKey(line));
  if (standsIn === undefined) return label;
  const reason = 'stands in other articles of this publication too';
  return { type: 'other', reason, probability: KNOWN_PROBABILITY, standsIn };
}

/** A line that gives itself away by its wording is not overruled. */
function isBoilerplate(line: string, { type }: Label): boolean {
  return type !== 'body' && phraseOf(line) !== null;
}

/** What the rules take for something else for want of a better reason. */
const OVERRULED: ReadonlySet<BlockType> = new Set(['navigation', 'other']);

/** Lines of a text that is too short to have anything around an article. */
const SHORT_LINES = 5;
/** Fewest words of a sentence in such a text; and of a line without a full stop. */
const SENTENCE_WORDS = 3;
const UNENDED_WORDS = 6;
const TAKEN_FOR_WANT: ReadonlySet<BlockType> = new Set(['navigation', 'other', 'headline', 'standfirst']);

/** A sentence or two by themselves are the text that somebody wants read, with nothing around them to tell them from. */
function readShort(lines: readonly string[], labels: Label[]): Label[] {
  if (lines.length > SHORT_LINES) return labels;
  const hasBody = labels.some(isBody);
  const isSentence = (line: string, { type }: Label) => {
    if (!TAKEN_FOR_WANT.has(type) || !/\p{Ll}|\p{Lo}/u.test(line)) return false;
    const ends = endsSentence(line);
    // Titles have no full stop.
    if (hasBody) return type === 'headline' && ends;
    return countWords(line) >= (ends ? SENTENCE_WORDS : UNENDED_WORDS);
  };
  return labels.map((label, i) =>
    isSentence(lines[i] ?? '', label)
      ? { type: 'body', reason: 'a sentence in a text of a few lines', probability: 0.8 }
      : label,
  );
}

/** As for blocks: hits to be expected over what is taken and what there is to be expected, by characters. */
function expectedF1(
  lines: readonly string[],
  labels: readonly Label[],
  probabilities: readonly number[],
): number {
  let hits = 0;
  let taken = 0;
  let there = 0;
  lines.forEach((line, i) => {
    const label = labels[i] as Label;
    const ofText = label.standsIn === undefined ? (probabilities[i] ?? 0) : 1 - label.probability;
    const expected = line.length * (isBody(label) ? label.probability : ofText);
    there += expected;
    if (!isBody(label)) return;
    hits += expected;
    taken += line.length;
  });
  return hits === 0 ? 0 : (2 * hits) / (taken + there);
}
