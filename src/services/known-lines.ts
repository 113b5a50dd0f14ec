import { createHash } from 'node:crypto';
import { type Comparable, comparable, overlapOf } from '../cases/compare-texts.ts';
import { containmentOf, LEAST_CONTAINMENT } from '../cases/judge-overlap.ts';
import type { Article } from '../domain/article.ts';
import { isTelling, type KnownLines, lineKey } from '../extract/classify-lines.ts';
import { CERTAIN_WORDS } from '../text/shingles.ts';
import type { ArticleText, LinesInCommon } from './ports.ts';

/** Most lines of a text that are asked for: a hundred screens. */
const ASKED_LIMIT = 500;
/** Other articles that a text is compared with, the newest first: what is a publication's furniture stands in these too. */
export const COMPARED_LIMIT = 12;
/** Sources that are named with a known line. */
const NAMED_LIMIT = 3;
/** A page that holds a text's headline may announce it there with its first words: so many lines of the text are spared. */
const OPENING_LINES = 3;
/** Articles without markup in which a line must stand besides the text's own. */
const LEAST_UNSURE = 2;

/** A line by the words of its key, as the store keeps it: 52 bits, so that among a billion lines hardly two meet. */
export function lineHash(key: string): number {
  return Number.parseInt(createHash('sha256').update(key).digest('hex').slice(0, 13), 16);
}

/** What is asked of the memory for a text. */
export interface AskedLines {
  /** Keys of the lines that are taken for the article's, by their hash. */
  readonly lines: ReadonlyMap<number, string>;
  /** Hash of its headline; null where it has none. */
  readonly title: number | null;
  /** Hashes of its first lines. */
  readonly opening: ReadonlySet<number>;
}

export function askedLines({ text, blocks }: Pick<Article, 'text' | 'blocks'>): AskedLines {
  const lines = new Map<number, string>();
  const opening = new Set<number>();
  let title: number | null = null;
  for (const { type, start, end } of blocks) {
    if (type !== 'body' && type !== 'headline') continue;
    const line = text.slice(start, end);
    const key = lineKey(line);
    if (type === 'headline') title ??= lineHash(key);
    else {
      const hash = lineHash(key);
      if (opening.size < OPENING_LINES) opening.add(hash);
      if (isTelling(line) && lines.size < ASKED_LIMIT) lines.set(hash, key);
    }
  }
  return { lines, title, opening };
}

/** The other articles whose texts are to be compared, for {@link knownLines}. */
export function candidates(
  asked: AskedLines,
  held: readonly LinesInCommon[],
  sourceId: string,
): LinesInCommon[] {
  return held
    .filter(
      (other) =>
        other.sourceId !== sourceId &&
        !(asked.title !== null && other.own.includes(asked.title)) &&
        [...other.outside, ...other.unsure].some((line) => asked.lines.has(line)),
    )
    .slice(0, COMPARED_LIMIT);
}

/**
 * Which lines of a text belong to its publication and not to it: those that stand beside the text in another article, as the
 * markup of its page or a person says; and those that two other articles without markup carry. Nothing that is the text of
 * any article of the publication, nothing from a copy of this one, and no line twice from copies of each other.
 *
 * @param held What the articles of the publication have of the lines asked for, newest first.
 * @param others The {@link candidates}, to be compared.
 */
export function knownLines(
  own: ArticleText,
  asked: AskedLines,
  held: readonly LinesInCommon[],
  others: readonly ArticleText[],
): KnownLines {
  const texts = new Set(held.flatMap((each) => each.own));
  const eligible = candidates(asked, held, own.sourceId).map((each) => ({
    ...each,
    outside: each.outside.filter((line) => countsFor(asked, each, line) && !texts.has(line)),
    unsure: each.unsure.filter((line) => countsFor(asked, each, line) && !texts.has(line)),
  }));
  const shared = new Set(eligible.flatMap(({ outside, unsure }) => [...outside, ...unsure]));
  // Compared without the lines in question: what two articles have in common by them makes neither a copy of the other.
  const rest = new Map(others.map((other) => [other.sourceId, restOf(other, shared)]));
  const ownRest = restOf(own, shared);
  const different = eligible.filter(({ sourceId }) => areDifferent(ownRest, rest.get(sourceId)));
  const known = new Map<string, readonly string[]>();
  for (const line of shared) {
    const beside = different.filter(({ outside }) => outside.includes(line));
    const within = different.filter(({ unsure }) => unsure.includes(line));
    const carriers = [...beside, ...within].map(({ sourceId }) => sourceId);
    if (beside.length > 0 || countDifferent(carriers, rest) >= LEAST_UNSURE)
      known.set(asked.lines.get(line) as string, carriers.slice(0, NAMED_LIMIT));
  }
  return known;
}

function countsFor({ lines, title, opening }: AskedLines, other: LinesInCommon, line: number): boolean {
  if (!lines.has(line)) return false;
  const announces = title !== null && [...other.outside, ...other.unsure].includes(title);
  return !(announces && opening.has(line));
}

/** The text without the lines in question, and without what is not read. */
function restOf({ article }: ArticleText, without: ReadonlySet<number>): Comparable {
  const blocks = article.blocks.filter(
    ({ start, end }) => !without.has(lineHash(lineKey(article.text.slice(start, end)))),
  );
  return comparable({ text: article.text, blocks });
}

/**
 * Two articles that share less than any copy or derived text does. What is too short to tell is none for certain, and what
 * quotes the same words at length is left out with the copies: little of a text may be left to compare.
 */
function areDifferent(a: Comparable, b: Comparable | undefined): boolean {
  if (b === undefined || a.words.length < CERTAIN_WORDS || b.words.length < CERTAIN_WORDS) return false;
  return containmentOf(overlapOf(a, b)) < LEAST_CONTAINMENT;
}

/** How many of the articles are different from one another, as far as is of interest. */
function countDifferent(sourceIds: readonly string[], rest: ReadonlyMap<string, Comparable>): number {
  const counted: Comparable[] = [];
  for (const sourceId of sourceIds) {
    const next = rest.get(sourceId);
    if (next !== undefined && counted.every((each) => areDifferent(each, next))) counted.push(next);
    if (counted.length === LEAST_UNSURE) break;
  }
  return counted.length;
}
