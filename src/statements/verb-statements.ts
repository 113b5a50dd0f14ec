import type { Sentence } from '../domain/document.ts';
import type { Candidate, Rule } from './candidate.ts';
import { complementOf } from './complement.ts';
import { WEAK_VERBS } from './cue-lexicon.ts';
import { nounPhraseBefore } from './noun-phrase.ts';
import { passiveContent, raisedContent } from './raised-content.ts';
import { isCapitalised, opensQuotation, type Reading, type Run, wordAt } from './reading.ts';
import { silenceAt } from './silence.ts';
import { invertedSpeech, speechAfterContent } from './speech-after-content.ts';
import { type VerbGroup, verbGroupAt } from './verb-group.ts';
import {
  DETERMINERS,
  isAdverb,
  isAuxiliary,
  PREPOSITIONS,
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
  /** Who a relative clause is about ("the states that blamed X did not …"), and where its verb stands. */
  antecedent: { readonly run: Run; readonly verb: number } | null;
}

/**
 * Most statements that a sentence is searched for. Bounds the work on a hostile text that is one sentence of cues; no
 * labelled sentence of the training articles holds more than five.
 */
const MOST_STATEMENTS = 32;

/** Statements whose cue is a verb, in one sentence; verbs within quotations are left out. */
export function verbStatements(reading: Reading, sentence: Sentence): Candidate[] {
  const found: Candidate[] = [];
  const scene: Scene = { reading, sentence, subject: null, lastGroup: null, antecedent: null };
  for (let i = sentence.first; i < sentence.last && found.length < MOST_STATEMENTS; i++) {
    if ((reading.quoted[i] ?? -1) >= 0) continue;
    const silence = silenceAt(reading, sentence, i);
    if (silence !== null) {
      found.push(remember(scene, silence));
      i = Math.max(i, (silence.cue[0]?.last ?? i) - 1);
      continue;
    }
    const group = verbGroupAt(reading, i, sentence.first);
    if (group === null || (group.form === 'participle' && found.at(-1)?.cue.at(-1)?.last === group.first))
      continue;
    const candidate = statementOf(scene, group);
    if (candidate !== null) {
      found.push(candidate);
      i = Math.max(i, group.last - 1);
    }
  }
  return found;
}

function statementOf(scene: Scene, group: VerbGroup): Candidate | null {
  const { reading, sentence } = scene;
  if (isAnonymity(reading, group) || isNaming(reading, group)) return null;
  if (group.form === 'bare' && /^(?:and|or)$/u.test(wordAt(reading, group.first - 1)) && !sharesForm(scene))
    return null;
  if (group.form === 'passive') {
    const passive = passiveContent(reading, sentence, group);
    return raisedContent(reading, sentence, group) ?? (passive && { ...passive, ...ruled('passive', group) });
  }
  if (group.form !== 'participle') {
    const inverted = invertedSpeech(reading, sentence, group);
    if (inverted !== null) return remember(scene, inverted);
  }
  const subject = subjectOf(scene, group);
  if (subject === null) return null;
  if (subject.rule === null && group.form !== 'participle') {
    const before = speechAfterContent(reading, sentence, group, subject.run);
    if (before !== null) return remember(scene, before);
  }
  if (group.cue.lemma === 'seem' || group.cue.lemma === 'appear')
    return raisedContent(reading, sentence, group);
  const complement = complementOf(reading, sentence, group);
  if (complement === null) return null;
  if (subject.rule === null) scene.subject = subject.run;
  const cue = sharedAuxiliaries(scene, group, subject.rule);
  if (cue.length === 0) scene.lastGroup = group;
  const source = antecedentOf(scene, subject.run);
  const content =
    source === subject.run
      ? withRelative(scene, subject.run, complement.content)
      : [withinRelative(scene, complement.content)];
  if (source !== subject.run) scene.antecedent = { run: source, verb: group.head };
  return {
    source: [source],
    cue: [...cue, { first: group.first, last: complement.cueEnd }],
    content,
    ...ruled(subject.rule ?? complement.rule, group),
  };
}

/** The rule of a candidate, and whether it is weak for this verb. */
function ruled(rule: Rule, { cue }: VerbGroup): Pick<Candidate, 'rule' | 'weak'> {
  return { rule, weak: WEAK_VERBS.get(rule)?.has(cue.lemma) ?? false };
}

/** "who asked not to be named": says nothing but how somebody speaks. */
function isAnonymity(reading: Reading, group: VerbGroup): boolean {
  let at = group.last;
  if (wordAt(reading, at) === 'not') at++;
  return (
    wordAt(reading, at) === 'to' &&
    (wordAt(reading, at + 1) === 'be' || wordAt(reading, at + 1) === 'remain') &&
    /^(?:named|identified|quoted|anonymous)$/u.test(wordAt(reading, at + 2))
  );
}

/** "a wiper called Rain": a name, no remark on anything. */
function isNaming(reading: Reading, group: VerbGroup): boolean {
  const isRelative =
    SUBJECT_PRONOUNS.has(wordAt(reading, group.first - 1)) && RELATIVES.has(wordAt(reading, group.first - 2));
  if (isRelative && /^(?:call|dub|name)$/u.test(group.cue.lemma)) return true;
  return (
    /^(?:called|dubbed|named)$/u.test(wordAt(reading, group.head)) &&
    group.first === group.head &&
    isCapitalised(reading, group.last) &&
    !isCapitalised(reading, group.head - 1) &&
    !SUBJECT_PRONOUNS.has(wordAt(reading, group.head - 1))
  );
}

/** Whether a bare verb after "and" can go on from the last one: "did not … or …", "they warn and …". */
function sharesForm({ lastGroup }: Scene): boolean {
  return lastGroup !== null && (lastGroup.form === 'bare' || lastGroup.first !== lastGroup.head);
}

function remember(scene: Scene, candidate: Candidate): Candidate {
  scene.subject = candidate.source[0] ?? null;
  return candidate;
}

/** Who the verb is said of, and by which rule where not simply the phrase before it. */
function subjectOf(scene: Scene, group: VerbGroup): { run: Run; rule: Rule | null } | null {
  const { reading, sentence } = scene;
  const before = wordAt(reading, group.first - 1);
  const comma = before === ',';
  if (
    group.form === 'participle' &&
    (comma ||
      /^(?:by|while|before|after|and|in|when|for|of|without)$/u.test(before) ||
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
  const { antecedent } = scene;
  if (
    antecedent !== null &&
    isAuxiliary(wordAt(reading, group.first)) &&
    (run?.first ?? 0) >= antecedent.verb
  )
    return { run: antecedent.run, rule: null };
  return run === null ? null : { run, rule: null };
}

/** How far after the beginning of a sentence, in tokens, its first verb is sought. */
const FARTHEST_VERB = 40;

/** The phrase that the sentence begins with, up to its first verb, after an introductory phrase that a comma sets off. */
function mainSubject({ reading, sentence }: Scene, group: VerbGroup): Run | null {
  let first = sentence.first;
  while (
    first < group.first &&
    /^(?:but|and|so|yet|while|when|although|though|after|as|if)$/u.test(wordAt(reading, first))
  )
    first++;
  if (PREPOSITIONS.has(wordAt(reading, first))) {
    const farthest = Math.min(group.first, first + FARTHEST_VERB);
    while (first < farthest && wordAt(reading, first) !== ',') first++;
    first++;
  }
  if (first >= group.first) return null;
  if (SUBJECT_PRONOUNS.has(wordAt(reading, first)) && !DETERMINERS.has(wordAt(reading, first)))
    return { first, last: first + 1 };
  for (let i = first + 1; i < Math.min(group.first, first + FARTHEST_VERB); i++) {
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

/** "the governments that blamed X": who "that" stands for. */
function antecedentOf({ reading, sentence }: Scene, subject: Run): Run {
  const word = wordAt(reading, subject.first);
  if (subject.last !== subject.first + 1 || word !== 'that') return subject;
  const last = wordAt(reading, subject.first - 1) === ',' ? subject.first - 1 : subject.first;
  return nounPhraseBefore(reading, last, sentence.first) ?? subject;
}

/** A relative clause ends where the main one goes on with an auxiliary: "that blamed X | did not …". */
function withinRelative({ reading }: Scene, content: Run): Run {
  for (let i = content.first + 1; i < content.last; i++)
    if (isAuxiliary(wordAt(reading, i)) && !RELATIVES.has(wordAt(reading, i - 1)))
      return { first: content.first, last: i };
  return content;
}

/** "which the US alleges was carried out": the pronoun stands for a part of the content. */
function withRelative({ reading }: Scene, source: Run, content: Run): Run[] {
  const before = wordAt(reading, source.first - 1);
  return RELATIVES.has(before) && isAuxiliary(wordAt(reading, content.first))
    ? [{ first: source.first - 1, last: source.first }, content]
    : [content];
}
