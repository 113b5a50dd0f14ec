import type { Run } from '../reading.ts';
import { type ChainReading, decodeChain } from './chain.ts';
import {
  CONTENT_LABEL,
  CUE_LABEL,
  type EncodedPassage,
  type FrameBatch,
  type FrameStates,
  type Network,
  ROLE_LABELS,
  SOURCE_LABEL,
  WIDTH,
} from './network.ts';
import type { Passage, PiecedDocument } from './passages.ts';

/** What was read for one cue. */
export interface FrameReading {
  /** The token that the cue begins with. */
  readonly anchor: number;
  /** The log-odds that a cue begins there. */
  readonly odds: number;
  /** Tokens, ascending; the anchor is among the cue's. */
  readonly source: readonly number[];
  readonly cue: readonly number[];
  readonly content: readonly number[];
  /** The log-probability of these labels. */
  readonly logProbability: number;
  /** The mean probability of the content's tokens, and of the source's; 0 without any. */
  readonly contentProbability: number;
  readonly sourceProbability: number;
  /** Means of the states over some tokens of the frame, and of its passage, for labelling the act. */
  readonly pool: (
    source: readonly number[],
    cue: readonly number[],
    content: readonly number[],
  ) => Float32Array;
}

/** Frames whose lengths differ by more than this factor are not read together: what fills them up costs as much. */
const SPREAD = 1.4;
const MOST_TOGETHER = 16;

/** A frame within its passage. */
interface Frame {
  readonly anchor: number;
  readonly tokens: readonly number[];
  /** Pieces of the passage. */
  readonly first: number;
  readonly last: number;
}

/** Reads the frames of cues that begin at `anchors`, tokens of the passage. Those outside of what is read are left out. */
export async function readFrames(
  network: Network,
  transitions: readonly number[],
  pieced: PiecedDocument,
  passage: Passage,
  encoded: EncodedPassage,
  anchors: readonly number[],
): Promise<FrameReading[]> {
  const frames = anchors
    .flatMap((anchor) => frameIn(pieced, passage, anchor) ?? [])
    .sort((a, b) => a.last - a.first - (b.last - b.first));
  const readings: FrameReading[] = [];
  for (let from = 0; from < frames.length; ) {
    const least = frames[from]!.last - frames[from]!.first;
    let to = from + 1;
    while (
      to < frames.length &&
      to - from < MOST_TOGETHER &&
      frames[to]!.last - frames[to]!.first <= SPREAD * least
    )
      to++;
    const together = frames.slice(from, to);
    const batch = batchOf(together, passage, encoded);
    const states = await network.readFrames(batch);
    for (const [i, frame] of together.entries())
      readings.push(readingOf(frame, passage, encoded, batch, states, i, transitions));
    from = to;
  }
  return readings.sort((a, b) => a.anchor - b.anchor);
}

function frameIn(pieced: PiecedDocument, { placeOf, ids }: Passage, anchor: number): Frame | null {
  const run: Run | null = pieced.frameOf(anchor);
  if (run === null || !placeOf.has(anchor)) return null;
  const tokens: number[] = [];
  for (let i = run.first; i < run.last; i++) if (placeOf.has(i)) tokens.push(i);
  const end = tokens.at(-1)!;
  let last = placeOf.get(end)! + 1;
  // The pieces that go on the last token.
  while (last < ids.length - 1 && !isPlace(pieced, placeOf, end + 1, last)) last++;
  return { anchor, tokens, first: placeOf.get(tokens[0]!)!, last };
}

/** Whether the next token that has a place has this one. */
function isPlace(
  { document }: PiecedDocument,
  placeOf: ReadonlyMap<number, number>,
  from: number,
  place: number,
): boolean {
  for (let i = from; i < document.tokens.length; i++) {
    const at = placeOf.get(i);
    if (at !== undefined) return at === place;
  }
  return false;
}

function batchOf(frames: readonly Frame[], { placeOf }: Passage, { shared }: EncodedPassage): FrameBatch {
  const length = Math.max(...frames.map(({ first, last }) => last - first));
  const states = new Float32Array(frames.length * length * WIDTH);
  frames.forEach(({ first, last }, i) => {
    states.set(shared.subarray(first * WIDTH, last * WIDTH), i * length * WIDTH);
  });
  return {
    count: frames.length,
    length,
    states,
    cues: frames.map(({ anchor, first }) => placeOf.get(anchor)! - first),
    lengths: frames.map(({ first, last }) => last - first),
  };
}

function readingOf(
  { anchor, tokens, first }: Frame,
  { placeOf }: Passage,
  { cues, passage }: EncodedPassage,
  { length }: FrameBatch,
  { words, emissions }: FrameStates,
  index: number,
  transitions: readonly number[],
): FrameReading {
  const row = (token: number) => index * length + placeOf.get(token)! - first;
  const scores = new Float32Array(tokens.length * ROLE_LABELS);
  tokens.forEach((token, i) => {
    const at = row(token) * ROLE_LABELS;
    scores.set(emissions.subarray(at, at + ROLE_LABELS), i * ROLE_LABELS);
  });
  const chain = decodeChain(scores, transitions);
  const of = (label: number) => tokens.filter((token, i) => chain.labels[i] === label && token !== anchor);
  const cue = [...of(CUE_LABEL), anchor].sort((a, b) => a - b);
  const inFrame = new Set(tokens);
  return {
    anchor,
    odds: cues[placeOf.get(anchor)!]!,
    source: of(SOURCE_LABEL),
    cue,
    content: of(CONTENT_LABEL),
    logProbability: chain.logProbability,
    contentProbability: meanProbability(chain, CONTENT_LABEL),
    sourceProbability: meanProbability(chain, SOURCE_LABEL),
    pool: (...parts) => {
      const pooled = new Float32Array(4 * WIDTH);
      parts.forEach((part, k) => {
        const rows = part.filter((token) => inFrame.has(token)).map(row);
        for (const at of rows)
          for (let d = 0; d < WIDTH; d++) pooled[k * WIDTH + d]! += words[at * WIDTH + d]! / rows.length;
      });
      pooled.set(passage, 3 * WIDTH);
      return pooled;
    },
  };
}

function meanProbability({ labels, marginals }: ChainReading, label: number): number {
  let sum = 0;
  let count = 0;
  labels.forEach((found, i) => {
    if (found !== label) return;
    sum += marginals[i * ROLE_LABELS + label]!;
    count++;
  });
  return count === 0 ? 0 : sum / count;
}
