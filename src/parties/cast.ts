import type { SpeakerKind } from '../domain/act.ts';
import { type Introduction, introductionOf } from './affiliation.ts';
import { type CastMember, organisationMember } from './cast-member.ts';
import type { Named, NamedText } from './find-names.ts';
import type { Lexicon } from './lexicon.ts';
import { type OrganMemory, organOf } from './organs.ts';

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

/** Reads who is who: first everybody named in full, then short names back to them ("Ms Hua", "the NCSC"). */
export function readCast(text: NamedText, lexicon: Lexicon): Cast {
  const home = homeCountry(text);
  const organs: OrganMemory = { bound: [], home, stateNames: lexicon.stateNames };
  const memberOf = new Map<Named, CastMember>();
  for (const named of text.named) {
    const member = memberOfNamed(text, named, organs, lexicon, memberOf);
    if (member !== null) memberOf.set(named, member);
  }
  const byShortName = shortNames(memberOf.values());
  for (const named of text.named) {
    if (named.entry.class !== 'name' || named.entry.kind !== null) continue;
    const known = byShortName.get(keyOf(text.text.slice(named.start, named.end)));
    if (known === undefined || known === memberOf.get(named)) continue;
    const held = memberOf.get(named);
    if (held === undefined || !held.isPerson || known.isPerson) memberOf.set(named, known);
  }
  const mentions = text.named.flatMap((named) => {
    const member = memberOf.get(named);
    return member === undefined ? [] : [{ named, member }];
  });
  return { mentions, memberOf, home, organs };
}

/** Weight of a mention as a sign of where an article's own people are: a town says more than a state talked about. */
const HOME_WEIGHTS = { place: 2, organisation: 1, state: 1 } as const;
/** Share of all the weight that the leading state needs; found on the training articles. */
const HOME_SHARE = 0.4;

function homeCountry(text: NamedText): string | null {
  const weights = new Map<string, number>();
  let sum = 0;
  for (const { entry } of text.named) {
    if (entry.class !== 'place' && entry.class !== 'organisation' && entry.class !== 'state') continue;
    if (entry.country === null) continue;
    const weight = HOME_WEIGHTS[entry.class];
    sum += weight;
    weights.set(entry.country, (weights.get(entry.country) ?? 0) + weight);
  }
  const [first] = [...weights].sort((a, b) => b[1] - a[1]);
  return first !== undefined && first[1] >= HOME_SHARE * sum ? first[0] : null;
}

function memberOfNamed(
  text: NamedText,
  named: Named,
  organs: OrganMemory,
  lexicon: Lexicon,
  memberOf: ReadonlyMap<Named, CastMember>,
): CastMember | null {
  const { entry } = named;
  const words = text.text.slice(named.start, named.end);
  switch (entry.class) {
    case 'state':
      if (entry.form === 'demonym') return null;
      return organisationMember({
        name: entry.name,
        kind: 'state',
        country: entry.country,
        reason: `"${words}" names the state`,
      });
    case 'organisation':
      return organisationMember({
        name: entry.name,
        kind: entry.kind,
        country: entry.country,
        security: entry.security,
        reason: `"${words}" is listed as ${entry.name}`,
      });
    case 'organ':
      return organOf(text, named, entry, organs);
    case 'person':
      return personOf(text, named, organs, lexicon, memberOf);
    case 'name': {
      if (entry.kind === null) return personOf(text, named, organs, lexicon, memberOf);
      const country = entry.country ?? neighbourCountry(text, named) ?? organs.home;
      const reason = `"${words}" is named as an organisation${country === null ? '' : `, of ${country} by its name or surroundings`}`;
      return organisationMember({ name: words, kind: entry.kind, country, reason });
    }
    default:
      return null;
  }
}

/** Country of the state or place right before a name: "the Polish news site N", "Canada's N". */
function neighbourCountry(text: NamedText, named: Named): string | null {
  for (let i = named.first - 1; i >= Math.max(0, named.first - 4); i--) {
    if (text.sentenceOf[i] !== text.sentenceOf[named.first]) return null;
    const entry = text.covering[i]?.entry;
    if (entry?.class === 'state' || entry?.class === 'place') return entry.country;
    if (entry !== undefined && entry.class !== 'anaphor' && entry.class !== 'noun') return null;
  }
  return null;
}

/** A person by listing, introduction, or given name; else a name of which only the words are known. */
function personOf(
  text: NamedText,
  named: Named,
  organs: OrganMemory,
  lexicon: Lexicon,
  memberOf: ReadonlyMap<Named, CastMember>,
): CastMember | null {
  const words = text.text.slice(named.start, named.end);
  const listed = named.entry.class === 'person' ? named.entry : null;
  const givenSex = lexicon.givenNames.get(text.words[named.first]?.lower ?? '') ?? null;
  const introduction = introductionOf(text, named);
  const isFull = named.last - named.first > 1;
  if (listed === null && introduction === null && !(isFull && givenSex !== null))
    return unplaced(words, isFull, organs.home);
  const affiliation = introduction?.affiliation ?? null;
  const held = affiliation === null ? null : (memberOf.get(affiliation) ?? areaOf(affiliation));
  const organ = introduction?.office?.organ ?? null;
  const bound = organ === null ? null : (organs.bound.find(({ noun }) => noun === organ) ?? null);
  const country = listed?.country ?? held?.country ?? bound?.country ?? organs.home;
  if (organ !== null && country !== null && held !== null)
    organs.bound.unshift({ noun: organ, country, name: null });
  return {
    name: words,
    kind: personKind(introduction, held, listed !== null),
    country,
    office: officeOf(introduction, held) ?? listed?.office ?? null,
    title: introduction?.office?.words.toLowerCase() ?? null,
    sex: listed?.sex ?? introduction?.sex ?? givenSex,
    isPerson: true,
    security: held?.security ?? false,
    reason: personReason(words, introduction, listed !== null, country, held?.country ?? null),
  };
}

function unplaced(words: string, isFull: boolean, home: string | null): CastMember | null {
  if (!isFull && words.length < 3) return null;
  const reason = `"${words}" is named without any introduction`;
  return organisationMember({ name: words, kind: 'company', country: home, reason });
}

/** A demonym or a place as what somebody is held to belong to. */
function areaOf(named: Named): CastMember | null {
  const { entry } = named;
  if (entry.class !== 'state' && entry.class !== 'place') return null;
  const kind: SpeakerKind = entry.class === 'state' ? 'state' : 'agency';
  return organisationMember({ name: entry.name, kind, country: entry.country, reason: '' });
}

function personKind(
  introduction: Introduction | null,
  held: CastMember | null,
  isListed: boolean,
): SpeakerKind {
  const isPublic = held?.kind === 'agency' || held?.kind === 'state';
  switch (introduction?.office?.kind) {
    case 'official':
      return 'official';
    case 'spoke':
      return held === null || isPublic ? 'official' : 'company';
    case 'expert':
      return 'expert';
    case 'media':
      return 'media';
    case 'person':
      return 'person';
    case 'executive':
      return isPublic ? 'official' : held?.security ? 'expert' : 'person';
    default:
      return isListed || isPublic ? 'official' : held?.security ? 'expert' : 'person';
  }
}

function officeOf(introduction: Introduction | null, held: CastMember | null): string | null {
  if (introduction === null) return null;
  if (introduction.office?.organ) return introduction.office.organ;
  if (held !== null && held.kind !== 'state') return held.name;
  return introduction.office?.words ?? null;
}

function personReason(
  words: string,
  introduction: Introduction | null,
  isListed: boolean,
  country: string | null,
  said: string | null,
): string {
  const by =
    introduction === null
      ? isListed
        ? 'a listed person'
        : 'a given name'
      : `"${introduction.words}" beside the name`;
  if (country === null || said !== null) return `"${words}": ${by}`;
  return `"${words}": ${by}; ${isListed ? 'country as listed' : `country ${country} from what the article is mostly about`}`;
}

function keyOf(words: string): string {
  return words.toLowerCase().replace(/[’']s$/u, '');
}

/** Last names of persons, initials and first words of organisations, each to the first member that bears it. */
function shortNames(members: Iterable<CastMember>): Map<string, CastMember> {
  const short = new Map<string, CastMember>();
  const add = (key: string, member: CastMember): void => {
    if (key.length > 1 && !short.has(key)) short.set(key, member);
  };
  const all = [...new Set(members)];
  for (const member of all.filter(({ isPerson, name }) => isPerson && name.includes(' '))) {
    const words = member.name.toLowerCase().split(/[\s]+/u);
    add(member.name.toLowerCase(), member);
    add(words.at(-1) ?? '', member);
    if (words.length > 2) add(words.slice(1).join(' '), member);
    add(words[0] ?? '', member);
  }
  for (const member of all.filter(({ isPerson, name }) => !isPerson && name.includes(' '))) {
    const words = member.name.split(/[\s]+/u);
    add(member.name.toLowerCase(), member);
    const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
    add(
      capitals
        .map((word) => word[0])
        .join('')
        .toLowerCase(),
      member,
    );
    add(capitals[0]?.toLowerCase() ?? '', member);
  }
  return short;
}
