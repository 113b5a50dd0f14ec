import type { Document } from '../../domain/document.ts';
import { type Anchored, anchorStatement, type FoundStatement, type SaidOn } from '../../domain/statement.ts';
import type { TimeExpression } from '../../domain/time-expression.ts';
import { quoteOf } from '../../text/quote.ts';
import { type Reading, readingOf } from '../reading.ts';
import { type Dating, datingOf } from './date-saying.ts';
import { holds, NEIGHBOURS, type Saying, sayingOf } from './saying.ts';

/**
 * Says when each statement was said, where its own words say so; all others have no date, and the article's is not put in
 * its place. Order and number are kept.
 *
 * @param times Of this document, sorted by place.
 * @param published What relative times were counted from.
 */
export function dateStatements(
  document: Document,
  statements: readonly Anchored<FoundStatement>[],
  times: readonly TimeExpression[],
  published: string | null,
): Anchored<FoundStatement>[] {
  if (times.length === 0) return [...statements];
  const reading = readingOf(document);
  const sayings = statements.map((_, index) => sayingOf(reading, statements, index));
  const datings = sayings.map((saying) => saying && datingOf(reading, saying, times));
  return statements.map((statement, i) => {
    const saying = sayings[i];
    const dating = datings[i] ?? sharedDating(statements, sayings, datings, i);
    const saidOn = saying == null || dating == null ? null : saidOnOf(reading, saying, dating, published);
    if (saidOn === null) return statement;
    const anchored = anchorStatement(document.text, { ...statement, saidOn });
    return 'failed' in anchored ? statement : anchored;
  });
}

/** "refused to comment Wednesday but argued", "said on Friday, adding": a second verb of one source in one sentence. */
function sharedDating(
  statements: readonly FoundStatement[],
  sayings: readonly (Saying | null)[],
  datings: readonly (Dating | null)[],
  index: number,
): Dating | null {
  const [own, saying] = [statements[index], sayings[index]];
  const source = own?.source[0];
  if (source === undefined || saying == null) return null;
  for (let i = Math.max(0, index - NEIGHBOURS); i < Math.min(statements.length, index + NEIGHBOURS); i++) {
    const [other, dating] = [sayings[i], datings[i]];
    if (i === index || other == null || dating == null) continue;
    if (statements[i]?.source[0]?.start !== source.start || other.sentence.first !== saying.sentence.first)
      continue;
    if (other.cue.first >= saying.cue.first || other.contents.some((piece) => holds(piece, saying.cue)))
      continue;
    return { time: dating.time, how: `${dating.how} of another verb of the same source` };
  }
  return null;
}

function saidOnOf(
  { text, tokens }: Reading,
  { isFuture }: Saying,
  { time, how }: Dating,
  published: string | null,
): SaidOn | null {
  const resolved = isFuture ? time.future : time.past;
  if (resolved === null) return null;
  const start = tokens[time.leadFirst]?.start ?? time.start;
  return {
    edtf: resolved.edtf,
    how: `${resolved.rule}; ${how}`,
    span: quoteOf(text, { start, end: time.end }),
    reference: resolved.isRelative ? published : null,
  };
}
