import { inflectVerb } from './inflection.ts';

/**
 * Words that patterns share. `classes` are named alternatives (`<hacker>`), each itself a list of pattern words;
 * `verbs` the forms of verbs that do not inflect by rule.
 */
export interface PatternWords {
  readonly classes: Readonly<Record<string, readonly string[]>>;
  readonly verbs: Readonly<Record<string, readonly string[]>>;
}

/** A token as patterns see it: the symbols it stands for, and whether a gap may pass over it. */
export interface PatternToken {
  readonly symbols: readonly number[];
  readonly passable: boolean;
}

/** That a pattern matched `[first, last)` of a sequence. */
export interface PatternMatch {
  readonly pattern: number;
  readonly first: number;
  readonly last: number;
}

export class PatternError extends Error {}

interface Node {
  readonly next: Map<number, Node>;
  /** The same as lists: to go through them allocates nothing. */
  readonly symbols: number[];
  readonly nodes: Node[];
  /** Reached by any passable token. */
  gap: Node | null;
  readonly patterns: number[];
}

/** So many ways on from a node are each sought among a token's symbols; more are looked up. Common words have dozens. */
const FEW = 4;

/** What one element of a pattern accepts: one of some symbols, or a gap. */
type Element = { readonly symbol: number; readonly optional: boolean } | 'gap';

/** The most tokens that `..` passes over. */
const GAP_LIMIT = 3;

/**
 * Turns words into symbols for the patterns that were compiled with it. A symbol is a set of words that some pattern
 * names together; a token has all symbols of the sets that hold its key.
 *
 * An element of a pattern is one of, or several joined by `|`:
 * - `word`: the token with this key, with or without a possessive ending
 * - `~verb`: any form of the verb
 * - `-linked`: any token whose last part after a hyphen this is
 * - `<class>`: any word of the class; `<name>` any capitalised word that is not a function word
 *
 * `element?` may be absent. `..` passes over up to three tokens, none of which ends a clause. `^` ties the pattern to
 * the start of the sequence.
 */
export class PatternVocabulary {
  readonly #words: PatternWords;
  /** By the words of each set. */
  readonly #symbols = new Map<string, number>();
  /** The same by elements as they are written: what many patterns name is expanded once. */
  readonly #written = new Map<string, number>();
  readonly #ofWord = new Map<string, number[]>();
  readonly #ofEnding = new Map<string, number[]>();
  readonly #names: number[] = [];
  readonly #none: readonly number[] = [];
  /** The symbols of words by name, by the symbols that they have else, and of words with an ending beside their own. */
  readonly #named = new Map<readonly number[], readonly number[]>();
  readonly #withEnding = new Map<string, readonly number[]>();

  constructor(words: PatternWords) {
    this.#words = words;
  }

  /** The symbols of a token's key in the patterns compiled so far; `isName` where it is written as a name. */
  symbolsOf(lower: string, isName: boolean): readonly number[] {
    const whole = this.#ofWord.get(lower);
    const own = whole === undefined ? this.#derivedSymbols(lower) : this.#joinedToEnding(lower, whole);
    return isName ? this.#joinedToNames(own) : own;
  }

  #joinedToEnding(lower: string, whole: readonly number[]): readonly number[] {
    const ending = this.#endingSymbols(lower);
    if (ending.length === 0) return whole;
    const known = this.#withEnding.get(lower);
    if (known !== undefined) return known;
    const both = joined(whole, ending);
    this.#withEnding.set(lower, both);
    return both;
  }

  #joinedToNames(own: readonly number[]): readonly number[] {
    const known = this.#named.get(own);
    if (known !== undefined) return known;
    const both = joined(own, this.#names);
    this.#named.set(own, both);
    return both;
  }

  #derivedSymbols(lower: string): readonly number[] {
    return lower.endsWith("'s") ? this.symbolsOf(lower.slice(0, -2), false) : this.#endingSymbols(lower);
  }

  #endingSymbols(lower: string): readonly number[] {
    const hyphen = lower.lastIndexOf('-');
    return hyphen > 0 ? (this.#ofEnding.get(lower.slice(hyphen)) ?? this.#none) : this.#none;
  }

  /** The symbol for an element such as `~blame|~accuse`, the same for the same set of words. */
  intern(alternatives: string): number {
    let symbol = this.#written.get(alternatives);
    if (symbol === undefined) {
      symbol = this.#symbolFor(alternatives);
      this.#written.set(alternatives, symbol);
    }
    return symbol;
  }

  #symbolFor(alternatives: string): number {
    const words = [...new Set(this.expand(alternatives))].sort();
    const key = words.join('|');
    const known = this.#symbols.get(key);
    if (known !== undefined) return known;
    const symbol = this.#symbols.size;
    this.#symbols.set(key, symbol);
    this.#named.clear();
    this.#withEnding.clear();
    for (const word of words) this.#register(word, symbol);
    return symbol;
  }

  #register(word: string, symbol: number): void {
    if (word === '<name>') {
      this.#names.push(symbol);
      return;
    }
    const index = word.startsWith('-') && word.length > 1 ? this.#ofEnding : this.#ofWord;
    const symbols = index.get(word);
    if (symbols === undefined) index.set(word, [symbol]);
    else symbols.push(symbol);
  }

  /** The entries of a class as they are written: `~blame`, `crew`. Empty for an unknown class. */
  members(name: string): readonly string[] {
    return this.#words.classes[name] ?? [];
  }

  /** The words that an element such as `~blame|<crew>` accepts. @throws PatternError for an unknown class. */
  expand(alternatives: string): string[] {
    return alternatives.split('|').flatMap((word) => {
      if (word === '' || word === '~' || /[<>~]/u.test(word.slice(1, -1)))
        throw new PatternError(`empty or ill-formed word in "${alternatives}"`);
      if (word === '<name>') return [word];
      if (word.startsWith('~')) return [...inflectVerb(word.slice(1), this.#words.verbs)];
      if (!word.startsWith('<')) return [word];
      const members = this.#words.classes[word.slice(1, -1)];
      if (members === undefined) throw new PatternError(`unknown class ${word}`);
      return members.flatMap((member) => this.expand(member));
    });
  }
}

function joined(some: readonly number[], others: readonly number[]): readonly number[] {
  if (some.length === 0) return others;
  return others.length === 0 ? some : [...some, ...others];
}

/** Patterns as one trie: all are looked for together, in time linear in the tokens. */
export class PatternTrie {
  readonly #vocabulary: PatternVocabulary;
  readonly #root: Node = newNode();
  readonly #anchored: Node = newNode();
  /** The nodes after the root by their symbols: nearly every symbol begins a pattern, and it is asked for at every token. */
  #table: (Node | null)[] | null = null;

  constructor(vocabulary: PatternVocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** Adds a pattern under a number of the caller's. @throws PatternError where it is ill-formed. */
  add(pattern: string, id: number): void {
    const words = pattern.trim().split(/\s+/u);
    const isAnchored = words[0] === '^';
    const elements = (isAnchored ? words.slice(1) : words).map((word) => this.#parse(word));
    if (elements.length === 0 || elements[0] === 'gap' || elements.at(-1) === 'gap')
      throw new PatternError(`a pattern begins and ends with a word: "${pattern}"`);
    insert(isAnchored ? this.#anchored : this.#root, elements, 0, id);
    this.#table = null;
    if (this.#root.patterns.length + this.#anchored.patterns.length > 0)
      throw new PatternError(`every word of "${pattern}" may be absent`);
  }

  #parse(word: string): Element {
    if (word === '..') return 'gap';
    const optional = word.length > 1 && word.endsWith('?');
    return { symbol: this.#vocabulary.intern(optional ? word.slice(0, -1) : word), optional };
  }

  /** Every match that begins in the first `starts` tokens of the sequence. */
  match(sequence: readonly PatternToken[], starts = sequence.length): PatternMatch[] {
    const found: PatternMatch[] = [];
    if (sequence.length > 0) walk(this.#anchored, sequence, 0, 0, found);
    for (let first = 0; first < starts; first++) this.#walkFrom(sequence, first, found);
    return found;
  }

  #walkFrom(sequence: readonly PatternToken[], first: number, found: PatternMatch[]): void {
    if (this.#root.symbols.length <= FEW) {
      walk(this.#root, sequence, first, first, found);
      return;
    }
    this.#table ??= tableOf(this.#root);
    const table = this.#table;
    for (const symbol of sequence[first]?.symbols ?? []) {
      const next = symbol < table.length ? table[symbol] : null;
      if (next != null) walk(next, sequence, first, first + 1, found);
    }
  }
}

function newNode(): Node {
  return { next: new Map(), symbols: [], nodes: [], gap: null, patterns: [] };
}

function tableOf({ next }: Node): (Node | null)[] {
  const size = [...next.keys()].reduce((most, symbol) => Math.max(most, symbol + 1), 0);
  return Array.from({ length: size }, (_, symbol) => next.get(symbol) ?? null);
}

function insert(node: Node, elements: readonly Element[], at: number, id: number): void {
  const element = elements[at];
  if (element === undefined) {
    if (!node.patterns.includes(id)) node.patterns.push(id);
    return;
  }
  if (element === 'gap') {
    let passed = node;
    insert(passed, elements, at + 1, id);
    for (let length = 1; length <= GAP_LIMIT; length++) {
      passed.gap ??= newNode();
      passed = passed.gap;
      insert(passed, elements, at + 1, id);
    }
    return;
  }
  if (element.optional) insert(node, elements, at + 1, id);
  let next = node.next.get(element.symbol);
  if (next === undefined) {
    next = newNode();
    node.next.set(element.symbol, next);
    node.symbols.push(element.symbol);
    node.nodes.push(next);
  }
  insert(next, elements, at + 1, id);
}

function walk(
  node: Node,
  sequence: readonly PatternToken[],
  first: number,
  at: number,
  found: PatternMatch[],
): void {
  for (const pattern of node.patterns) found.push({ pattern, first, last: at });
  const token = sequence[at];
  if (token === undefined) return;
  const ways = node.symbols.length;
  if (ways <= FEW) {
    for (let k = 0; k < ways; k++) {
      const next = node.nodes[k];
      if (next !== undefined && token.symbols.includes(node.symbols[k] ?? -1))
        walk(next, sequence, first, at + 1, found);
    }
  } else
    for (const symbol of token.symbols) {
      const next = node.next.get(symbol);
      if (next !== undefined) walk(next, sequence, first, at + 1, found);
    }
  if (node.gap !== null && token.passable) walk(node.gap, sequence, first, at + 1, found);
}
