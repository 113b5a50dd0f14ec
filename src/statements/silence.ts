import type { Sentence } from '../domain/document.ts';
import type { Candidate } from './candidate.ts';
import { contentFrom } from './clause.ts';
import { nounPhraseBefore } from './noun-phrase.ts';
import { type Reading, type Run, wordAt } from './reading.ts';
import { isAdverb, isAuxiliary, NEGATIONS } from './word-classes.ts';

/** What somebody is said not to do who gives no answer. */
const ANSWERING = new Set(['respond', 'reply', 'comment', 'answer', 'react']);
const APPROACHES = new Set(
  'call calls message messages email emails e-mail e-mails request requests phone telephone'.split(' '),
);
/** What may follow a silence as its content: what was asked. */
const ASKED = new Set(['to', 'on', 'about', 'beyond', 'whether', 'if', 'over', 'when', 'how']);
/** Farthest, in tokens, from "return" to its calls. */
const REACH = 4;

/**
 * "S did not respond to C", "S could not be reached", "S had no comment", with token `i` as the
 * verb. The content is what was asked, and is often left out. Null where no such words stand there.
 */
export function silenceAt(reading: Reading, sentence: Sentence, i: number): Candidate | null {
  const cue = silentCue(reading, sentence, i);
  if (cue === null) return null;
  const source = nounPhraseBefore(reading, cue.first, sentence.first);
  if (source === null) return null;
  const isOpen = ASKED.has(wordAt(reading, cue.last)) || wordAt(reading, i) === 'return';
  const content = isOpen ? contentFrom(reading, cue.last, sentence.last, null) : null;
  return { source: [source], cue: [cue], content: content === null ? [] : [content], rule: 'silence' };
}

function silentCue(reading: Reading, sentence: Sentence, i: number): Run | null {
  const word = wordAt(reading, i);
  if (word === 'comment' && /^(?:no|further|immediate|other)$/u.test(wordAt(reading, i - 1)))
    return noComment(reading, sentence, i);
  if (!ANSWERING.has(word) && word !== 'return' && word !== 'reached' && word !== 'available') return null;
  const { first, negated } = groupStart(reading, sentence, i);
  if (!negated) return null;
  if (word === 'return' && !returnsCalls(reading, i)) return null;
  if (word === 'reached' && wordAt(reading, i - 1) !== 'be') return null;
  const isFor = wordAt(reading, i + 1) === 'for' && wordAt(reading, i + 2) === 'comment';
  const ends = isAdverb(wordAt(reading, i + 1)) ? i + 2 : i + 1;
  return { first, last: isFor ? i + 3 : ends };
}

/** "had no comment", "offered no further comment". */
function noComment(reading: Reading, sentence: Sentence, i: number): Run | null {
  for (let first = i - 1; first > Math.max(sentence.first, i - REACH); first--)
    if (wordAt(reading, first) === 'no')
      return /^(?:had|has|have|offered|gave|made)$/u.test(wordAt(reading, first - 1))
        ? { first: first - 1, last: i + 1 }
        : null;
  return null;
}

function returnsCalls(reading: Reading, i: number): boolean {
  for (let j = i + 1; j <= i + REACH; j++) if (APPROACHES.has(wordAt(reading, j))) return true;
  return false;
}

/** Back over auxiliaries, adverbs and "yet to" before a verb; whether one of them says no. */
function groupStart(reading: Reading, sentence: Sentence, i: number): { first: number; negated: boolean } {
  let first = i;
  let negated = false;
  while (first > sentence.first) {
    const word = wordAt(reading, first - 1);
    const isYet = word === 'yet' || (word === 'to' && wordAt(reading, first - 2) === 'yet');
    if (!isAuxiliary(word) && !isAdverb(word) && !isYet) break;
    if (NEGATIONS.has(word) || (word === 'yet' && wordAt(reading, first) === 'to')) negated = true;
    first--;
  }
  return { first, negated };
}
