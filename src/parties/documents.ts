import { because, lastSpeaker, type Surroundings } from './antecedents.ts';
import { type CastMember, chainFrom, organisationMember } from './cast-member.ts';
import type { SourcePhrase } from './source-phrase.ts';

/** A document counts for whoever issued it: its owner, who stands beside it, or who spoke last. */
export function documentOf(phrase: SourcePhrase, owner: CastMember | null, around: Surroundings): CastMember {
  const { headWord, words } = phrase;
  const isPublished = around.lexicon.published.has(headWord);
  const before = isDefinite(phrase, around)
    ? lastSpeaker(around, ({ kind, name }) => kind === 'document' && name.endsWith(headWord))
    : null;
  if (before !== null && owner === null && before.countsFor.length > 0)
    return because({ ...before, name: words }, `"${words}" as named before`);
  const issuer =
    (isSeatOnly(phrase, around) ? organisationAfter(phrase, around) : owner) ??
    (isPublished ? (issuerAfter(phrase, around) ?? issuerBefore(phrase, around)) : null);
  return organisationMember({
    name: words,
    kind: 'document',
    country: issuer?.country ?? null,
    isPlacedByHome: issuer?.isPlacedByHome ?? false,
    office: issuer?.name ?? null,
    countsFor:
      issuer === null || !isPublished || issuer.kind === 'unnamed' || isTaken(phrase, around)
        ? []
        : chainFrom(issuer),
    reason: issuer === null ? `"${headWord}"` : `"${words}", issued by ${issuer.name} by its surroundings`,
  });
}

/** "a report by a Mekinac-based company": where the issuer sits, not who it is. */
function isSeatOnly({ before, after }: SourcePhrase, { text }: Surroundings): boolean {
  return [...before, ...after].some(({ last }) => text.words[last]?.lower === 'based');
}

/** What a party says in writing, unlike what it finds. */
const OWN_WORDS =
  /^(?:statement|release|announcement|advisory|notice|bulletin|alert|letter|memo|remarks|speech)s?$/u;

/** "Reports", "current reports". */
function isBarePlural({ first, headWord }: SourcePhrase, { text }: Surroundings): boolean {
  const opening = text.words[first]?.lower ?? '';
  return /^(?:report|review|regulation|law|poll)s$/u.test(headWord) && !DEFINITE.test(opening);
}

const DEFINITE = /^(?:the|its|their|his|her|our|these|those)$/u;

/** "The report", "a statement" is of whoever spoke last; "a report" is of anybody. */
function issuerBefore(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  const isAny = phrase.isIndefinite || isBarePlural(phrase, around);
  if (isAny && !OWN_WORDS.test(phrase.headWord)) return null;
  return lastSpeaker(around, (member) => mayIssue(member));
}

/** "a report by the Mekinac-based company Northlight": the issuer itself, where it is named as well. */
function organisationAfter({ after }: SourcePhrase, { cast }: Surroundings): CastMember | null {
  const members = after.flatMap((name) => cast.memberOf.get(name) ?? []);
  return members.find(({ kind, isGuess }) => kind !== 'state' && !isGuess) ?? null;
}

function mayIssue({ kind, country, isGuess }: CastMember): boolean {
  if (kind === 'document' || kind === 'unnamed' || kind === 'media') return false;
  return country !== null || (kind === 'agency' && !isGuess);
}

/** In words: how far after a document its issuer stands. */
const ISSUER_WITHIN = 4;

/** "a declaration that N N issued", "a report by O". */
function issuerAfter({ last }: SourcePhrase, { text, cast }: Surroundings): CastMember | null {
  if (!['that', 'which', 'by', 'from', 'of'].includes(text.words[last]?.lower ?? '')) return null;
  for (let i = last + 1; i <= last + ISSUER_WITHIN && text.sentenceOf[i] === text.sentenceOf[last]; i++) {
    const name = text.covering[i];
    const member = name ? cast.memberOf.get(name) : undefined;
    if (member !== undefined) return member;
  }
  return null;
}

/** What was leaked or stolen does not speak for whom it was taken from. */
export function isTaken({ first, last }: SourcePhrase, { text }: Surroundings): boolean {
  return text.words
    .slice(first, last)
    .some(({ lower }) => /^(?:leaked|stolen|hacked|purported|forged|fake)$/u.test(lower));
}

/** "the researchers" are some that were named; "researchers" are any. */
export function isDefinite({ first }: SourcePhrase, { text }: Surroundings): boolean {
  return text.words[first]?.lower === 'the';
}
