import type { FoundStatement } from '../../domain/statement.ts';
import type { TimeExpression } from '../../domain/time-expression.ts';
import { quotationAt, type Reading, type Run, sentenceAt, wordAt } from '../reading.ts';
import { EXPECTED, FUTURE } from './date-words.ts';

/** What the rules see of one statement: its parts as runs of tokens, in the sentence of its cue. */
export interface Saying {
  readonly cue: Run;
  readonly sources: readonly Run[];
  readonly contents: readonly Run[];
  readonly sentence: Run;
  /** What its neighbours say, where this one's cue does not stand in it: times in there are theirs. */
  readonly foreign: readonly Run[];
  /** The piece of another statement's content that this one stands in; its words alone may date it. */
  readonly holder: Run | null;
  readonly isFuture: boolean;
}

/** The tokens of a span; null where it holds none. Binary search. */
export function runOfSpan({ tokens }: Reading, span: { start: number; end: number }): Run | null {
  const first = firstToken(tokens, (token) => token.end > span.start);
  const last = firstToken(tokens, (token) => token.start >= span.end);
  return last > first ? { first, last } : null;
}

/** Index of the first of some sorted things for which the condition, once true, stays true. */
export function firstToken<T>(sorted: readonly T[], holds: (one: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many statements before and after one may stand in its sentence, for the rules. */
export const NEIGHBOURS = 8;

/** Null for a statement without a cue: nothing in it is a saying that words could date. */
export function sayingOf(
  reading: Reading,
  statements: readonly FoundStatement[],
  index: number,
): Saying | null {
  const statement = statements[index];
  if (statement === undefined) return null;
  const runs = (spans: readonly { start: number; end: number }[]) =>
    spans.map((span) => runOfSpan(reading, span)).filter((run) => run !== null);
  const cue = runs(statement.cue)[0];
  const sentence = cue === undefined ? null : sentenceAt(reading, cue.first);
  if (cue === undefined || sentence === null) return null;
  const outer = statement.within === null ? undefined : statements[statement.within];
  const holder = runs(outer?.content ?? []).find(({ first, last }) => first <= cue.first && cue.first < last);
  return {
    cue,
    sources: runs(statement.source),
    contents: runs(statement.content),
    sentence: { first: sentence.first, last: sentence.last },
    foreign: foreignContents(statements, index)
      .flatMap(runs)
      .filter((run) => !holds(run, cue)),
    holder: holder ?? null,
    isFuture: isFuture(reading, cue),
  };
}

function foreignContents(statements: readonly FoundStatement[], index: number): FoundStatement['content'][] {
  const near = statements.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1);
  return near.filter((other) => other !== statements[index]).map(({ content }) => content);
}

/** "will say", "is expected to say", "is to brief". */
function isFuture(reading: Reading, cue: Run): boolean {
  for (let i = Math.max(0, cue.first - 3); i < cue.last; i++) {
    const word = wordAt(reading, i);
    if (i >= cue.first && /^(?:that|,)$/u.test(word)) return false;
    if (FUTURE.has(word) || /'ll$/u.test(word)) return true;
    const isExpected = EXPECTED.has(word) || /^(?:is|are)$/u.test(word);
    if (isExpected && wordAt(reading, i + 1) === 'to' && i + 2 >= cue.first) return true;
  }
  return false;
}

/** Whether the time stands where this statement's saying, and not what holds it, could be dated by it. */
export function mayDate(reading: Reading, { holder, cue }: Saying, time: TimeExpression): boolean {
  if (holder !== null && !holds(holder, time)) return false;
  const quotation = quotationAt(reading, time.first);
  return quotation === null || holds(quotation, cue);
}

export function holds(outer: Run, inner: Run): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}
