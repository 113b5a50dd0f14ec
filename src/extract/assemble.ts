import type { Block, SourceRun } from '../domain/article.ts';
import type { Label } from './label.ts';
import type { SourcePiece } from './page-source.ts';

/** A block on its way into the canonical text. */
export interface LabelledPieces {
  readonly pieces: readonly SourcePiece[];
  readonly label: Label;
}

/** What stands between two blocks of the canonical text. */
const SEPARATOR = '\n\n';

/**
 * The canonical text of labelled blocks: white space within a block folded to single spaces, blocks separated by a
 * blank line. Source positions are still UTF-16 offsets of the decoded page.
 */
export function assemble(parts: readonly LabelledPieces[]): {
  text: string;
  blocks: Block[];
  runs: SourceRun[];
} {
  const blocks: Block[] = [];
  const runs: SourceRun[] = [];
  let text = '';
  for (const { pieces, label } of parts) {
    const start = text.length === 0 ? 0 : text.length + SEPARATOR.length;
    const folded = foldPieces(pieces, start);
    if (folded.text.length === 0) continue;
    text += (text.length === 0 ? '' : SEPARATOR) + folded.text;
    runs.push(...folded.runs);
    blocks.push({ ...label, start, end: text.length });
  }
  return { text, blocks, runs };
}

/** Joins pieces, folds white space across them, and keeps for each what became of its visible characters. */
function foldPieces(pieces: readonly SourcePiece[], offset: number): { text: string; runs: SourceRun[] } {
  const runs: SourceRun[] = [];
  let text = '';
  let spaced = false;
  for (const piece of pieces) {
    const words = piece.text.split(/\s+/u);
    let start = -1;
    words.forEach((word, i) => {
      if (i > 0) spaced = true;
      if (word.length === 0) return;
      if (spaced && text.length > 0) text += ' ';
      spaced = false;
      if (start < 0) start = text.length;
      text += word;
    });
    if (start >= 0)
      runs.push({
        start: offset + start,
        end: offset + text.length,
        sourceStart: piece.start,
        sourceEnd: piece.end,
      });
  }
  return { text, runs };
}
