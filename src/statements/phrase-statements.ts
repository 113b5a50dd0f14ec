import type { Sentence } from '../domain/document.ts';
import type { Candidate } from './candidate.ts';
import { contentFrom, trimContent } from './clause.ts';
import { CUE_NOUNS } from './cue-lexicon.ts';
import { nounPhraseAfter, nounPhraseBefore } from './noun-phrase.ts';
import { isTerminal, isWord, type Reading, type Run, wordAt } from './reading.ts';
import { isAdverb } from './word-classes.ts';

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

/** "According to S, C." and "C, according to S." */
function accordingTo(reading: Reading, sentence: Sentence, i: number): Candidate | null {
  if (wordAt(reading, i) !== 'according' || wordAt(reading, i + 1) !== 'to') return null;
  const source = nounPhraseAfter(reading, i + 2, sentence.last);
  if (source === null) return null;
  const cue = { first: i, last: i + 2 };
  const before = i - 3 > sentence.first ? trimContent(reading, sentence.first, i) : null;
  const content = before ?? contentFrom(reading, source.last + 1, sentence.last, null);
  return content === null || content.first >= sentence.last
    ? null
    : { source: [source], cue: [cue], content: [content], rule: 'according to' };
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
  };
}

/** The possessor before the noun, adjectives between allowed: "the minister's latest claim", "its warning". */
function ownerOf(reading: Reading, sentence: Sentence, noun: number): Run | null {
  for (let i = noun - 1; i >= sentence.first && noun - i < 4; i--) {
    const word = wordAt(reading, i);
    if (POSSESSIVES.has(word)) return { first: i, last: i + 1 };
    if (/'s$/u.test(word)) return nounPhraseBefore(reading, i + 1, sentence.first);
    if (!isWord(reading, i) || isAdverb(word)) return null;
  }
  return null;
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
