import { lastMention, type Surroundings } from './antecedents.ts';
import { type CastMember, organisationMember } from './cast-member.ts';
import type { Named } from './find-names.ts';
import { antecedentOf } from './pronouns.ts';
import { POSSESSIVES, type SourcePhrase } from './source-phrase.ts';

/** "A report on the Ostrellan army", "players on a network": what stands after these words owns nothing. */
const TOPICS =
  /^(?:on|about|into|to|against|regarding|concerning|through|via|over|going|posing|using|calling|claiming|raised|born)$/u;

/** Names beside the head that may own it, nearest before it first. */
export function namesBeside({ before, after, link }: SourcePhrase): Named[] {
  return [...before.toReversed(), ...(link !== null && TOPICS.test(link) ? [] : after)];
}

/**
 * The organisation, organ, place or state in the source beside its head: nearest before it, else first after it; whoever
 * the text places goes before whoever only the home of the article does.
 */
export function ownerIn(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  const owners = namesBeside(phrase).flatMap((name) => {
    const member = around.cast.memberOf.get(name) ?? areaMember(name);
    if (member === null) return [];
    return isOneOfSeveral(name, around) ? { ...member, country: null } : member;
  });
  const owner = owners.find(({ isPlacedByHome }) => !isPlacedByHome) ?? owners[0];
  if (owner !== undefined) return owner;
  return ownerNoun(phrase, around) ?? ownerPronoun(phrase, around);
}

/** "its statement", "their report": whoever the possessive stands for. */
function ownerPronoun(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  const { first, last, headWord } = phrase;
  const word = around.text.words[first]?.lower ?? '';
  if (last - first < 2 || word === headWord || !POSSESSIVES.has(word)) return null;
  return antecedentOf({ ...phrase, headWord: word }, around);
}

/** Words that set others beside a state: "US and Western officials". */
const OTHERS = /^(?:foreign|western|european|allied|other|international|asian|overseas|nato)$/u;

/** "US and Western officials", "American and British agencies" are of no one state. */
function isOneOfSeveral(name: Named, { text: { words, covering } }: Surroundings): boolean {
  if (name.entry.class !== 'state') return false;
  const beside = (link: number, other: number) => {
    if (!/^(?:and|or)$/u.test(words[link]?.lower ?? '')) return false;
    const entry = covering[other]?.entry;
    const isState = entry?.class === 'state' && entry.form === 'demonym';
    return OTHERS.test(words[other]?.lower ?? '') || (isState && entry.country !== countryOf(name));
  };
  return beside(name.last, name.last + 1) || beside(name.first - 1, name.first - 2);
}

function countryOf({ entry }: Named): string | null {
  return 'country' in entry ? entry.country : null;
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
