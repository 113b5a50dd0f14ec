import type { Document } from '../../domain/document.ts';
import type { Anchored, FoundStatement, Reader } from '../../domain/statement.ts';
import { foldText } from '../../text/fold.ts';
import { createWordPlacer, type PlacedParts } from '../../text/place-words.ts';
import { compareSpans, type Span, spanLength, spanOverlap } from '../../text/span.ts';
import { arrangeStatements } from '../arrange-statements.ts';
import { actEvidence, labelledAs } from '../label-act.ts';
import { blockAt, statementOf } from '../to-statement.ts';
import type { StatementParts } from '../zones.ts';
import type { ToldStatement, WindowAnswer } from './answer.ts';

/** What came of a model's answers about a document. */
export interface AnchoredAnswers {
  readonly statements: Anchored<FoundStatement>[];
  /** Statements that the model gave, without those that it gave twice. */
  readonly told: number;
  /** Of them, those that were left out: their words do not stand in the text near each other. */
  readonly dropped: number;
}

/**
 * Statements of one window that are looked at, the others are dropped; pieces of one statement. The densest labelled article has
 * 67 statements in a window, and the most scattered statement 13 pieces.
 */
const STATEMENT_LIMIT = 300;
const PIECE_LIMIT = 16;
/** Two contents that share more than this (IoU), with cues that meet, are of one statement: as with the fast reader. */
const SAME_CONTENT = 0.8;
/**
 * A language model's own word on how sure it is has no scale, and nobody has measured the model that is configured: as likely as
 * not, for every statement.
 */
const PROBABILITY = 0.5;

interface Told {
  readonly parts: StatementParts;
  readonly told: ToldStatement;
}

/**
 * Makes statements of a model's answers: every quote is the article's own words at their offsets, or the statement is dropped and
 * counted. Target and reasons come from the lexicons, as for the other readers; act and hedge from the model. Linear in the text and
 * in the answers, for windows and statements of bounded length.
 */
export function statementsOfAnswers(
  document: Document,
  answers: readonly WindowAnswer[],
  reader: Reader,
): AnchoredAnswers {
  const placed = answers.map((answer) => placeAnswer(document.text, answer));
  const single = withoutDoubles(placed.flatMap(({ found }) => found));
  const dropped = placed.reduce((sum, each) => sum + each.dropped, 0);
  const statements = single.map(({ parts, told }) => {
    const label = labelledAs(document, actEvidence(document, parts), told.act);
    const finding = { reader, probability: PROBABILITY, reason: `language model; ${label.reason}` };
    const block = blockAt(document, (parts.cue[0] ?? parts.content[0])?.start ?? 0);
    return statementOf(document.text, parts, { ...label, hedge: told.hedge }, { ...finding, block });
  });
  return {
    statements: arrangeStatements(document, statements),
    told: statements.length + dropped,
    dropped,
  };
}

function placeAnswer(text: string, { window, statements }: WindowAnswer): { found: Told[]; dropped: number } {
  const place = createWordPlacer(foldText(text, window));
  const found: Told[] = [];
  let dropped = Math.max(0, statements.length - STATEMENT_LIMIT);
  for (const told of statements.slice(0, STATEMENT_LIMIT)) {
    const { source, cue, content } = told;
    const pieces = source.length + cue.length + content.length;
    const isWhole = cue.length + content.length > 0 && pieces <= PIECE_LIMIT;
    const placement = isWhole ? place([source, cue, content]) : 'absent';
    if (placement === 'absent') dropped++;
    else if (placement !== 'double') found.push({ told, parts: partsOf(placement) });
  }
  return { found, dropped };
}

function partsOf([source = [], cue = [], content = []]: PlacedParts): StatementParts {
  return { source, cue, content };
}

/** Windows overlap, and models repeat themselves: of each statement the first is kept. */
function withoutDoubles(all: readonly Told[]): Told[] {
  const sorted = all.toSorted((a, b) => compareSpans(beginOf(a), beginOf(b)));
  const kept: Told[] = [];
  for (const one of sorted) {
    const isDouble = (other: Told) => isSame(one.parts, other.parts);
    if (!kept.slice(-NEIGHBOURS).some(isDouble)) kept.push(one);
  }
  return kept;
}

/** Statements before one that it is compared with: more than there are in the overlap of two windows. */
const NEIGHBOURS = 64;

/** Where a statement is looked for among others: by its cue, else by its content. */
function beginOf({ parts: { cue, content } }: Told): Span {
  return cue[0] ?? content[0] ?? { start: 0, end: 0 };
}

function isSame(a: StatementParts, b: StatementParts): boolean {
  const cue = shared(a.cue, b.cue);
  if (cue === 0 && a.cue.length + b.cue.length > 0) return false;
  if (a.content.length === 0 || b.content.length === 0) return a.content.length === b.content.length;
  const content = shared(a.content, b.content);
  return content / (lengthOf(a.content) + lengthOf(b.content) - content) > SAME_CONTENT;
}

function shared(a: readonly Span[], b: readonly Span[]): number {
  return a.reduce((sum, one) => sum + b.reduce((part, other) => part + spanOverlap(one, other), 0), 0);
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + spanLength(span), 0);
}
