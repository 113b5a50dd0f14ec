import type { Article } from '../../domain/article.ts';
import type { Statement } from '../../domain/statement.ts';
import { extentOf, type Part, segmentsOf } from './segments.ts';

/** A stretch of an excerpt; `part` null for the words around the statement. */
export interface Piece {
  readonly text: string;
  readonly part: Part | null;
}

/** How far an excerpt looks for the ends of its sentence, in UTF-16 code units: three lines of text. */
const REACH = 240;
/** Words between two parts of a statement that are longer than this are left out with a mark. */
const GAP_LIMIT = 300;

/**
 * The words of a statement as they stand in the article, within their sentence, with source, cue and content told
 * apart. Never leaves the statement's block; a long gap between its pieces is shortened to " … ".
 */
export function excerptOf(article: Article, statement: Pick<Statement, Part>): Piece[] {
  const extent = extentOf(statement);
  if (extent === null) return [];
  const { text } = article;
  const block = article.blocks.find(({ start, end }) => start <= extent.start && extent.start < end);
  const from = Math.max(block?.start ?? 0, sentenceStart(text, extent.start, block?.start ?? 0));
  const to = sentenceEnd(text, extent.end, Math.max(extent.end, block?.end ?? text.length));
  return segmentsOf(text.length, [statement], [from, to])
    .filter(({ start, end }) => start >= from && end <= to)
    .map(({ start, end, marks }) => pieceOf(text.slice(start, end), marks[0]?.part ?? null));
}

function pieceOf(text: string, part: Part | null): Piece {
  if (part !== null || text.length <= GAP_LIMIT) return { text, part };
  return { text: `${text.slice(0, GAP_LIMIT / 2)} … ${text.slice(-GAP_LIMIT / 2)}`, part };
}

const SENTENCE_END = /[.!?]["'”’)\]]*\s+|\n/g;

/** Past the last sentence end before `position`, not before `floor`; `position` itself where none is in reach. */
function sentenceStart(text: string, position: number, floor: number): number {
  const begin = Math.max(floor, position - REACH);
  let start = begin === floor ? floor : position;
  for (const match of text.slice(begin, position).matchAll(SENTENCE_END))
    start = begin + match.index + match[0].length;
  return start;
}

/** Just past the first sentence end from `position` on, its white space left out, not past `ceiling`. */
function sentenceEnd(text: string, position: number, ceiling: number): number {
  if (/[.!?]["'”’]*$/.test(text.slice(Math.max(0, position - 4), position))) return position;
  const window = text.slice(position, Math.min(ceiling, position + REACH));
  const match = window.match(new RegExp(SENTENCE_END.source));
  if (match?.index !== undefined) return position + match.index + match[0].trimEnd().length;
  return position + window.length === ceiling ? ceiling : position;
}
