import type { SpeakerKind } from '../domain/act.ts';
import type { PartyName } from '../domain/party.ts';
import type { Sex } from './lexicon.ts';

/** A party named in an article, with what the article says of it. */
export interface CastMember {
  readonly name: string;
  readonly kind: SpeakerKind;
  readonly country: string | null;
  readonly office: string | null;
  /** The office as worded, lower case ("mayor"); null where none stands beside the name. */
  readonly title: string | null;
  readonly sex: Sex | null;
  readonly isPerson: boolean;
  /** Whether its people speak as experts (security vendors). */
  readonly security: boolean;
  /** Why it is taken for this party. */
  readonly reason: string;
  /** The organisation, organ or state that a person speaks for, where the text says. */
  readonly speaksFor: CastMember | null;
  /** Whether its country is no more than the article's home. */
  readonly isPlacedByHome: boolean;
  /** Whose word its word is too, nearest first: its organ and its state; empty where it speaks for itself alone. */
  readonly countsFor: readonly PartyName[];
  /** Who says it with this member ("A and B"). */
  readonly others: readonly CastMember[];
  /** Why words that do not name it stand for it ("the ministry"), where they do. */
  readonly via: string | null;
  /** Whether a spokesperson without a name spoke for it here. */
  readonly isSpokenFor: boolean;
  /** Named without any introduction: it may be a product or a word in capitals, and nothing points back to it unasked. */
  readonly isGuess: boolean;
}

/** A member that is no person: an organ, an organisation, a state. */
export function organisationMember(
  member: Pick<CastMember, 'name' | 'kind' | 'country' | 'reason'> & Partial<CastMember>,
): CastMember {
  return {
    office: null,
    title: null,
    sex: null,
    isPerson: false,
    security: false,
    isGuess: false,
    isSpokenFor: false,
    speaksFor: null,
    isPlacedByHome: false,
    countsFor: [],
    others: [],
    via: null,
    ...member,
  };
}

/** A member as one whose word another's word is, with those behind it in turn. */
export function chainFrom({ name, kind, country, countsFor }: CastMember): PartyName[] {
  return [{ name, kind, country }, ...countsFor];
}
