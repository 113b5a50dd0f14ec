import type { Quotation } from '../domain/document.ts';
import type { Candidate, Rule } from './candidate.ts';
import { type Reading, type Run, sentenceAt } from './reading.ts';

const SPEECH: ReadonlySet<Rule> = new Set([
  'clause before verb',
  'clause after verb',
  'quotation',
  'according to',
]);

/**
 * "…," she said. "…": a quotation that makes up its sentences and that no cue is found for goes on with the speech
 * before it in the paragraph, and becomes a further piece of its content.
 */
export function withContinuations(reading: Reading, candidates: readonly Candidate[]): Candidate[] {
  const result = [...candidates];
  const taken = new Uint8Array(reading.tokens.length);
  const lastSpeech = new Map<number, number>();
  candidates.forEach((candidate, i) => {
    for (const run of candidate.content) taken.fill(1, run.first, run.last);
    if (SPEECH.has(candidate.rule)) noteSpeech(reading, lastSpeech, candidate, i);
  });
  for (const quotation of reading.document.quotations) {
    if (taken[quotation.first + 1] === 1 || !fillsSentences(reading, quotation)) continue;
    const index = lastSpeech.get((reading.sentenceOf[quotation.first] ?? 0) - 1);
    const speech = index === undefined ? undefined : result[index];
    if (index === undefined || speech === undefined || !isSameParagraph(reading, quotation)) continue;
    result[index] = {
      ...speech,
      content: [...speech.content, { first: quotation.first, last: quotation.last }],
    };
    lastSpeech.set(reading.sentenceOf[quotation.last - 1] ?? -1, index);
  }
  return result;
}

/** The first speech to end in a sentence is the one that goes on after it: it holds those within its content. */
function noteSpeech(
  reading: Reading,
  lastSpeech: Map<number, number>,
  { cue, content }: Candidate,
  i: number,
): void {
  const end = Math.max(...[...cue, ...content].map((run) => run.last));
  const sentence = reading.sentenceOf[end - 1] ?? -1;
  if (!lastSpeech.has(sentence)) lastSpeech.set(sentence, i);
}

/** Some pages set every sentence on a line of its own: there only a blank line parts paragraphs. */
function isSameParagraph({ tokens, text }: Reading, quotation: Run): boolean {
  return !/\n\s*\n/u.test(text.slice(tokens[quotation.first - 1]?.end ?? 0, tokens[quotation.first]?.start));
}

/** Whether the quotation begins a sentence and nothing but a closing mark follows it in its last one. */
function fillsSentences(reading: Reading, quotation: Quotation): boolean {
  const first = sentenceAt(reading, quotation.first);
  const last = sentenceAt(reading, quotation.last - 1);
  return first?.first === quotation.first && last !== null && last.last <= quotation.last + 1;
}
