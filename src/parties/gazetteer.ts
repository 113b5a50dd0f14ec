import { adjoin, type Word, wordsOf } from './words.ts';

/** One name found in the text: words `first` up to `last` (exclusive), and what is listed under that name. */
export interface Listed<Entry> {
  readonly first: number;
  readonly last: number;
  readonly entries: readonly Entry[];
}

/** Most nodes are the last of a name, and many stand in the middle of one: what they lack they have no room for. */
interface Node<Entry> {
  next: Map<string, Node<Entry>> | null;
  names: { readonly forms: readonly string[]; readonly entry: Entry }[] | null;
}

/** A trie over the words of names. Built once for a lexicon; looking up takes time linear in the longest name. */
export interface Gazetteer<Entry> {
  /** The longest listed name that begins at word `first` and ends before word `limit`, or null. */
  longestAt(text: string, words: readonly Word[], first: number, limit: number): Listed<Entry> | null;
}

/**
 * Builds the trie. Letter case counts where the name has capitals: "US" is not "us", "May" not "may"; a name in lower
 * case ("foreign minister") matches whatever the case.
 */
export function buildGazetteer<Entry>(names: Iterable<readonly [string, Entry]>): Gazetteer<Entry> {
  const root: Node<Entry> = { next: null, names: null };
  for (const [name, entry] of names) {
    const words = wordsOf(name);
    let node = root;
    for (const { lower } of words) {
      node.next ??= new Map();
      let next = node.next.get(lower);
      if (next === undefined) {
        next = { next: null, names: null };
        node.next.set(lower, next);
      }
      node = next;
    }
    if (words.length === 0) continue;
    node.names ??= [];
    node.names.push({ forms: words.map((word) => word.form), entry });
  }
  return { longestAt: (text, words, first, limit) => longest(root, text, words, first, limit) };
}

function longest<Entry>(
  root: Node<Entry>,
  text: string,
  words: readonly Word[],
  first: number,
  limit: number,
): Listed<Entry> | null {
  let found: Listed<Entry> | null = null;
  let node: Node<Entry> | undefined = root;
  for (let i = first; i < limit; i++) {
    const word = words[i];
    const before = words[i - 1];
    if (word === undefined || (i > first && before !== undefined && !adjoin(text, before, word))) break;
    node = node.next?.get(word.lower);
    if (node === undefined) break;
    if (node.names === null) continue;
    const fits = node.names.filter(({ forms }) => forms.every((form, k) => fitsCase(form, words[first + k])));
    if (fits.length > 0) found = { first, last: i + 1, entries: fits.map(({ entry }) => entry) };
  }
  return found;
}

/** "US" asks for the same capitals, "Chad" for a capital first, "minister" for nothing. */
function fitsCase(form: string, word: Word | undefined): boolean {
  if (word === undefined) return false;
  if (form === word.form || form === form.toLowerCase()) return true;
  return form !== form.toUpperCase() && word.capital;
}
