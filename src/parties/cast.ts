import type { CastMember } from './cast-member.ts';
import type { Named, NamedText } from './find-names.ts';
import { homeOf } from './home.ts';
import type { Lexicon } from './lexicon.ts';
import { type CastReader, memberFor } from './member-of-name.ts';
import type { OrganMemory } from './organs.ts';

/** A place where a member is named. */
export interface CastMention {
  readonly named: Named;
  readonly member: CastMember;
}

/** Everybody named in an article, in order of mention. */
export interface Cast {
  readonly mentions: readonly CastMention[];
  /** What each named stretch refers to. */
  readonly memberOf: ReadonlyMap<Named, CastMember>;
  /** ISO 3166-1 alpha-3 of the state the article is mostly about, or null; for those whom it does not place. */
  readonly home: string | null;
  readonly organs: OrganMemory;
}

/**
 * Reads who is who: first everybody named in full, then short names back to them ("Ms Hua", "the NCSC").
 *
 * @param accused ISO 3166-1 alpha-3 of the states that statements blame: they are not where an article's people are.
 */
export function readCast(text: NamedText, lexicon: Lexicon, accused: ReadonlySet<string>): Cast {
  const { country: home, isSure } = homeOf(text, accused);
  const organs: OrganMemory = {
    bound: new Map(),
    home,
    isHomeSure: isSure,
    stateNames: lexicon.stateNames,
    organNames: lexicon.organNames,
  };
  const memberOf = new Map<Named, CastMember>();
  const reader: CastReader = {
    text,
    lexicon,
    organs,
    memberOf,
    beingRead: new Set(),
    frequency: nameFrequency(text),
  };
  for (const named of text.named) memberFor(reader, named);
  completeNames(memberOf);
  linkShortNames(text, memberOf);
  const mentions = text.named.flatMap((named) => {
    const member = memberOf.get(named);
    return member === undefined ? [] : [{ named, member }];
  });
  return { mentions, memberOf, home, organs };
}

function nameFrequency(text: NamedText): Map<string, number> {
  const frequency = new Map<string, number>();
  for (const { entry, start, end } of text.named) {
    if (entry.class !== 'name') continue;
    const words = text.text.slice(start, end);
    frequency.set(words, (frequency.get(words) ?? 0) + 1);
  }
  return frequency;
}

/** "Ms Marn" makes a person of the "Ada Marn" whom nothing else introduced. */
function completeNames(memberOf: Map<Named, CastMember>): void {
  const titled = new Map<string, CastMember>();
  for (const member of memberOf.values())
    if (member.isPerson && !member.name.includes(' ')) titled.set(keyOf(member.name), member);
  if (titled.size === 0) return;
  for (const [named, { name, isGuess, isPerson }] of memberOf) {
    const surname = /^\S+ (?:\S+ )?(\S+)$/u.exec(name)?.[1];
    const person = isGuess && !isPerson && surname ? titled.get(keyOf(surname)) : undefined;
    if (person === undefined) continue;
    memberOf.set(named, { ...person, name, via: `"${name}" is the ${person.name} named with a title` });
  }
}

/**
 * Sets each later or shorter name to whoever bears it in full in this article, whoever was introduced best. Initials
 * that the article itself puts in brackets after a name go before listed ones: "National Cyber Centre (NCC)".
 */
function linkShortNames(text: NamedText, memberOf: Map<Named, CastMember>): void {
  const byShortName = shortNames(memberOf.values());
  const bracketed = bracketedInitials(text, memberOf);
  for (const named of text.named) {
    const { entry, start, end } = named;
    if (entry.class !== 'organisation' && entry.class !== 'name') continue;
    const words = text.text.slice(start, end);
    const own = bracketed.get(words);
    const known = entry.class === 'name' ? byShortName.get(keyOf(words)) : undefined;
    const held = memberOf.get(named);
    if (own !== undefined) memberOf.set(named, own);
    else if (known !== undefined && (!held?.isPerson || known.isPerson)) memberOf.set(named, known);
  }
}

function bracketedInitials(
  text: NamedText,
  memberOf: ReadonlyMap<Named, CastMember>,
): Map<string, CastMember> {
  const initials = new Map<string, CastMember>();
  for (const named of text.named) {
    const member = memberOf.get(named);
    const next = text.words[named.last];
    if (member === undefined || next === undefined || named.last - named.first < 2) continue;
    const isBracketed =
      /^\s?\($/u.test(text.text.slice(named.end, next.start)) && text.text[next.end] === ')';
    if (isBracketed && /^[\p{Lu}\p{N}]{2,10}$/u.test(next.form) && !initials.has(next.form))
      initials.set(next.form, member);
  }
  return initials;
}

function keyOf(words: string): string {
  return words.toLowerCase().replace(/[’']s$/u, '');
}

/** Full names, last and first names of persons, initials and first words of organisations, each to one bearer. */
function shortNames(members: Iterable<CastMember>): Map<string, CastMember> {
  const short = new Map<string, CastMember>();
  const add = (key: string | undefined, member: CastMember): void => {
    if (key !== undefined && key.length > 1 && !short.has(key)) short.set(key, member);
  };
  const all = [...new Set(members)].sort((a, b) => introducedRank(a) - introducedRank(b));
  for (const member of all) if (member.name.includes(' ')) add(keyOf(member.name), member);
  for (const { isPerson, words, member } of all.map(wordsOfName)) {
    if (words.length < 2) continue;
    const lower = words.map((word) => word.toLowerCase());
    if (isPerson) {
      add(lower.at(-1), member);
      if (lower.length > 2) add(lower.slice(1).join(' '), member);
      add(lower[0], member);
    } else {
      const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
      add(capitals.map((word) => word.charAt(0).toLowerCase()).join(''), member);
      // What follows an "of" is another party: "Ostrel" is not the Army of Ostrel.
      const ends = lower.includes('of') ? [lower[0]] : [lower[0], lower.at(-1)];
      if (member.kind !== 'state') for (const word of ends) add(word, member);
    }
  }
  for (const member of all) add(keyOf(member.name), member);
  return short;
}

function wordsOfName(member: CastMember): { isPerson: boolean; words: string[]; member: CastMember } {
  return { isPerson: member.isPerson, words: member.name.split(/[\s-]+/u), member };
}

/** Persons with an office first, then other persons, then organisations, then bare guesses. */
function introducedRank({ isPerson, title, office, isGuess }: CastMember): number {
  if (isPerson) return title !== null || office !== null ? 0 : 1;
  return isGuess ? 3 : 2;
}
