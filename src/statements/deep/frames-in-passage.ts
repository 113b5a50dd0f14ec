import { type EncodedPassage, type FrameBatch, WIDTH } from './network.ts';
import type { Passage, PiecedDocument } from './passages.ts';

/** The frame of a cue within a passage. */
export interface PassageFrame {
  /** The token that the cue begins with. */
  readonly anchor: number;
  /** Its tokens that are in the passage, ascending. */
  readonly tokens: readonly number[];
  /** Pieces of the passage, `last` exclusive. */
  readonly first: number;
  readonly last: number;
}

/** The frames of cues that begin at these tokens; those outside of the passage are left out. */
export function framesIn(
  pieced: PiecedDocument,
  passage: Passage,
  anchors: readonly number[],
): PassageFrame[] {
  return anchors.flatMap((anchor) => frameIn(pieced, passage, anchor) ?? []);
}

function frameIn(pieced: PiecedDocument, { placeOf, tokenAt }: Passage, anchor: number): PassageFrame | null {
  const run = pieced.frameOf(anchor);
  if (run === null || !placeOf.has(anchor)) return null;
  const tokens: number[] = [];
  for (let i = run.first; i < run.last; i++) if (placeOf.has(i)) tokens.push(i);
  const first = placeOf.get(tokens[0]!)!;
  let last = placeOf.get(tokens.at(-1)!)! + 1;
  // The pieces that go on the last token.
  while (tokenAt[last] === tokens.at(-1)) last++;
  return { anchor, tokens, first, last };
}

/** Frames whose lengths differ by more than this factor are not read together: what fills them up costs as much. */
const SPREAD = 1.4;
const MOST_TOGETHER = 16;

/** Deals frames into groups of like length; each keeps its index in the list. */
export function groupsOf(frames: readonly PassageFrame[]): number[][] {
  const length = (i: number) => frames[i]!.last - frames[i]!.first;
  const sorted = frames.map((_, i) => i).sort((a, b) => length(a) - length(b));
  const groups: number[][] = [];
  for (const i of sorted) {
    const group = groups.at(-1);
    if (group !== undefined && group.length < MOST_TOGETHER && length(i) <= SPREAD * length(group[0]!))
      group.push(i);
    else groups.push([i]);
  }
  return groups;
}

/** What the network takes of frames that are read together. */
export function batchOf(frames: readonly PassageFrame[], { shared }: EncodedPassage): FrameBatch {
  const lengths = frames.map(({ first, last }) => last - first);
  const length = Math.max(...lengths);
  const states = new Float32Array(frames.length * length * WIDTH);
  frames.forEach(({ first, last }, i) => {
    states.set(shared.subarray(first * WIDTH, last * WIDTH), i * length * WIDTH);
  });
  return { count: frames.length, length, lengths, states };
}
