import type { Act } from '../domain/act.ts';
import type { Document, Token } from '../domain/document.ts';
import type { Target } from '../domain/statement.ts';
import { quoteOf } from '../text/quote.ts';
import type { PatternMatch } from './pattern.ts';
import {
  BE,
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

/** Verbs that lay a deed (their object) on a party, and the prepositions before the party. */
const LAYING = [
  { verb: /^(?:attribut|trac|t(?:ie|ying)|link|connect)/u, preposition: /^(?:to|with)$/u },
  { verb: /^(?:pin(?:s|ned|ning)?$|lay|laid|put)/u, preposition: /^(?:on|upon|at|to)$/u },
];
/** Verbs whose object is the party, and the deed follows "of". */
const ACCUSING = /^(?:accus|suspect|convict)/u;
/** Words after a party that say what it is held to be. */
const VERDICTS = new Set([
  'responsible',
  'accountable',
  'liable',
  'guilty',
  'called',
  'known',
  'dubbed',
  'named',
  'trying',
]);
/** What follows the party that is told or asked: "urged X to …", "told X not to …". */
const ADDRESSED = new Set(['to', 'not', 'that', 'about', 'against', 'for']);

const SEARCHES: Readonly<Partial<Record<Act, Search>>> = {
  claim: () => null,
  deny: (phrases, { source }) => phrases.side(source),
  attribute: (phrases, zones, matches) =>
    phrases.doer(zones, matches) ?? phrases.blamed(zones, matches) ?? phrases.firstName(zones.content),
  penalise: (phrases, zones, matches) => phrases.object(zones, matches) ?? phrases.firstName(zones.content),
  threaten: (phrases, zones, matches) => phrases.namedObject(zones, matches),
  'demand-evidence': (phrases, zones, matches) => phrases.object(zones, matches),
  withhold: (phrases, zones, matches) => phrases.namedObject(zones, matches),
  dispute: (phrases, zones, matches) => phrases.object(zones, matches) ?? phrases.subject(zones.content),
  endorse: (phrases, zones, matches) => phrases.object(zones, matches),
  condemn: (phrases, zones, matches) => phrases.object(zones, matches) ?? phrases.subject(zones.content),
  appeal: (phrases, zones, matches) => phrases.addressee(zones, matches),
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
  const ending = /['’]s$/u.test(document.text.slice(last.start, last.end)) ? 2 : 0;
  const span = quoteOf(document.text, { start: first.start, end: last.end - ending });
  return { text: span.exact, span, country: null };
}

/** Noun phrases around the words that an entry matched, as far as closed word classes bound them. */
class Phrases {
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  /**
   * The side that a source speaks for, where its words name it ("Usmar's consul", "officials of Petrovna"); else the
   * source itself, without apposition.
   */
  side({ indices }: ZoneTokens): Phrase | null {
    const { text, tokens } = this.#document;
    const end = (indices.at(-1) ?? -1) + 1;
    for (const index of indices) {
      const token = tokens[index];
      if (token === undefined || !isName(text, token)) continue;
      if (token.lower.endsWith("'s") || this.#lower(index - 1) === 'of')
        return { first: index, last: this.#nameEnd(index, end) };
    }
    return this.#phraseAt(indices[0] ?? end, end);
  }

  /** Who did the deed that the content match speaks of: "carried out by X", "X was behind", "X hacked". */
  doer({ content }: Zones, { content: match }: Matches): Phrase | null {
    if (match === undefined) return null;
    const end = (content.indices.at(-1) ?? -1) + 1;
    const matched = content.indices.slice(match.first, match.last);
    const blaming = matched.findLast((index) => BLAMING.has(this.#lower(index)));
    if (blaming !== undefined) return this.#phraseAt(blaming + 1, end);
    const first = matched[0] ?? -1;
    const start = content.indices[0] ?? 0;
    return this.#isPhraseWord(first)
      ? this.#phraseAt(this.#startOf(first, start), end)
      : this.#phraseBefore(first, start);
  }

  /** Whom the cue lays a deed on: "pinned the raid on X", "traced to X", "accused X of". */
  blamed(zones: Zones, matches: Matches): Phrase | null {
    const { cue, content } = zones;
    if (matches.cue === undefined) return null;
    const end = (content.indices.at(-1) ?? -1) + 1;
    const cueWords = cue.indices.slice(0, cue.starts);
    const cueEnd = cueWords.at(-1) ?? -1;
    const laying = LAYING.find(({ verb }) => cueWords.some((index) => verb.test(this.#lower(index))));
    if (laying !== undefined && !BLAMING.has(this.#lower(cueEnd)) && !this.#isPassive(cue, content)) {
      const laid = content.indices.find(
        (index, i) => i > 0 && index > cueEnd && laying.preposition.test(this.#lower(index)),
      );
      if (laid !== undefined) return this.#phraseAt(laid + 1, end);
    }
    return this.object(zones, matches);
  }

  /** What follows the cue: its object, past a preposition. Null where the content is a clause. */
  object({ cue, content }: Zones, { cue: match }: Matches): Phrase | null {
    if (match === undefined) return null;
    const end = (content.indices.at(-1) ?? -1) + 1;
    const cueEnd = cue.indices[cue.starts - 1] ?? -1;
    const after = content.indices.find((index) => index > cueEnd);
    const isTurned = this.#isPassive(cue, content) && !/^(?:on|to|upon)$/u.test(this.#lower(cueEnd));
    if (after === undefined || isTurned) return this.subject(content);
    if (/^(?:that|to|if|whether|why|how|what|who|when|where)$/u.test(this.#lower(after))) return null;
    const start = PREPOSITIONS.has(this.#lower(after)) ? after + 1 : after;
    const charge = ACCUSING.test(this.#lower(cueEnd))
      ? content.indices.find((index) => index > start && this.#lower(index) === 'of')
      : undefined;
    return this.#phraseAt(start, charge ?? end);
  }

  /** Who is asked to do something: the object of the cue, or the subject of what should be done. */
  addressee(zones: Zones, matches: Matches): Phrase | null {
    const first = zones.content.indices[0] ?? -1;
    const phrase = this.#lower(first) === 'that' ? this.subject(zones.content) : this.object(zones, matches);
    if (phrase === null) return null;
    const isDone = phrase.last > (zones.content.indices.at(-1) ?? -1);
    return isDone || ADDRESSED.has(this.#lower(phrase.last)) || isAuxiliary(this.#lower(phrase.last))
      ? phrase
      : null;
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

  /** "X … was charged with …": the content begins before a cue in the passive. */
  #isPassive(cue: ZoneTokens, content: ZoneTokens): boolean {
    const indices = cue.indices.slice(0, cue.starts);
    return (
      (content.indices[0] ?? 0) < (indices.at(-1) ?? 0) && indices.some((index) => BE.has(this.#lower(index)))
    );
  }

  /** Where the run of name words that begins at a token ends; a possessive ends it. */
  #nameEnd(start: number, end: number): number {
    const { text, tokens } = this.#document;
    let last = start;
    for (
      let token = tokens[last];
      token !== undefined && last < end && isName(text, token);
      token = tokens[last]
    ) {
      last++;
      if (token.lower.endsWith("'s")) break;
    }
    return last;
  }

  #lower(index: number): string {
    return this.#document.tokens[index]?.lower ?? '';
  }

  #isWord(index: number): boolean {
    return this.#document.tokens[index]?.kind === 'word';
  }

  #isName(index: number): boolean {
    const token = this.#document.tokens[index];
    return token !== undefined && isName(this.#document.text, token);
  }

  #isNumber(index: number): boolean {
    return this.#document.tokens[index]?.kind === 'number';
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
    const lower = this.#lower(index);
    if (VERDICTS.has(lower)) return false;
    if (lower === 'of') return !this.#lower(index + 1).endsWith('ing');
    if (this.#isPhraseWord(index)) return !PRONOUNS.has(lower) || DETERMINERS.has(lower);
    const [before, after] = [this.#document.tokens[index - 1], this.#document.tokens[index + 1]];
    const { text } = this.#document;
    return lower === 'and' && !!before && !!after && isName(text, before) && isName(text, after);
  }

  /** The phrase that begins at a token, as far as it goes before `end`; a pronoun stands alone. */
  #phraseAt(start: number, end: number): Phrase | null {
    let first = start;
    while (first < end && !this.#isWord(first) && !this.#isNumber(first) && first - start < 2) first++;
    if (first >= end) return null;
    const opening = this.#lower(first);
    if (opening.endsWith('ing') && !this.#isName(first)) return null;
    if (PRONOUNS.has(opening) && !(DETERMINERS.has(opening) && this.#isPhraseWord(first + 1)))
      return { first, last: first + 1 };
    let last = DETERMINERS.has(opening) ? first + 1 : first;
    while (last < end && last - first < LONGEST && this.#continues(last) && !this.#isVerbAt(last, first))
      last++;
    while (last > first && this.#lower(last - 1) === 'of') last--;
    const named = this.#nameAfter(last, end);
    if (named !== null) return named;
    const isBare = last === first + 1 && DETERMINERS.has(this.#lower(first));
    return last > first && !isBare ? { first, last } : null;
  }

  /** "a group called X", "a crew known as X": the name. */
  #nameAfter(index: number, end: number): Phrase | null {
    const { text, tokens } = this.#document;
    if (!/^(?:called|dubbed|named|known)$/u.test(this.#lower(index))) return null;
    let start = index + 1;
    while (start < end && (this.#lower(start) === 'as' || !this.#isPhraseWord(start)) && start - index < 4)
      start++;
    const token = tokens[start];
    return token !== undefined && start < end && isName(text, token)
      ? { first: start, last: this.#nameEnd(start, end) }
      : null;
  }

  /** A lower-case participle or past tense after a name or noun ends the phrase: "Daewol hacked". */
  #isVerbAt(index: number, first: number): boolean {
    const token = this.#document.tokens[index];
    if (token === undefined || index === first || isName(this.#document.text, token)) return false;
    const isPast = /(?:ed|stole|ran|hid|sent|broke|took|held|led|found|paid|lost|put)$/u.test(token.lower);
    return isPast && !DETERMINERS.has(this.#lower(index - 1)) && !token.lower.includes('-');
  }

  /** The phrase that ends before the auxiliaries and adverbs before a token. */
  #phraseBefore(index: number, from: number): Phrase | null {
    let last = index;
    while (last > from && this.#isVerbal(last - 1)) last--;
    if (last <= from) return null;
    return this.#phraseAt(this.#startOf(last - 1, from), last);
  }

  /** Auxiliaries, adverbs, "to", and the participles of "is believed to be". */
  #isVerbal(index: number): boolean {
    const lower = this.#lower(index);
    return (
      isAuxiliary(lower) ||
      isAdverb(lower) ||
      lower === 'to' ||
      /^(?:believed|thought|said|suspected)$/u.test(lower)
    );
  }

  /** Where the phrase that holds a token begins. */
  #startOf(index: number, from: number): number {
    let first = index;
    while (first > from && index - first < LONGEST && this.#continues(first - 1)) first--;
    return first;
  }
}
