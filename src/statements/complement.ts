import type { Sentence } from '../domain/document.ts';
import type { Rule } from './candidate.ts';
import { contentFrom, occasionEnd, recipientEnd, skipAdverbials } from './clause.ts';
import type { Complement } from './cue-lexicon.ts';
import { isWord, opensQuotation, type Reading, type Run, wordAt } from './reading.ts';
import type { VerbGroup } from './verb-group.ts';
import { isAuxiliary, PREPOSITIONS, QUESTION_WORDS } from './word-classes.ts';

/** What a verb group takes after it. */
export interface FoundComplement {
  readonly content: Run;
  /** Index after the cue: a preposition or "in a statement" may join the verb. */
  readonly cueEnd: number;
  readonly rule: Rule;
}

/** The content after the verb group, as its frames allow; null where none of them fits. */
export function complementOf(reading: Reading, sentence: Sentence, group: VerbGroup): FoundComplement | null {
  const { takes, prepositions } = group.cue;
  const limit = sentence.last;
  if (prepositions.has(wordAt(reading, group.last))) {
    const content = contentFrom(reading, group.last + 1, limit, group);
    return content === null ? null : { content, cueEnd: group.last + 1, rule: 'object of verb' };
  }
  const cueEnd = takes.has('clause') ? occasionEnd(reading, group.last, limit) : group.last;
  const at = skipAdverbials(reading, cueEnd, limit);
  if (takes.has('recipient')) {
    const recipient = recipientEnd(reading, at, limit);
    const told = complementAt(reading, skipAdverbials(reading, recipient, limit), limit, group, cueEnd);
    if (told !== null && told.rule === 'infinitive after verb')
      return { ...told, content: { first: at, last: told.content.last } };
    if (told !== null && told.rule !== 'object of verb') return told;
  }
  return (
    complementAt(reading, at, limit, group, cueEnd) ?? quotationAfterColon(reading, at, limit, group, cueEnd)
  );
}

function complementAt(
  reading: Reading,
  from: number,
  limit: number,
  group: VerbGroup,
  cueEnd: number,
): FoundComplement | null {
  const mark = wordAt(reading, from);
  const marked = mark === ',' || mark === ':';
  const at = marked ? from + 1 : from;
  if (at >= limit) return null;
  const rule = ruleFor(reading, at, limit, group.cue.takes);
  if (rule === null || (mark === ',' && rule !== 'quotation')) return null;
  const content = contentFrom(reading, at, limit, group);
  return content === null ? null : { content, cueEnd, rule };
}

/** "said in the spring issue of the magazine: …" */
function quotationAfterColon(
  reading: Reading,
  from: number,
  limit: number,
  group: VerbGroup,
  cueEnd: number,
): FoundComplement | null {
  if (!group.cue.takes.has('quote')) return null;
  for (let i = from; i < Math.min(limit - 1, from + 24); i++) {
    if ((reading.quoted[i] ?? -1) >= 0) return null;
    if (wordAt(reading, i) !== ':' || !opensQuotation(reading, i + 1)) continue;
    const content = contentFrom(reading, i + 1, limit, group);
    return content === null ? null : { content, cueEnd, rule: 'quotation' };
  }
  return null;
}

/** By which rule a complement that begins at token `at` is one; null where the verb does not take it. */
function ruleFor(reading: Reading, at: number, limit: number, takes: ReadonlySet<Complement>): Rule | null {
  const word = wordAt(reading, at);
  if (opensQuotation(reading, at))
    return takes.has('quote') || takes.has('clause') || takes.has('object') ? 'quotation' : null;
  if (word === 'that') return takes.has('clause') || takes.has('that') ? 'clause after verb' : null;
  if (QUESTION_WORDS.has(word) || word === 'if') {
    const adverbial = /^(?:when|where|if|who|which)$/u.test(word);
    return takes.has('that') && (takes.has('clause') || !adverbial) ? 'clause after verb' : null;
  }
  if (word === 'to') return takes.has('to') ? 'infinitive after verb' : null;
  if (!isWord(reading, at) && word !== '$') return null;
  if (/^(?:and|or|but|by|as|of)$/u.test(word)) return null;
  if (PREPOSITIONS.has(word))
    return takes.has('clause') && introduces(reading, at, limit) ? 'clause after verb' : null;
  if (takes.has('clause')) return 'clause after verb';
  return takes.has('object') && !isAuxiliary(word) ? 'object of verb' : null;
}

/** Whether a preposition begins a phrase that a comma sets off before the clause: "said in winter, the dam …". */
function introduces(reading: Reading, at: number, limit: number): boolean {
  for (let i = at + 1; i < Math.min(limit, at + 12); i++)
    if (wordAt(reading, i) === ',') return i + 2 < limit;
  return false;
}
