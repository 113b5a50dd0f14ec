import type { Sentence } from '../domain/document.ts';
import type { Candidate } from './candidate.ts';
import { contentFrom, skipAdverbials, trimContent } from './clause.ts';
import { nounPhraseAfter, nounPhraseBefore } from './noun-phrase.ts';
import { type Reading, wordAt } from './reading.ts';
import type { VerbGroup } from './verb-group.ts';

/** "S is expected to …", "X appears to …", "it is believed that …": the subject belongs to the content. */
export function raisedContent(reading: Reading, sentence: Sentence, group: VerbGroup): Candidate | null {
  if (!group.cue.takes.has('raising')) return null;
  const at = skipAdverbials(reading, group.last, sentence.last);
  const word = wordAt(reading, at);
  const impersonal = wordAt(reading, group.first - 1) === 'it';
  if (word !== 'to' && !(impersonal && word === 'that')) return null;
  const content = contentFrom(reading, at, sentence.last, group);
  if (content === null) return null;
  const first = impersonal ? group.first - 1 : group.first;
  const subject = impersonal ? null : nounPhraseBefore(reading, group.first, sentence.first);
  return {
    source: [],
    cue: [{ first, last: group.last }],
    content: subject === null ? [content] : [subject, content],
    rule: 'subject of content',
  };
}

/** "X was blamed on Y by S": the subject belongs to the content, and the source stands after "by". */
export function passiveContent(reading: Reading, sentence: Sentence, group: VerbGroup): Candidate | null {
  if (!group.cue.takes.has('passive')) return null;
  const subject = nounPhraseBefore(reading, group.first, sentence.first);
  if (subject === null) return null;
  const rest = contentFrom(reading, group.last, sentence.last, group);
  const by = rest === null ? null : agentAfter(reading, rest.first, rest.last);
  const source = by === null ? null : nounPhraseAfter(reading, by + 1, sentence.last);
  const said =
    rest === null ? null : trimContent(reading, rest.first, source === null ? rest.last : (by ?? rest.last));
  return {
    source: source === null ? [] : [source],
    cue: [{ first: group.first, last: group.last }],
    content: said === null ? [subject] : [subject, said],
    rule: 'passive',
  };
}

/** Index of the "by" that names who did it. */
function agentAfter(reading: Reading, from: number, to: number): number | null {
  for (let i = from; i < to; i++) if (wordAt(reading, i) === 'by') return i;
  return null;
}
