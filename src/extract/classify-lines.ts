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
 * Lines of a publisher that stood in two or more of its articles, as `lineKey` writes them: what every article carries
 * belongs to none.
 */
export type KnownLines = ReadonlySet<string>;

/** A line as it is remembered: its words alone. */
export const lineKey = wordsKey;

/** Words from which a line that is known belongs to no article: shorter ones may be a subheading that recurs. */
const KNOWN_WORDS = 3;

/**
 * Types the lines of a pasted text in four layers: wordings, brackets and the other rules (`labelLines`), then a classifier of
 * lines, over which the rules' appeals, comments and credits stand; and lines that the publisher's other articles carry too.
 */
export function classifyLines(
  lines: readonly string[],
  known: KnownLines = new Set(),
  model: LineModel = LINE_MODEL,
): { labels: Label[]; confidence: number } {
  const rules = labelLines(lines);
  const probabilities = lineFeatures(lines, rules).map(
    (row) => Math.round(1000 * probabilityByTrees(model, row)) / 1000,
  );
  const isArticle = smoothLines(probabilities, model.threshold);
  const judged = rules.map((rule, i) =>
    isKnown(lines[i] ?? '', known)
      ? KNOWN
      : withClassifier(
          rule,
          probabilities[i] ?? 0,
          (isArticle[i] ?? false) && !isBoilerplate(lines[i] ?? '', rule),
          OVERRULED,
        ),
  );
  // Where the classifier would leave nothing, the rules' word is better than none.
  const labels = readShort(lines, judged.some(isBody) ? judged : rules);
  return { labels, confidence: expectedF1(lines, labels, probabilities) };
}

function isBody({ type }: Label): boolean {
  return type === 'body';
}

const KNOWN: Label = {
  type: 'other',
  reason: 'stands in other articles of this publication too',
  probability: 0.97,
};

function isKnown(line: string, known: KnownLines): boolean {
  return known.size > 0 && countWords(line) >= KNOWN_WORDS && known.has(lineKey(line));
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
    const expected = line.length * (isBody(label) ? label.probability : (probabilities[i] ?? 0));
    there += expected;
    if (!isBody(label)) return;
    hits += expected;
    taken += line.length;
  });
  return hits === 0 ? 0 : (2 * hits) / (taken + there);
}
