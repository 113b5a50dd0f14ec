import type { FoundStatement, Target } from '../domain/statement.ts';
import { quoteOf } from '../text/quote.ts';
import type { Span } from '../text/span.ts';
import { isAgent } from './agents.ts';
import type { Cast } from './cast.ts';
import type { CastMember } from './cast-member.ts';
import type { Named, NamedText } from './find-names.ts';
import type { Lexicon } from './lexicon.ts';
import { isPronoun } from './pronouns.ts';
import { firstWordFrom, type SourcePhrase, sourcePhraseOf } from './source-phrase.ts';

type Act = FoundStatement['act'];

interface Reading {
  readonly text: NamedText;
  readonly cast: Cast;
  readonly lexicon: Lexicon;
}

/**
 * The party among a target's words, or null: who is blamed is a state, an organ, a group, a company or somebody, never
 * the deed, the date or the victim. A deed or a claim with its doer leads to the doer: "Ostrel's attack", "the campaign
 * of the Ostrellan army".
 */
export function partyTarget(
  statement: FoundStatement,
  speaker: CastMember | null,
  reading: Reading,
): Target | null {
  const { target, act } = statement;
  if (target === null || target.span === null) return target;
  const phrase = sourcePhraseOf(reading.text, target.span);
  if (phrase === null || isPronoun(phrase) || opensWithVerb(phrase)) return null;
  if (act === 'attribute' && isVictim(statement, target.span, reading)) return null;
  if (BLAMING.has(act) && phrase.head !== null && isOwnSide(phrase.head, speaker, reading)) return null;
  if (isParty(phrase, reading) || isAccused(statement, phrase)) return target;
  const doer = doerOf(phrase, act, reading);
  if (doer === null || (BLAMING.has(act) && isOwnSide(doer, speaker, reading))) return null;
  const span = quoteOf(reading.text.text, { start: doer.start, end: doer.end });
  return { text: span.exact, span, country: null };
}

const BLAMING: ReadonlySet<Act> = new Set(['attribute', 'penalise', 'condemn', 'threaten']);

/** Nobody blames itself: "the minister said that Ostrel condemns …" is about another. */
function isOwnSide(named: Named, speaker: CastMember | null, { cast }: Reading): boolean {
  if (speaker === null) return false;
  const { entry } = named;
  const name = cast.memberOf.get(named)?.name ?? ('name' in entry ? entry.name : null);
  return name !== null && [speaker, ...speaker.countsFor].some((side) => side.name === name);
}

/** "blamed a state actor": the target begins before its noun phrase does. */
function opensWithVerb({ words }: SourcePhrase): boolean {
  return /^\p{Ll}+ed (?:an?|the)\b/u.test(words);
}

/** Listed among hackers as who speaks in ransom notes; nobody to blame. */
const MALWARE = /^(?:ransomware|malware|virus|trojan|worm|botnet|scam|robocall|ransom note authors)$/;
/** Listed among companies, since companies are called so; as a target they are what was struck. */
const SYSTEMS = /^(?:social )?(?:network|app|platform|service|exchange)$/;
const PARTY_NOUNS =
  /^(?:states?|countr(?:y|ies)|regimes?|groups?|arm(?:y|ies)|forces|proxies|navy|cells?|gangs?|cartels?|syndicates?|citizens?|nationals?|pair|duo|trio|elements?|entit(?:y|ies)|interests|(?:hack|cyber|spy)\p{L}*(?:group|gang|unit|crew)s?)$/u;

function isParty({ head, headWord }: SourcePhrase, { cast, lexicon }: Reading): boolean {
  if (head === null) return PARTY_NOUNS.test(headWord) || isAgent(headWord, lexicon);
  switch (head.entry.class) {
    case 'state':
    case 'place':
    case 'organ':
    case 'organisation':
    case 'person':
    case 'office':
      return true;
    case 'anaphor':
      return !SYSTEMS.test(headWord);
    case 'name':
      return cast.memberOf.has(head);
    case 'noun':
      return head.entry.kind !== 'document' && !MALWARE.test(headWord);
    default:
      return false;
  }
}

/** Classes of listed words that name no party. */
const NO_PARTIES: ReadonlySet<string> = new Set(['product', 'noun']);
const ACCUSES = /\b(?:accus|blam|suspect|indict|incriminat)\p{L}*$/iu;

/**
 * Whether the words stand right after a verb that only parties are the object of, and end in a name or in what a party is
 * called: "blamed Unit 19", "accused the Daewollan secret service". What no list holds is a party by its place then.
 */
function isAccused({ act, cue }: FoundStatement, { start, words, head, headWord }: SourcePhrase): boolean {
  const verb = cue.at(-1);
  if (act !== 'attribute' || verb === undefined || !ACCUSES.test(verb.exact)) return false;
  if (start < verb.end || start - verb.end > 1 || DEEDS.test(headWord)) return false;
  const isNamed = head === null ? /^[\p{Lu}\p{N}]/u.test(words.split(' ').at(-1) ?? '') : true;
  return isNamed && /\p{Lu}/u.test(words) && !NO_PARTIES.has(head?.entry.class ?? '');
}

/** Deeds and shares in them: to lay one at somebody's door is to blame its doer. */
const DEEDS =
  /^(?:(?:cyber-?)?(?:attack|hack|intrusion|operation|campaign|activit(?:y|ie)|theft|espionage|aggression|crime|sabotage|offensive)s?|hacking|spying|help|aid|involvement|role|hand|complicity|responsibility|part|support|sponsorship|backing|direction|meddling|interference|behaviou?r|conduct|actions?|acts?|breach(?:es)?|intrusions?|malware|approach|invasion|war|disinformation)$/;

/** Whose deed it is: the state or name before the head ("Chinese help", "Ostrel's attack"), or after "of", "by", "from". */
function doerOf(phrase: SourcePhrase, act: Act, reading: Reading): Named | null {
  const { headWord, before, after } = phrase;
  if (act === 'attribute' && !DEEDS.test(headWord)) return null;
  const owner = before.findLast((named) => isOwner(named, reading));
  if (owner !== undefined) return owner;
  return after.find((named) => isOwner(named, reading) && isLinked(named, reading)) ?? null;
}

function isOwner(named: Named, { cast }: Reading): boolean {
  const { entry } = named;
  return entry.class === 'state' || (entry.class !== 'product' && cast.memberOf.has(named));
}

/** Whether "of", "by" or "from" stands before a name, with no more than an article between. */
function isLinked({ first }: Named, { text: { words } }: Reading): boolean {
  const link = words[first - 1]?.lower === 'the' ? words[first - 2] : words[first - 1];
  return link !== undefined && /^(?:of|by|from)$/.test(link.lower);
}

const AIMED_AT =
  /\b(?:targeting|targeted|hitting|attacked|hacked|breached|disrupt(?:ed|ing)|(?:attacks?|hacks?|intrusions?|operations?|campaigns?|strikes?|assaults?) (?:on|against|upon)|targets?\b[^.;]{0,50}\b(?:been|is|was|were|are|be))\s+(?:the |an? )?$/i;
/** Verbs that lay a deed *on* somebody: "blamed the attack on Ostrel". */
const LAYS_ON = /\b(?:blam|pin|lay|laid|peg|fault)/i;
/** In UTF-16 code units: how far before the target its role is read. */
const BEFORE = 90;

/** Whether the words before say that it was struck, not that it struck. */
function isVictim(statement: FoundStatement, { start }: Span, { text }: Reading): boolean {
  if (statement.cue.some(({ exact }) => LAYS_ON.test(exact))) return false;
  const word = firstWordFrom(text, start);
  let first = word;
  while (first > 0 && text.sentenceOf[first - 1] === text.sentenceOf[word]) first--;
  const from = Math.max(text.words[first]?.start ?? 0, start - BEFORE);
  return AIMED_AT.test(text.text.slice(from, start));
}
