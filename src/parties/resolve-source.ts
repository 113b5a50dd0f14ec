import type { SpeakerKind } from '../domain/act.ts';
import type { PartyReference } from '../domain/party.ts';
import type { Span } from '../text/span.ts';
import { because, lastMention, lastOrganisation, lastSpeaker, type Surroundings } from './antecedents.ts';
import { type CastMember, organisationMember } from './cast-member.ts';
import type { Named } from './find-names.ts';
import type { OfficeKind } from './lexicon.ts';
import { isPronoun, resolvePronoun } from './pronouns.ts';
import { type SourcePhrase, sourcePhraseOf } from './source-phrase.ts';

type Rule = (phrase: SourcePhrase, around: Surroundings) => CastMember | null;

/** The rules by what the source's head word is, asked in this order; the first that knows decides. */
const RULES: readonly Rule[] = [named, office, speakerNoun, anaphor, anyNamed, wordsAlone];

/** Who a source refers to; null where it holds no word. */
export function resolveSource(span: Span, around: Surroundings): CastMember | null {
  const phrase = sourcePhraseOf(around.text, span);
  if (phrase === null) return null;
  if (phrase.head === null && isPronoun(phrase)) return resolvePronoun(phrase, around);
  for (const rule of RULES) {
    const member = rule(phrase, around);
    if (member !== null) return member;
  }
  return null;
}

export function referenceOf({ name, kind, country, office, reason, via }: CastMember): PartyReference {
  return { name, kind, country, office, reason: [via, reason].filter(Boolean).join('; ') };
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
    const organisation = owner ?? lastOrganisation(around, phrase.start);
    if (organisation !== null)
      return because(
        organisation,
        `"${phrase.words}" speaks for ${organisation.name}${owner === null ? ', the organisation last named' : ''}`,
      );
  }
  const held = owner ?? null;
  const country = held?.country ?? around.cast.home;
  const kind = held?.kind === 'company' && entry.kind === 'spoke' ? 'company' : OFFICE_SPEAKERS[entry.kind];
  const isPlaced = kind === 'official' || kind === 'person' || held !== null;
  return organisationMember({
    name: phrase.words,
    kind: kind === 'person' && held?.kind === 'agency' ? 'official' : kind,
    country: isPlaced ? country : null,
    office: held?.name ?? null,
    isPerson: true,
    reason:
      held === null
        ? `"${phrase.words}" is an office; country from the article as a whole`
        : `"${phrase.words}" of ${held.name}`,
  });
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
  const common = { name: phrase.words, kind: entry.kind };
  const by = owner === null ? '' : ` of ${owner.name}`;
  const reason = `"${phrase.headWord}"${by}`;
  switch (entry.kind) {
    case 'document': {
      const isPublished = around.lexicon.published.has(phrase.headWord);
      const publisher =
        owner ??
        (isPublished
          ? lastSpeaker(around, ({ country, kind }) => country !== null && kind !== 'document')
          : null);
      return organisationMember({
        ...common,
        country: publisher?.country ?? null,
        office: publisher?.name ?? null,
        reason:
          publisher === null
            ? reason
            : `"${phrase.words}", published by ${publisher.name} by its surroundings`,
      });
    }
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
      const country = owner?.country ?? around.cast.home;
      return organisationMember({
        ...common,
        country,
        office: owner?.kind === 'agency' ? owner.name : null,
        reason: owner === null ? `${reason}; country from the article as a whole` : reason,
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

/** "the researchers" are some that were named; "researchers" are any. */
function isDefinite({ first }: SourcePhrase, { text }: Surroundings): boolean {
  return text.words[first]?.lower === 'the';
}

/** "the company", "the bureau": the organisation last named whose name holds the noun, else the last of that kind. */
function anaphor(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  const entry = phrase.head?.entry;
  if (entry?.class !== 'anaphor') return null;
  const owner = ownerIn(phrase, around);
  const known = phrase.isIndefinite ? null : pointedAt(phrase, entry.kind, owner, around);
  if (known !== null) return because(known, `"${phrase.words}" is ${known.name}, named before`);
  const country = owner?.country ?? around.cast.home;
  const reason = `"${phrase.words}" is named by its kind alone`;
  return organisationMember({ name: phrase.words, kind: entry.kind, country, reason });
}

/** Nouns for local government: only a name that holds the noun will do. */
const LOCAL = new Set([
  'city',
  'county',
  'town',
  'borough',
  'district',
  'municipality',
  'state',
  'university',
  'college',
  'school',
]);

function pointedAt(
  phrase: SourcePhrase,
  kind: 'agency' | 'company',
  owner: CastMember | null,
  around: Surroundings,
): CastMember | null {
  const fits = (member: CastMember) =>
    !member.isPerson && (owner === null || owner.country === null || owner.country === member.country);
  const bearsNoun = ({ name }: CastMember) => name.toLowerCase().split(/\W+/u).includes(phrase.headWord);
  const byNoun = lastMention(around, phrase.start, ({ member }) => fits(member) && bearsNoun(member));
  // "the Committee", with a capital, is one committee: the last agency of whatever name will not do.
  const isCommonNoun =
    phrase.head?.first === phrase.first || /^\p{Ll}/u.test(phrase.words.split(' ').at(-1) ?? '');
  if (byNoun !== null || !isCommonNoun || LOCAL.has(phrase.headWord)) return byNoun;
  return (
    lastMention(
      around,
      phrase.start,
      ({ member }) => fits(member) && member.kind === kind && !member.isGuess,
    ) ?? lastSpeaker(around, (member) => fits(member) && member.kind === kind)
  );
}

/** No list holds the head: whoever is named in the source, persons first. */
function anyNamed(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  const members = [...phrase.before, ...phrase.after].flatMap((name) => around.cast.memberOf.get(name) ?? []);
  const member =
    members.find(({ isPerson }) => isPerson) ?? members.find(({ kind }) => kind !== 'state') ?? members[0];
  return member === undefined ? null : because(member, `"${phrase.words}" holds the name of ${member.name}`);
}

/** Nothing is known but the words. */
function wordsAlone(phrase: SourcePhrase): CastMember {
  return organisationMember({
    name: phrase.words,
    kind: 'unnamed',
    country: null,
    reason: `"${phrase.words}" names nobody that is known`,
  });
}

/** The organisation, organ, place or state in the source beside its head: nearest before it, else first after it. */
function ownerIn(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  for (const name of [...phrase.before.toReversed(), ...phrase.after]) {
    const member = around.cast.memberOf.get(name) ?? areaMember(name);
    if (member !== null) return member;
  }
  return ownerNoun(phrase, around);
}

/** A demonym or place as an owner: "Chinese officials", "Atlanta officials". */
function areaMember({ entry }: Named): CastMember | null {
  if (entry.class !== 'state' && entry.class !== 'place') return null;
  return organisationMember({
    name: entry.name,
    kind: entry.class === 'state' ? 'state' : 'agency',
    country: entry.country,
    reason: '',
  });
}

/** "company officials", "a spokesman for the prosecutors": a noun beside the head that points back to an organisation. */
function ownerNoun(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  for (const name of [...phrase.before.toReversed(), ...phrase.after])
    if (name.entry.class === 'anaphor') {
      const { kind } = name.entry;
      return lastMention(around, phrase.start, ({ member }) => !member.isPerson && member.kind === kind);
    }
  return null;
}
