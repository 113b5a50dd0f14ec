import type { Document } from '../../domain/document.ts';
import { type Run, readingOf } from '../reading.ts';
import { frameOf } from './frame.ts';
import type { WordPiece, WordPieces } from './word-pieces.ts';

/** A document cut into the encoder's pieces, with what the passages are made of. */
export interface PiecedDocument {
  readonly document: Document;
  readonly pieces: readonly WordPiece[];
  /** For each token the index of the first piece that begins in it; −1 where none does. */
  readonly firstPiece: Int32Array;
  /** For each piece the token that it begins in, or the one before. */
  readonly tokenOf: Int32Array;
  /** For each token what the uncased pieces do not tell: below {@link FORMS}. */
  readonly form: Uint8Array;
  /** Pieces of the title, which every passage begins with. */
  readonly title: readonly number[];
  /** The tokens among which a cue's source and content are sought; null where it stands outside of what is read. */
  readonly frameOf: (cue: number) => Run | null;
}

/** How a token is written (seven ways), whether it is quoted (three), and whether a paragraph begins with it (two). */
const WAYS = 7;
export const FORMS = WAYS * 3 * 2;
/** A headline longer than this is cut. */
const LONGEST_TITLE = 24;

export function pieceDocument(document: Document, wordPieces: WordPieces): PiecedDocument {
  const { text, tokens } = document;
  const pieces = wordPieces.cut(text);
  const firstPiece = new Int32Array(tokens.length).fill(-1);
  const tokenOf = new Int32Array(pieces.length);
  let token = 0;
  pieces.forEach(({ start }, i) => {
    while (token + 1 < tokens.length && tokens[token + 1]!.start <= start) token++;
    tokenOf[i] = token;
    if (firstPiece[token] === -1) firstPiece[token] = i;
  });
  const { sentenceOf, quoted } = readingOf(document);
  const surroundings = {
    sentences: document.sentences,
    sentenceOf,
    isQuoted: (i: number) => quoted[i]! >= 0,
  };
  return {
    document,
    pieces,
    firstPiece,
    tokenOf,
    form: formsOf(document),
    title: titleOf(document, pieces),
    frameOf: (cue) => frameOf(cue, surroundings),
  };
}

/** The document's first line is its title. */
function titleOf({ paragraphs }: Document, pieces: readonly WordPiece[]): number[] {
  const { start: from, end } = paragraphs[0] ?? { start: 0, end: 0 };
  const title: number[] = [];
  for (const { id, start } of pieces) {
    if (start >= end || title.length === LONGEST_TITLE) break;
    if (start >= from) title.push(id);
  }
  return title;
}

function formsOf({ text, tokens, quotations, paragraphs }: Document): Uint8Array {
  const forms = Uint8Array.from(tokens, ({ start, end }) => writtenAs(text.slice(start, end)));
  for (const { first, last } of quotations)
    for (let i = first; i < last; i++) forms[i]! += WAYS * (i === first || i === last - 1 ? 2 : 1);
  for (const { first } of paragraphs) if (first < forms.length) forms[first]! += 3 * WAYS;
  return forms;
}

/** Lower case, capitalised, capitals, capitals within, number, end of a sentence, other marks. */
function writtenAs(word: string): number {
  if (/^\p{Ll}/u.test(word)) return /\p{Lu}/u.test(word) ? 3 : 0;
  if (/^\p{L}/u.test(word)) {
    const rest = word.slice(1);
    if (!/\p{Lu}/u.test(rest)) return 1;
    return /\p{Ll}/u.test(rest) ? 3 : 2;
  }
  if (/^\p{N}/u.test(word)) return 4;
  return /^[.!?…]/u.test(word) ? 5 : 6;
}

/** What the encoder is given at once. */
export interface Passage {
  /** Pieces with the marks between them, and how their tokens are written. */
  readonly ids: readonly number[];
  readonly forms: readonly number[];
  /** For each token that is in it the place of its first piece. */
  readonly placeOf: ReadonlyMap<number, number>;
  /** For each place the token that its piece is part of; −1 for the title and the marks. */
  readonly tokenAt: readonly number[];
  /** The tokens whose cues are read here; what stands around them is there to be understood by. */
  readonly owned: Run;
}

/** The pieces of a passage at most, as the encoder was trained. */
const MOST_PIECES = 256;
const CLASSIFY = 101;
const SEPARATE = 102;

/** A run of tokens that stays together: a sentence, or part of one that is too long for any passage. */
interface Unit extends Run {
  readonly pieces: readonly [first: number, last: number];
}

/**
 * Cuts a document into passages of whole sentences that overlap: each token is owned by one, with the sentence before it
 * in the same, and its frame where there is room. Tokens that are not read are in none.
 */
export function passagesOf(pieced: PiecedDocument): Passage[] {
  const room = MOST_PIECES - pieced.title.length - 3;
  const units = unitsOf(pieced, Math.floor(room / 2));
  const passages: Passage[] = [];
  let next = 0;
  while (next < units.length) {
    const first = Math.max(0, next - 1);
    let last = first;
    let size = 0;
    while (last < units.length && size + sizeOf(units[last]!) <= room) size += sizeOf(units[last++]!);
    let owned = last === units.length ? last : last - 1;
    const end = units[last - 1]!.last;
    while (owned - 1 > next && (pieced.frameOf(units[owned - 1]!.first)?.last ?? 0) > end) owned--;
    owned = Math.max(owned, next + 1);
    passages.push(
      passageOf(pieced, units.slice(first, last), {
        first: units[next]!.first,
        last: units[owned - 1]!.last,
      }),
    );
    next = owned;
  }
  return passages;
}

function sizeOf({ pieces: [first, last] }: Unit): number {
  return last - first;
}

function unitsOf({ document, firstPiece, pieces }: PiecedDocument, most: number): Unit[] {
  const units: Unit[] = [];
  const pieceAt = (token: number): number => {
    for (let i = token; i < firstPiece.length; i++) if (firstPiece[i]! >= 0) return firstPiece[i]!;
    return pieces.length;
  };
  for (const { first, last } of document.sentences) {
    let from = first;
    for (let i = first; i < last; i++) {
      const end = pieceAt(i + 1);
      if (i + 1 < last && end - pieceAt(from) < most) continue;
      // A token of more pieces than there is room for is cut.
      const start = pieceAt(from);
      units.push({ first: from, last: i + 1, pieces: [start, Math.min(end, start + most)] });
      from = i + 1;
    }
  }
  return units.filter((unit) => sizeOf(unit) > 0);
}

function passageOf(pieced: PiecedDocument, units: readonly Unit[], owned: Run): Passage {
  const ids = [CLASSIFY, ...pieced.title, SEPARATE];
  const forms = ids.map(() => 0);
  const tokenAt = ids.map(() => -1);
  const placeOf = new Map<number, number>();
  for (const { pieces } of units)
    for (let i = pieces[0]; i < pieces[1]; i++) {
      const token = pieced.tokenOf[i]!;
      if (pieced.firstPiece[token] === i) placeOf.set(token, ids.length);
      ids.push(pieced.pieces[i]!.id);
      forms.push(pieced.form[token]!);
      tokenAt.push(token);
    }
  ids.push(SEPARATE);
  forms.push(0);
  tokenAt.push(-1);
  return { ids, forms, placeOf, tokenAt, owned };
}
