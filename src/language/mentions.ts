import states from '../../data/lexicons/states.json' with { type: 'json' };
import type { Mention, MentionKind, Sentence, Token } from '../domain/document.ts';
import { rangeOf } from './token-range.ts';

const words = (list: string): Set<string> => new Set(list.split(' '));

const TITLES = words(
  'mr mr. mrs mrs. ms ms. dr dr. prof prof. gov gov. sen sen. rep rep. gen gen. lt lt. col col. capt capt. sgt sgt. ' +
    'rev rev. sir lord lady president chancellor premier minister secretary ambassador senator governor mayor king ' +
    'queen pope judge justice general colonel captain spokesman spokeswoman spokesperson professor director',
);
const ORGANISATION_WORDS = words(
  'inc inc. corp corp. co co. ltd ltd. llc plc gmbh ministry department agency bureau commission committee council ' +
    'union university institute office court police army navy force forces intelligence security service services ' +
    'bank group party team company times post news journal technologies systems labs lab networks association center ' +
    'centre foundation government parliament senate congress house administration command embassy authority',
);
/** Capitalised words that name nobody. */
const CALENDAR = words(
  'monday tuesday wednesday thursday friday saturday sunday january february july ' +
    'september october november december',
);
/** Lower-case words that join the parts of a name. */
const JOINERS = words('of the and for de la al von van der bin ibn du &');

/** Keys of names and demonyms of states: their words, lower-cased, joined by one space. */
const PLACES = keysOf(states.flatMap((state) => [state.name, ...state.names, ...state.seats]));
const NATIONALITIES = keysOf(states.flatMap((state) => state.demonyms));
/** In tokens, of the longest listed name: bounds the look-ahead at each capital. */
/** The words that a listed name begins with. */
const FIRST_WORDS = new Set([...PLACES, ...NATIONALITIES].map((name) => name.split(' ', 1)[0] ?? ''));
const LONGEST_LISTED = 6;

/**
 * Stage 5. Runs of capitalised words as mentions, with a kind where the words tell: a title makes a person, a word such
 * as "Ministry" an organisation, the state lexicon a place or a nationality. A single capitalised word that begins a
 * sentence counts only where it is listed.
 */
export function findMentions(
  text: string,
  tokens: readonly Token[],
  sentences: readonly Sentence[],
): Mention[] {
  const mentions: Mention[] = [];
  for (const sentence of sentences) {
    for (let i = sentence.first; i < sentence.last; i++) {
      if (!isCapitalised(text, tokens[i]) || CALENDAR.has(tokens[i]?.lower ?? '')) continue;
      const listed = listedAt(tokens, i, sentence.last);
      const last = runEnd(text, tokens, i, sentence.last);
      const kind = listed !== null && listed.last === last ? listed.kind : kindOf(text, tokens, i, last);
      if (kind !== 'unknown' || last > i + 1 || i > sentence.first)
        mentions.push({ ...rangeOf(tokens, i, last), kind });
      i = last - 1;
    }
  }
  return mentions;
}

function keysOf(names: readonly string[]): Set<string> {
  return new Set(names.map((name) => name.toLowerCase().replaceAll('’', "'").replace(/\s+/gu, ' ')));
}

function isCapitalised(text: string, token: Token | undefined): boolean {
  return token?.kind === 'word' && /^\p{Lu}/u.test(text.slice(token.start, token.start + 2));
}

/** The longest listed name that begins at `i`. */
function listedAt(
  tokens: readonly Token[],
  i: number,
  limit: number,
): { kind: MentionKind; last: number } | null {
  let key = '';
  let best: { kind: MentionKind; last: number } | null = null;
  for (let j = i; j < Math.min(limit, i + LONGEST_LISTED); j++) {
    const word = (tokens[j]?.lower ?? '').replace(/'s?$/u, '');
    if (j === i && !FIRST_WORDS.has(word)) return null;
    key = j === i ? word : `${key} ${word}`;
    if (PLACES.has(key)) best = { kind: 'place', last: j + 1 };
    else if (NATIONALITIES.has(key)) best = { kind: 'nationality', last: j + 1 };
  }
  return best;
}

/** Index after the name that begins at `i`: capitalised words, with joiners only between two of them, up to a new title. */
function runEnd(text: string, tokens: readonly Token[], i: number, limit: number): number {
  let last = i + 1;
  for (let j = last; j < limit; j++) {
    const token = tokens[j];
    if (isCapitalised(text, token)) {
      if (/^(?:mrs?|ms|dr)\.?$/u.test(token?.lower ?? '') || CALENDAR.has(token?.lower ?? '')) break;
      if (/['’]s$/u.test(text.slice((tokens[last - 1]?.end ?? 0) - 2, tokens[last - 1]?.end))) break;
      last = j + 1;
    } else if (token === undefined || !JOINERS.has(token.lower) || token.lower === 'and' || j - last > 1)
      break;
  }
  return last;
}

function kindOf(text: string, tokens: readonly Token[], first: number, last: number): MentionKind {
  for (let i = first; i < last; i++)
    if (ORGANISATION_WORDS.has(tokens[i]?.lower ?? '')) return 'organisation';
  if (TITLES.has(tokens[first]?.lower ?? '') || TITLES.has(tokens[first - 1]?.lower ?? '')) return 'person';
  const only = last === first + 1 ? text.slice(tokens[first]?.start, tokens[first]?.end) : '';
  return /^\p{Lu}{2,6}$/u.test(only) ? 'organisation' : 'unknown';
}
