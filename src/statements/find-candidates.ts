import type { Candidate } from './candidate.ts';
import { withContinuations } from './continuations.ts';
import { hedgedAdditions } from './hedged-additions.ts';
import { labelledSpeech } from './labelled-speech.ts';
import { phraseStatements } from './phrase-statements.ts';
import type { Reading } from './reading.ts';
import { verbStatements } from './verb-statements.ts';

/** Everything the rules find, sentence by sentence, with the quotations that go on from one to the next. */
export function findCandidates(reading: Reading): Candidate[] {
  const found = reading.document.sentences.flatMap((sentence) => [
    ...verbStatements(reading, sentence),
    ...phraseStatements(reading, sentence),
  ]);
  const speech = withContinuations(reading, [...found, ...labelledSpeech(reading)]);
  return [...speech, ...hedgedAdditions(reading, speech)];
}
