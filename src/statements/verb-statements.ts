import type { Sentence } from '../domain/document.ts';
import type { Candidate, Rule } from './candidate.ts';
import {
  contentBefore,
  contentFrom,
  occasionEnd,
  recipientEnd,
  skipAdverbials,
  trimContent,
} from './clause.ts';
import { nounPhraseAfter, nounPhraseBefore } from './noun-phrase.ts';
import {
  isTerminal,
  isWord,
  opensQuotation,
  quotationAt,
  type Reading,
  type Run,
  wordAt,
} from './reading.ts';
import { type VerbGroup, verbGroupAt } from './verb-group.ts';
import {
  DETERMINERS,
  isAdverb,
  isAuxiliary,
  PREPOSITIONS,
  QUESTION_WORDS,
  RELATIVES,
  SUBJECT_PRONOUNS,
} from './word-classes.ts';

/** What the verbs of one sentence share. */
interface Scene {
  readonly reading: Reading;
  readonly sentence: Sentence;
  /** The subject of the last finite cue verb: second verbs and participles are its own. */
  subject: Run | null;
  /** The auxiliaries of the last finite verb, for "did not condemn X or mention Y". */
  lastGroup: VerbGroup | null;
}

/** Statements whose cue is a verb, in one sentence; verbs within quotations are left out. */
export function verbStatements(reading: Reading, sentence: Sentence): Candidate[] {
  const found: Candidate[] = [];
  const scene: Scene = { reading, sentence, subject: null, lastGroup: null };
  for (let i = sentence.first; i < sentence.last; i++) {
    if ((reading.quoted[i] ?? -1) >= 0) continue;
    const group = verbGroupAt(reading, i, sentence.first);
    if (group === null) continue;
    const candidate = statementOf(scene, group);
    if (candidate !== null) {
      found.push(candidate);
      i = Math.max(i, group.last - 1);
    }
  }
  return found;
}

function statementOf(scene: Scene, group: VerbGroup): Candidate | null {
  if (group.form === 'passive') return raised(scene, group) ?? passive(scene, group);
  if (group.form !== 'participle') {
    const inverted = invertedSpeech(scene, group);
    if (inverted !== null) return inverted;
  }
  const subject = subjectOf(scene, group);
  if (subject === null) return null;
  if (subject.rule === null && group.form !== 'participle') {
    const before = speechAfterContent(scene, group, subject.run);
    if (before !== null) return before;
  }
  const raising = group.cue.takes.has('raising') && /^(?:seem|appear)$/u.test(group.cue.lemma);
  if (raising) return raised(scene, group);
  const complement = complementOf(scene, group);
  if (complement === null) return null;
  if (subject.rule === null) {
    scene.subject = subject.run;
    scene.lastGroup = group;
  }
  const cue = sharedAuxiliaries(scene, group, subject.rule);
  const content = withRelative(scene, subject.run, complement.content);
  return {
    source: [subject.run],
    cue: [...cue, { first: group.first, last: complement.cueEnd }],
    content,
    rule: subject.rule ?? complement.rule,
  };
}

/** Who the verb is said of, and by which rule where not simply the phrase before it. */
function subjectOf(scene: Scene, group: VerbGroup): { run: Run; rule: Rule | null } | null {
  const { reading, sentence } = scene;
  const before = wordAt(reading, group.first - 1);
  const comma = before === ',';
  if (
    group.form === 'participle' &&
    (comma ||
      /^(?:by|while|before|after|and|in|when|for|of)$/u.test(before) ||
      group.first === sentence.first)
  ) {
    const run = scene.subject ?? mainSubject(scene, group);
    return run === null ? null : { run, rule: 'participle' };
  }
  if (/^(?:and|but|or|then)$/u.test(before)) {
    const run = scene.subject ?? mainSubject(scene, group);
    return run === null ? null : { run, rule: 'second verb of a subject' };
  }
  const run = nounPhraseBefore(reading, group.first, sentence.first);
  return run === null ? null : { run, rule: null };
}

/** The phrase that the sentence begins with, up to its first verb, after an introductory phrase that a comma sets off. */
function mainSubject({ reading, sentence }: Scene, group: VerbGroup): Run | null {
  let first = sentence.first;
  while (
    first < group.first &&
    /^(?:but|and|so|yet|while|when|although|though|after|as|if)$/u.test(wordAt(reading, first))
  )
    first++;
  if (PREPOSITIONS.has(wordAt(reading, first))) {
    while (first < group.first && wordAt(reading, first) !== ',') first++;
    first++;
  }
  if (first >= group.first) return null;
  if (SUBJECT_PRONOUNS.has(wordAt(reading, first)) && !DETERMINERS.has(wordAt(reading, first)))
    return { first, last: first + 1 };
  for (let i = first + 1; i < group.first; i++) {
    const word = wordAt(reading, i);
    if (word === ',' || opensQuotation(reading, i)) return { first, last: i };
    if (isAuxiliary(word) || isAdverb(word) || RELATIVES.has(word)) return { first, last: i };
    if (
      /(?:[^e]ed|made|took|gave|went|came|told|said|kept|met|ran|won|lost|left|held|led|spent|sent|got|saw|says|makes|takes)$/u.test(
        word,
      ) &&
      reading.tokens[i]?.kind === 'word'
    )
      return { first, last: i };
  }
  return null;
}

/** "did not condemn X or mention Y": the second verb shares the first one's auxiliaries. */
function sharedAuxiliaries({ reading, lastGroup }: Scene, group: VerbGroup, rule: Rule | null): Run[] {
  if (
    rule !== 'second verb of a subject' ||
    group.form !== 'bare' ||
    lastGroup === null ||
    lastGroup.first === lastGroup.head
  )
    return [];
  let last = lastGroup.head;
  while (
    last > lastGroup.first + 1 &&
    isAdverb(wordAt(reading, last - 1)) &&
    wordAt(reading, last - 1) !== 'not'
  )
    last--;
  return [{ first: lastGroup.first, last }];
}

/** "which the US alleges was carried out": the pronoun stands for a part of the content. */
function withRelative({ reading }: Scene, source: Run, content: Run): Run[] {
  const before = wordAt(reading, source.first - 1);
  return RELATIVES.has(before) && isAuxiliary(wordAt(reading, content.first))
    ? [{ first: source.first - 1, last: source.first }, content]
    : [content];
}

interface Complement {
  readonly content: Run;
  readonly cueEnd: number;
  readonly rule: Rule;
}

/** The content after the verb group, as its frames allow; null where none of them fits. */
function complementOf({ reading, sentence }: Scene, group: VerbGroup): Complement | null {
  const { takes, prepositions } = group.cue;
  const limit = sentence.last;
  let cueEnd = group.last;
  let at = group.last;
  if (prepositions.has(wordAt(reading, at))) {
    const content = contentFrom(reading, at + 1, limit, group);
    return content === null ? null : { content, cueEnd: at + 1, rule: 'object of verb' };
  }
  if (takes.has('clause')) cueEnd = Math.max(cueEnd, occasionEnd(reading, cueEnd, limit));
  at = skipAdverbials(reading, cueEnd, limit);
  if (takes.has('recipient')) {
    const recipient = recipientEnd(reading, at, limit);
    const told = complementAt(reading, skipAdverbials(reading, recipient, limit), limit, group, cueEnd);
    if (told !== null && told.rule !== 'object of verb') return told;
  }
  return complementAt(reading, at, limit, group, cueEnd);
}

function complementAt(
  reading: Reading,
  from: number,
  limit: number,
  group: VerbGroup,
  cueEnd: number,
): Complement | null {
  const { takes } = group.cue;
  const marked = wordAt(reading, from) === ',' || wordAt(reading, from) === ':';
  const at = marked ? from + 1 : from;
  if (at >= limit) return null;
  const word = wordAt(reading, at);
  const rule = ruleFor(reading, at, word, takes);
  if (rule === null || (marked && rule !== 'quotation' && wordAt(reading, from) !== ':')) return null;
  const content = contentFrom(reading, at, limit, group);
  return content === null ? null : { content, cueEnd, rule };
}

function ruleFor(reading: Reading, at: number, word: string, takes: ReadonlySet<string>): Rule | null {
  if (opensQuotation(reading, at))
    return takes.has('quote') || takes.has('clause') || takes.has('object') ? 'quotation' : null;
  if (word === 'that' || QUESTION_WORDS.has(word) || word === 'if') {
    if (word === 'when' || word === 'where' || word === 'if' || word === 'who') {
      if (!takes.has('that')) return null;
    }
    return takes.has('clause') || takes.has('that') ? 'clause after verb' : null;
  }
  if (word === 'to') return takes.has('to') ? 'infinitive after verb' : null;
  if (!isWord(reading, at) && word !== '$') return null;
  if (PREPOSITIONS.has(word) && !takes.has('clause')) return null;
  if (isAuxiliary(word)) return takes.has('clause') ? 'clause after verb' : null;
  if (takes.has('clause'))
    return /^(?:and|or|but|by|as|of|for|with)$/u.test(word) ? null : 'clause after verb';
  return takes.has('object') && !/^(?:and|or|but)$/u.test(word) ? 'object of verb' : null;
}

/** "…," said N N, the minister. */
function invertedSpeech(scene: Scene, group: VerbGroup): Candidate | null {
  const { reading, sentence } = scene;
  if (!group.cue.takes.has('quote') || group.first !== group.head) return null;
  const content = contentBefore(reading, group.first);
  if (content === null) return null;
  const source = nounPhraseAfter(reading, group.last, sentence.last);
  if (source === null) return null;
  scene.subject = source;
  return {
    source: [source],
    cue: [{ first: group.first, last: group.last }],
    content: [content, ...continuation(reading, sentence, source.last)],
    rule: 'clause before verb',
  };
}

/** "…," N N said [on Monday]. */
function speechAfterContent(scene: Scene, group: VerbGroup, source: Run): Candidate | null {
  const { reading, sentence } = scene;
  if (!group.cue.takes.has('quote')) return null;
  const content = contentBefore(reading, source.first);
  if (content === null) return null;
  const cueEnd = occasionEnd(reading, group.last, sentence.last);
  let tail = skipAdverbials(reading, cueEnd, sentence.last);
  if (group.cue.takes.has('recipient') && isWord(reading, tail))
    tail = skipAdverbials(reading, recipientEnd(reading, tail, sentence.last), sentence.last);
  const quoted = quotationAt(reading, source.first - 1) !== null;
  if (!quoted && !endsAttribution(reading, tail, sentence.last)) return null;
  scene.subject = source;
  return {
    source: [source],
    cue: [{ first: group.first, last: cueEnd }],
    content: [content, ...continuation(reading, sentence, tail)],
    rule: 'clause before verb',
  };
}

function endsAttribution(reading: Reading, i: number, limit: number): boolean {
  return (
    i >= limit ||
    isTerminal(reading, i) ||
    /^(?:[,;:—–)-]|--|and|but|when|as|after|while|during|in|at|of)$/u.test(wordAt(reading, i))
  );
}

/**
 * What goes on after an attribution: the rest of the sentence that a comma sets off, or the quotation that begins the
 * next sentence of the paragraph and that nobody else is named for.
 */
function continuation(reading: Reading, sentence: Sentence, tail: number): Run[] {
  if (wordAt(reading, tail) === ',' && tail + 1 < sentence.last) {
    if (opensQuotation(reading, tail + 1)) {
      const rest = quotationAt(reading, tail + 1);
      return rest === null ? [] : [{ first: rest.first, last: rest.last }];
    }
    return [];
  }
  for (let i = tail; i < sentence.last; i++) if (opensQuotation(reading, i)) return [];
  const next = sentence.last;
  const following = opensQuotation(reading, next) ? quotationAt(reading, next) : null;
  const nextSentence = reading.document.sentences[reading.sentenceOf[next] ?? -1];
  if (following === null || nextSentence?.paragraph !== sentence.paragraph) return [];
  const after = reading.document.sentences[reading.sentenceOf[following.last - 1] ?? -1];
  if (after === undefined || after.last > following.last + 1) return [];
  return [{ first: following.first, last: following.last }];
}

/** "S is expected to …", "X appears to …": the subject belongs to the content. */
function raised({ reading, sentence }: Scene, group: VerbGroup): Candidate | null {
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
function passive({ reading, sentence }: Scene, group: VerbGroup): Candidate | null {
  if (!group.cue.takes.has('passive')) return null;
  const subject = nounPhraseBefore(reading, group.first, sentence.first);
  if (subject === null) return null;
  const rest = contentFrom(reading, group.last, sentence.last, group);
  let by = -1;
  for (let i = group.last; i < (rest?.last ?? group.last); i++)
    if (wordAt(reading, i) === 'by') {
      by = i;
      break;
    }
  const source = by < 0 ? null : nounPhraseAfter(reading, by + 1, sentence.last);
  const said = rest === null ? null : trimContent(reading, rest.first, source === null ? rest.last : by);
  const content = said === null ? [subject] : [subject, said];
  return {
    source: source === null ? [] : [source],
    cue: [{ first: group.first, last: group.last }],
    content,
    rule: 'passive',
  };
}
