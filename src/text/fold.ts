import type { Span } from './span.ts';

/**
 * Stretches of a text as they are compared with somebody's copy of its words: white space is one blank, quotation marks and
 * dashes have one form, an ellipsis is three full stops, and what has no width is left out. Each code unit knows where it stands.
 */
export interface Folded {
  readonly folded: string;
  /**
   * Where the folded range [start, end) stands in the text: a span for each stretch that it touches, without white space at
   * their ends; one for stretches that only blanks part.
   */
  spansOf(start: number, end: number): Span[];
}

const FORMS: Readonly<Record<string, string>> = Object.fromEntries([
  ...[...'‘’‚‛ʼ′´`'].map((mark) => [mark, "'"]),
  ...[...'“”„‟″«»'].map((mark) => [mark, '"']),
  ...[...'‐‑‒–—―−'].map((dash) => [dash, '-']),
  ['…', '...'],
]);
/** Soft hyphen, zero-width marks, marks of direction, byte order mark. */
const WITHOUT_WIDTH = /^[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]$/u;

/** Folds stretches of a text, which are sorted and share nothing; a blank stands between them. Linear in their length. */
export function foldText(text: string, stretches: readonly Span[]): Folded {
  const units: string[] = [];
  /** Of each folded unit, where what it stands for begins; its stretch is found by that. */
  const starts: number[] = [];
  const add = (unit: string, at: number) => {
    for (let i = 0; i < unit.length; i++) {
      units.push(unit.charAt(i));
      starts.push(at);
    }
  };
  for (const { start, end } of stretches) {
    if (units.length > 0 && units.at(-1) !== ' ') add(' ', start);
    for (let at = start; at < end; at++) {
      const unit = text[at] as string;
      if (/\s/u.test(unit)) {
        if (units.length > 0 && units.at(-1) !== ' ') add(' ', at);
      } else if (!WITHOUT_WIDTH.test(unit)) add(FORMS[unit] ?? unit, at);
    }
  }
  return { folded: units.join(''), spansOf: (from, to) => spansOf(text, stretches, starts.slice(from, to)) };
}

/** Words folded alike, without white space at their ends. */
export function foldWords(words: string): string {
  return foldText(words, [{ start: 0, end: words.length }]).folded.trim();
}

function spansOf(text: string, stretches: readonly Span[], units: readonly number[]): Span[] {
  const spans: { start: number; end: number; stretch: number }[] = [];
  for (const at of units) {
    if (/\s/u.test(text[at] ?? ' ')) continue;
    const stretch = stretchAt(stretches, at);
    const last = spans.at(-1);
    // Stretches of one line go on: they were cut where the line was too long.
    if (last !== undefined && (last.stretch === stretch || isBlank(text.slice(last.end, at)))) {
      last.end = at + 1;
      last.stretch = stretch;
    } else spans.push({ start: at, end: at + 1, stretch });
  }
  return spans.map(({ start, end }) => ({ start, end }));
}

function isBlank(between: string): boolean {
  return between.length < 16 && /^[^\S\n\r\u2028\u2029]*$/u.test(between);
}

/** The last stretch that begins at the offset or before it. */
function stretchAt(stretches: readonly Span[], at: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stretches[middle] as Span).start <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
