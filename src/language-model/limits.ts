/** What asking a language model may take. */
export interface ModelLimits {
  /** Of one reply, in bytes: a thousand times what the densest window needs. */
  readonly replyBytes: number;
  readonly headerBytes: number;
  /** To open a connection, in milliseconds. */
  readonly connectMs: number;
  /** Visits for one question in all, where those before failed in a way that passes. */
  readonly attempts: number;
  /** Before the second visit, in milliseconds; each later one waits four times as long. */
  readonly backoffMs: number;
  /** Longest pause that is kept, in milliseconds, whether the endpoint asks for it or not. */
  readonly waitMs: number;
  /** Questions under way at once, of all articles together. */
  readonly inFlight: number;
}

export const MODEL_LIMITS: ModelLimits = {
  replyBytes: 2 * 1024 * 1024,
  headerBytes: 32 * 1024,
  connectMs: 10_000,
  attempts: 4,
  backoffMs: 1000,
  waitMs: 60_000,
  inFlight: 2,
};
