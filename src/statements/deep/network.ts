/** Width of the encoder's states. */
export const WIDTH = 384;
/** What a token of a frame may be to its cue. */
export const ROLE_LABELS = 4;
export const SOURCE_LABEL = 1;
export const CUE_LABEL = 2;
export const CONTENT_LABEL = 3;

/** One passage as the encoder left it. */
export interface EncodedPassage {
  /** States after the layers that all heads share: {@link WIDTH} numbers a piece. */
  readonly shared: Float32Array;
  /** For each piece the log-odds that a cue begins with it. */
  readonly cues: Float32Array;
  /** The passage as a whole: {@link WIDTH} numbers. */
  readonly passage: Float32Array;
}

/** The frames of some cues, each filled up to the length of the longest. */
export interface FrameBatch {
  readonly count: number;
  /** Pieces of the longest. */
  readonly length: number;
  /** Shared states: `(frame * length + piece) * WIDTH`. */
  readonly states: Float32Array;
  /** For each frame the piece that its cue begins with, and how many pieces it has. */
  readonly cues: readonly number[];
  readonly lengths: readonly number[];
}

export interface FrameStates {
  /** States of each piece, laid out as in {@link FrameBatch}. */
  readonly words: Float32Array;
  /** Scores of each label: `(frame * length + piece) * ROLE_LABELS`. */
  readonly emissions: Float32Array;
}

/** The network at work, whichever run time computes it. */
export interface Network {
  encode(ids: readonly number[], forms: readonly number[], register: number): Promise<EncodedPassage>;
  readFrames(batch: FrameBatch): Promise<FrameStates>;
  /** Sums for each act of `count` statements, of `4 * WIDTH` numbers each: means over source, cue, content; passage. */
  labelActs(pooled: Float32Array, count: number): Promise<Float32Array>;
}

/** Sums that a statement has, one an act. */
export const ACT_SUMS = 16;
