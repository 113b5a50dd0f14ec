import type { Cast, CastMention } from './cast.ts';
import type { CastMember } from './cast-member.ts';
import type { NamedText } from './find-names.ts';
import type { Lexicon, Sex } from './lexicon.ts';

/** Who spoke, and in which sentence. */
export interface Spoken {
  readonly sentence: number;
  readonly member: CastMember;
}

/** What is known when a source is resolved. */
export interface Surroundings {
  readonly text: NamedText;
  readonly cast: Cast;
  readonly lexicon: Lexicon;
  /** Who spoke in the statements before this one, oldest first. */
  readonly spoken: readonly Spoken[];
  /** Who speaks the words that this source stands in ("we" in a quotation), or null. */
  readonly enclosing: CastMember | null;
}

/** In mentions or statements: bounds the search for an antecedent, so that a long document takes linear time. */
const LOOK_BACK = 400;

/** The member with the reason why other words stand for it here. */
export function because(member: CastMember, reason: string): CastMember {
  return { ...member, via: reason };
}

/** The last member named before an offset that passes, or null. */
export function lastMention(
  around: Surroundings,
  before: number,
  passes: (mention: CastMention) => boolean,
): CastMember | null {
  const { mentions } = around.cast;
  const next = mentionFrom(mentions, before);
  for (let i = next - 1; i >= Math.max(0, next - LOOK_BACK); i--) {
    const mention = mentions[i];
    if (mention !== undefined && passes(mention)) return mention.member;
  }
  return null;
}

/** The first member named from an offset on that passes, or null. */
export function firstMentionAfter(
  { cast: { mentions } }: Surroundings,
  after: number,
  passes: (mention: CastMention) => boolean,
): CastMember | null {
  const next = mentionFrom(mentions, after);
  for (let i = next; i < Math.min(mentions.length, next + LOOK_BACK); i++) {
    const mention = mentions[i];
    if (mention !== undefined && passes(mention)) return mention.member;
  }
  return null;
}

/** Index of the first mention that does not begin before an offset. */
function mentionFrom(mentions: readonly CastMention[], offset: number): number {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mentions[middle]?.named.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last who spoke and passes, or null. */
export function lastSpeaker(
  around: Surroundings,
  passes: (member: CastMember) => boolean,
): CastMember | null {
  for (let i = around.spoken.length - 1; i >= Math.max(0, around.spoken.length - LOOK_BACK); i--) {
    const member = around.spoken[i]?.member;
    if (member !== undefined && passes(member)) return member;
  }
  return null;
}

/** The last organ, company or medium named before an offset, or null. */
export function lastOrganisation(around: Surroundings, before: number): CastMember | null {
  return lastMention(
    around,
    before,
    ({ member }) =>
      !member.isPerson && !member.isGuess && member.kind !== 'state' && member.kind !== 'threat-group',
  );
}

/** Whether a member may be meant by a pronoun of that sex. */
export function isCompatible(sex: Sex | null, member: CastMember): boolean {
  return member.isPerson && (sex === null || member.sex === null || member.sex === sex);
}
