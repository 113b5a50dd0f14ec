import type { BlockType } from '../domain/article.ts';
import type { Document } from '../domain/document.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import { quoteOf } from '../text/quote.ts';
import { compareSpans, type Span } from '../text/span.ts';
import { DECISIVE } from './act-lexicon.ts';
import { arrangeStatements, TELLING } from './arrange-statements.ts';
import { type Candidate, RULE_PRECISION } from './candidate.ts';
import { findCandidates } from './find-candidates.ts';
import { labelAct } from './label-act.ts';
import { READER } from './reader.ts';
import { type Reading, type Run, readingOf, sentenceAt } from './reading.ts';
import { splitByAct } from './split-by-act.ts';

/**
 * Finds who says what in a document, by rules over a lexicon of cues: each statement with the spans of its source, cue
 * and content, its act, and the statement that holds it. Sorted by the first character of each statement.
 * Takes time linear in the text for sentences of bounded length.
 */
export function findStatements(document: Document): Anchored<FoundStatement>[] {
  const reading = readingOf(document);
  const actOf = (part: Candidate) => labelAct(document, partsIn(reading, part)).act;
  const statements = findCandidates(reading)
    .flatMap((candidate) => splitByAct(reading, candidate, actOf))
    .flatMap((candidate) => toStatement(reading, candidate) ?? []);
  return arrangeStatements(document, statements);
}

/** Null for a weak candidate that tells nothing. */
function toStatement(reading: Reading, candidate: Candidate): FoundStatement | null {
  const { document, text } = reading;
  const parts = partsIn(reading, candidate);
  const { act, strength, hedge, target, reason } = labelAct(document, parts);
  if (candidate.weak === true && (!TELLING.has(act) || strength < DECISIVE)) return null;
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
    block: blockOf(reading, candidate),
    probability: RULE_PRECISION[candidate.rule],
    reason: `${candidate.rule}; ${reason}`,
    reader: READER,
  };
}

function partsIn(reading: Reading, candidate: Candidate): { source: Span[]; cue: Span[]; content: Span[] } {
  const spans = (runs: readonly Run[]) => runs.map((run) => spanOf(reading, run)).sort(compareSpans);
  return { source: spans(candidate.source), cue: spans(candidate.cue), content: spans(candidate.content) };
}

function blockOf(reading: Reading, candidate: Candidate): BlockType {
  const sentence = sentenceAt(reading, candidate.cue[0]?.first ?? -1);
  return reading.document.paragraphs[sentence?.paragraph ?? -1]?.block ?? 'body';
}

function spanOf({ tokens }: Reading, run: Run): Span {
  const start = tokens[run.first]?.start;
  const end = tokens[run.last - 1]?.end;
  if (start === undefined || end === undefined)
    throw new RangeError(`no tokens from ${run.first} to ${run.last}`);
  return { start, end };
}
