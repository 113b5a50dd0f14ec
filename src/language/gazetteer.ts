import companies from '../../data/lexicons/companies.json' with { type: 'json' };
import givenNames from '../../data/lexicons/given-names.json' with { type: 'json' };
import media from '../../data/lexicons/media.json' with { type: 'json' };
import organs from '../../data/lexicons/organs.json' with { type: 'json' };
import persons from '../../data/lexicons/persons.json' with { type: 'json' };
import places from '../../data/lexicons/places.json' with { type: 'json' };
import products from '../../data/lexicons/products.json' with { type: 'json' };
import states from '../../data/lexicons/states.json' with { type: 'json' };
import groups from '../../data/lexicons/threat-groups.json' with { type: 'json' };
import type { Token } from '../domain/document.ts';

/** Bits of what a listed name may name. */
export const LISTED = {
  place: 1,
  demonym: 2,
  company: 4,
  organ: 8,
  medium: 16,
  group: 32,
  person: 64,
  given: 128,
  product: 256,
} as const;

/** In tokens: bounds the look-ahead at each word that a listed name begins with. */
const LONGEST = 6;

const listed = (entries: readonly { readonly name: string; readonly aliases: readonly string[] }[]) =>
  entries.flatMap(({ name, aliases }) => [name, ...aliases]);

const NAMES: readonly (readonly [bit: number, names: readonly string[]])[] = [
  [LISTED.place, states.flatMap(({ name, names, seats }) => [name, ...names, ...seats])],
  [LISTED.place, places.flatMap(({ names }) => names)],
  [LISTED.demonym, states.flatMap(({ demonyms }) => demonyms)],
  [LISTED.company, listed(companies)],
  [LISTED.organ, listed(organs)],
  [LISTED.medium, listed(media)],
  [LISTED.group, listed(groups)],
  [LISTED.person, persons.map(({ name }) => name)],
  [LISTED.given, [...givenNames.m, ...givenNames.f]],
  [LISTED.product, Object.values(products).flat()],
];

/** Bits by the words of a name, as {@link Token.lower} has them, joined by one space. */
const BITS = new Map<string, number>();
/** For the first word of each name the most words that a name which begins so has. */
const FIRST_WORDS = new Map<string, number>();

for (const [bit, names] of NAMES)
  for (const name of names) {
    const key = name.toLowerCase().replaceAll('’', "'");
    const words = key.split(' ');
    BITS.set(key, (BITS.get(key) ?? 0) | bit);
    FIRST_WORDS.set(words[0]!, Math.min(LONGEST, Math.max(words.length, FIRST_WORDS.get(words[0]!) ?? 0)));
  }

/** A word without the mark of possession. */
export function withoutPossessive(word: string): string {
  const last = word.length - 1;
  if (isApostrophe(word, last)) return word.slice(0, last);
  return word[last] === 's' && isApostrophe(word, last - 1) ? word.slice(0, last - 1) : word;
}

function isApostrophe(word: string, at: number): boolean {
  return word[at] === "'" || word[at] === '’';
}

/** The longest listed name that begins with token `i` and ends before `limit`; null where there is none. */
export function listedAt(
  tokens: readonly Token[],
  i: number,
  limit: number,
): { bits: number; last: number } | null {
  let key = withoutPossessive(tokens[i]!.lower);
  const most = FIRST_WORDS.get(key);
  if (most === undefined) return null;
  let best: { bits: number; last: number } | null = null;
  for (let j = i; j < Math.min(limit, i + most); j++) {
    if (j > i) key = `${key} ${withoutPossessive(tokens[j]!.lower)}`;
    const bits = BITS.get(key);
    if (bits !== undefined) best = { bits, last: j + 1 };
  }
  return best;
}
