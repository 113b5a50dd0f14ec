import type { SpeakerKind } from '../domain/act.ts';
import type { PartyName } from '../domain/party.ts';
import { type Introduction, introductionOf } from './affiliation.ts';
import { type CastMember, chainFrom, organisationMember } from './cast-member.ts';
import type { Named, NamedText } from './find-names.ts';
import type { Lexicon, ListedPerson } from './lexicon.ts';
import { bindOrgan, type OrganMemory, organOf, organOfOffice, stateOf, stateOpening } from './organs.ts';

/** What members are read from, and where they are kept. */
export interface CastReader {
  readonly text: NamedText;
  readonly lexicon: Lexicon;
  readonly organs: OrganMemory;
  readonly memberOf: Map<Named, CastMember>;
  /** Names whose reading has begun: one that leads back to itself, or through too many others, is introduced by nobody. */
  readonly beingRead: Set<Named>;
  /** How often each unlisted name stands in the text. */
  readonly frequency: ReadonlyMap<string, number>;
}

/** How many names one introduction may lead through: "the head of the office of the minister of …". */
const LONGEST_CHAIN = 8;

/** Who is named there; read once and kept, since an apposition may ask for a name further on. */
export function memberFor(reader: CastReader, named: Named): CastMember | null {
  const known = reader.memberOf.get(named);
  if (known !== undefined) return known;
  if (reader.beingRead.has(named) || reader.beingRead.size >= LONGEST_CHAIN) return null;
  reader.beingRead.add(named);
  const member = readMember(reader, named);
  reader.beingRead.delete(named);
  if (member !== null) reader.memberOf.set(named, member);
  return member;
}

function readMember(reader: CastReader, named: Named): CastMember | null {
  const { text, organs } = reader;
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
    case 'organisation': {
      const owner = otherOwner(text, named, entry.country);
      if (owner !== null && entry.kind === 'agency') return owner;
      return organisationMember({
        name: entry.name,
        kind: entry.kind,
        country: entry.country,
        security: entry.security,
        countsFor: entry.state ? stateOf(entry.country, organs) : [],
        reason: `"${words}" is listed as ${entry.name}`,
      });
    }
    case 'organ':
      return organOf(text, named, entry, organs);
    case 'person':
      return personOf(reader, named);
    case 'name': {
      if (entry.kind === null) return personOf(reader, named);
      const isInternational = INTERNATIONAL.test(words);
      const placed = entry.country ?? neighbourCountry(reader, named);
      const country = isInternational ? null : (placed ?? organs.home);
      const reason = `"${words}" is named as an organisation${country === null ? '' : `, of ${country} by ${placed === null ? 'the home of the article' : 'its name or surroundings'}`}`;
      const isPlacedByHome = country !== null && placed === null;
      return organisationMember({ name: words, kind: entry.kind, country, isPlacedByHome, reason });
    }
    default:
      return null;
  }
}

/** Words of a name by which an organisation belongs to no state. */
const INTERNATIONAL = /\b(?:International|World|European|Europe|Global|Nations|Atlantic)\b/u;

/** "Sweden's Security Service" is not the listed one of another state. */
function otherOwner(text: NamedText, named: Named, country: string | null): CastMember | null {
  const before =
    text.covering[text.words[named.first - 1]?.lower === 's' ? named.first - 2 : named.first - 1];
  if (before?.entry.class !== 'state' || before.entry.country === country) return null;
  if (text.sentenceOf[before.first] !== text.sentenceOf[named.first] || country === null) return null;
  const words = text.text.slice(named.start, named.end);
  const name = `${words} of ${before.entry.name}`;
  return organisationMember({
    name,
    kind: 'agency',
    country: before.entry.country,
    reason: `"${words}" beside ${before.entry.name}`,
  });
}

/** Country of the state or place right before a name: "the Polish news site N", "Canada's N". */
function neighbourCountry(reader: CastReader, named: Named): string | null {
  const { text } = reader;
  for (let i = named.first - 1; i >= Math.max(0, named.first - 4); i--) {
    if (text.sentenceOf[i] !== text.sentenceOf[named.first]) return null;
    const near = text.covering[i];
    const entry = near?.entry;
    if (entry?.class === 'state' || entry?.class === 'place') return entry.country;
    if (near && entry?.class === 'organ') return memberFor(reader, near)?.country ?? null;
    if (entry !== undefined && entry.class !== 'anaphor' && entry.class !== 'noun') return null;
  }
  return null;
}

/** A person by listing, introduction, or given name; else a name of which only the words are known. */
function personOf(reader: CastReader, named: Named): CastMember | null {
  const { text, organs, lexicon } = reader;
  const words = text.text.slice(named.start, named.end);
  const listed = named.entry.class === 'person' ? named.entry : listedBySurname(reader, named);
  const givenSex = lexicon.givenNames.get(text.words[named.first]?.lower ?? '') ?? null;
  const introduction = introductionOf(text, named);
  const isFull = named.last - named.first > 1;
  const isTitled = introduction !== null && (introduction.office !== null || introduction.sex !== null);
  const isPerson = isTitled ? NAME_LIKE.test(words) : isFull && (givenSex !== null || introduction !== null);
  if (listed === null && !isPerson) return unplaced(reader, words, isFull);
  const affiliation = introduction?.affiliation ?? null;
  const held = affiliation === null ? null : (memberFor(reader, affiliation) ?? areaOf(affiliation));
  const organ = introduction?.office?.organ ?? null;
  const bound = organ === null ? null : (organs.bound.get(organ) ?? null);
  const opening =
    introduction?.office?.kind === 'official' && held === null ? stateOpening(text, named) : null;
  const isOfOffice = listed === null || listed.kind === 'official';
  const employer = held === null || held.isPlacedByHome ? null : held.country;
  const own = isOfOffice ? (listed?.country ?? employer) : (employer ?? listed?.country);
  const placed = own ?? opening ?? bound?.country ?? null;
  const mayGuess = (organ === null || organs.isHomeSure) && !isOfNoState(held);
  const country = placed ?? held?.country ?? (mayGuess ? organs.home : null);
  if (organ !== null && country !== null && held !== null)
    bindOrgan(organs, { noun: organ, country, name: null, isPlaced: placed !== null });
  const beside = text.text.slice(named.start, named.end + BESIDE);
  const isSecurity = held?.security || SECURITY.test(introduction?.words ?? '') || SECURITY_FIRM.test(beside);
  return {
    name: listed?.name ?? words,
    kind: personKind(introduction, held, isSecurity, listed),
    country,
    office: officeOf(introduction, held) ?? listed?.office ?? null,
    title: introduction?.office?.words.toLowerCase() ?? null,
    sex: listed?.sex ?? introduction?.sex ?? givenSex,
    isPerson: true,
    security: isSecurity,
    isGuess: false,
    isSpokenFor: false,
    speaksFor: held?.name ? held : null,
    isPlacedByHome: placed === null && country !== null,
    countsFor: isPastHolder(text, named) ? [] : countsFor(introduction, held, placed, organs),
    others: [],
    via: null,
    reason: personReason(words, introduction, listed !== null, country, placed),
  };
}

/** "the EU's high representative" is of no state, whatever the article's home. */
function isOfNoState(held: CastMember | null): boolean {
  return held?.kind === 'agency' && held.country === null;
}

/** "former Ostrellan foreign minister N N" speaks for nobody any more. */
function isPastHolder({ text }: NamedText, { start }: Named): boolean {
  return /\b(?:former|ex|late|retired)[\s-](?:[\p{L}.’'-]+\s){0,6}$/iu.test(
    text.slice(Math.max(0, start - BESIDE), start),
  );
}

const PAST = /\b(?:former|ex|then|late|retired|outgoing|incoming|designate)\b/iu;

/**
 * Whose word a person's word is, by the office named beside the name: a spokesperson's organisation, a minister's organ
 * and state. An office without a state beside it says nothing: the home of the article does not make a state answer.
 */
function countsFor(
  introduction: Introduction | null,
  held: CastMember | null,
  placed: string | null,
  organs: OrganMemory,
): readonly PartyName[] {
  const office = introduction?.office ?? null;
  if (office === null || PAST.test(introduction?.words ?? '')) return [];
  const isOrgan = held !== null && held.kind !== 'state' && (held.countsFor.length > 0 || isOfNoState(held));
  if (held?.name && (office.kind === 'spoke' || (isOrgan && (office.state || office.kind === 'executive'))))
    return chainFrom(held);
  if (!office.state || placed === null || (held !== null && held.kind !== 'state')) return [];
  return office.organ === null ? stateOf(placed, organs) : organOfOffice(office.organ, placed, organs);
}

/** No digits and no run of capitals: "N4L" is no person, whatever office stands beside it. */
const NAME_LIKE = /^(?!.*\p{N})(?!\p{Lu}{2,}$)/u;

/** "President N", "Mr N": the one listed person of that surname who is known by it, or by the office before it. */
function listedBySurname({ text, lexicon }: CastReader, named: Named): ListedPerson | null {
  if (named.last - named.first > 1) return null;
  const title = text.covering[named.first - 1];
  const listed = lexicon.personsBySurname.get(text.words[named.first]?.lower ?? '') ?? null;
  const office = listed?.office ?? null;
  if (title == null || office === null) return null;
  const isOfficial = title.entry.class === 'office' && title.entry.kind === 'official';
  if (title.entry.class !== 'honorific' && !isOfficial) return null;
  const words = text.text.slice(title.start, title.end).toLowerCase();
  return HEADS.test(office) || words === office ? listed : null;
}

/** Those whom an article calls by their surname alone: "Mr N" is no ambassador's spokesman. */
const HEADS = /^(?:president|prime minister|chancellor|supreme leader)$/;

/** A name of which only the words are known. One that stands there again and again is somebody; else it is a guess. */
function unplaced({ organs, frequency }: CastReader, words: string, isFull: boolean): CastMember | null {
  if (!isFull && words.length < 3) return null;
  const isGuess = (frequency.get(words) ?? 0) < OFTEN || PLURAL_INITIALS.test(words);
  const reason = `"${words}" is named without any introduction`;
  return organisationMember({
    name: words,
    kind: 'company',
    country: organs.home,
    isPlacedByHome: organs.home !== null,
    isGuess,
    reason,
  });
}

/** "VPNs", "CEOs": many of a kind. */
const PLURAL_INITIALS = /^\p{Lu}{2,}s$/u;
/** From how many mentions on an unlisted name is taken for an organisation that others may point back to. */
const OFTEN = 3;
/** Words of an office that make its bearer an expert of the trade. */
const SECURITY = /\b(?:cyber|security|threat|malware|intelligence|forensic|research|privacy|cryptograph)/iu;
/** Words after a name by which its organisation is of the trade: "chief of O, a cloud security company". */
const SECURITY_FIRM =
  /\b(?:security|cybersecurity|intelligence|forensics) (?:firm|company|vendor|provider|start-?up|group|consultancy)\b/iu;
/** In UTF-16 code units: how far after a name such words are looked for. */
const BESIDE = 120;

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
  isSecurity: boolean,
  listed: ListedPerson | null,
): SpeakerKind {
  if (listed !== null && listed.kind !== 'official') return listed.kind;
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
      return isPublic ? 'official' : isSecurity ? 'expert' : 'person';
    default:
      return listed !== null || isPublic ? 'official' : isSecurity ? 'expert' : 'person';
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
  return `"${words}": ${by}; ${isListed ? 'country as listed' : `${country} is the home of the article`}`;
}
