import type { Candidate } from './candidate.ts';
import { phraseStatements } from './phrase-statements.ts';
import type { Reading } from './reading.ts';
import { verbStatements } from './verb-statements.ts';

/** Everything the rules find, sentence by sentence. */
export function findCandidates(reading: Reading): Candidate[] {
  return reading.document.sentences.flatMap((sentence) => [
    ...verbStatements(reading, sentence),
    ...phraseStatements(reading, sentence),
  ]);
}
