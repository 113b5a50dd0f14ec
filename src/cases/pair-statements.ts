import type { FoundStatement } from '../domain/statement.ts';
import { compareSpans, type Span, spanOverlap } from '../text/span.ts';

/** What pairing looks at. */
export type StatementWords = Pick<FoundStatement, 'source' | 'cue' | 'content' | 'act'>;

/**
 * With how many of the other reading's statements one is compared on either side of its own place: those whose cues come
 * soonest before and after it. An article in which one sentence has more has not been seen; a hostile one stays linear.
 */
const NEIGHBOURS = 32;

/** Share of content that two statements have in common before their cues may stand apart. */
const SAME_CONTENT = 0.5;

/**
 * Pairs the statements of two readings of one text, each with one at most: first those of the very same words, then those
 * whose cue and content overlap, the closest first. Of two as close, that of the same act, then the one that comes first.
 * @returns indices `[earlier, later]`, by the earlier one.
 */
export function pairStatements(
  earlier: readonly StatementWords[],
  later: readonly StatementWords[],
): [number, number][] {
  const pairs = pairSameWords(earlier, later);
  const done = { earlier: new Set(pairs.map(([i]) => i)), later: new Set(pairs.map(([, j]) => j)) };
  const left = placed(earlier, done.earlier);
  const right = placed(later, done.later).sort((a, b) => a.anchor - b.anchor || a.index - b.index);
  const candidates = left.flatMap((a) => neighbours(right, a.anchor).flatMap((b) => candidate(a, b)));
  candidates.sort((a, b) => b.worth - a.worth || a.i - b.i || a.j - b.j);
  for (const { i, j } of candidates) {
    if (done.earlier.has(i) || done.later.has(j)) continue;
    done.earlier.add(i);
    done.later.add(j);
    pairs.push([i, j]);
  }
  return pairs.sort(([a], [b]) => a - b);
}

/** Where a statement's parts stand, as one string: the same for statements of the very same words. */
export function wordsKey({
  source,
  cue,
  content,
}: Pick<StatementWords, 'source' | 'cue' | 'content'>): string {
  return [source, cue, content]
    .map((part) => part.map(({ start, end }) => `${start}-${end}`).join(','))
    .join('|');
}

function pairSameWords(
  earlier: readonly StatementWords[],
  later: readonly StatementWords[],
): [number, number][] {
  const places = Map.groupBy(later.keys(), (j) => wordsKey(later[j] as StatementWords));
  const used = new Map<string, number>();
  return earlier.flatMap((statement, i): [number, number][] => {
    const key = wordsKey(statement);
    const before = used.get(key) ?? 0;
    const j = places.get(key)?.[before];
    if (j === undefined) return [];
    used.set(key, before + 1);
    return [[i, j]];
  });
}

/** A statement with its place: `anchor` is where its cue begins, or its content where it has none. */
interface Placed {
  readonly index: number;
  readonly anchor: number;
  readonly act: string;
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
}

function placed(statements: readonly StatementWords[], done: ReadonlySet<number>): Placed[] {
  return statements.flatMap((statement, index) => {
    if (done.has(index)) return [];
    const [source, cue, content] = [
      united(statement.source),
      united(statement.cue),
      united(statement.content),
    ];
    const anchor = (cue[0] ?? content[0] ?? source[0])?.start ?? 0;
    return [{ index, anchor, act: statement.act, source, cue, content }];
  });
}

/** The pieces in order, those that touch as one. */
function united(pieces: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const { start, end } of pieces.toSorted(compareSpans)) {
    const last = out.at(-1);
    if (last !== undefined && start <= last.end)
      out[out.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else out.push({ start, end });
  }
  return out;
}

function neighbours(sorted: readonly Placed[], anchor: number): readonly Placed[] {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as Placed).anchor < anchor) from = middle + 1;
    else to = middle;
  }
  return sorted.slice(Math.max(0, from - NEIGHBOURS), from + NEIGHBOURS);
}

function candidate(a: Placed, b: Placed): { worth: number; i: number; j: number }[] {
  const cue = likeness(a.cue, b.cue);
  const content = likeness(a.content, b.content);
  if (!mayBeOne(a, b, { cue, content })) return [];
  // The act decides only between pairs that are otherwise as close.
  const worth = cue + content + likeness(a.source, b.source) + (a.act === b.act ? 1e-6 : 0);
  return [{ worth, i: a.index, j: b.index }];
}

/**
 * Two statements of one cue share what is said, or one of them has no content. Where the cues stand apart ("said", "told
 * reporters"), they share most of it, and neither's cue stands in what the other says: then it would be the nested one.
 */
function mayBeOne(a: Placed, b: Placed, { cue, content }: { cue: number; content: number }): boolean {
  const noContent = a.content.length === 0 || b.content.length === 0;
  if (a.cue.length > 0 && b.cue.length > 0 && cue > 0) return noContent || content > 0;
  return (
    !noContent && content >= SAME_CONTENT && shared(a.cue, b.content) === 0 && shared(b.cue, a.content) === 0
  );
}

/** Characters in common by characters of either, in [0, 1]; 1 where both are empty. */
function likeness(a: readonly Span[], b: readonly Span[]): number {
  const common = shared(a, b);
  const all = lengthOf(a) + lengthOf(b) - common;
  return all === 0 ? 1 : common / all;
}

/** Characters in common of two lists of pieces in order, in one pass over both. */
function shared(a: readonly Span[], b: readonly Span[]): number {
  let [i, j, sum] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i] as Span, b[j] as Span];
    sum += spanOverlap(x, y);
    if (x.end <= y.end) i++;
    else j++;
  }
  return sum;
}

function lengthOf(pieces: readonly Span[]): number {
  return pieces.reduce((sum, { start, end }) => sum + end - start, 0);
}
