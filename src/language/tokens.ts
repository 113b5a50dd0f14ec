import type { Token, TokenKind } from '../domain/document.ts';

/**
 * The forms of a token, tried in this order at each place. No form holds nested repetition, so a match takes time
 * linear in its length.
 *
 * 1. abbreviations of single letters: `U.S.`, `e.g.`, `J.`
 * 2. numbers with inner marks and their unit: `1,200`, `3.5%`, `19th`
 * 3. words with inner apostrophes, hyphens, ampersands, and full stops before a lower-case letter: `don't`,
 *    `cyber-attack`, `AT&T`, `example.com`
 * 4. quotation marks typed as two characters, dashes and ellipses of several
 * 5. any other visible character, a lone surrogate included
 */
const TOKEN =
  /(?:\p{L}\.(?:\p{L}\.)+|(?<![\p{L}\p{N}])\p{Lu}\.(?=\s+\p{Lu}))|(\p{N}+(?:[.,:]\p{N}+)*(?:\p{L}+|%)?(?:-\p{L}+)*)|(?:\p{L}[\p{L}\p{M}\p{N}]*(?:(?:['’\-‑&_]|\.(?=\p{Ll}))[\p{L}\p{M}\p{N}]+)*)|(''|``|--+|\.\.+|\p{P})|([^\s])/gu;

/** Words that keep their full stop: titles, ranks, months, forms of companies. Lower case, without the stop. */
const STOPPED = new Set(
  (
    'mr mrs ms dr prof gov sen rep gen lt col maj capt sgt cmdr adm rev hon pres amb sec st jr sr messrs ' +
    'jan feb aug sept oct nov dec inc corp co ltd bros vs dept est cf ave blvd'
  ).split(' '),
);

/** Names of states of the USA, which keep their full stop where they are written with a capital: `Mich.` */
const STOPPED_NAMES = new Set(
  'Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo'.split(
    ' ',
  ),
);

/**
 * Stage 1. Cuts the whole text into tokens: every visible character stands in exactly one, in order; what lies between
 * is white space.
 */
export function findTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let joinedTo = 0;
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    if (start < joinedTo) continue;
    let words = match[0];
    const kind = kindOf(match);
    if (kind === 'word' && keepsStop(text, start, words)) words += '.';
    joinedTo = start + words.length;
    tokens.push({ start, end: joinedTo, kind, lower: keyOf(words, kind) });
  }
  return tokens;
}

/** By the group of {@link TOKEN} that matched: number, punctuation, symbol, or none of them. */
function kindOf(match: RegExpExecArray): TokenKind {
  if (match[1] !== undefined) return 'number';
  if (match[2] !== undefined) return 'punctuation';
  return match[3] === undefined ? 'word' : 'symbol';
}

/** `Mr. Obama`, `Inc., said`: a stop after a listed word belongs to it, unless only the end of the line follows. */
function keepsStop(text: string, start: number, word: string): boolean {
  const end = start + word.length;
  if (text[end] !== '.' || word.length > 6) return false;
  if (!STOPPED_NAMES.has(word) && !STOPPED.has(word.toLowerCase())) return false;
  return /^\.(?:,|\)| +[\p{L}\p{N}])/u.test(text.slice(end, end + 8));
}

function keyOf(words: string, kind: TokenKind): string {
  if (kind !== 'word') return words;
  const lower = words.toLowerCase();
  return lower.includes('’') ? lower.replaceAll('’', "'") : lower;
}
