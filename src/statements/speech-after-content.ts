import type { Sentence } from '../domain/document.ts';
import type { Candidate } from './candidate.ts';
import { contentBefore, contentFrom, occasionEnd, recipientEnd, skipAdverbials } from './clause.ts';
import { CUE_VERBS } from './cue-lexicon.ts';
import { nounPhraseAfter } from './noun-phrase.ts';
import {
  isTerminal,
  isWord,
  opensQuotation,
  quotationAt,
  type Reading,
  type Run,
  wordAt,
} from './reading.ts';
import type { VerbGroup } from './verb-group.ts';
import { PREPOSITIONS, SUBJECT_PRONOUNS, SUBORDINATORS } from './word-classes.ts';

/** "…," said N N, the minister. Null where the verb does not follow what is said. */
export function invertedSpeech(reading: Reading, sentence: Sentence, group: VerbGroup): Candidate | null {
  if (!group.cue.takes.has('quote') || group.first !== group.head) return null;
  const content = contentBefore(reading, group.first);
  if (content === null) return null;
  const source = nounPhraseAfter(reading, group.last, sentence.last);
  if (source === null) return null;
  const quoted = quotationAt(reading, group.first - 1) !== null;
  if (
    !quoted &&
    (SUBJECT_PRONOUNS.has(wordAt(reading, source.first)) ||
      !endsAttribution(reading, source.last, sentence.last))
  )
    return null;
  return {
    source: [source],
    cue: [{ first: group.first, last: group.last }],
    content: [content, ...restOfSentence(reading, content, source.last, sentence.last, group)],
    rule: 'clause before verb',
  };
}

/** "…," N N said [on Monday]. Null where the verb goes on to a content of its own. */
export function speechAfterContent(
  reading: Reading,
  sentence: Sentence,
  group: VerbGroup,
  source: Run,
): Candidate | null {
  if (!group.cue.takes.has('quote')) return null;
  const content = contentBefore(reading, source.first);
  if (content === null) return null;
  const cueEnd = occasionEnd(reading, group.last, sentence.last);
  let tail = skipAdverbials(reading, cueEnd, sentence.last);
  if (group.cue.takes.has('recipient') && isWord(reading, tail))
    tail = skipAdverbials(reading, recipientEnd(reading, tail, sentence.last), sentence.last);
  const attributes = closesBefore(reading, source.first)
    ? tail >= sentence.last ||
      !(wordAt(reading, tail) === ':' || wordAt(reading, tail) === 'that' || opensQuotation(reading, tail))
    : endsAttribution(reading, tail, sentence.last);
  if (!attributes) return null;
  return {
    source: [source],
    cue: [{ first: group.first, last: cueEnd }],
    content: [content, ...restOfSentence(reading, content, tail, sentence.last, group)],
    rule: 'clause before verb',
  };
}

/** Whether a quotation ends right before token `i` in a way that lets an attribution follow: with a comma, `?` or `!`. */
function closesBefore(reading: Reading, i: number): boolean {
  const quotation = quotationAt(reading, i - 1);
  return quotation !== null && quotation.last === i && wordAt(reading, i - 2) !== '.';
}

function endsAttribution(reading: Reading, i: number, limit: number): boolean {
  return (
    i >= limit ||
    isTerminal(reading, i) ||
    /^(?:[,;—–)|-]|--|and|but|when|as|after|while|during|in|at|of)$/u.test(wordAt(reading, i))
  );
}

/**
 * "…," she said, "…": what a comma sets off after an attribution. Without quotation marks it counts only where what came
 * before was an introduction: "In the spring, she said, the dam broke".
 */
function restOfSentence(reading: Reading, before: Run, tail: number, limit: number, group: VerbGroup): Run[] {
  if (wordAt(reading, tail) !== ',' || tail + 1 >= limit) return [];
  if (CUE_VERBS.get(wordAt(reading, tail + 1))?.some(({ forms }) => forms.has('ing')) === true) return [];
  const opening = opensQuotation(reading, tail + 1);
  const word = wordAt(reading, before.first);
  const introduction =
    PREPOSITIONS.has(word) ||
    SUBORDINATORS.has(word) ||
    before.last - before.first <= 4 ||
    /^(?:but|and|still|yet|despite|instead|also|today|now|overall|meanwhile|asked)$/u.test(word);
  if (!opening && (!introduction || (reading.quoted[before.last - 1] ?? -1) >= 0)) return [];
  const rest = contentFrom(reading, tail + 1, limit, group);
  return rest === null ? [] : [rest];
}
