import { because, firstMentionAfter, lastMention, lastSpeaker, type Surroundings } from './antecedents.ts';
import type { CastMention } from './cast.ts';
import { type CastMember, organisationMember } from './cast-member.ts';
import type { SourcePhrase } from './source-phrase.ts';

/** "the company", "the bureau": the organisation last named whose name holds the noun, else the last of that kind. */
export function anaphor(
  phrase: SourcePhrase,
  owner: CastMember | null,
  around: Surroundings,
): CastMember | null {
  const entry = phrase.head?.entry;
  if (entry?.class !== 'anaphor') return null;
  const isOfPerson = OF_PERSON.has(around.text.words[phrase.first]?.lower ?? '');
  const known = phrase.isIndefinite || isOfPerson ? null : pointedAt(phrase, entry.kind, owner, around);
  if (known !== null) return because(known, `"${phrase.words}" is ${known.name}, named before`);
  const introduced = owner === null && !isOfPerson ? introducedLater(phrase, around) : null;
  if (introduced !== null)
    return because(introduced, `"${phrase.words}" is ${introduced.name}, named after it`);
  const country = owner === null ? around.cast.home : owner.country;
  const reason = `"${phrase.words}" is named by its kind alone`;
  const isPlacedByHome = country !== null && (owner?.isPlacedByHome ?? true);
  return organisationMember({ name: phrase.words, kind: entry.kind, country, isPlacedByHome, reason });
}

/** "his law firm" is none that was named before. */
const OF_PERSON = new Set(['his', 'her', 'my']);

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

/** Nouns for firms of the trade. */
const SECURITY_FIRM = /\b(?:cyber-?)?(?:security|intelligence) (?:company|firm|vendor|provider|startup)$/iu;
/** Nouns for companies of other trades. */
const OTHER_TRADE =
  /^(?:bank|lender|hospital|clinic|carrier|airline|retailer|insurer|brewery|restaurant|studio|utility|health system|law firm|exchange)$/u;

const MEDICAL = /^(?:hospital|clinic)$/u;
const MEDICAL_NAME = /hospital|medical|clinic|health|care|infirmary|pediatric|surg/iu;

/** "A security firm said …", before any was named: the one named first after it. */
function introducedLater(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  if (!SECURITY_FIRM.test(phrase.words)) return null;
  const isOne = ({ security, isPerson }: CastMember) => security && !isPerson;
  if (lastMention(around, phrase.start, ({ member }) => isOne(member)) !== null) return null;
  return firstMentionAfter(around, phrase.end, ({ member }) => isOne(member));
}

/** Whether an organisation may be called by a noun: a security vendor is no hospital, a listed vendor no "group". */
function isOfTrade({ headWord, words }: SourcePhrase, { name, kind, security }: CastMember): boolean {
  if (SECURITY_FIRM.test(words)) return security;
  if (headWord === 'group') return kind !== 'company' || !security;
  if (MEDICAL.test(headWord)) return MEDICAL_NAME.test(name);
  return !(security && OTHER_TRADE.test(headWord));
}

function pointedAt(
  phrase: SourcePhrase,
  kind: 'agency' | 'company',
  owner: CastMember | null,
  around: Surroundings,
): CastMember | null {
  const fits = (member: CastMember) =>
    !member.isPerson &&
    isOfTrade(phrase, member) &&
    (owner === null || owner.country === null || owner.country === member.country);
  const bearsNoun = ({ name }: CastMember) => name.toLowerCase().split(/\W+/u).includes(phrase.headWord);
  const byNoun = lastMention(around, phrase.start, ({ member }) => fits(member) && bearsNoun(member));
  // "the Committee", with a capital, is one committee: the last agency of whatever name will not do.
  const isCommonNoun =
    phrase.head?.first === phrase.first || /^\p{Ll}/u.test(phrase.words.split(' ').at(-1) ?? '');
  if (byNoun !== null || !isCommonNoun || LOCAL.has(phrase.headWord)) return byNoun;
  const isGroup = phrase.headWord === 'group';
  const introduced = (mention: CastMention) => isIntroducedAs(phrase, mention, around);
  return (
    lastMention(
      around,
      phrase.start,
      (mention) =>
        fits(mention.member) &&
        (mention.member.kind === kind || (isGroup && mention.member.kind === 'threat-group')) &&
        !mention.member.isGuess &&
        introduced(mention),
    ) ??
    (qualifiersOf(phrase).length > 0
      ? null
      : lastSpeaker(around, (member) => fits(member) && member.kind === kind))
  );
}

/** What a noun is qualified by before its head, names apart: "harbour" in "the harbour company". */
function qualifiersOf({ words, before }: SourcePhrase): string[] {
  return before.length > 0
    ? []
    : words
        .toLowerCase()
        .split(/[\s-]+/u)
        .slice(0, -1);
}

/** Words on either side of a name that may say what it is: "the security company N", "N, a security company". */
const INTRODUCTION = 4;

/** "The harbour company" is not a security company named before: what qualifies the noun must stand beside the name. */
function isIntroducedAs(
  phrase: SourcePhrase,
  { named, member }: CastMention,
  { text }: Surroundings,
): boolean {
  if (member.security && SECURITY_FIRM.test(phrase.words)) return true;
  const qualifiers = qualifiersOf(phrase);
  if (qualifiers.length === 0) return true;
  const first = Math.max(0, named.first - INTRODUCTION);
  const beside = text.words.slice(first, named.last + INTRODUCTION);
  const hasNoun = beside.some((_, i) => text.covering[first + i]?.entry.class === 'anaphor');
  return hasNoun && qualifiers.every((qualifier) => beside.some(({ lower }) => lower === qualifier));
}
