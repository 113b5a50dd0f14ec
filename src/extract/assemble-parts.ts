import type { Block, SourceRun } from '../domain/article.ts';
import { assemble, type LabelledPieces } from './assemble.ts';

/** A block of a container's part; its pieces count bytes of that part. */
export interface PartBlock extends LabelledPieces {
  readonly part: string;
}

/** The canonical text of blocks that stand in several parts of one capture, each run naming its part. */
export function assembleParts(parts: readonly PartBlock[]): {
  text: string;
  blocks: Block[];
  sourceMap: SourceRun[];
} {
  // Blocks without a visible character would be left out, and then blocks and parts would be out of step.
  const visible = parts.filter(({ pieces }) => pieces.some(({ text }) => /\S/u.test(text)));
  const { text, blocks, runs } = assemble(visible);
  let at = 0;
  const sourceMap = runs.map((run) => {
    while ((blocks[at]?.end ?? Number.POSITIVE_INFINITY) <= run.start) at++;
    return { ...run, part: visible[at]?.part ?? '' };
  });
  return { text, blocks, sourceMap };
}
