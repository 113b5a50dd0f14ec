import type { BlockType } from '../domain/article.ts';
import type { Document } from '../domain/document.ts';
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

/** A statement of tokens, as {@link statementOf} gives it. */
export function toStatement(
  reading: Reading,
  runs: StatementRuns,
  label: ActLabel,
  finding: Finding,
): FoundStatement {
  const { document, text } = reading;
  const sentence = sentenceAt(reading, runs.cue[0]?.first ?? -1);
  const block = document.paragraphs[sentence?.paragraph ?? -1]?.block ?? 'body';
  return statementOf(text, partsIn(reading, runs), label, { ...finding, block });
}

/** A statement as every reader gives it, before the whole list is arranged: neither speaker nor holder is known yet. */
export function statementOf(
  text: string,
  parts: StatementParts,
  { act, hedge, target }: ActLabel,
  { block, probability, reason, reader }: Finding & { readonly block: BlockType },
): FoundStatement {
  const quotes = (list: readonly Span[]) => list.map((span) => quoteOf(text, span));
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
    block,
    probability,
    reason,
    reader,
  };
}

/** The block of the last paragraph that begins at an offset or before it. */
export function blockAt({ paragraphs }: Document, offset: number): BlockType {
  return paragraphs.findLast(({ start }) => start <= offset)?.block ?? 'body';
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
