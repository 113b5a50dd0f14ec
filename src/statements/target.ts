import type { Act } from '../domain/act.ts';
import type { Document, Token } from '../domain/document.ts';
import type { Target } from '../domain/statement.ts';
import { quoteOf } from '../text/quote.ts';
import type { PatternMatch } from './pattern.ts';
import {
  CONJUNCTIONS,
  DETERMINERS,
  isAdverb,
  isAuxiliary,
  PREPOSITIONS,
  PRONOUNS,
  QUESTION_WORDS,
  RELATIVES,
  SUBORDINATORS,
} from './word-classes.ts';
import { isName, type Zone, type ZoneTokens } from './zones.ts';

type Zones = Readonly<Record<Zone, ZoneTokens>>;
type Matches = Readonly<Partial<Record<Zone, PatternMatch>>>;
/** Where the target's words are looked for. */
type Search = (phrases: Phrases, zones: Zones, matches: Matches) => Phrase | null;

/** Document tokens `[first, last)`. */
interface Phrase {
  readonly first: number;
  readonly last: number;
}

/** Longest target, in tokens. */
const LONGEST = 12;
/** Prepositions after which stands the party that a deed is laid on: "pinned … on X", "carried out by X". */
const BLAMING = new Set(['by', 'on', 'to', 'at', 'of', 'with', 'from', 'against', 'as']);

const SEARCHES: Readonly<Partial<Record<Act, Search>>> = {
  claim: () => null,
  deny: (phrases, { source }) => phrases.whole(source.indices),
  attribute: (phrases, zones, matches) =>
    phrases.doer(zones, matches) ?? phrases.object(zones, matches) ?? phrases.firstName(zones.content),
  penalise: (phrases, zones, matches) => phrases.object(zones, matches) ?? phrases.firstName(zones.content),
  threaten: (phrases, zones, matches) => phrases.object(zones, matches),
  'demand-evidence': (phrases, zones, matches) => phrases.object(zones, matches),
  withhold: (phrases, zones, matches) => phrases.namedObject(zones, matches),
  dispute: (phrases, zones, matches) => phrases.object(zones, matches) ?? phrases.subject(zones.content),
  endorse: (phrases, zones, matches) => phrases.object(zones, matches),
  condemn: (phrases, zones, matches) => phrases.object(zones, matches) ?? phrases.subject(zones.content),
  appeal: (phrases, zones, matches) => phrases.object(zones, matches) ?? phrases.firstName(zones.content),
};

/**
 * The words for the party (or thing) that an act is directed at: blamed, denied about, condemned, addressed,
 * threatened, penalised, disputed with. Null for acts that are directed at nobody, and where no words are found.
 * `matches` are those of the entry that decided the act. The country is left to the stage that knows states.
 */
export function findTarget(document: Document, act: Act, zones: Zones, matches: Matches): Target | null {
  const phrase = SEARCHES[act]?.(new Phrases(document), zones, matches) ?? null;
  const first = phrase && document.tokens[phrase.first];
  const last = phrase && document.tokens[phrase.last - 1];
  if (!first || !last) return null;
  const span = quoteOf(document.text, { start: first.start, end: last.end });
  return { text: span.exact, span, country: null };
}

/** Noun phrases around the words that an entry matched, as far as closed word classes bound them. */
class Phrases {
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  /** All tokens from the first to the last of a part that stands in one piece. */
  whole(indices: readonly number[]): Phrase | null {
    const [first, last] = [indices[0], indices.at(-1)];
    return first === undefined || last === undefined || last - first >= LONGEST
      ? null
      : { first, last: last + 1 };
  }

  /** Who did the deed that the content match speaks of: "carried out by X", "X was behind", "X hacked". */
  doer({ content }: Zones, { content: match }: Matches): Phrase | null {
    if (match === undefined) return null;
    const last = content.indices[match.last - 1] ?? -1;
    const end = (content.indices.at(-1) ?? -1) + 1;
    if (BLAMING.has(this.#lower(last))) return this.#phraseAt(last + 1, end);
    const first = content.indices[match.first] ?? -1;
    const start = content.indices[0] ?? 0;
    return this.#isPhraseWord(first)
      ? this.#phraseAt(this.#startOf(first, start), end)
      : this.#phraseBefore(first, start);
  }

  /** What follows the cue: its object, past a preposition. Null where the content is a clause. */
  object({ cue, content }: Zones, { cue: match }: Matches): Phrase | null {
    if (match === undefined) return null;
    const end = (content.indices.at(-1) ?? -1) + 1;
    const cueEnd = cue.indices[cue.starts - 1] ?? -1;
    const after = content.indices.find((index) => index > cueEnd);
    if (after === undefined) return this.subject(content);
    if (/^(?:that|to|if|whether|why|how|what|who|when|where)$/u.test(this.#lower(after))) return null;
    return this.#phraseAt(PREPOSITIONS.has(this.#lower(after)) ? after + 1 : after, end);
  }

  /** As `object`, where it is a name. */
  namedObject(zones: Zones, matches: Matches): Phrase | null {
    const phrase = this.object(zones, matches);
    const last = phrase && this.#document.tokens[phrase.last - 1];
    return last && isName(this.#document.text, last) ? phrase : null;
  }

  /** The noun phrase that opens a part. */
  subject({ indices }: ZoneTokens): Phrase | null {
    const start = indices.find((index) => !SUBORDINATORS.has(this.#lower(index)) && this.#isWord(index));
    return start === undefined ? null : this.#phraseAt(start, (indices.at(-1) ?? start) + 1);
  }

  /** The first phrase in a part that holds a name. */
  firstName({ indices }: ZoneTokens): Phrase | null {
    const { text, tokens } = this.#document;
    const end = (indices.at(-1) ?? -1) + 1;
    for (const index of indices) {
      const token = tokens[index];
      if (token !== undefined && isName(text, token)) return this.#phraseAt(index, end);
    }
    return null;
  }

  #lower(index: number): string {
    return this.#document.tokens[index]?.lower ?? '';
  }

  #isWord(index: number): boolean {
    return this.#document.tokens[index]?.kind === 'word';
  }

  #isPhraseWord(index: number): boolean {
    const token: Token | undefined = this.#document.tokens[index];
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'number')) return false;
    const { lower } = token;
    return !(
      isAuxiliary(lower) ||
      CONJUNCTIONS.has(lower) ||
      RELATIVES.has(lower) ||
      QUESTION_WORDS.has(lower) ||
      SUBORDINATORS.has(lower) ||
      (PREPOSITIONS.has(lower) && lower !== 'of') ||
      (isAdverb(lower) && !isName(this.#document.text, token))
    );
  }

  /** Whether the phrase goes on here: a word of a phrase, or "and" between names. */
  #continues(index: number): boolean {
    if (this.#isPhraseWord(index)) return !PRONOUNS.has(this.#lower(index));
    const [before, after] = [this.#document.tokens[index - 1], this.#document.tokens[index + 1]];
    const { text } = this.#document;
    return this.#lower(index) === 'and' && !!before && !!after && isName(text, before) && isName(text, after);
  }

  /** The phrase that begins at a token, as far as it goes before `end`; a pronoun stands alone. */
  #phraseAt(start: number, end: number): Phrase | null {
    let first = start;
    while (first < end && !this.#isWord(first) && first - start < 2) first++;
    if (PRONOUNS.has(this.#lower(first))) return { first, last: first + 1 };
    let last = first;
    while (last < end && last - first < LONGEST && this.#continues(last) && !this.#isVerbAt(last, first))
      last++;
    while (last > first && this.#lower(last - 1) === 'of') last--;
    const isBare = last === first + 1 && DETERMINERS.has(this.#lower(first));
    return last > first && !isBare ? { first, last } : null;
  }

  /** A lower-case participle or past tense after a name or noun ends the phrase: "Daewol hacked". */
  #isVerbAt(index: number, first: number): boolean {
    const token = this.#document.tokens[index];
    if (token === undefined || index === first || isName(this.#document.text, token)) return false;
    const isPast = /(?:ed|stole|ran|hid|sent|broke|took|held|led)$/u.test(token.lower);
    return isPast && !DETERMINERS.has(this.#lower(index - 1)) && !token.lower.includes('-');
  }

  /** The phrase that ends before the auxiliaries and adverbs before a token. */
  #phraseBefore(index: number, from: number): Phrase | null {
    let last = index;
    while (last > from && (isAuxiliary(this.#lower(last - 1)) || isAdverb(this.#lower(last - 1)))) last--;
    if (last <= from) return null;
    return this.#phraseAt(this.#startOf(last - 1, from), last);
  }

  /** Where the phrase that holds a token begins. */
  #startOf(index: number, from: number): number {
    let first = index;
    while (first > from && index - first < LONGEST && this.#continues(first - 1)) first--;
    return first;
  }
}
