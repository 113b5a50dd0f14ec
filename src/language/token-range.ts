import type { Token, TokenRange } from '../domain/document.ts';

/** The tokens from `first` up to `last` with the span of their text. @throws RangeError where there is none. */
export function rangeOf(tokens: readonly Token[], first: number, last: number): TokenRange {
  const head = tokens[first];
  const tail = tokens[last - 1];
  if (head === undefined || tail === undefined || last <= first)
    throw new RangeError(`no tokens from ${first} to ${last} among ${tokens.length}`);
  return { first, last, start: head.start, end: tail.end };
}
