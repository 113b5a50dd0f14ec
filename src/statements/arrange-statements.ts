import { ACTS_ABOUT_RESPONSIBILITY, type Act } from '../domain/act.ts';
import type { Document } from '../domain/document.ts';
import { type Anchored, anchorStatement, type FoundStatement } from '../domain/statement.ts';
import { compareSpans, type Span, spanContains, spanLength } from '../text/span.ts';

/** How many places away a holding statement is sought. */
const NEIGHBOURS = 12;

/** Acts that a reader looks for: a weak cue is trusted where its words speak for one of them. */
export const TELLING: ReadonlySet<Act> = ACTS_ABOUT_RESPONSIBILITY;

/**
 * A reader's statements as they leave it: sorted by the first character, each with the statement that holds it, a
 * reported blame counted once, every quote checked against the text.
 * @throws RangeError where a quote does not stand in the text.
 */
export function arrangeStatements(
  document: Document,
  statements: readonly FoundStatement[],
): Anchored<FoundStatement>[] {
  const sorted = [...statements].sort((a, b) => compareSpans(hull(partsOf(a)), hull(partsOf(b))));
  return reported(nest(sorted)).map((statement) => {
    const anchored = anchorStatement(document.text, statement);
    if ('failed' in anchored)
      throw new RangeError(`"${anchored.failed.exact}" does not stand at ${anchored.failed.start}`);
    return anchored;
  });
}

function partsOf({ source, cue, content }: FoundStatement): Span[] {
  return [...source, ...cue, ...content];
}

/** What of a content a nested statement takes up for the outer one to be a report of it and no more. */
const WHOLE = 0.8;

/**
 * "The centre assesses that X did it, a spokesman said": the blame is the inner statement's, and counts once; who only
 * passes it on states it. 14 of 25 such pairs in the training articles are labelled so, the others with one act twice.
 */
function reported(statements: readonly FoundStatement[]): FoundStatement[] {
  const outer = new Map<number, FoundStatement>();
  for (const inner of statements) {
    const holder = inner.within === null ? undefined : statements[inner.within];
    if (inner.within === null || holder === undefined || holder.act !== inner.act || !TELLING.has(inner.act))
      continue;
    if (inner.cue[0]?.start === holder.cue[0]?.start) continue;
    const taken = spanLength(hull(partsOf(inner)));
    if (taken < WHOLE * spanLength(hull(holder.content))) continue;
    const [rule] = holder.reason.split(';');
    const reason = `${rule}; state, as its ${inner.act} is the one reported`;
    outer.set(inner.within, { ...holder, act: 'state', target: null, reason });
  }
  return statements.map((statement, i) => outer.get(i) ?? statement);
}

/** From the first to the last character of some spans. */
function hull(spans: readonly Span[]): Span {
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}

/**
 * Sets `within`: the statement with the shortest piece of content that holds this one's content, and its cue unless
 * both share it. Sought among neighbours only: a statement starts at most a few places before or after those that it
 * holds. A holder's piece is longer than what it holds, so there are no circles.
 */
function nest(statements: readonly FoundStatement[]): FoundStatement[] {
  return statements.map((statement, i) => {
    const said = hull(statement.content.length > 0 ? statement.content : statement.cue);
    const whole = hull([...statement.cue, ...statement.content]);
    let within: number | null = null;
    let shortest = Number.POSITIVE_INFINITY;
    for (let j = Math.max(0, i - NEIGHBOURS); j < Math.min(statements.length, i + NEIGHBOURS + 1); j++) {
      if (j === i) continue;
      const own = statements[j]?.cue[0]?.start === statement.cue[0]?.start ? said : whole;
      for (const piece of statements[j]?.content ?? []) {
        const length = spanLength(piece);
        if (length >= shortest || length <= spanLength(own) || !spanContains(piece, own)) continue;
        shortest = length;
        within = j;
      }
    }
    return { ...statement, within };
  });
}
