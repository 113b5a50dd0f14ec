/** One entry of a feed, as plain values; absent ones are null. */
export interface FeedEntry {
  /** The feed's own id for it, else its link, else its place in the feed. */
  readonly id: string;
  /** As given: not yet resolved against the feed's address. */
  readonly link: string | null;
  /** As HTML without tags. */
  readonly title: string | null;
  readonly authors: readonly string[];
  /** As given: RFC 822 or 3339. */
  readonly published: string | null;
  readonly updated: string | null;
  /** The article itself where the feed carries it, else its summary; as HTML. */
  readonly content: string | null;
  /** Whether `content` is only what the feed calls a summary or description. */
  readonly isSummary: boolean;
}

export interface Feed {
  /** As HTML without tags. */
  readonly title: string | null;
  readonly language: string | null;
  /** What relative links are resolved against, where the feed says it. */
  readonly base: string | null;
  /** The first ones, in the feed's order. */
  readonly entries: readonly FeedEntry[];
}
