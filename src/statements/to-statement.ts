import type { FoundStatement, Reader } from '../domain/statement.ts';
import { quoteOf } from '../text/quote.ts';
import { compareSpans, type Span } from '../text/span.ts';
import type { StatementRuns } from './candidate.ts';
import type { ActLabel } from './label-act.ts';
import { type Reading, type Run, sentenceAt } from './reading.ts';
import type { StatementParts } from './zones.ts';

/** What a reader says of a statement besides its parts and its act. */
export interface Finding {
  readonly reader: Reader;
  readonly probability: number;
  /** Why it was found and so labelled. */
  readonly reason: string;
}

/** A statement as every reader gives it, before the whole list is arranged: neither speaker nor holder is known yet. */
export function toStatement(
  reading: Reading,
  runs: StatementRuns,
  { act, hedge, target }: ActLabel,
  finding: Finding,
): FoundStatement {
  const { document, text } = reading;
  const parts = partsIn(reading, runs);
  const quotes = (list: readonly Span[]) => list.map((span) => quoteOf(text, span));
  const sentence = sentenceAt(reading, runs.cue[0]?.first ?? -1);
  return {
    source: quotes(parts.source),
    cue: quotes(parts.cue),
    content: quotes(parts.content),
    act,
    hedge,
    target,
    speaker: null,
    saidOn: null,
    within: null,
    block: document.paragraphs[sentence?.paragraph ?? -1]?.block ?? 'body',
    probability: finding.probability,
    reason: finding.reason,
    reader: finding.reader,
  };
}

/** The spans of a statement's runs, sorted. */
export function partsIn(reading: Reading, { source, cue, content }: StatementRuns): StatementParts {
  const spans = (runs: readonly Run[]) => runs.map((run) => spanOf(reading, run)).sort(compareSpans);
  return { source: spans(source), cue: spans(cue), content: spans(content) };
}

function spanOf({ tokens }: Reading, run: Run): Span {
  const start = tokens[run.first]?.start;
  const end = tokens[run.last - 1]?.end;
  if (start === undefined || end === undefined)
    throw new RangeError(`no tokens from ${run.first} to ${run.last}`);
  return { start, end };
}
