import {
  because,
  isCompatible,
  lastMention,
  lastOrganisation,
  lastSpeaker,
  type Surroundings,
} from './antecedents.ts';
import type { CastMember } from './cast-member.ts';
import type { SourcePhrase } from './source-phrase.ts';

/** In sentences: a person who spoke further back is no nearer than one merely named since. */
const SPEAKER_REACH = 4;

export const PRONOUNS: ReadonlySet<string> = new Set(
  'he his him she her i me my we our us it its they their them who which that whose'.split(' '),
);

/** Whether a source is a pronoun, alone or at the end of what it refers back over ("the bureau, which"). */
export function isPronoun({ headWord, first, last }: SourcePhrase): boolean {
  return PRONOUNS.has(headWord) && last - first <= 2;
}

/** Who a pronoun stands for; null where nobody fits. */
export function resolvePronoun(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  const member = antecedentOf(phrase, around);
  return member && because(member, `"${phrase.headWord}" stands for ${member.name}`);
}

/** Whom a phrase's head word, a pronoun, stands for. */
export function antecedentOf(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  switch (phrase.headWord) {
    case 'he':
    case 'his':
    case 'him':
      return personBefore(phrase, around, 'm');
    case 'she':
    case 'her':
      return personBefore(phrase, around, 'f');
    case 'i':
    case 'me':
    case 'my':
      return around.enclosing ?? lastSpeaker(around, () => true);
    case 'we':
    case 'our':
    case 'us':
      return organisationSpeaking(around);
    case 'it':
    case 'its':
      return recentSpeaker(phrase, around, isOrganisation) ?? lastOrganisation(around, phrase.start);
    case 'they':
    case 'their':
    case 'them':
      return recentSpeaker(phrase, around, isGroup) ?? lastOrganisation(around, phrase.start);
    case 'who':
    case 'which':
    case 'that':
    case 'whose':
      return inSentenceBefore(phrase, around);
    default:
      return null;
  }
}

/** "we" is the side its speaker speaks for, where that is an organisation. */
function organisationSpeaking(around: Surroundings): CastMember | null {
  const speaker = around.enclosing ?? lastSpeaker(around, () => true);
  const side = speaker?.speaksFor ?? null;
  return side !== null && side.kind !== 'state' ? side : speaker;
}

function isOrganisation({ isPerson, kind }: CastMember): boolean {
  return !isPerson && kind !== 'unnamed' && kind !== 'document';
}

function isGroup({ isPerson, kind, others }: CastMember): boolean {
  return others.length > 0 || (!isPerson && kind !== 'document');
}

/** The one person of that sex named before the pronoun in its own sentence: "N N said that he …". */
function onlyInSentence(phrase: SourcePhrase, around: Surroundings, sex: 'f' | 'm'): CastMember | null {
  const sentence = around.text.sentenceOf[phrase.first];
  const inside = new Set<CastMember>();
  lastMention(around, phrase.start, ({ named, member }) => {
    const isHere = around.text.sentenceOf[named.first] === sentence;
    if (isHere && isCompatible(sex, member)) inside.add(member);
    return !isHere;
  });
  const [only, ...more] = inside;
  return only !== undefined && more.length === 0 ? only : null;
}

/** The person who spoke last, unless long ago; else the person named last. */
function personBefore(phrase: SourcePhrase, around: Surroundings, sex: 'f' | 'm'): CastMember | null {
  return (
    onlyInSentence(phrase, around, sex) ??
    recentSpeaker(phrase, around, (member) => member.isPerson && member.sex === sex) ??
    recentSpeaker(phrase, around, (member) => isCompatible(sex, member)) ??
    recentSpeaker(phrase, around, (member) => member.sex === sex) ??
    lastMention(around, phrase.start, ({ member }) => isCompatible(sex, member))
  );
}

function recentSpeaker(
  phrase: SourcePhrase,
  around: Surroundings,
  passes: (member: CastMember) => boolean,
): CastMember | null {
  const sentence = around.text.sentenceOf[phrase.first] ?? 0;
  for (let i = around.spoken.length - 1; i >= 0; i--) {
    const spoken = around.spoken[i];
    if (spoken === undefined || sentence - spoken.sentence > SPEAKER_REACH) return null;
    if (passes(spoken.member)) return spoken.member;
  }
  return null;
}

/** "the bureau, which …": the last named in the same sentence. */
function inSentenceBefore(phrase: SourcePhrase, around: Surroundings): CastMember | null {
  const sentence = around.text.sentenceOf[phrase.first];
  return lastMention(around, phrase.start, ({ named }) => around.text.sentenceOf[named.first] === sentence);
}
