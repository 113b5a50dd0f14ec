import type { TokenRange } from './document.ts';

/** A time as EDTF (ISO 8601-2, levels 0 and 1), and the rule that leads from the words to it. */
export interface ResolvedTime {
  /** No more precise than the words: a day, month, season, year or decade, an interval of days; `~` about, `?` perhaps. */
  readonly edtf: string;
  /** In words: "the Friday on or before the article's day". */
  readonly rule: string;
  /** Whether the rule rests on a reference day (the article's, or one named before), and not on the words alone. */
  readonly isRelative: boolean;
}

/**
 * Words that name a time: "on Friday", "last week", "19 December 2014". Its range holds the words alone, without the
 * preposition that leads them.
 */
export interface TimeExpression extends TokenRange {
  /** Index of the token that the preposition before it begins with; `first` where there is none. */
  readonly leadFirst: number;
  /** The preposition before it, lower case: "on", "in", "as of"; empty where there is none. */
  readonly lead: string;
  /** Whether it stands before a noun that it qualifies: "an April 3 statement", "Thursday's briefing". */
  readonly isPremodifier: boolean;
  /** Its time where it is told of as past, and where as to come; null where the words or the reference name none. */
  readonly past: ResolvedTime | null;
  readonly future: ResolvedTime | null;
}
