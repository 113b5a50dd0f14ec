import type { TimeExpression } from '../../domain/time-expression.ts';
import { isCapitalised, type Reading, wordAt } from '../reading.ts';
import { PREPOSITIONS, RELATIVES } from '../word-classes.ts';
import { ABOUT, DOCUMENTS, EVENTS, PUBLISHED } from './date-words.ts';

/** How far a time may stand from the noun that it dates, in tokens. */
const REACH = 7;

/**
 * Whether the time dates a document or an occasion that is named beside it, from token `from` on and before `to`: "a January report",
 * "Thursday's briefing", "the indictment released Wednesday", "a post from Symantec on Thursday", "its statement Tuesday".
 */
export function datesDocument(reading: Reading, time: TimeExpression, from: number, to: number): boolean {
  return time.isPremodifier ? qualifiesDocument(reading, time, to) : followsDocument(reading, time, from);
}

function qualifiesDocument(reading: Reading, { last }: TimeExpression, to: number): boolean {
  for (let i = last; i < Math.min(to, last + REACH); i++) {
    const word = wordAt(reading, i);
    if (DOCUMENTS.has(word) || EVENTS.has(word)) return true;
    if (PREPOSITIONS.has(word) || RELATIVES.has(word) || !/^[\p{L}\p{N}]/u.test(word)) return false;
  }
  return false;
}

/** Walks back from the time over "published in the Journal", "from Symantec", to the document. */
function followsDocument(reading: Reading, { leadFirst }: TimeExpression, from: number): boolean {
  let isPublished = false;
  for (let i = leadFirst - 1; i >= Math.max(from, leadFirst - 2 * REACH); i--) {
    const word = wordAt(reading, i);
    if (isDocument(reading, i)) return true;
    if (PUBLISHED.has(word)) isPublished = true;
    else if (ABOUT.has(word) || RELATIVES.has(word) || /^[,;:]$/u.test(word)) return false;
    // Before the participle anything may qualify the document: "a report on the hacking released Friday".
    else if (!isPublished && !leadsOn(reading, i)) return false;
  }
  return false;
}

function isDocument(reading: Reading, i: number): boolean {
  const word = wordAt(reading, i);
  return DOCUMENTS.has(word) || EVENTS.has(word);
}

/** Whether a word may stand between a document and its date; a matter that it is about may not: "a report on attacks in May". */
function leadsOn(reading: Reading, i: number): boolean {
  const word = wordAt(reading, i);
  if (word === 'of' || word === 'for') return isCapitalised(reading, i + 1);
  return !PREPOSITIONS.has(word) || /^(?:from|by|in|at|to|with|before)$/u.test(word);
}
