import { type ChainReading, decodeChain } from './chain.ts';
import { batchOf, groupsOf, type PassageFrame } from './frames-in-passage.ts';
import {
  CONTENT_LABEL,
  CUE_LABEL,
  type EncodedPassage,
  type Network,
  ROLE_LABELS,
  SOURCE_LABEL,
} from './network.ts';
import type { Passage } from './passages.ts';

/** Tokens, ascending. */
export interface Parts {
  readonly source: readonly number[];
  readonly cue: readonly number[];
  readonly content: readonly number[];
}

/** What was read for one cue; the token that it begins with is among the cue's. */
export interface FrameReading extends Parts {
  readonly frame: PassageFrame;
  /** The log-odds that a cue begins there. */
  readonly odds: number;
  /** The log-probability of these labels. */
  readonly logProbability: number;
  /** The mean probability of the content's tokens; 0 without any. */
  readonly contentProbability: number;
}

/** Reads frames of a passage: which of its tokens are the cue's source, the rest of it, its content. In the order of `frames`. */
export async function readFrames(
  network: Network,
  transitions: readonly number[],
  { placeOf }: Passage,
  encoded: EncodedPassage,
  frames: readonly PassageFrame[],
): Promise<FrameReading[]> {
  const readings: FrameReading[] = [];
  for (const group of groupsOf(frames)) {
    const together = group.map((i) => frames[i]!);
    const batch = batchOf(together, encoded);
    const cues = together.map(({ anchor, first }) => placeOf.get(anchor)! - first);
    const emissions = await network.readFrames(batch, cues);
    together.forEach((frame, k) => {
      const scores = new Float32Array(frame.tokens.length * ROLE_LABELS);
      frame.tokens.forEach((token, i) => {
        const at = (k * batch.length + placeOf.get(token)! - frame.first) * ROLE_LABELS;
        scores.set(emissions.subarray(at, at + ROLE_LABELS), i * ROLE_LABELS);
      });
      const odds = encoded.cues[placeOf.get(frame.anchor)!]!;
      readings[group[k]!] = readingOf(frame, odds, decodeChain(scores, transitions));
    });
  }
  return readings;
}

function readingOf(frame: PassageFrame, odds: number, chain: ChainReading): FrameReading {
  const { anchor, tokens } = frame;
  const labels = withoutHoles(chain.labels);
  const of = (label: number) => tokens.filter((token, i) => labels[i] === label && token !== anchor);
  return {
    frame,
    odds,
    source: of(SOURCE_LABEL),
    cue: [...of(CUE_LABEL), anchor].sort((a, b) => a - b),
    content: of(CONTENT_LABEL),
    logProbability: chain.logProbability,
    contentProbability: meanProbability(chain, CONTENT_LABEL),
  };
}

/** In tokens: what is left out between two tokens of a part, and is nothing else's, belongs to it. */
const HOLE = 2;

function withoutHoles(labels: Uint8Array): Uint8Array {
  const filled = Uint8Array.from(labels);
  let last = -1;
  labels.forEach((label, i) => {
    if (label === 0) return;
    if (last >= 0 && labels[last] === label && i - last - 1 <= HOLE) filled.fill(label, last + 1, i);
    last = i;
  });
  return filled;
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
