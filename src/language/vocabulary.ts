import type { Token, WordForm } from '../domain/document.ts';
import { hashText } from '../text/hash.ts';
import { clustersOf } from '../text/word-clusters.ts';
import { withoutPossessive } from './gazetteer.ts';

/** Forms kept from one document to the next: nine tenths of a news article's are among those of a few hundred others. */
const MOST_KEPT = 2 ** 14;
/**
 * In UTF-16 code units: longer forms are not kept. V8 keeps the whole text for a slice of 13 and more, and a token may be
 * as long as its text.
 */
const LONGEST_KEPT = 12;

/** What the numbers of forms are counted from, for all vocabularies: none is given twice. */
let forms = 0;

/**
 * What tokens look like that are written alike, worked out once and kept for later documents. What it answers does not
 * depend on what it was asked before, but for the numbers by which it names forms.
 */
export class Vocabulary {
  readonly #kept = new Map<string, WordForm>();

  /** The form of a token, by its words as they are written. */
  formOf(written: string, { lower, kind }: Token): WordForm {
    const known = this.#kept.get(written);
    if (known !== undefined) return known;
    const form = wordForm(written, lower, kind);
    if (written.length > LONGEST_KEPT) return form;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(written, form);
    return form;
  }
}

function wordForm(written: string, lower: string, kind: Token['kind']): WordForm {
  const n = lower.length;
  const name = withoutPossessive(lower);
  const { coarse, fine } = clustersOf(lower);
  const ofName = name === lower ? { coarse, fine } : clustersOf(name);
  return {
    id: ++forms,
    written,
    surface: hashText(written),
    word: hashText(lower),
    prefix1: hashText(written, 0, 1),
    prefix3: hashText(lower, 0, Math.min(3, n)),
    suffix1: hashText(lower, Math.max(0, n - 1)),
    suffix2: hashText(lower, Math.max(0, n - 2)),
    suffix3: hashText(lower, Math.max(0, n - 3)),
    shape: hashText(shapeOf(written)),
    coarse,
    fine,
    name: { word: hashText(name), ...ofName },
    capital: capitalOf(written, lower, kind),
  };
}

/** Lower-case words that may stand between the capitalised words of a name. */
const JOINERS = new Set(
  'of the and for in on at de del la le da du di von van der bin ibn al el &'.split(' '),
);
export const JOINER = 1;
export const CAPITAL = 2;
/** "Clinton", "anti-Clinton", "iPhone". */
const CAPITALISED = /^(?:\p{Lu}|\p{L}+[-‑]\p{Lu}|\p{Ll}+\p{Lu})/u;
const SMALL = /^[a-z]+$/;

function capitalOf(written: string, lower: string, kind: Token['kind']): number {
  if (kind === 'word' && !SMALL.test(written) && CAPITALISED.test(written)) return CAPITAL;
  return JOINERS.has(lower) ? JOINER : 0;
}

/** `X` for capitals, `x` for small letters, `d` for digits, runs folded: "McGuire-7" is "XxXx-d". */
function shapeOf(word: string): string {
  let shape = '';
  let before = '';
  for (let i = 0; i < word.length && shape.length < 8; i++) {
    const form = formOf(word, i);
    if (form !== before) shape += form;
    before = form;
  }
  return shape;
}

/** `X`, `x` or `d` for a capital, a small letter or a digit; any other character itself. */
export function formOf(word: string, at: number): string {
  const unit = word.charCodeAt(at);
  if (unit >= 97 && unit <= 122) return 'x';
  if (unit >= 65 && unit <= 90) return 'X';
  if (unit >= 48 && unit <= 57) return 'd';
  const character = word[at] ?? '';
  if (unit < 128) return character;
  return /\p{Lu}/u.test(character) ? 'X' : /\p{L}/u.test(character) ? 'x' : character;
}
