/** A piece of a word as the encoder's vocabulary knows it, with the UTF-16 code units that it stands for. */
export interface WordPiece {
  /** Index into the vocabulary. */
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** Words of more characters than this are unknown as a whole, as in the reference. */
const LONGEST_WORD = 100;
const UNKNOWN = '[UNK]';
const CONTINUED = '##';

/**
 * Cuts texts into the word pieces of BERT's uncased vocabularies: cleaned, lower-cased, accents stripped, parted at white
 * space, punctuation and ideographs, then the longest pieces that the vocabulary has, from the left. The identifiers are
 * those of the reference implementation; the spans are exact, in the text as it was given.
 * Source: Devlin et al. 2019, `BasicTokenizer` and `WordpieceTokenizer` of the released code.
 */
export class WordPieces {
  readonly #ids: ReadonlyMap<string, number>;
  readonly #unknown: number;
  /** Pieces of words met before, with their ends in characters of the word; bounded, as texts repeat their words. */
  readonly #known = new Map<string, readonly { id: number; end: number }[]>();

  /** @throws RangeError where the vocabulary has no `[UNK]`. */
  constructor(vocabulary: readonly string[]) {
    this.#ids = new Map(vocabulary.map((piece, id) => [piece, id]));
    this.#unknown = this.idOf(UNKNOWN);
  }

  /** @throws RangeError for a piece that the vocabulary lacks. */
  idOf(piece: string): number {
    const id = this.#ids.get(piece);
    if (id === undefined) throw new RangeError(`the vocabulary has no ${piece}`);
    return id;
  }

  /** The pieces of a text, in order. Takes time linear in the text. */
  cut(text: string): WordPiece[] {
    const pieces: WordPiece[] = [];
    for (const word of wordsOf(text)) {
      const start = word.starts[0]!;
      const found = this.#piecesOf(word.characters);
      if (found === null) pieces.push({ id: this.#unknown, start, end: word.ends.at(-1)! });
      else {
        let from = 0;
        for (const { id, end } of found) {
          pieces.push({ id, start: word.starts[from]!, end: word.ends[end - 1]! });
          from = end;
        }
      }
    }
    return pieces;
  }

  #piecesOf(characters: readonly string[]): readonly { id: number; end: number }[] | null {
    if (characters.length > LONGEST_WORD) return null;
    const key = characters.join('');
    const known = this.#known.get(key);
    if (known !== undefined) return known.length === 0 ? null : known;
    const found = this.#cutWord(characters);
    if (this.#known.size >= MEMORY) this.#known.clear();
    this.#known.set(key, found);
    return found.length === 0 ? null : found;
  }

  /** None where a part of the word is in no piece. */
  #cutWord(characters: readonly string[]): { id: number; end: number }[] {
    const found: { id: number; end: number }[] = [];
    let from = 0;
    while (from < characters.length) {
      let end = characters.length;
      let id: number | undefined;
      for (; end > from; end--) {
        const piece = characters.slice(from, end).join('');
        id = this.#ids.get(from === 0 ? piece : CONTINUED + piece);
        if (id !== undefined) break;
      }
      if (id === undefined) return [];
      found.push({ id, end });
      from = end;
    }
    return found;
  }
}

const MEMORY = 50_000;

/** A word with each character's span in the text; a character that folds to several has their span each. */
interface Word {
  readonly characters: string[];
  readonly starts: number[];
  readonly ends: number[];
}

function* wordsOf(text: string): Generator<Word> {
  let word: Word = { characters: [], starts: [], ends: [] };
  let at = 0;
  for (const character of text) {
    const start = at;
    at += character.length;
    if (isDropped(character)) continue;
    const parts = isSpace(character);
    const alone = !parts && (isPunctuation(character) || isIdeograph(character));
    if ((parts || alone) && word.characters.length > 0) {
      yield word;
      word = { characters: [], starts: [], ends: [] };
    }
    if (parts) continue;
    for (const folded of fold(character)) {
      // A letter may fold to a mark that parts words.
      if (isPunctuation(folded) && !alone) {
        if (word.characters.length > 0) yield word;
        yield { characters: [folded], starts: [start], ends: [at] };
        word = { characters: [], starts: [], ends: [] };
        continue;
      }
      word.characters.push(folded);
      word.starts.push(start);
      word.ends.push(at);
    }
    if (alone && word.characters.length > 0) {
      yield word;
      word = { characters: [], starts: [], ends: [] };
    }
  }
  if (word.characters.length > 0) yield word;
}

/** Taken apart, without accents, in lower case. */
function fold(character: string): string {
  if (character >= 'a' && character <= 'z') return character;
  let folded = '';
  // Each by itself: a capital sigma has no place in a word here.
  for (const part of character.normalize('NFD')) if (!/\p{Mn}/u.test(part)) folded += part.toLowerCase();
  return folded;
}

function isDropped(character: string): boolean {
  const code = character.codePointAt(0)!;
  if (code === 0 || code === 0xfffd) return true;
  if (character === '\t' || character === '\n' || character === '\r') return false;
  return code > 31 && code < 127 ? false : /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(character);
}

function isSpace(character: string): boolean {
  return (
    character === ' ' ||
    character === '\n' ||
    character === '\t' ||
    character === '\r' ||
    /\p{Z}/u.test(character)
  );
}

/** All visible ASCII but letters and digits, and what Unicode calls punctuation. */
function isPunctuation(character: string): boolean {
  const code = character.codePointAt(0)!;
  if (code < 128)
    return (
      (code >= 33 && code <= 47) ||
      (code >= 58 && code <= 64) ||
      (code >= 91 && code <= 96) ||
      (code >= 123 && code <= 126)
    );
  return /\p{P}/u.test(character);
}

const IDEOGRAPHS: readonly (readonly [number, number])[] = [
  [0x4e00, 0x9fff],
  [0x3400, 0x4dbf],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b73f],
  [0x2b740, 0x2b81f],
  [0x2b920, 0x2ceaf],
  [0xf900, 0xfaff],
  [0x2f800, 0x2fa1f],
];

function isIdeograph(character: string): boolean {
  const code = character.codePointAt(0)!;
  return code >= 0x3400 && IDEOGRAPHS.some(([first, last]) => code >= first && code <= last);
}
