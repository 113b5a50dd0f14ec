import type { Unit } from './time-words.ts';

/** "last", "this", "next"; absent where nothing of the kind is said. */
export type Shift = -1 | 0 | 1 | undefined;

/** What the words say, before anybody knows when they were written. Months count from 1, weekdays from Monday, 1. */
export type Meaning =
  | {
      readonly kind: 'date';
      readonly year: number | null;
      readonly month: number;
      readonly day: number;
      readonly yearShift: Shift;
    }
  | {
      readonly kind: 'month';
      readonly year: number | null;
      readonly month: number;
      readonly shift: Shift;
      readonly yearShift: Shift;
    }
  | { readonly kind: 'season'; readonly season: number; readonly year: number | null; readonly shift: Shift }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'decade'; readonly decade: number }
  | { readonly kind: 'weekday'; readonly weekday: number; readonly shift: Shift }
  | { readonly kind: 'offset'; readonly days: number }
  | {
      readonly kind: 'period';
      readonly unit: 'week' | 'weekend' | 'month' | 'year';
      readonly shift: Shift;
    }
  | { readonly kind: 'ago'; readonly count: number; readonly unit: Unit }
  /** From the time named before it: "two days later" is 2, "a day earlier" −1, "the same day" 0. */
  | { readonly kind: 'from-before'; readonly count: number; readonly unit: Unit };

export interface Match {
  /** Token indices, `last` exclusive. */
  readonly first: number;
  readonly last: number;
  readonly meaning: Meaning | null;
}

/** The words of one sentence; outside of it every word is empty. */
export interface Cursor {
  readonly first: number;
  readonly last: number;
  /** Lower case, without a mark of possession. */
  word(i: number): string;
  isPossessive(i: number): boolean;
  isCapitalised(i: number): boolean;
  /** Whether no white space stands before the token. */
  isJoined(i: number): boolean;
}
