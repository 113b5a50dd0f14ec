import type { Target } from '../domain/statement.ts';
import type { Span } from '../text/span.ts';
import type { Cast } from './cast.ts';
import { type Named, type NamedText, nameWords } from './find-names.ts';
import type { Lexicon } from './lexicon.ts';
import { firstWordFrom } from './source-phrase.ts';
import { wordsOf } from './words.ts';

/**
 * The state that a target's own words stand for: a state, its organ, a place, somebody of that state ("a Lithuanian
 * man"), or a name the article has placed. Null where the words name several states, or none: who blames "Lazarus"
 * does not name a state, whatever others say of that group.
 */
export function targetCountry(target: Target, text: NamedText, cast: Cast, lexicon: Lexicon): string | null {
  const countries = new Set<string>();
  for (const { country } of target.span === null
    ? namedAlone(target.text, lexicon)
    : namedWithin(target.span, text, cast))
    if (country !== null) countries.add(country);
  const [only] = countries;
  return countries.size === 1 && only !== undefined ? only : null;
}

/** The states that a target's words name or call somebody by. */
export function statesNamedIn({ text: words, span }: Target, text: NamedText, lexicon: Lexicon): string[] {
  const named = span === null ? namedIn(words, lexicon) : coveringWithin(span, text);
  return named.flatMap(({ entry }) => (entry.class === 'state' ? [entry.country] : []));
}

function coveringWithin(span: Span, text: NamedText): Named[] {
  const found: Named[] = [];
  for (let i = firstWordFrom(text, span.start); (text.words[i]?.start ?? span.end) < span.end; i++) {
    const name = text.covering[i];
    if (name && name !== found.at(-1)) found.push(name);
  }
  return found;
}

interface Placed {
  readonly country: string | null;
}

function namedWithin(span: Span, text: NamedText, cast: Cast): Placed[] {
  const placed: Placed[] = [];
  for (let i = firstWordFrom(text, span.start); (text.words[i]?.start ?? span.end) < span.end; i++) {
    const name = text.covering[i];
    if (!name || (name.first !== i && placed.length > 0)) continue;
    placed.push(cast.memberOf.get(name) ?? areaOf(name));
  }
  return placed;
}

/** Words that stand nowhere in the text (a target understood from the context): as far as lists know them. */
function namedAlone(words: string, lexicon: Lexicon): Placed[] {
  return namedIn(words, lexicon).map(areaOf);
}

function namedIn(words: string, lexicon: Lexicon): readonly Named[] {
  const all = wordsOf(words);
  return nameWords(
    words,
    all,
    all.map(() => 0),
    lexicon,
  ).named;
}

function areaOf({ entry }: Named): Placed {
  return { country: 'country' in entry ? entry.country : null };
}
