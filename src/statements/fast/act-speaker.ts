import { TAGS } from '../../domain/tag.ts';
import { type ActContext, nameHash } from './act-context.ts';
import type { Scene } from './scene.ts';

const PERSON_PRONOUN = /^(?:he|she|him|her|his|i|who)$/u;
const BODY_PRONOUN = /^(?:they|it|their|its|them|we|which|that)$/u;
/** Nouns that stand for an organisation named before. */
const BODY_NOUN =
  /^(?:company|firm|group|agency|hospital|ministry|organisation|organization|spokesman|spokeswoman|spokesperson|report|researchers|officials|statement|bank|university|department|city)$/u;
/** Places and nationalities, as {@link TokenTable.mention} counts kinds. */
const PLACE_KINDS = new Set([3, 4]);
/** A longer source with such a noun says itself who speaks. */
const BODY_NOUN_SOURCE = 3;
/** How far before and after a name the words that introduce it stand, in tokens. */
const BEFORE = 7;
const AFTER = 9;

/**
 * The nouns around the first mention of who speaks: "Boelter says" is a finding where he came in as "security
 * researcher Tobias Boelter", and first-hand news where as the hospital's chief. Pronouns, and nouns such as "the
 * company", are led back to the last person or organisation named before. Ascending; none where no name is found.
 */
export function introductionOf(scene: Scene, source: readonly number[], context: ActContext): number[] {
  const { tokens } = scene.reading;
  const { sentence, tag } = scene.table;
  const name = speakerOf(scene, source, context);
  if (name < 0) return [];
  const at = context.introduced.get(nameHash(tokens[name]!.lower)) ?? name;
  const found: number[] = [];
  for (let i = Math.max(0, at - BEFORE); i <= at + AFTER && i < tokens.length; i++) {
    const isNoun = tokens[i]!.kind === 'word' && (TAGS[tag[i]!] ?? '').startsWith('NN');
    if (i !== at && isNoun && sentence[i] === sentence[at] && !source.includes(i)) found.push(i);
  }
  return found;
}

/** The token that names who speaks; −1 where none does. */
function speakerOf({ reading, table }: Scene, source: readonly number[], context: ActContext): number {
  const first = source[0];
  const last = source.at(-1);
  if (first === undefined || last === undefined) return -1;
  const name = source.findLast((i) => context.named[i] === 1 && !PLACE_KINDS.has(table.mention[i]!));
  if (name !== undefined) return name;
  const word = reading.tokens[last]!.lower;
  if (PERSON_PRONOUN.test(word)) return context.personBefore[first]!;
  const isBody = BODY_PRONOUN.test(word) || (source.length <= BODY_NOUN_SOURCE && BODY_NOUN.test(word));
  return isBody ? context.organisationBefore[first]! : -1;
}
