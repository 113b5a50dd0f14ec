import search from 'approx-string-match';
import type { Quote } from './quote.ts';
import { CONTEXT_LENGTH } from './selectors.ts';
import { compareSpans, type Span } from './span.ts';

/**
 * What became of words of an earlier text in a later one.
 * `exact`: they stand there together to the letter. `re-anchored`: they or what stands between them changed a little.
 */
export type ReAnchoring =
  | {
      readonly status: 'exact' | 're-anchored';
      /** Share of the characters, from the first to the last word of the quotes, that stand there still, in (0, 1]. */
      readonly score: number;
      /** In the order of those asked for; spans and words of the later text. */
      readonly quotes: readonly Quote[];
    }
  | { readonly status: 'not-found' };

/** Share of a stretch's characters that may be other ones, as edit distance. Hypothesis allows one half of short quotes. */
const ERROR_SHARE = 0.25;
/** Longest stretch that is looked for approximately, in UTF-16 code units: two long sentences. */
const PATTERN_LIMIT = 600;
/** Where it is looked for: so far on either side of where it would stand if the text had grown evenly. */
const WINDOW = 10_000;
/** Shorter words are only found exactly: one letter in four of “said” makes it another word. */
const SHORT = 8;
/** What is shorter needs some of its surroundings to be recognised by: “No.” stands in many places. */
const TELLING = 24;
/** Occurrences of the same words that are weighed against each other. */
const OCCURRENCE_LIMIT = 100;
/** Steps (of 32 characters of a pattern against one of the text) that one {@link createReAnchorer} may take: some seconds. */
const STEP_LIMIT = 400_000_000;

/**
 * Finds quotes of `earlier` in `later`: the stretch that holds them all exactly, with the context that fits best, then
 * approximately (Myers 1999) and each quote within it; where it fell apart, around the longest quote. Errors are
 * bounded by {@link ERROR_SHARE}; time by steps, after which nothing but the exact is found.
 */
export function createReAnchorer(earlier: string, later: string): (quotes: readonly Quote[]) => ReAnchoring {
  const texts: Texts = { earlier, later, steps: { left: STEP_LIMIT } };
  return (quotes) => {
    const first = quotes[0];
    if (first === undefined) return { status: 'not-found' };
    const extent = {
      start: Math.min(...quotes.map(({ start }) => start)),
      end: Math.max(...quotes.map(({ end }) => end)),
    };
    return (
      anchorWhole(texts, extent, quotes) ??
      anchorChanged(texts, extent, quotes) ??
      anchorAround(texts, extent, quotes) ?? { status: 'not-found' }
    );
  };
}

interface Texts {
  readonly earlier: string;
  readonly later: string;
  readonly steps: { left: number };
}

interface Place extends Span {
  readonly errors: number;
}

function anchorWhole({ earlier, later }: Texts, extent: Span, quotes: readonly Quote[]): ReAnchoring | null {
  const start = bestOccurrence(earlier, later, extent);
  if (start === null) return null;
  const shift = start - extent.start;
  const moved = quotes.map((quote) => ({
    start: quote.start + shift,
    end: quote.end + shift,
    exact: quote.exact,
  }));
  return { status: 'exact', score: 1, quotes: moved };
}

function anchorChanged(texts: Texts, extent: Span, quotes: readonly Quote[]): ReAnchoring | null {
  const place = approximate(texts, extent);
  if (place === null) return null;
  const placed = placeWithin(texts, quotes, { extent, region: place });
  const length = extent.end - extent.start;
  return placed && { status: 're-anchored', score: (length - place.errors) / length, quotes: placed.quotes };
}

/** Where the stretch as a whole is gone, the longest quote may stand, and the others near it. */
function anchorAround(texts: Texts, extent: Span, quotes: readonly Quote[]): ReAnchoring | null {
  const longest = quotes.reduce((a, b) => (b.exact.length > a.exact.length ? b : a));
  if (longest.exact.length < TELLING) return null;
  const start = bestOccurrence(texts.earlier, texts.later, longest);
  const found =
    start === null ? approximate(texts, longest) : { start, end: start + longest.exact.length, errors: 0 };
  if (found === null) return null;
  // Room for what was put in between, but no more than the stretch had before.
  const room = extent.end - extent.start;
  const region = {
    start: Math.max(0, found.start - (longest.start - extent.start) - room),
    end: Math.min(texts.later.length, found.end + (extent.end - longest.end) + room),
  };
  const placed = placeWithin(texts, quotes, { extent, region, fixed: { quote: longest, place: found } });
  return (
    placed && { status: 're-anchored', score: Math.min(1, placed.standing / room), quotes: placed.quotes }
  );
}

interface Bounds {
  readonly extent: Span;
  readonly region: Span;
  /** A quote whose place is known already. */
  readonly fixed?: { readonly quote: Quote; readonly place: Place };
}

/**
 * Each quote within the region, where it would be expected, in the order in which they stood: the cue of the sentence
 * before is not taken for one that was replaced. Null where one is not there; `standing` counts characters.
 */
function placeWithin(
  texts: Texts,
  quotes: readonly Quote[],
  { extent, region, fixed }: Bounds,
): { quotes: Quote[]; standing: number } | null {
  const scale = (region.end - region.start) / (extent.end - extent.start);
  const places = new Map<Quote, Place>(fixed && [[fixed.quote, fixed.place]]);
  for (const quote of quotes.toSorted(compareSpans)) {
    if (places.has(quote)) continue;
    const between = roomFor(quote, places, region);
    const window = texts.later.slice(between.start, between.end);
    const expected = region.start + (quote.start - extent.start) * scale - between.start;
    const place =
      nearest(wordOccurrences(window, quote.exact), expected, quote.exact.length) ??
      approximateIn(texts, window, quote.exact, expected);
    if (place === null) return null;
    const { start, end, errors } = place;
    places.set(quote, { start: between.start + start, end: between.start + end, errors });
  }
  const standing = [...places].reduce((sum, [{ exact }, { errors }]) => sum + exact.length - errors, 0);
  return { quotes: quotes.map((quote) => take(texts.later, places.get(quote) as Place)), standing };
}

/** The part of the region behind those that stood before the quote, and before those that stood behind it. */
function roomFor(quote: Quote, places: ReadonlyMap<Quote, Place>, region: Span): Span {
  let { start, end } = region;
  for (const [other, place] of places) {
    if (other.end <= quote.start) start = Math.max(start, place.end);
    if (other.start >= quote.end) end = Math.min(end, place.start);
  }
  return { start, end: Math.max(start, end) };
}

function take(text: string, { start, end }: Span): Quote {
  return { start, end, exact: text.slice(start, end) };
}

/** Where the stretch's exact words stand in the later text in the best fitting surroundings; null where nowhere. */
function bestOccurrence(earlier: string, later: string, span: Span): number | null {
  const exact = earlier.slice(span.start, span.end);
  const expected = expectedAt(earlier, later, span);
  let best: { start: number; context: number } | null = null;
  for (const start of occurrences(later, exact)) {
    const context = sharedContext(earlier, later, span, start);
    const isBetter =
      best === null ||
      context > best.context ||
      (context === best.context && Math.abs(start - expected) < Math.abs(best.start - expected));
    if (isBetter) best = { start, context };
  }
  if (best === null) return null;
  return exact.length >= TELLING || best.context >= TELLING - exact.length ? best.start : null;
}

const expectedAt = (earlier: string, later: string, { start }: Span) =>
  earlier.length === 0 ? 0 : Math.round((start * later.length) / earlier.length);

/** How many characters before and after the words are the same in both texts, each up to {@link CONTEXT_LENGTH}. */
function sharedContext(earlier: string, later: string, { start, end }: Span, at: number): number {
  const after = at + end - start;
  let before = 0;
  while (before < CONTEXT_LENGTH && start > before && earlier[start - 1 - before] === later[at - 1 - before])
    before++;
  let behind = 0;
  while (
    behind < CONTEXT_LENGTH &&
    end + behind < earlier.length &&
    earlier[end + behind] === later[after + behind]
  )
    behind++;
  return before + behind;
}

function occurrences(text: string, exact: string): number[] {
  const found: number[] = [];
  for (
    let at = text.indexOf(exact);
    at >= 0 && found.length < OCCURRENCE_LIMIT;
    at = text.indexOf(exact, at + 1)
  )
    found.push(at);
  return found;
}

/** Those that are words of their own, where there are such: “he” is not found in “the”, but within a text without spaces. */
function wordOccurrences(text: string, exact: string): number[] {
  const found = occurrences(text, exact);
  const whole = found.filter((at) => !cutsWord(text, at) && !cutsWord(text, at + exact.length));
  return whole.length > 0 || exact.length < SHORT ? whole : found;
}

/** Whether an edge lies within a word. */
function cutsWord(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && /[\p{L}\p{N}]/u.test(text[at] ?? '');
}

function nearest(starts: readonly number[], expected: number, length: number): Place | null {
  const [first, ...others] = starts;
  if (first === undefined) return null;
  const start = others.reduce((a, b) => (Math.abs(b - expected) < Math.abs(a - expected) ? b : a), first);
  return { start, end: start + length, errors: 0 };
}

function approximate(texts: Texts, span: Span): Place | null {
  const { earlier, later } = texts;
  const middle = expectedAt(earlier, later, span);
  const from = Math.max(0, middle - WINDOW);
  const window = later.slice(from, middle + WINDOW);
  const place = approximateIn(texts, window, earlier.slice(span.start, span.end), middle - from);
  return place && { start: from + place.start, end: from + place.end, errors: place.errors };
}

function approximateIn({ steps }: Texts, text: string, pattern: string, expected: number): Place | null {
  if (pattern.length < SHORT || pattern.length > PATTERN_LIMIT || steps.left <= 0) return null;
  const matches = search(text, pattern, Math.floor(pattern.length * ERROR_SHARE));
  // The library goes through the text once, then from each end that fits best back over the pattern.
  const blocks = Math.ceil(pattern.length / 32);
  steps.left -= blocks * (text.length + 2 * matches.length * pattern.length);
  let best: Place | null = null;
  for (const match of matches)
    if (best === null || Math.abs(match.start - expected) < Math.abs(best.start - expected)) best = match;
  return best && wholeWords(text, best);
}

/** The place without a word that it holds less than half of, and with all of one that it holds more of. */
function wholeWords(text: string, place: Place): Place {
  const [start, end] = [toWordEdge(text, place.start), toWordEdge(text, place.end)];
  return start < end ? { start, end, errors: place.errors } : place;
}

function toWordEdge(text: string, at: number): number {
  if (!cutsWord(text, at)) return at;
  let [left, right] = [at, at];
  while (left > 0 && cutsWord(text, left)) left--;
  while (right < text.length && cutsWord(text, right)) right++;
  return at - left <= right - at ? left : right;
}
