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
  /** Pieces of each. */
  readonly lengths: readonly number[];
  /** Shared states: `(frame * length + piece) * WIDTH`. */
  readonly states: Float32Array;
}

/** What a statement has to be known of for its act: what its frame's pieces are to its cue. */
export interface RoleBatch extends FrameBatch {
  /** A label of each piece: `frame * length + piece`. */
  readonly roles: Uint8Array;
  /** What share each piece has in the mean over source, over cue, over content: `(frame * length + piece) * 3`. */
  readonly shares: Float32Array;
  /** The passage as a whole: {@link WIDTH} numbers. */
  readonly passage: Float32Array;
}

/** Sums that a statement has, one an act. */
export const ACT_SUMS = 16;

/** The network at work, whichever run time computes it. */
export interface Network {
  encode(ids: readonly number[], forms: readonly number[], register: number): Promise<EncodedPassage>;
  /** Scores of each label, where `cues` are the pieces that the cues begin with: `(frame * length + piece) * ROLE_LABELS`. */
  readFrames(batch: FrameBatch, cues: readonly number[]): Promise<Float32Array>;
  /** Sums for each act: `frame * ACT_SUMS + act`. */
  labelActs(batch: RoleBatch): Promise<Float32Array>;
}
