import type { Sentence } from '../domain/document.ts';
import type { Candidate } from './candidate.ts';
import { contentFrom, LONGEST_CONTENT, trimContent } from './clause.ts';
import { CUE_NOUNS } from './cue-lexicon.ts';
import { nounPhraseAfter } from './noun-phrase.ts';
import {
  isCapitalised,
  isTerminal,
  isWord,
  opensQuotation,
  type Reading,
  type Run,
  wordAt,
} from './reading.ts';
import { CALLINGS, DETERMINERS, isAdverb } from './word-classes.ts';

const POSSESSIVES = new Set(['his', 'her', 'their', 'its', 'my', 'our', 'your']);

/** Statements whose cue is no verb: "according to", "S's claim that", "threats of … from S". */
export function phraseStatements(reading: Reading, sentence: Sentence): Candidate[] {
  const found: Candidate[] = [];
  for (let i = sentence.first; i < sentence.last; i++) {
    if ((reading.quoted[i] ?? -1) >= 0) continue;
    const candidate = accordingTo(reading, sentence, i) ?? nounCue(reading, sentence, i);
    if (candidate !== null) found.push(candidate);
  }
  return found;
}

/** "According to S, C.", "C, according to S.", and in the midst of C. */
function accordingTo(reading: Reading, sentence: Sentence, i: number): Candidate | null {
  if (wordAt(reading, i) !== 'according' || wordAt(reading, i + 1) !== 'to') return null;
  const introduction = leadsIn(reading, sentence, i);
  const end = introduction === null ? sentence.last : sourceEnd(reading, i + 2, sentence.last);
  const source = trimContent(reading, i + 2, introduction === null ? phraseEnd(reading, i + 2, end) : end);
  if (source === null) return null;
  const rest =
    introduction === null || end >= sentence.last ? null : contentFrom(reading, end + 1, sentence.last, null);
  const before =
    introduction === null ? trimContent(reading, openingBefore(reading, sentence, i), i) : introduction;
  const content = [before, rest].filter((run) => run !== null && run !== NOTHING);
  const cue = [{ first: i, last: i + 2 }];
  return content.length === 0
    ? null
    : { source: [source], cue, content: content.filter((run) => run !== null), rule: 'according to' };
}

/** Longest source after a closing "according to", in tokens. */
const LONGEST_SOURCE = 60;
const NOTHING: Run = { first: 0, last: 0 };
/** Longest introduction, in tokens, before an "according to" that its clause follows. */
const LONGEST_INTRODUCTION = 6;

/**
 * What stands before an "according to" whose clause comes after it: {@link NOTHING}, or a short introduction that
 * belongs to the content ("Over the long term, according to …"). Null where the clause came before.
 */
function leadsIn(reading: Reading, sentence: Sentence, i: number): Run | null {
  const before = wordAt(reading, i - 1);
  if (i === sentence.first || (before === ',' && /^(?:and|but|or|that|which)$/u.test(wordAt(reading, i - 2))))
    return NOTHING;
  if (/^(?:and|but|while|that|which|because)$/u.test(before)) return NOTHING;
  if (before !== ',' || i - sentence.first > LONGEST_INTRODUCTION) return null;
  return trimContent(reading, sentence.first, i);
}

/** Index of the comma after the source of a leading "according to": an apposition with an article stays within it. */
function sourceEnd(reading: Reading, from: number, limit: number): number {
  const comma = nextComma(reading, from, limit);
  if (comma >= limit) return limit;
  const next = wordAt(reading, comma + 1);
  const closing = nextComma(reading, comma + 1, limit);
  return closing < limit && (/^(?:an?|who|which)$/u.test(next) || CALLINGS.has(next)) ? closing : comma;
}

function nextComma(reading: Reading, from: number, limit: number): number {
  let i = from;
  while (i < limit && wordAt(reading, i) !== ',') i++;
  return i;
}

/** Where the source after a closing "according to" ends: with its sentence, or before a new clause or bracket. */
function phraseEnd(reading: Reading, from: number, limit: number): number {
  const farthest = Math.min(limit, from + LONGEST_SOURCE);
  for (let i = from + 1; i < farthest; i++) {
    const word = wordAt(reading, i);
    if (word === ';' || word === ')' || word === '—' || word === '–' || opensQuotation(reading, i)) return i;
    if (
      word === ',' &&
      /^(?:and|but|while|although|though|with|adding|compared)$/u.test(wordAt(reading, i + 1))
    )
      return i;
  }
  return farthest;
}

/** Within brackets the content begins after the opening one. */
function openingBefore(reading: Reading, sentence: Sentence, i: number): number {
  for (let j = i - 1; j >= sentence.first && i - j < 40; j--) {
    if (wordAt(reading, j) === ')') break;
    if (wordAt(reading, j) === '(') return j + 1;
  }
  return Math.max(sentence.first, i - LONGEST_CONTENT);
}

/** "S's claim that C", "the allegation that C", "threats of C from S". */
function nounCue(reading: Reading, sentence: Sentence, i: number): Candidate | null {
  const noun = CUE_NOUNS.get(wordAt(reading, i));
  if (noun === undefined) return null;
  const owner = ownerOf(reading, sentence, i);
  const next = wordAt(reading, i + 1);
  const fits =
    noun.prepositions.has(next) ||
    (noun.takes.has('that') && next === 'that') ||
    (noun.takes.has('to') && next === 'to' && owner !== null);
  if (!fits) return null;
  const joins = noun.prepositions.has(next);
  const from = joins ? i + 2 : i + 1;
  const rest = contentFrom(reading, from, sentence.last, null);
  if (rest === null) return null;
  const maker = owner === null ? makerAfter(reading, sentence, rest) : null;
  const content = maker === null ? rest : trimContent(reading, rest.first, maker.first - 1);
  if (content === null || (owner === null && maker === null && joins)) return null;
  const source = owner ?? maker;
  return {
    source: source === null ? [] : [source],
    cue: [{ first: i, last: joins ? i + 2 : i + 1 }],
    content: [content],
    rule: 'noun cue',
    weak: true,
  };
}

/** The possessor before the noun, adjectives between allowed: "the minister's latest claim", "its warning". */
function ownerOf(reading: Reading, sentence: Sentence, noun: number): Run | null {
  for (let i = noun - 1; i >= sentence.first && noun - i < 4; i--) {
    const word = wordAt(reading, i);
    if (POSSESSIVES.has(word)) return { first: i, last: i + 1 };
    if (/s'$|'s$/u.test(word)) return { first: possessorStart(reading, i, sentence.first), last: i + 1 };
    if (!isWord(reading, i) || isAdverb(word)) return null;
  }
  return null;
}

/** A name reaches back over its capitals, another noun to its determiner. */
function possessorStart(reading: Reading, last: number, from: number): number {
  let first = last;
  if (isCapitalised(reading, last)) while (first > from && isCapitalised(reading, first - 1)) first--;
  const reach = isCapitalised(reading, last) ? 1 : 3;
  for (let i = first - 1; i >= Math.max(from, first - reach) && isWord(reading, i); i--)
    if (DETERMINERS.has(wordAt(reading, i))) return i;
  return first;
}

/** "… from hackers", "… by the ministry" within what follows the noun. */
function makerAfter(reading: Reading, sentence: Sentence, rest: Run): Run | null {
  for (let i = rest.first + 1; i < rest.last; i++) {
    const word = wordAt(reading, i);
    if (isTerminal(reading, i) || word === ',') return null;
    if (word === 'from' || word === 'by') return nounPhraseAfter(reading, i + 1, sentence.last);
  }
  return null;
}
