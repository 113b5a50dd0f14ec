import groups from '../../../data/lexicons/threat-groups.json' with { type: 'json' };
import { hashText } from '../../text/hash.ts';
import { vocabulary } from '../act-lexicon.ts';
import { isName } from '../zones.ts';
import type { Scene } from './scene.ts';

/**
 * Classes of words that bear on acts (`data/lexicons/act-words.json`), one bit each: what a word is, where the word
 * itself is too rare to have been learned.
 */
export const WORD_CLASSES = [
  'threat',
  'crew',
  'state',
  'service',
  'crime',
  'hostile',
  'mounting',
  'neglect',
  'malware',
  'weakness',
  'victim',
  'asset',
  'harmed',
  'repair',
  'researcher',
  'evidence',
  'estimate',
  'advice',
  'wrong',
  'backed',
  'laid',
  'plan',
  'foul',
  'blot',
  'false',
  'thanks',
  'penalty',
  'charge',
  'actor-noun',
] as const;
type WordClass = (typeof WORD_CLASSES)[number];

/** The bits of some classes. */
export function bitsOf(...names: readonly WordClass[]): number {
  return names.reduce((bits, name) => bits | (1 << WORD_CLASSES.indexOf(name)), 0);
}

const THREAT = bitsOf('threat');
const CLASS_BITS = classBits();
const SUSPECT = bitsOf('threat', 'state', 'service');
const EPITHETS = new Set(vocabulary.expand('<epithet>'));
const NUMBERED_GROUP = /^(?:apt|fin|unc|ta|ata|temp|dev|storm|unit)-?\d{1,5}$/u;
/** Words on deeds: a name that stands in a sentence with one of them is a suspect or a victim. */
export const DEEDS = bitsOf('crime', 'hostile', 'mounting', 'malware', 'laid', 'wrong', 'backed');
/** As {@link TokenTable.mention} counts kinds. */
const PERSON = 1;
const ORGANISATION = 2;
/** How many names in the sentences with deeds are kept as what the document is about. */
const KEPT_NAMES = 4;

function classBits(): ReadonlyMap<string, number> {
  const bits = new Map<string, number>();
  WORD_CLASSES.forEach((name, i) => {
    for (const word of vocabulary.expand(`<${name}>`))
      if (word !== '<name>') bits.set(word, (bits.get(word) ?? 0) | (1 << i));
  });
  for (const { name, aliases } of groups)
    for (const word of [name, ...aliases].filter((one) => !one.includes(' ')))
      bits.set(word.toLowerCase(), (bits.get(word.toLowerCase()) ?? 0) | THREAT);
  return bits;
}

/** Tokens of a statement's parts, ascending. */
export interface PartTokens {
  readonly source: readonly number[];
  readonly cue: readonly number[];
  readonly content: readonly number[];
}

/** What the features of acts ask of a whole document. */
export interface ActContext {
  /** For each token the classes of its word, as bits. */
  readonly classes: Int32Array;
  /** For each token 1 where it is written as a name. */
  readonly named: Uint8Array;
  /** For each token the nearest one before it that names a group, a state or a service; −1 where there is none. */
  readonly suspectBefore: Int32Array;
  /** For each token the nearest one before it of a person's name; −1 where there is none. */
  readonly personBefore: Int32Array;
  /** For each token the nearest one before it of an organisation's name; −1 where there is none. */
  readonly organisationBefore: Int32Array;
  /** Where each name's word first stands, by its {@link nameHash}. */
  readonly introduced: ReadonlyMap<number, number>;
  /** The names that stand most often in sentences with words on deeds, hashed, with how often: 2 and up. */
  readonly accused: ReadonlyMap<number, number>;
}

/** Gathers the context in time linear in the document. */
export function actContext(scene: Scene): ActContext {
  const { tokens, text } = scene.reading;
  const { mention } = scene.table;
  const classes = new Int32Array(tokens.length);
  const named = new Uint8Array(tokens.length);
  const suspectBefore = new Int32Array(tokens.length);
  const personBefore = new Int32Array(tokens.length);
  const organisationBefore = new Int32Array(tokens.length);
  const introduced = new Map<number, number>();
  let [suspect, person, organisation] = [-1, -1, -1];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    named[i] = isName(text, token) ? 1 : 0;
    classes[i] = classesOf(token.lower, named[i] === 1, i > 0 && named[i - 1] === 1);
    suspectBefore[i] = suspect;
    personBefore[i] = person;
    organisationBefore[i] = organisation;
    if (named[i] !== 1) continue;
    if ((classes[i]! & SUSPECT) !== 0) suspect = i;
    if (mention[i] === PERSON) person = i;
    else if (mention[i] === ORGANISATION) organisation = i;
    const name = nameHash(token.lower);
    if (!introduced.has(name)) introduced.set(name, i);
  }
  const accused = accusedOf(scene, classes, named);
  return { classes, named, suspectBefore, personBefore, organisationBefore, introduced, accused };
}

function classesOf(lower: string, isNamed: boolean, followsName: boolean): number {
  const word = lower.endsWith("'s") ? lower.slice(0, -2) : lower;
  const bits = CLASS_BITS.get(word) ?? 0;
  const isGroup = (isNamed && followsName && EPITHETS.has(word)) || NUMBERED_GROUP.test(word);
  return isGroup ? bits | THREAT : bits;
}

/** A name's word without its possessive ending, hashed. */
export function nameHash(lower: string): number {
  return hashText(lower, 0, lower.endsWith("'s") ? lower.length - 2 : lower.length);
}

/** Counts the names in sentences with words on deeds, and keeps those that stand there most often. */
function accusedOf(
  { sentences, reading }: Scene,
  classes: Int32Array,
  named: Uint8Array,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { first, last } of sentences) {
    let deeds = 0;
    for (let i = first; i < last; i++) deeds |= classes[i]! & DEEDS;
    if (deeds === 0) continue;
    for (let i = first; i < last; i++) {
      if (named[i] !== 1) continue;
      const name = nameHash(reading.tokens[i]!.lower);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const most = [...counts].filter(([, count]) => count > 1).sort(([, a], [, b]) => b - a);
  return new Map(most.slice(0, KEPT_NAMES));
}
