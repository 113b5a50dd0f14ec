import type { SpeakerKind } from '../domain/act.ts';
import type { PartyReference } from '../domain/party.ts';
import type { Span } from '../text/span.ts';
import { sexOfOffice } from './affiliation.ts';
import { isAgent } from './agents.ts';
import { anaphor } from './anaphor.ts';
import { because, lastMention, lastOrganisation, lastSpeaker, type Surroundings } from './antecedents.ts';
import { type CastMember, organisationMember } from './cast-member.ts';
import { partsOf } from './coordination.ts';
import { documentOf, isDefinite, isTaken } from './documents.ts';
import type { OfficeKind } from './lexicon.ts';
import { namesBeside, ownerIn } from './owners.ts';
import { isPronoun, PRONOUNS, resolvePronoun } from './pronouns.ts';
import { type SourcePhrase, sourcePhraseOf } from './source-phrase.ts';

type Rule = (phrase: SourcePhrase, around: Surroundings) => CastMember | null;

/** The rules by what the source's head word is, asked in this order; the first that knows decides. */
const RULES: readonly Rule[] = [
  named,
  office,
  speakerNoun,
  (phrase, around) => anaphor(phrase, ownerIn(phrase, around), around),
  anyNamed,
  wordsAlone,
];

/**
 * Who a source refers to, the first of several with the others beside it; null where its words name nothing that can
 * speak.
 */
export function resolveSource(span: Span, around: Surroundings): CastMember | null {
  const parts = partsOf(around.text, span) ?? [span];
  const [first, ...others] = parts.flatMap((part) => resolveOne(part, around) ?? []);
  if (first === undefined) return null;
  return others.length === 0 ? first : { ...first, others: others.filter(({ name }) => name !== first.name) };
}

function resolveOne(span: Span, around: Surroundings): CastMember | null {
  const phrase = sourcePhraseOf(around.text, span);
  if (phrase === null) return null;
  if (opensWithVerb(phrase, around)) return null;
  const rest = afterQuantifier(phrase, around);
  if (rest !== null) return resolveOne(rest, around);
  if (phrase.head === null && isPronoun(phrase))
    return relativeOf(phrase, around) ?? resolvePronoun(phrase, around);
  for (const rule of RULES) {
    const member = rule(phrase, around);
    if (member !== null) return member;
  }
  return null;
}

/** The reference that a statement keeps; of those who speak beside the first, only whoever has a name. */
export function referenceOf(member: CastMember): PartyReference {
  const others = member.others.filter((other) => isNamed(other)).map(singleReference);
  return { ...singleReference(member), ...(others.length > 0 && { others }) };
}

function singleReference(member: CastMember) {
  const { name, kind, country, office, isPlacedByHome, countsFor, reason, via } = member;
  const speaksFor = countsFor.filter((party) => party.name !== name);
  const because = [via, reason].filter(Boolean).join('; ');
  return {
    name,
    kind,
    country,
    ...(isPlacedByHome && { isPlacedByHome }),
    office,
    ...(speaksFor.length > 0 && { speaksFor }),
    reason: because,
  };
}

function isNamed({ name, kind }: CastMember): boolean {
  return kind !== 'unnamed' && /^\p{Lu}/u.test(name);
}

/** In words: how far back the noun phrase before "who" may begin. */
const RELATIVE_REACH = 4;

/** "US officials who …": the noun phrase right before the relative pronoun, where its head is a noun or an office. */
function relativeOf({ first, last, headWord }: SourcePhrase, around: Surroundings): CastMember | null {
  const { covering, words, sentenceOf, text } = around.text;
  const head = covering[first - 1];
  if (last - first > 1 || !['who', 'which', 'that'].includes(headWord)) return null;
  if (!head || !RELATIVE_HEADS.has(head.entry.class) || sentenceOf[first - 1] !== sentenceOf[first])
    return null;
  if (/\S/u.test(text.slice(head.end, words[first]?.start))) return null;
  let from = head.first;
  for (let i = from - 1; i >= head.first - RELATIVE_REACH && sentenceOf[i] === sentenceOf[first]; i--) {
    const gap = text.slice(words[i]?.end, words[i + 1]?.start);
    if (gap !== ' ' || (covering[i] === null && !ADJECTIVES.test(words[i]?.lower ?? ''))) break;
    from = i;
  }
  return resolveOne({ start: words[from]?.start ?? head.start, end: head.end }, around);
}

const RELATIVE_HEADS: ReadonlySet<string> = new Set(['noun', 'office', 'anaphor']);
const ADJECTIVES =
  /^(?:the|a|an|two|three|several|some|senior|other|many|former|government|military|western|european|cyber)$/u;

/** "… blamed Ostrel on Tuesday": a source that was cut off before its verb names whom the verb is about. */
function opensWithVerb({ first }: SourcePhrase, { text }: Surroundings): boolean {
  const word = text.words[first]?.form ?? '';
  const next = text.covering[first + 1]?.entry;
  if (!/^\p{Ll}+ed$/u.test(word) || text.covering[first] !== null) return false;
  return next?.class === 'state' && next.form !== 'demonym';
}

const QUANTIFIERS = new Set(
  'none all most many some several both neither either each one two three half any dozens hundreds thousands millions scores'.split(
    ' ',
  ),
);

/** "None of the agencies", "most of the governments": what is counted, not the count. */
function afterQuantifier({ headWord, first, last, end }: SourcePhrase, { text }: Surroundings): Span | null {
  const of = first + 1;
  if (!QUANTIFIERS.has(headWord) || text.words[first]?.lower !== headWord || last - of < 2) return null;
  if (text.words[of]?.lower !== 'of' || PRONOUNS.has(text.words[of + 1]?.lower ?? '')) return null;
  return { start: text.words[of + 1]?.start ?? end, end };
}

/** The head is a name: a state, an organ, an organisation, a person. */
function named(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  const { head } = phrase;
  if (head === null) return null;
  const member = around.cast.memberOf.get(head);
  if (member !== undefined) return member;
  const { entry } = head;
  if (entry.class === 'state')
    return organisationMember({
      name: entry.name,
      kind: 'state',
      country: entry.country,
      reason: `"${phrase.words}" names the state`,
    });
  if (entry.class === 'place')
    return organisationMember({
      name: entry.name,
      kind: 'agency',
      country: entry.country,
      reason: `"${phrase.words}" stands for its government`,
    });
  return null;
}

/** The reason for a country that no words beside the source give. */
function atHome(country: string | null): string {
  return country === null ? '' : `; ${country} is the home of the article`;
}

const OFFICE_SPEAKERS: Record<OfficeKind, SpeakerKind> = {
  official: 'official',
  spoke: 'official',
  executive: 'person',
  expert: 'expert',
  person: 'person',
  media: 'media',
};

/** "a spokesman for O" speaks for O; "the mayor" is the mayor named before; else the office alone. */
function office(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  const entry = phrase.head?.entry;
  if (entry?.class !== 'office') return null;
  const bearer = phrase.after
    .map((name) => around.cast.memberOf.get(name))
    .find((member) => member?.isPerson);
  if (bearer !== undefined) return because(bearer, `"${phrase.words}" stands beside the name`);
  const owner = ownerIn(phrase, around);
  if (entry.kind !== 'spoke' && !phrase.isIndefinite) {
    const holder = lastMention(
      around,
      phrase.start,
      ({ member }) => member.isPerson && (member.title?.endsWith(phrase.headWord) ?? false),
    );
    if (holder !== null)
      return because(holder, `"${phrase.words}" is ${holder.name}, named with that office before`);
  }
  if (entry.kind === 'spoke') {
    const organisation = owner ?? sameSpokesperson(phrase, around) ?? lastOrganisation(around, phrase.start);
    if (organisation?.isPerson) return because(organisation, `"${phrase.words}" is ${organisation.name}`);
    if (organisation !== null)
      return because(
        { ...organisation, sex: sexOfOffice(phrase.words), isSpokenFor: true },
        `"${phrase.words}" speaks for ${organisation.name}${owner === null ? ', the organisation last named' : ''}`,
      );
  }
  const held = owner ?? null;
  const country = held === null ? around.cast.home : held.country;
  const kind = held?.kind === 'company' && entry.kind === 'spoke' ? 'company' : OFFICE_SPEAKERS[entry.kind];
  const isPlaced = kind === 'official' || kind === 'person' || held !== null;
  return organisationMember({
    name: phrase.words,
    kind: kind === 'person' && held?.kind === 'agency' ? 'official' : kind,
    country: isPlaced ? country : null,
    isPlacedByHome: isPlaced && country !== null && (held?.isPlacedByHome ?? true),
    office: held?.name ?? null,
    isPerson: true,
    reason:
      held === null
        ? `"${phrase.words}" is an office${atHome(country)}`
        : `"${phrase.words}" of ${held.name}`,
  });
}

/** "The spokesman", after "a spokesman for O said" or "O's spokesman N N": the one who spoke last. */
function sameSpokesperson(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  if (!isDefinite(phrase, around)) return null;
  return lastSpeaker(
    around,
    ({ isSpokenFor, title }) => isSpokenFor || (title?.endsWith(phrase.headWord) ?? false),
  );
}

/** "US officials", "the hackers", "the report": a noun that tells what kind of source it is. */
function speakerNoun(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  const entry = phrase.head?.entry;
  if (entry?.class !== 'noun') return null;
  const first = phrase.before
    .map((name) => around.cast.memberOf.get(name))
    .find((member) => member?.isPerson);
  // "N N and two other ministers"
  if (first !== undefined && entry.kind !== 'document')
    return because(first, `"${phrase.words}" holds the name`);
  const owner = ownerIn(phrase, around);
  const again = owner === null ? sameNounBefore(phrase, entry.kind, around) : null;
  if (again !== null) return because(again, `"${phrase.words}" as named before`);
  const common = { name: phrase.words, kind: entry.kind };
  const by = owner === null ? '' : ` of ${owner.name}`;
  const reason = `"${phrase.headWord}"${by}`;
  switch (entry.kind) {
    case 'document':
      return (owner === null ? paperBefore(phrase, around) : null) ?? documentOf(phrase, owner, around);
    case 'expert': {
      const holder = isDefinite(phrase, around)
        ? lastSpeaker(around, ({ kind, security }) => kind === 'expert' || security)
        : null;
      if (owner?.kind === 'company') return because(owner, `"${phrase.words}" speak for ${owner.name}`);
      return holder === null
        ? organisationMember({ ...common, country: owner?.country ?? null, reason })
        : because(holder, `"${phrase.words}" is ${holder.name}, who spoke before`);
    }
    case 'media': {
      const outlet =
        owner === null && !phrase.isIndefinite
          ? lastMention(around, phrase.start, ({ member }) => member.kind === 'media')
          : null;
      return outlet === null
        ? organisationMember({ ...common, country: owner?.country ?? null, reason })
        : because(outlet, `"${phrase.words}" is ${outlet.name}, named before`);
    }
    case 'official': {
      if (owner?.kind === 'company') return because(owner, `"${phrase.words}" speak for ${owner.name}`);
      const country = owner === null ? around.cast.home : owner.country;
      return organisationMember({
        ...common,
        country,
        isPlacedByHome: country !== null && (owner?.isPlacedByHome ?? true),
        office: owner?.kind === 'agency' ? owner.name : null,
        reason: owner === null ? `${reason}${atHome(country)}` : reason,
      });
    }
    case 'threat-group': {
      // "Mekinac's attackers" are not of Mekinac: only a demonym says whose they are.
      const isTheirs = phrase.before.some(({ entry }) => entry.class === 'state' && entry.form === 'demonym');
      return organisationMember({ ...common, country: isTheirs ? (owner?.country ?? null) : null, reason });
    }
    default:
      return organisationMember({ ...common, country: owner?.country ?? null, reason });
  }
}

/** "The paper" is the newspaper last named, where no document is. */
function paperBefore(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  if (phrase.headWord !== 'paper' || !isDefinite(phrase, around)) return null;
  const named = lastMention(around, phrase.start, ({ member }) => member.kind === 'media');
  return named && because(named, `"${phrase.words}" is ${named.name}, named before`);
}

/** Kinds of which "the source", "the officials" are those who spoke before under the same noun. */
const KEPT: ReadonlySet<SpeakerKind> = new Set(['unnamed', 'official', 'person']);

/** "The source", after "a source in the ministry": who spoke before under that noun, if the words add nothing to it. */
function sameNounBefore(phrase: SourcePhrase, kind: SpeakerKind, around: Surroundings): CastMember | null {
  const isBare = phrase.words.toLowerCase() === phrase.headWord;
  if (!KEPT.has(kind) || !isBare || !isDefinite(phrase, around)) return null;
  const noun = phrase.headWord.replace(/s$/u, '');
  return lastSpeaker(
    around,
    (member) =>
      !/^\p{Lu}/u.test(member.name) && member.kind === kind && lastWordOf(member).replace(/s$/u, '') === noun,
  );
}

function lastWordOf({ name }: CastMember): string {
  return name.toLowerCase().split(' ').at(-1) ?? '';
}

/** No list holds the head: whoever is named in the source, persons first. */
function anyNamed(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  const beside = namesBeside(phrase).sort((a, b) => a.start - b.start);
  const members = beside.flatMap((name) => around.cast.memberOf.get(name) ?? []);
  const member =
    members.find(({ isPerson }) => isPerson) ?? members.find(({ kind }) => kind !== 'state') ?? members[0];
  if (member === undefined) return null;
  if (isTaken(phrase, around))
    return organisationMember({
      name: phrase.words,
      kind: 'document',
      country: null,
      reason: `"${phrase.words}" was taken from ${member.name}`,
    });
  return (
    othersBeside(phrase, member) ?? because(member, `"${phrase.words}" holds the name of ${member.name}`)
  );
}

/** Those who stand beside or against a party are not that party: "Mekinac's partners". */
const NOT_OWN =
  /^(?:partners?|all(?:y|ies)|critics?|rivals?|neighbou?rs?|adversar(?:y|ies)|enem(?:y|ies)|opponents?|victims?|targets?)$/u;
const BODIES = /^(?:agencies|bodies|organs|institutions|departments|ministries|services)$/u;

/** "Mekinac's partners" are others, "Mekinac agencies" several of its own; null where the name's bearer itself is meant. */
function othersBeside({ headWord, words, before }: SourcePhrase, owner: CastMember): CastMember | null {
  if (before.length === 0) return null;
  if (NOT_OWN.test(headWord)) {
    const reason = `"${words}" are others than ${owner.name}`;
    return organisationMember({ name: words, kind: 'unnamed', country: null, reason });
  }
  if (owner.kind !== 'state' || !BODIES.test(headWord)) return null;
  const { country } = owner;
  return organisationMember({ name: words, kind: 'agency', country, reason: `"${words}" of ${owner.name}` });
}

/** Nothing is known but the words; a thing or an event ("the timing") is nobody. */
function wordsAlone(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  const hasCapital = /^\p{Lu}/u.test(phrase.words.split(' ').at(-1) ?? '') && phrase.words.includes(' ');
  if (!hasCapital && !isAgent(phrase.headWord, around.lexicon) && !isAcronym(phrase)) return null;
  const owner = NOT_OWN.test(phrase.headWord) ? null : ownerIn(phrase, around);
  return organisationMember({
    name: phrase.words,
    kind: 'unnamed',
    country: owner?.country ?? null,
    isPlacedByHome: owner?.isPlacedByHome ?? false,
    reason: `"${phrase.words}"${owner === null ? ' names nobody that is known' : ` of ${owner.name}`}`,
  });
}

/** "IAAF", "K.L.M.": capitals alone. */
function isAcronym({ words }: SourcePhrase): boolean {
  return /^(?:\p{Lu}\.?){2,}$/u.test(words);
}
