import { TAGS } from '../../domain/tag.ts';
import { hashText, mix } from '../../text/hash.ts';
import { type ActContext, bitsOf, DEEDS, nameHash, type PartTokens, WORD_CLASSES } from './act-context.ts';
import type { Scene } from './scene.ts';

/** A statement with what its clause features are drawn from. */
export interface Clause extends PartTokens {
  readonly scene: Scene;
  readonly context: ActContext;
  readonly put: (template: number, value: number) => void;
}

/** The first clause of a content: its subject's head and its main verb, as tokens; −1 where there is none. */
interface Skeleton {
  readonly subject: number;
  readonly verb: number;
  /** Tense, voice, modal and negation, hashed. */
  readonly form: number;
}

const SUSPECT = bitsOf('threat', 'state', 'service', 'backed');
const CREW = bitsOf('crew', 'actor-noun');
/** How far after the finite verb the main one is sought, in tokens. */
const GROUP_REACH = 6;
/** How far before the finite verb the subject's head is sought, in tokens. */
const SUBJECT_REACH = 9;
/** How many words open a content. */
const OPENING = 4;
/** Within how many sentences "the group" still means the one named last. */
const SENTENCES_BACK = 2;
const FIRST_PERSON = /^(?:we|i|our|us|my|me|we're|we've|we'll|i'm|i've)$/u;
const BACKWARD = /^(?:they|it|he|she|their|his|its|them|this|these|that|those)$/u;
const ANAPHOR = /^(?:they|it|he|she|their|his)$/u;
const AUXILIARY = /^(?:is|are|was|were|be|been|being|'s|'re|'m|has|have|had)$/u;

/** Who does what in the content, by classes of words, and whether it is one of the document's suspects. */
export function putClause(clause: Clause): void {
  const skeleton = skeletonOf(clause);
  putClasses(clause);
  putSkeleton(clause, skeleton);
  putBlame(clause, skeleton);
}

function eachBit(bits: number, visit: (bit: number) => void): void {
  for (let k = 0; k < WORD_CLASSES.length; k++) if ((bits & (1 << k)) !== 0) visit(k);
}

function classesIn({ context: { classes } }: Clause, indices: readonly number[]): number {
  return indices.reduce((bits, i) => bits | classes[i]!, 0);
}

function putClasses(clause: Clause): void {
  const { source, content, put } = clause;
  eachBit(classesIn(clause, source), (bit) => put(100, bit));
  eachBit(classesIn(clause, content), (bit) => put(102, bit));
  eachBit(classesIn(clause, content.slice(0, OPENING)), (bit) => put(105, bit));
  eachBit(classesIn(clause, source.slice(-1)), (bit) => put(107, bit));
}

function skeletonOf({ scene: { table, reading }, content }: Clause): Skeleton {
  const tag = (i: number) => TAGS[table.tag[i]!] ?? '';
  const at = content.findIndex((i) => /^(?:VBZ|VBP|VBD|MD)$/u.test(tag(i)));
  if (at < 0) return { subject: headOf(content, tag), verb: -1, form: 0 };
  let verb = content[at]!;
  let form = hashText(tag(verb));
  for (let k = at; k < Math.min(content.length, at + GROUP_REACH); k++) {
    const i = content[k]!;
    const word = reading.tokens[i]!.lower;
    if (/^(?:VB|MD)/u.test(tag(i))) {
      verb = i;
      form = mix(form, hashText(tag(i) === 'MD' || AUXILIARY.test(word) ? word : tag(i)));
    } else if (word === 'not' || word === 'never' || word.endsWith("n't")) form = mix(form, 1);
    else if (word !== 'to' && !tag(i).startsWith('RB')) break;
  }
  return { subject: headOf(content.slice(Math.max(0, at - SUBJECT_REACH), at), tag), verb, form };
}

/** The last noun or pronoun of a run, up to the first preposition after a noun; −1 where there is none. */
function headOf(run: readonly number[], tag: (i: number) => string): number {
  let head = -1;
  for (const i of run) {
    const name = tag(i);
    if (name.startsWith('NN') || name === 'PRP' || name === 'CD' || (name === 'DT' && head < 0)) head = i;
    else if (head >= 0 && /^(?:IN|TO|,|WDT)$/u.test(name)) break;
  }
  return head;
}

function putSkeleton({ scene, context, put }: Clause, { subject, verb, form }: Skeleton): void {
  const { classes, named } = context;
  const word = scene.reading.tokens[subject]?.lower ?? '';
  let kind = 3;
  if (subject < 0) kind = 0;
  else if (FIRST_PERSON.test(word)) kind = 1;
  else if (BACKWARD.test(word)) kind = hashText(word);
  else if (named[subject] === 1) kind = 2;
  put(110, kind);
  put(111, form);
  put(112, mix(kind, form));
  if (subject >= 0) eachBit(classes[subject]!, (bit) => put(119, bit));
  if (verb >= 0) eachBit(classes[verb]!, (bit) => put(122, bit));
}

/** Whether the content ties a deed to a party: named in it, or meant by "the group", "they", "the hackers". */
function putBlame(clause: Clause, { subject, verb }: Skeleton): void {
  const { scene, content, source, context, put } = clause;
  const { classes, named, suspectBefore } = context;
  const bits = classesIn(clause, content);
  const word = scene.reading.tokens[subject]?.lower ?? '';
  const ofSubject = subject < 0 ? 0 : classes[subject]!;
  const pointsBack = (ofSubject & CREW) !== 0 || ANAPHOR.test(word);
  const before = subject < 0 ? -1 : suspectBefore[subject]!;
  let meant = 0;
  if (pointsBack && before >= 0) meant = isNear(scene, subject, before) ? 2 : 1;
  const namesSuspect = content.some((i) => named[i] === 1 && (classes[i]! & SUSPECT) !== 0);
  const pattern =
    Number((bits & DEEDS) !== 0) + 2 * Number(namesSuspect) + 4 * Number((bits & CREW) !== 0) + 8 * meant;
  const rank = accusedIn(clause, content);
  put(130, pattern);
  put(133, rank * 8 + accusedIn(clause, source));
  put(134, mix(rank, pattern));
  let who = 0;
  if ((ofSubject & SUSPECT) !== 0) who = 1;
  else if ((ofSubject & CREW) !== 0) who = 2;
  else if (pointsBack) who = 3;
  else if (accusedIn(clause, [subject]) > 0) who = 4;
  put(135, who * 2 + (verb >= 0 && (classes[verb]! & DEEDS) !== 0 ? 1 : 0));
}

function isNear({ table: { sentence } }: Scene, a: number, b: number): boolean {
  return Math.abs(sentence[a]! - sentence[b]!) <= SENTENCES_BACK;
}

/** 0 where none of the names on which the document lays deeds stands there, else how often that one does: 1 to 3. */
function accusedIn({ scene, context: { named, accused } }: Clause, indices: readonly number[]): number {
  let most = 0;
  for (const i of indices)
    if (named[i] === 1) most = Math.max(most, accused.get(nameHash(scene.reading.tokens[i]!.lower)) ?? 0);
  if (most === 0) return 0;
  return most < 4 ? 1 : most < 8 ? 2 : 3;
}
