import type { Act } from '../domain/act.ts';
import type { Document } from '../domain/document.ts';
import type { Target } from '../domain/statement.ts';
import { quoteOf } from '../text/quote.ts';
import type { Agent } from './agent.ts';
import { isParty, mayBeParty } from './party-phrase.ts';
import type { PatternMatch } from './pattern.ts';
import { type Phrase, Phrases } from './phrases.ts';
import { BE, DETERMINERS, isAuxiliary, PREPOSITIONS, PRONOUNS } from './word-classes.ts';
import type { Zone, ZoneTokens } from './zones.ts';

type Zones = Readonly<Record<Zone, ZoneTokens>>;
type Matches = Readonly<Partial<Record<Zone, PatternMatch>>>;

/** What a target is sought in: the statement's parts, and what the entry that decided its act matched there. */
interface Scene {
  readonly phrases: Phrases;
  readonly zones: Zones;
  readonly matches: Matches;
  readonly agent: Agent | null;
}

/** Prepositions after which stands the party that a deed is laid on: "pinned … on X", "traced to X". */
const LAYING_ON = new Set(['by', 'on', 'to', 'at', 'of', 'with', 'from', 'against', 'as']);
/** Verbs that lay a deed (their object) on a party, and the prepositions before the party. */
const LAYING = [
  { verb: /^(?:attribut|trac|t(?:ie|ying)|link|connect)/u, preposition: /^(?:to|with)$/u },
  { verb: /^(?:pin(?:s|ned|ning)?$|lay|laid|put)/u, preposition: /^(?:on|upon|at|to)$/u },
];
/** Verbs whose object is the party, and the deed follows "of". */
const ACCUSING = /^(?:accus|suspect|convict)/u;
/** Verbs that also tie things to things: only a party as their object makes them blame. */
const TYING =
  /^(?:attribut|trac|t(?:ie|ying)|link|connect|point|identif|nam|call|describ|claim|alleg|find|found)/u;
/** What follows the party that is told or asked: "urged X to …", "told X not to …". */
const ADDRESSED = new Set(['to', 'not', 'that', 'about', 'against', 'for']);

/** Where the words for the target of an act are looked for; acts that are directed at nobody have none. */
const SEARCHES: Readonly<Partial<Record<Act, (scene: Scene) => Phrase | null>>> = {
  deny: ({ phrases, zones }) => sideOf(phrases, zones.source),
  attribute: (scene) => blamedParty(scene),
  penalise: (scene) => objectOf(scene) ?? scene.phrases.firstName(scene.zones.content),
  threaten: (scene) => namedObject(scene),
  'demand-evidence': (scene) => objectOf(scene),
  withhold: (scene) => namedObject(scene),
  dispute: (scene) => objectOf(scene) ?? scene.phrases.subject(scene.zones.content),
  endorse: (scene) => objectOf(scene),
  condemn: (scene) => objectOf(scene) ?? condemnedIn(scene),
  appeal: (scene) => addressee(scene),
};

/**
 * The words for the party (or thing) that an act is directed at: blamed, denied about, condemned, addressed,
 * threatened, penalised, disputed with. Null for acts that are directed at nobody, and where only a pronoun is found.
 * `matches` are those of the entry that decided the act. The country is left to the stage that knows states.
 */
export function findTarget(
  document: Document,
  act: Act,
  zones: Zones,
  matches: Matches,
  agent: Agent | null,
): Target | null {
  const phrases = new Phrases(document);
  const phrase = SEARCHES[act]?.({ phrases, zones, matches, agent }) ?? null;
  const first = phrase && document.tokens[phrase.first];
  const last = phrase && document.tokens[phrase.last - 1];
  if (!first || !last || (first === last && isPronoun(first.lower))) return null;
  const ending = /['’]s$/u.test(document.text.slice(last.start, last.end)) ? 2 : 0;
  const span = quoteOf(document.text, { start: first.start, end: last.end - ending });
  return { text: span.exact, span, country: null };
}

function isPronoun(word: string): boolean {
  return PRONOUNS.has(word) || DETERMINERS.has(word) || word === 'there' || word === 'here';
}

/**
 * The side that a source speaks for, where its words name it ("Usmar's consul", "officials of Petrovna"); else the
 * source itself, without apposition.
 */
function sideOf(phrases: Phrases, { indices }: ZoneTokens): Phrase | null {
  const end = endOf(indices);
  for (const index of indices)
    if (phrases.isName(index) && (phrases.lower(index).endsWith("'s") || phrases.lower(index - 1) === 'of'))
      return { first: index, last: phrases.nameEnd(index, end) };
  return phrases.phraseAt(indices[0] ?? end, end);
}

/** Whom the cue lays the deed on, else who did it by the content. Null where neither is a party. */
export function blamedParty(scene: Scene): Phrase | null {
  const { phrases, zones, agent } = scene;
  const isTie = zones.cue.indices
    .slice(0, zones.cue.starts)
    .some((index) => TYING.test(phrases.lower(index)));
  const fits = (phrase: Phrase | null) =>
    phrase !== null && (isTie ? isParty(phrases, phrase, true) : mayBeParty(phrases, phrase));
  const laid = laidOn(scene);
  if (fits(laid)) return laid;
  const turned = scene.matches.cue === undefined ? null : phrases.subject(zones.content);
  return agent?.phrase ?? (turned !== null && isParty(phrases, turned, true) ? turned : null);
}

/** Whom the cue lays a deed on: "pinned the raid on X", "traced to X", "accused X of". */
function laidOn(scene: Scene): Phrase | null {
  const { phrases, matches } = scene;
  const { cue, content } = scene.zones;
  if (matches.cue === undefined) return null;
  const cueWords = cue.indices.slice(0, cue.starts);
  const cueEnd = cueWords.at(-1) ?? -1;
  const laying = LAYING.find(({ verb }) => cueWords.some((index) => verb.test(phrases.lower(index))));
  if (laying !== undefined && !LAYING_ON.has(phrases.lower(cueEnd)) && !isPassive(scene)) {
    const laid = content.indices.find(
      (index, i) => i > 0 && index > cueEnd && laying.preposition.test(phrases.lower(index)),
    );
    const piece = content.indices.find((index, i) => i > 0 && index > (content.indices[i - 1] ?? 0) + 1);
    const party = laid === undefined ? piece : laid + 1;
    if (party !== undefined) return phrases.phraseAt(party, endOf(content.indices));
  }
  return objectOf(scene);
}

/** What follows the cue: its object, past a preposition. Null where the content is a clause. */
function objectOf(scene: Scene): Phrase | null {
  const { phrases, matches } = scene;
  const { cue, content } = scene.zones;
  if (matches.cue === undefined) return null;
  const end = endOf(content.indices);
  const cueEnd = cue.indices[cue.starts - 1] ?? -1;
  const after = content.indices.find((index) => index > cueEnd);
  const isTurned = isPassive(scene) && !/^(?:on|to|upon)$/u.test(phrases.lower(cueEnd));
  if (after === undefined || isTurned) return phrases.subject(content);
  if (/^(?:that|to|if|whether|why|how|what|who|when|where)$/u.test(phrases.lower(after))) return null;
  const start = PREPOSITIONS.has(phrases.lower(after)) ? after + 1 : after;
  const charge = ACCUSING.test(phrases.lower(cueEnd))
    ? content.indices.find((index) => index > start && phrases.lower(index) === 'of')
    : undefined;
  return phrases.phraseAt(start, charge ?? end);
}

/** "we condemn X", "X is reckless": what the words in the content condemn. */
function condemnedIn({ phrases, zones: { content }, matches }: Scene): Phrase | null {
  const match = matches.content;
  const last = match && content.indices[match.last - 1];
  const first = match && content.indices[match.first];
  if (last === undefined || first === undefined) return null;
  return /^(?:condemn|deplor|denounc|oppos)/u.test(phrases.lower(last))
    ? phrases.phraseAt(last + 1, endOf(content.indices))
    : phrases.phraseBefore(first, content.indices[0] ?? 0);
}

/** Who is asked to do something: the object of the cue, or the subject of what should be done. */
function addressee(scene: Scene): Phrase | null {
  const { phrases, zones } = scene;
  const first = zones.content.indices[0] ?? -1;
  const phrase = phrases.lower(first) === 'that' ? phrases.subject(zones.content) : objectOf(scene);
  if (phrase === null) return null;
  const next = phrases.lower(phrase.last);
  return isParty(phrases, phrase) ||
    (phrase.last < endOf(zones.content.indices) && (ADDRESSED.has(next) || isAuxiliary(next)))
    ? phrase
    : null;
}

/** As `objectOf`, where it is a name. */
function namedObject(scene: Scene): Phrase | null {
  const phrase = objectOf(scene);
  return phrase !== null && scene.phrases.isName(phrase.last - 1) ? phrase : null;
}

/** "X … was charged with …": the content begins before a cue in the passive. */
function isPassive({ phrases, zones: { cue, content } }: Scene): boolean {
  const indices = cue.indices.slice(0, cue.starts);
  return (
    (content.indices[0] ?? 0) < (indices.at(-1) ?? 0) && indices.some((index) => BE.has(phrases.lower(index)))
  );
}

function endOf(indices: readonly number[]): number {
  return (indices.at(-1) ?? -1) + 1;
}
