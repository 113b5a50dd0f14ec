import type { Span } from '../text/span.ts';
import type { BlockType } from './article.ts';

/** What a token is made of. `word` holds letters (with inner apostrophes, full stops of abbreviations, hyphens). */
export type TokenKind = 'word' | 'number' | 'punctuation' | 'symbol';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** Lower-cased words of the token: the key that lexicons are asked with. Typographic apostrophes are folded to `'`. */
  readonly lower: string;
}

/** A run of tokens: `first` inclusive, `last` exclusive; `start`/`end` are the span of its text. */
export interface TokenRange extends Span {
  readonly first: number;
  readonly last: number;
}

export interface Sentence extends TokenRange {
  /** Index into `Document.paragraphs`. */
  readonly paragraph: number;
}

/** One line of a block that is read: a line break ends it. */
export interface Paragraph extends TokenRange {
  /** The type of the block it stands in; `body` where the text was given as plain. */
  readonly block: BlockType;
}

/**
 * A pair of quotation marks and what stands between them; `inner` is without the marks. Only the outermost pair is
 * kept where quotations nest.
 */
export interface Quotation extends TokenRange {
  readonly inner: Span;
  /** False where the paragraph ends before the quotation is closed. */
  readonly closed: boolean;
}

/**
 * What a run of capitalised or listed words names, as far as its words and those around it tell: a seat of power
 * ("the Kremlin") is a place, a creed or party ("Democrats") a nationality, and a law, an event or a product unknown.
 */
export type MentionKind = 'person' | 'organisation' | 'place' | 'nationality' | 'unknown';

/** Its text ends before the mark of possession: of "Orla's" it is "Orla". */
export interface Mention extends TokenRange {
  readonly kind: MentionKind;
}

/** What tokens look like that are written alike; the numbers are hashes where nothing else is said. */
export interface WordForm {
  /** Of this form alone, in all documents that one process reads; a form that was forgotten in between has another. */
  readonly id: number;
  readonly written: string;
  /** The token as it is written; the others but `prefix1` and `shape` are of its key, {@link Token.lower}. */
  readonly surface: number;
  readonly word: number;
  readonly prefix1: number;
  readonly prefix3: number;
  readonly suffix1: number;
  readonly suffix2: number;
  readonly suffix3: number;
  readonly shape: number;
  /** Clusters of the word, as `text/word-clusters.ts` counts them. */
  readonly coarse: number;
  readonly fine: number;
  /** The word and its clusters without the mark of possession. */
  readonly name: { readonly word: number; readonly coarse: number; readonly fine: number };
  /** 0: may not stand in a name, 1: joins the words of one, 2: is capitalised. */
  readonly capital: number;
}

/** What each token looks like, in columns of one number a token; the numbers are hashes where nothing else is said. */
export interface TokenForms {
  /** Tokens written alike share a number, from 0 on in the order of their first tokens. */
  readonly form: Int32Array;
  /** Of each such number, the index of its first token. */
  readonly firsts: Int32Array;
  /** Of each such number, the form itself. */
  readonly known: readonly WordForm[];
  /** These as in {@link WordForm}, of each token. */
  readonly id: Int32Array;
  readonly surface: Int32Array;
  readonly word: Int32Array;
  readonly prefix1: Int32Array;
  readonly prefix3: Int32Array;
  readonly suffix1: Int32Array;
  readonly suffix2: Int32Array;
  readonly suffix3: Int32Array;
  readonly shape: Int32Array;
  readonly coarse: Int32Array;
  readonly fine: Int32Array;
}

/**
 * An article as language: spans into its canonical text, no copied strings (but each token's lower-cased key).
 * Only blocks that are read have paragraphs; all arrays are sorted by start.
 */
export interface Document {
  readonly text: string;
  readonly paragraphs: readonly Paragraph[];
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  readonly quotations: readonly Quotation[];
  readonly mentions: readonly Mention[];
  /** What each token looks like; null where it was read without weights. */
  readonly forms: TokenForms | null;
  /** For each token its part of speech, an index into `TAGS`; null where it was read without weights. */
  readonly tags: Uint8Array | null;
}
