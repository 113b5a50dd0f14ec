import type { Run } from '../reading.ts';
import { type CrfWeights, chunksOf, DecodingRoom, forwardBackward, scoreTokens, viterbi } from './crf.ts';
import type { Frame } from './frames.ts';

/** Labels of a frame: outside, then beginning and continuation of source and content. */
export const FRAME_LABELS = 5;
const FIRST_CONTENT = 3;
/** Below this probability of any content at all a cue is dropped. */
const LEAST_CONTENT = 0.02;

/** The source and content of one cue. */
export interface FrameReading {
  readonly frame: Frame;
  readonly source: readonly Run[];
  readonly content: readonly Run[];
  /** The log-probability of these labels, given that there is content. */
  readonly logProbability: number;
  /** The mean probability of the content's tokens. */
  readonly contentProbability: number;
  /** The probability that content begins where it was found to begin, and that it does not go on where it ends. */
  readonly startProbability: number;
  readonly endProbability: number;
  /** The mean probability of the source's tokens; 0 without a source. */
  readonly sourceProbability: number;
  /** The highest probability of content where the best path had none and one with content was taken; else 1. */
  readonly forced: number;
}

/** Labels a frame, whose features begin at token `first` of a list; null where there is no content. */
export function readFrame(
  model: CrfWeights,
  frame: Frame,
  hashes: Uint32Array,
  ends: Uint32Array,
  first: number,
  room = new DecodingRoom(),
): FrameReading | null {
  const L = FRAME_LABELS;
  const count = frame.last - frame.first;
  const { scores, marginals } = room.fit(count, L);
  const path = new Uint8Array(count);
  scoreTokens(model, hashes, ends, first, count, scores);
  const partition = forwardBackward(model, scores, count, marginals, null, room);
  let score = viterbi(model, scores, count, path, room);
  const contentAt = (i: number) => marginals[i * L + FIRST_CONTENT]! + marginals[i * L + FIRST_CONTENT + 1]!;
  let forced = 1;
  if (!path.some((label) => label >= FIRST_CONTENT)) {
    let best = 0;
    for (let i = 1; i < count; i++) if (contentAt(i) > contentAt(best)) best = i;
    forced = contentAt(best);
    if (forced < LEAST_CONTENT) return null;
    for (let l = 0; l < FIRST_CONTENT; l++) scores[best * L + l] = Number.NEGATIVE_INFINITY;
    score = viterbi(model, scores, count, path, room);
  }
  const runs = chunksOf(path, count).map(({ type, first: from, last }) => ({
    type,
    first: frame.first + from,
    last: frame.first + last,
  }));
  const of = (type: number) =>
    runs.filter((run) => run.type === type).map(({ first: a, last }) => ({ first: a, last }));
  const at = (i: number, label: number) => (i < count ? marginals[i * L + label]! : 0);
  const content = of(1);
  return {
    frame,
    source: of(0),
    content,
    logProbability: Math.min(0, score - partition),
    contentProbability: meanWhere(path, (label) => label >= FIRST_CONTENT, contentAt),
    startProbability: at(content[0]!.first - frame.first, FIRST_CONTENT),
    endProbability: 1 - at(content.at(-1)!.last - frame.first, FIRST_CONTENT + 1),
    sourceProbability: meanWhere(
      path,
      (label) => label === 1 || label === 2,
      (i) => at(i, 1) + at(i, 2),
    ),
    forced,
  };
}

/** The mean of a value over the tokens with such labels; 0 where there are none. */
function meanWhere(path: Uint8Array, has: (label: number) => boolean, value: (i: number) => number): number {
  let sum = 0;
  let size = 0;
  path.forEach((label, i) => {
    if (!has(label)) return;
    sum += value(i);
    size++;
  });
  return size === 0 ? 0 : sum / size;
}
