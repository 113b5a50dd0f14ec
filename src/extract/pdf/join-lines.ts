import type { PlacedRun } from '../../domain/article.ts';
import { clustersOf } from '../../text/word-clusters.ts';
import { ASCENT, type Line } from './page-text.ts';

/** The words of a document, lower-cased: what is written in one piece elsewhere is one word. */
export type Vocabulary = ReadonlySet<string>;

/** Every word of the lines, and every compound with its hyphens; words that a line's end cuts are left out. */
export function vocabularyOf(lines: readonly Line[]): Vocabulary {
  return new Set(
    lines.flatMap(
      ({ text }) =>
        text.toLowerCase().match(/[\p{L}\p{M}]+(?:[-\u2010][\p{L}\p{M}]+)*(?![-\u2010\p{L}])/gu) ?? [],
    ),
  );
}

/** Hyphens at a line's end: the sign itself, the typographer's, and the one that shows at a line's end alone. */
const HYPHENS = /[-\u2010\u00ad]$/u;

/**
 * The text of a paragraph's lines, each with its place; `offset` is where the text stands in the canonical one. A word that
 * a line's end cuts in two is joined: its hyphen goes, unless it is a compound's own.
 */
export function joinLines(
  lines: readonly Line[],
  offset: number,
  words: Vocabulary,
): { text: string; runs: PlacedRun[] } {
  const runs: PlacedRun[] = [];
  let text = '';
  lines.forEach((line, i) => {
    const next = lines[i + 1];
    const joint = next === undefined ? 'end' : jointOf(line.text, next.text, words);
    const own = joint === 'cut' ? line.text.slice(0, -1) : line.text;
    const start = offset + text.length;
    text += own;
    runs.push({ start, end: offset + text.length, place: placeOf(line) });
    if (joint === 'space') text += ' ';
  });
  return { text: text.replaceAll('\u00ad', '\u2010'), runs };
}

/** Words that stand after the hyphen of a compound whose second half comes later: "pre- and post-war". */
const SUSPENDED = /^(?:and|or|to|und|oder|et|ou)\b/i;

/** How two lines join: with a space, without one ("KA-" + "SAT"), or with the hyphen gone ("attri-" + "bution"). */
function jointOf(line: string, next: string, words: Vocabulary): 'space' | 'close' | 'cut' {
  if (!HYPHENS.test(line) || !/^[\p{L}\p{N}]/u.test(next) || SUSPENDED.test(next)) return 'space';
  if (line.endsWith('\u00ad')) return 'cut';
  const left = /[\p{L}\p{M}\p{N}-]+$/u.exec(line.slice(0, -1))?.[0].toLowerCase() ?? '';
  const right = /^[\p{L}\p{M}\p{N}-]+/u.exec(next)?.[0].toLowerCase() ?? '';
  if (left === '') return 'space';
  if (words.has(left + right)) return 'cut';
  if (!/^\p{Ll}/u.test(next) || words.has(`${left}-${right}`) || /\p{N}|-/u.test(left)) return 'close';
  if (isWord(left + right, words)) return 'cut';
  return isWord(left, words) && isWord(right, words) ? 'close' : 'cut';
}

function isWord(word: string, words: Vocabulary): boolean {
  return words.has(word) || clustersOf(word).fine > 0;
}

/** Tenths of a point: finer than anybody sees. */
function rounded(value: number): number {
  return Math.round(10 * value) / 10;
}

function placeOf(line: Line): PlacedRun['place'] {
  return {
    page: line.page,
    x: rounded(line.left),
    y: rounded(line.y - ASCENT * line.size),
    width: rounded(line.right - line.left),
    height: rounded(line.size),
  };
}
