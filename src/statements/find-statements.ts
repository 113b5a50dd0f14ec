import type { Document } from '../domain/document.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import { DECISIVE } from './act-lexicon.ts';
import { arrangeStatements, TELLING } from './arrange-statements.ts';
import { type Candidate, RULE_PRECISION } from './candidate.ts';
import { findCandidates } from './find-candidates.ts';
import { labelAct } from './label-act.ts';
import { READER } from './reader.ts';
import { type Reading, readingOf } from './reading.ts';
import { splitByAct } from './split-by-act.ts';
import { partsIn, toStatement } from './to-statement.ts';

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
    .flatMap((candidate) => statementFrom(reading, candidate) ?? []);
  return arrangeStatements(document, statements);
}

/** Null for a weak candidate that tells nothing. */
function statementFrom(reading: Reading, candidate: Candidate): FoundStatement | null {
  const label = labelAct(reading.document, partsIn(reading, candidate));
  if (candidate.weak === true && (!TELLING.has(label.act) || label.strength < DECISIVE)) return null;
  return toStatement(reading, candidate, label, {
    reader: READER,
    probability: RULE_PRECISION[candidate.rule],
    reason: `${candidate.rule}; ${label.reason}`,
  });
}
