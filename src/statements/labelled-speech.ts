import type { Candidate } from './candidate.ts';
import { isCapitalised, isWord, type Reading, wordAt } from './reading.ts';

/** Longest label before a colon, in tokens. */
const LONGEST_LABEL = 4;

/** Transcripts: a paragraph that begins with a name in capitals, or "Q" or "A", and a colon. */
export function labelledSpeech(reading: Reading): Candidate[] {
  const found: Candidate[] = [];
  for (const paragraph of reading.document.paragraphs) {
    const colon = colonAfterLabel(reading, paragraph.first, paragraph.last);
    if (colon === null || colon + 2 >= paragraph.last) continue;
    found.push({
      source: [{ first: paragraph.first, last: colon }],
      cue: [{ first: colon, last: colon + 1 }],
      content: [{ first: colon + 1, last: paragraph.last }],
      rule: 'speaker label',
    });
  }
  return found;
}

function colonAfterLabel(reading: Reading, first: number, last: number): number | null {
  for (let i = first; i < Math.min(last, first + LONGEST_LABEL + 1); i++) {
    if (wordAt(reading, i) === ':') return i > first ? i : null;
    const token = reading.tokens[i];
    if (token === undefined || !isWord(reading, i) || !isCapitalised(reading, i)) return null;
    const written = reading.text.slice(token.start, token.end);
    if (written !== written.toUpperCase()) return null;
  }
  return null;
}
