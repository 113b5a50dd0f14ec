import type { TimeExpression } from '../../domain/time-expression.ts';
import { isCapitalised, type Reading, type Run, wordAt } from '../reading.ts';
import { DETERMINERS, isAdverb, isAuxiliary, RELATIVES, SUBORDINATORS } from '../word-classes.ts';
import { DATING_LEADS, DEEDS, SPEAKING } from './date-words.ts';
import { datesDocument } from './dated-document.ts';
import { isAdverbsOnly, isOfOneClause, isWithoutVerb, LONGEST_GAP } from './gap.ts';
import { firstToken, holds, mayDate, type Saying } from './saying.ts';

/** A time that dates a saying, and how its words belong to it. */
export interface Dating {
  readonly time: TimeExpression;
  readonly how: string;
}

type Rule = (reading: Reading, saying: Saying, time: TimeExpression) => boolean;

/** The ways in which a time dates a saying, the surest first. */
const RULES: readonly (readonly [string, Rule])[] = [
  ['after the cue', followsCue],
  ['before the cue', precedesCue],
  ['on an occasion named before the cue', standsAside],
  ['dates what it is said in', datesSource],
  ['at the head of the clause', headsClause],
  ['after the content', followsContent],
  ['on an occasion named after the content', namesOccasion],
  ['of the clause that the participle goes on from', precedesParticiple],
];

const RULES_OF_CONTENTS: readonly (readonly [string, Rule])[] = [
  ['between the accused and the deed', followsAccused],
  ['of the clause that "when" goes on from', precedesWhen],
  ['at the end of a content that is a thing', endsContent],
];

/** How many tokens around the parts of a statement are looked at. */
const WINDOW = 40;
/** How many times are tried for one statement: bounds the work on a text of nothing but dates. */
const TRIED = 24;

/** Which of the times, sorted by place, dates the saying; null where none does. */
export function datingOf(reading: Reading, saying: Saying, times: readonly TimeExpression[]): Dating | null {
  const near = timesNear(saying, times).filter((time) => mayDate(reading, saying, time));
  const own = near.filter((time) => !isWithin([...saying.contents, ...saying.foreign], time));
  for (const [how, rule] of RULES) {
    const time = own.find((one) => rule(reading, saying, one));
    if (time !== undefined) return { time, how };
  }
  // A content may have drawn in a time that is no part of it.
  for (const [how, rule] of RULES_OF_CONTENTS) {
    const time = near.find((one) => rule(reading, saying, one));
    if (time !== undefined) return { time, how };
  }
  return null;
}

function timesNear(
  { cue, sources, contents, sentence }: Saying,
  times: readonly TimeExpression[],
): TimeExpression[] {
  const parts = [cue, ...sources, ...contents].filter((run) => holds(sentence, run));
  const start = Math.min(...parts.map(({ first }) => first)) - WINDOW;
  const end = Math.max(...parts.map(({ last }) => last)) + WINDOW;
  const within = (time: TimeExpression) => holds(sentence, time) && time.last <= end;
  const from = firstToken(times, ({ first }) => first >= Math.max(start, sentence.first));
  const near: TimeExpression[] = [];
  for (let i = from; i < times.length && near.length < TRIED; i++) {
    const time = times[i];
    if (time === undefined || !within(time)) break;
    near.push(time);
  }
  // Those just before and after the cue count first where there are more.
  if (near.length < TRIED) return near;
  const at = firstToken(times, ({ first }) => first >= cue.first);
  return times.slice(Math.max(0, at - TRIED / 2), at + TRIED / 2).filter((time) => holds(sentence, time));
}

function isLedRight({ lead, isPremodifier }: TimeExpression): boolean {
  return !isPremodifier && DATING_LEADS.has(lead);
}

function isWithin(runs: readonly Run[], time: TimeExpression): boolean {
  return runs.some((run) => holds(run, time));
}

/** "said on Friday", "told a Senate committee Thursday", "said at a briefing Tuesday", "said at Thursday's briefing". */
function followsCue(reading: Reading, { cue, sources, contents }: Saying, time: TimeExpression): boolean {
  if (time.first <= cue.first || isWithin(sources, time)) return false;
  if (contents.some((piece) => piece.first > cue.first && piece.first < time.first)) return false;
  if (time.isPremodifier)
    return isOccasion(reading, time, cue.last) && isOfOneClause(reading, cue.last, time.leadFirst, sources);
  return (
    isLedRight(time) && isOfOneClause(reading, Math.min(cue.last, time.leadFirst), time.leadFirst, sources)
  );
}

/** "in an April 3 statement", "at Thursday's briefing": the preposition says that it is said there, and not about it. */
function isOccasion(reading: Reading, time: TimeExpression, from: number): boolean {
  const at = /^(?:an?|the|its|his|her|their)$/u.test(wordAt(reading, time.first - 1))
    ? time.first - 2
    : time.first - 1;
  return (
    at >= from - 1 &&
    /^(?:in|at|during)$/u.test(wordAt(reading, at)) &&
    datesDocument(reading, time, from, time.last + LONGEST_GAP)
  );
}

/** "Authorities on Wednesday charged", "employees coming to work Friday morning were told". */
function precedesCue(reading: Reading, { cue, sources, sentence }: Saying, time: TimeExpression): boolean {
  if (!isLedRight(time) || time.last > cue.first || isWithin(sources, time)) return false;
  if (!/^\p{L}/u.test(wordAt(reading, cue.first))) return false;
  // Without a subject before it the time heads the clause.
  if (time.leadFirst <= sentence.first + 1) return false;
  if (!isAdverbsOnly(reading, time.last, cue.first) || wordAt(reading, time.last) === ',') return false;
  // "will get a chance on Saturday to mock": the time is another verb's, but for "officials last week to approve".
  const isInfinitive = wordAt(reading, cue.first) === 'to' || wordAt(reading, cue.first - 1) === 'to';
  return !isInfinitive || sources.some(({ last }) => last === time.leadFirst);
}

/** "the manager, in a statement released on Thursday, said". */
function standsAside(reading: Reading, { cue, sources }: Saying, time: TimeExpression): boolean {
  const source = sources.find(({ last }) => last <= time.leadFirst);
  if (source === undefined || time.last > cue.first || (!time.isPremodifier && !isLedRight(time)))
    return false;
  const from = source.last + 1;
  if (wordAt(reading, source.last) !== ',' || !/^(?:in|at|during)$/u.test(wordAt(reading, from)))
    return false;
  if (wordAt(reading, cue.first - 1) !== ',' || !isWithoutVerb(reading, time.last, cue.first)) return false;
  return isOfOneClause(reading, from, time.leadFirst) && datesDocument(reading, time, from, cue.first);
}

/** "A January report concluded", "according to a study published this week", "the indictment released Wednesday says". */
function datesSource(reading: Reading, { sources }: Saying, time: TimeExpression): boolean {
  const source = sources.find((run) => holds(run, time));
  if (source === undefined || (!time.isPremodifier && !isLedRight(time))) return false;
  if (time.isPremodifier && !headsSource(reading, source, time)) return false;
  for (let i = source.first; i < time.leadFirst; i++) if (RELATIVES.has(wordAt(reading, i))) return false;
  return datesDocument(reading, time, source.first, source.last);
}

/** "A January report", "the minister, in Friday's briefing", and not "a person who knows of the planning for Friday's meeting". */
function headsSource(reading: Reading, source: Run, { first }: TimeExpression): boolean {
  if (first - source.first <= 2) return true;
  const before = wordAt(reading, DETERMINERS.has(wordAt(reading, first - 1)) ? first - 2 : first - 1);
  return /^(?:in|at|during)$/u.test(before);
}

/** "In October, the minister said", "In its statement Tuesday, the group said", "Speaking on Friday, the president said". */
function headsClause(reading: Reading, saying: Saying, time: TimeExpression): boolean {
  const subject = subjectOf(reading, saying, time);
  if (subject === null || (!time.isPremodifier && !isLedRight(time))) return false;
  const start = clauseStart(reading, saying.sentence.first, time.leadFirst);
  const isAtHead = !time.isPremodifier && time.leadFirst === start;
  if (!isClauseEnd(reading, time, subject, isAtHead)) return false;
  if (isAtHead) return true;
  const head = wordAt(reading, start);
  if (!isOfOneClause(reading, start, time.leadFirst)) return false;
  if (SPEAKING.has(head) && !time.isPremodifier) return true;
  return /^(?:in|at|during|on|speaking)$/u.test(head) && datesDocument(reading, time, start, subject);
}

/** Where the subject of the cue begins behind the time; null where the cue is not the verb of the clause that the time heads. */
function subjectOf(
  reading: Reading,
  { cue, sources, contents }: Saying,
  time: TimeExpression,
): number | null {
  if (time.last > cue.first) return null;
  const before = [...sources, ...contents].filter((run) => run.first >= time.last && run.last <= cue.first);
  const subject = before.toSorted((a, b) => a.first - b.first)[0];
  if (subject !== undefined)
    return isOfOneClauseOrAside(reading, subject.last, cue.first, before) ? subject.first : null;
  // "Last month, employees were greeted by a message": the subject is no part of the statement.
  const from = wordAt(reading, time.last) === ',' ? time.last + 1 : time.last;
  if (isOfOneClause(reading, from, cue.first)) return from;
  // "On 15 May, as the week was to begin, fears grew": the cue holds its subject.
  return wordAt(reading, cue.first - 1) === ',' ? cue.first : null;
}

function isOfOneClauseOrAside(reading: Reading, from: number, to: number, apart: readonly Run[]): boolean {
  if (isAdverbsOnly(reading, from, to)) return true;
  return isOfOneClause(reading, from, to, apart) && to - from <= LONGEST_GAP / 2;
}

/**
 * Between the time and the subject stands nothing, a comma, what belongs to the occasion, or, where the time heads the sentence,
 * a clause of its own between commas: "Friday, as the parade went by, the station reported".
 */
function isClauseEnd(reading: Reading, time: TimeExpression, subject: number, isAtHead: boolean): boolean {
  if (isAdverbsOnly(reading, time.last, subject)) return true;
  if (wordAt(reading, subject - 1) !== ',') return false;
  if (isWithoutVerb(reading, time.last, subject - 1)) return true;
  const isAside = wordAt(reading, time.last) === ',' && SUBORDINATORS.has(wordAt(reading, time.last + 1));
  return isAtHead && isAside && subject - time.last <= WINDOW;
}

/** Index after the last semicolon, dash, or comma and conjunction, before token `at`; conjunctions and adverbs at the head are passed over. */
function clauseStart(reading: Reading, sentence: number, at: number): number {
  let start = sentence;
  for (let i = at - 1; i > Math.max(sentence, at - WINDOW); i--) {
    const isConjunction = /^(?:and|but)$/u.test(wordAt(reading, i)) && wordAt(reading, i - 1) === ',';
    // A dash ends a dateline: "WASHINGTON (AP) — Last month".
    if (!isConjunction && !isDash(reading, i) && wordAt(reading, i) !== ';') continue;
    start = i + 1;
    break;
  }
  while (
    start < at &&
    (/^(?:and|but|yet|so|,|["“”'‘])$/u.test(wordAt(reading, start)) || isAdverb(wordAt(reading, start)))
  )
    start++;
  return start;
}

/** A dash, or a hyphen with white space around it. */
function isDash({ tokens }: Reading, i: number): boolean {
  const [before, dash, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (/^(?:[—–]|--)$/u.test(dash?.lower ?? '')) return true;
  return dash?.lower === '-' && before?.end !== dash.start && after?.start !== dash.end;
}

/** "reported details of the hack in August": right behind the content. */
function followsContent(reading: Reading, { cue, contents }: Saying, time: TimeExpression): boolean {
  // "infected an estimated 200,000 computers last year": the cue is no verb.
  if (!isLedRight(time) || DETERMINERS.has(wordAt(reading, cue.first - 1))) return false;
  return contents.some(({ first, last }) => first >= cue.last && last === time.leadFirst);
}

/** "denied it in an interview with the paper on Sunday", "drew the analogy during a speech in Reno on Sunday". */
function namesOccasion(reading: Reading, { cue, contents, sources }: Saying, time: TimeExpression): boolean {
  const content = contents.find(
    ({ first, last }) => first >= cue.last && last < time.leadFirst && time.leadFirst - last <= LONGEST_GAP,
  );
  if (content === undefined || (!time.isPremodifier && !isLedRight(time))) return false;
  let from = content.last;
  const source = wordAt(reading, from) === 'by' ? sources.find(({ first }) => first === from + 1) : undefined;
  if (source !== undefined) from = source.last;
  if (wordAt(reading, from) === ',') from++;
  if (!/^(?:in|at|during)$/u.test(wordAt(reading, from))) return false;
  return (
    isOfOneClause(reading, from, time.leadFirst) &&
    datesDocument(reading, time, from, time.last + LONGEST_GAP)
  );
}

/** What a thing that is found or named takes, in tokens: "the malware". */
const SHORT_CONTENT = 4;

/**
 * "discovered the malware late last year": a reader draws the time into a content that is a thing and no clause. A deed has a
 * time of its own: "confirmed the attack on Monday" may be of either.
 */
function endsContent(reading: Reading, { cue, contents }: Saying, time: TimeExpression): boolean {
  if (!isLedRight(time)) return false;
  const content = contents.find(({ first, last }) => first >= cue.last && last === time.last);
  if (
    content === undefined ||
    content.first >= time.leadFirst ||
    time.leadFirst - content.first > SHORT_CONTENT
  )
    return false;
  if (!DETERMINERS.has(wordAt(reading, content.first))) return false;
  for (let i = content.first; i < time.leadFirst; i++) {
    const word = wordAt(reading, i);
    if (
      DEEDS.has(word) ||
      isAuxiliary(word) ||
      /(?:ing|ed|made|held)$/u.test(word) ||
      isCapitalised(reading, i)
    )
      return false;
  }
  return true;
}

/** "accused Ostrel on Thursday of the attack", "urged the council on Friday to act": the deed follows, and whose it is stands before. */
function followsAccused(reading: Reading, { cue, contents }: Saying, time: TimeExpression): boolean {
  if (!isLedRight(time) || !/^(?:of|for|with|to|over)$/u.test(wordAt(reading, time.last))) return false;
  const content = contents.find((piece) => piece.first === cue.last && holds(piece, time));
  if (content === undefined || time.leadFirst - content.first > SHORT_CONTENT) return false;
  return isCapitalised(reading, time.leadFirst - 1) && isOfOneClause(reading, content.first, time.leadFirst);
}

/** "late last year, when the team found it": what the clause tells was when the time says. */
function precedesWhen(reading: Reading, { cue, sources }: Saying, time: TimeExpression): boolean {
  const when = wordAt(reading, time.last) === ',' ? time.last + 1 : time.last;
  if (time.isPremodifier || wordAt(reading, when) !== 'when') return false;
  if (!DATING_LEADS.has(time.lead) && time.lead !== 'since') return false;
  const subject = sources.find(({ first }) => first === when + 1);
  return subject !== undefined && isOfOneClauseOrAside(reading, subject.last, cue.first, []);
}

/** "the minister expressed alarm Wednesday, telling reporters …": the participle says how it was done, at that time. */
function precedesParticiple(reading: Reading, { cue, sources }: Saying, time: TimeExpression): boolean {
  if (!isLedRight(time) || wordAt(reading, time.last) !== ',' || !wordAt(reading, cue.first).endsWith('ing'))
    return false;
  const source = sources[0];
  if (source === undefined || source.last > time.leadFirst || !isAdverbsOnly(reading, time.last, cue.first))
    return false;
  return isOfOnePhrase(reading, source.last, time.leadFirst);
}

/** A verb with what belongs to it, and no further clause. */
function isOfOnePhrase(reading: Reading, from: number, to: number): boolean {
  if (to - from > LONGEST_GAP) return false;
  for (let i = from; i < to; i++) {
    const word = wordAt(reading, i);
    if (!/^[\p{L}\p{N}$]/u.test(word) || RELATIVES.has(word) || SUBORDINATORS.has(word)) return false;
    if (/^(?:will|would)$/u.test(word)) return false;
  }
  return true;
}
