import type { Document } from '../domain/document.ts';
import type { Span } from '../text/span.ts';
import type { Listed } from './gazetteer.ts';
import type { Entry, Lexicon } from './lexicon.ts';
import { adjoin, type Word, wordsOfTokens } from './words.ts';

/** A run of capitals that no list holds; `kind` where one of its words tells ("Ministry", "Hospital"). */
export interface UnlistedName {
  readonly class: 'name';
  readonly kind: 'agency' | 'company' | 'media' | null;
  /** Of a state or place inside the name ("City of Atlanta"). */
  readonly country: string | null;
}

/** Something named in the text: words `first` up to `last`, and what it may be. */
export interface Named extends Span {
  readonly first: number;
  readonly last: number;
  readonly entry: Entry | UnlistedName;
}

/** The words of a document with everything named among them, in order and without overlap. */
export interface NamedText {
  readonly text: string;
  readonly words: readonly Word[];
  /** For each word, the name that covers it. */
  readonly covering: readonly (Named | null)[];
  readonly named: readonly Named[];
  /** For each word, the index of its sentence. */
  readonly sentenceOf: readonly number[];
}

/** Lower-case words inside names of persons. */
const NAME_JOINERS = new Set([
  'de',
  'del',
  'der',
  'den',
  'di',
  'la',
  'le',
  'von',
  'van',
  'al',
  'bin',
  'ibn',
  'da',
  'dos',
  'du',
  'ter',
]);
const ORGANISATION_JOINERS = new Set([...NAME_JOINERS, 'of', 'for', 'and', 'the', 'on', 'in']);
/** Function words that begin a sentence with a capital and are no name. */
const OPENERS = new Set(
  (
    'a about above according across after again against all almost already also although amid among an and another any ' +
    'anyone are as asked at back based be because been before being below between beyond both but by can could despite ' +
    'did do does during each earlier either even ever every everyone finally first five following for former four from ' +
    'further given had has have he her here hers his how however i if in including indeed instead into is it its itself ' +
    'just last late later like made many may maybe me meanwhile might mine moreover most much my neither never next no ' +
    'none nor not nothing now of off on once one only or other our out over own part people perhaps please quite rather ' +
    'read recently say says second several she should similarly since so some soon still such ten than that the their ' +
    'them then there therefore these they third this those though three through thus to today together tomorrow too two ' +
    'under unfortunately unless unlike until up upon us very was we well were what whatever when where whether which while ' +
    'dozens hundreds thousands millions who whoever whose why will with within without would yes yesterday yet you your monday tuesday wednesday thursday ' +
    'friday saturday sunday january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov ' +
    'dec mon tue wed thu fri sat sun inc corp ltd llc plc co gmbh iii jr sr am pm et gmt utc est edt pst'
  ).split(' '),
);

/** Adjectives with a capital that name nobody by themselves. */
const NOT_NAMES = new Set(
  'new west east international global national federal cyber former european western eastern asian african arab latin muslim christian'.split(
    ' ',
  ),
);

/** Finds everything named in the sentences of a document: listed names first, the longest at each place, then runs of capitals. */
export function findNames(document: Document, lexicon: Lexicon): NamedText {
  const words: Word[] = [];
  const sentenceOf: number[] = [];
  for (const [index, sentence] of document.sentences.entries())
    for (const word of wordsOfTokens(document, sentence)) {
      words.push(word);
      sentenceOf.push(index);
    }
  return nameWords(document.text, words, sentenceOf, lexicon);
}

/** The same for words taken from a text, with the index of the sentence of each. */
export function nameWords(
  text: string,
  words: readonly Word[],
  sentenceOf: readonly number[],
  lexicon: Lexicon,
): NamedText {
  const listed = findListed(text, words, sentenceBounds(sentenceOf), lexicon);
  const named = withUnlisted(text, words, sentenceOf, listed, lexicon);
  const covering: (Named | null)[] = words.map(() => null);
  for (const name of named) covering.fill(name, name.first, name.last);
  return { text, words, covering, named, sentenceOf };
}

/** For each word, the index after the last word of its sentence. */
function sentenceBounds(sentenceOf: readonly number[]): number[] {
  const bounds = new Array<number>(sentenceOf.length);
  for (let i = sentenceOf.length - 1; i >= 0; i--)
    bounds[i] = sentenceOf[i] === sentenceOf[i + 1] ? (bounds[i + 1] ?? i + 1) : i + 1;
  return bounds;
}

function findListed(
  text: string,
  words: readonly Word[],
  bounds: readonly number[],
  lexicon: Lexicon,
): Named[] {
  const found: Listed<Entry>[] = [];
  for (let i = 0; i < words.length; ) {
    const listed = lexicon.gazetteer.longestAt(text, words, i, bounds[i] ?? i);
    const next =
      words[i]?.lower === 'the' ? lexicon.gazetteer.longestAt(text, words, i + 1, bounds[i] ?? i) : null;
    // "the South China Morning Post" is not "the South".
    const isCutOff = listed !== null && next !== null && next.last > listed.last;
    if (isCutOff || (listed !== null && isPartOfName(text, words, listed, lexicon))) {
      i++;
      continue;
    }
    if (listed !== null) found.push(listed);
    i = listed?.last ?? i + 1;
  }
  const sure = new Set<string>();
  for (const { entries } of found)
    for (const entry of entries) if (entry.class === 'state' && !entry.ambiguous) sure.add(entry.country);
  return found.flatMap(({ first, last, entries }) => {
    const entry = chooseEntry(text, words, first, last, entries, sure);
    return entry === null ? [] : [spanning(words, first, last, entry)];
  });
}

/** "Bill Marn" is nobody's bill, "The Independent Committee" no newspaper. */
function isPartOfName(
  text: string,
  words: readonly Word[],
  { first, last, entries }: Listed<Entry>,
  { givenNames }: Lexicon,
): boolean {
  const [head, tail, after] = [words[first], words[last - 1], words[last]];
  if (!head?.capital || !tail || !after?.capital || !adjoin(text, tail, after)) return false;
  return entries.every((entry) => {
    if (entry.class === 'noun' || entry.class === 'office')
      return last - first === 1 && givenNames.has(head.lower);
    return entry.class === 'organisation' && entry.kind === 'media' && head.lower === 'the';
  });
}

function spanning(words: readonly Word[], first: number, last: number, entry: Named['entry']): Named {
  return { first, last, start: words[first]?.start ?? 0, end: words[last - 1]?.end ?? 0, entry };
}

/**
 * Which of the entries listed under one form is meant. An ambiguous form of a state counts only where it touches no
 * other capitalised word ("Michael Jordan"), and, where the form begins with an article ("the North") or stands for
 * something else too ("Georgia"), only if the same state is named without ambiguity elsewhere in the text.
 */
function chooseEntry(
  text: string,
  words: readonly Word[],
  first: number,
  last: number,
  entries: readonly Entry[],
  sure: ReadonlySet<string>,
): Entry | null {
  const isContested = entries.length > 1 || words[first]?.lower === 'the';
  for (const entry of entries) {
    if (entry.class !== 'state' || !entry.ambiguous) continue;
    if (isContested ? sure.has(entry.country) : !touchesName(text, words, first, last)) return entry;
  }
  return entries.find((entry) => entry.class !== 'state' || !entry.ambiguous) ?? null;
}

function touchesName(text: string, words: readonly Word[], first: number, last: number): boolean {
  const [before, head, tail, after] = [words[first - 1], words[first], words[last - 1], words[last]];
  const left = before?.capital && head && !OPENERS.has(before.lower) && adjoin(text, before, head);
  const right = after?.capital && tail && adjoin(text, tail, after) && !NOT_A_SURNAME.has(after.lower);
  return Boolean(left || right);
}

/** Capitalised words that follow a state's name or demonym without making another name of it. */
const NOT_A_SURNAME = new Set(
  'president prime foreign government ministry police minister embassy'.split(' '),
);

/** Endings of common words that open a sentence: "Players said", "Nearly a dozen", "Leading banks". */
const COMMON = /(?:ly|ing|[^aeiou]ers|[aeiou]ors|tors|ists|ians|ants|ents|men|women|people)$/u;

/** Classes of listed names that a longer name may take in: "City of Atlanta", "Cockrell Hill Police Department". */
const TAKEN_IN: ReadonlySet<Named['entry']['class']> = new Set(['state', 'place', 'organ', 'anaphor']);
/** Words by which an organisation is a public one. */
const PUBLIC = new Set(['national', 'federal', 'royal', 'county', 'state']);
/** In words: a longer run is a headline in capitals, not a name. */
const LONGEST_RUN = 10;
/** Share of capitalised words from which a sentence is taken for a headline in title case, where capitals tell nothing. */
const TITLE_CASE = 0.7;

/** Adds the runs of capitals to the listed names; the run of an organisation takes in the states and places inside it. */
function withUnlisted(
  text: string,
  words: readonly Word[],
  sentenceOf: readonly number[],
  listed: readonly Named[],
  lexicon: Lexicon,
): Named[] {
  const covering: (Named | null)[] = words.map(() => null);
  for (const name of listed) covering.fill(name, name.first, name.last);
  const source: RunSource = { text, words, sentenceOf, covering, lexicon };
  const inLowerCase = new Set(words.filter((word) => !word.capital).map((word) => word.lower));
  const inNames = new Set(
    words.filter((word, i) => word.capital && sentenceOf[i - 1] === sentenceOf[i]).map((word) => word.lower),
  );
  const inTitleCase = titleCaseSentences(text, words, sentenceOf);
  const runs: Named[] = [];
  const taken = new Set<Named>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const sentence = sentenceOf[i] ?? 0;
    if (!word?.capital || inTitleCase.has(sentence)) continue;
    const run = runAt(source, i);
    if (run === null) continue;
    const isFirst = sentenceOf[i - 1] !== sentence;
    const isSingle = run.last === i + 1;
    if (isSingle && isFirst && !inNames.has(word.lower) && COMMON.test(word.lower)) continue;
    if (
      isSingle &&
      (OPENERS.has(word.lower) || NOT_NAMES.has(word.lower) || (isFirst && inLowerCase.has(word.lower)))
    )
      continue;
    for (let k = i; k < run.last; k++) {
      const cover = covering[k] ?? null;
      if (cover !== null) taken.add(cover);
    }
    runs.push(run);
    i = run.last - 1;
  }
  return [...listed.filter((name) => !taken.has(name)), ...runs].sort((a, b) => a.start - b.start);
}

/** Sentences without a full stop at their end, most of whose words have a capital. */
function titleCaseSentences(
  text: string,
  words: readonly Word[],
  sentenceOf: readonly number[],
): Set<number> {
  const inTitleCase = new Set<number>();
  let first = 0;
  let capitals = 0;
  for (const [i, { capital, end }] of words.entries()) {
    if (capital) capitals++;
    if (sentenceOf[i] === sentenceOf[i + 1]) continue;
    const all = i + 1 - first;
    const isTitle =
      all > 4 && capitals >= TITLE_CASE * all && !/^["”’)]*[.!?]/u.test(text.slice(end, end + 4));
    if (isTitle) inTitleCase.add(sentenceOf[i] ?? 0);
    first = i + 1;
    capitals = 0;
  }
  return inTitleCase;
}

interface RunSource {
  readonly text: string;
  readonly words: readonly Word[];
  readonly sentenceOf: readonly number[];
  readonly covering: readonly (Named | null)[];
  readonly lexicon: Lexicon;
}

/** The name that begins at word `first`: an organisation where a word of the widest run tells, else the bare run of capitals. */
function runAt(source: RunSource, first: number): Named | null {
  const { words, covering, sentenceOf, lexicon } = source;
  const opens = sentenceOf[first - 1] !== sentenceOf[first] && OPENERS.has(words[first]?.lower ?? '');
  if (opens) return null;
  // One word more than an organisation may have tells that the run is too long; the rest of it is not looked at, or a run
  // that begins with listed names would be walked from each of its words.
  const wide = runEnd(source, first, ORGANISATION_JOINERS, TAKEN_IN, first + LONGEST_RUN + 1);
  let kind: UnlistedName['kind'] = null;
  let country: string | null = null;
  let hasUnlisted = false;
  let isPublic = false;
  let isHeadFound = false;
  for (let i = first; i < wide; i++) {
    const entry = covering[i]?.entry;
    // "Office of Information Technology" is an office.
    const isComplement = kind !== null && (words[i]?.lower === 'of' || words[i]?.lower === 'for');
    if (isComplement) isHeadFound = true;
    if (!isHeadFound) kind = lexicon.organisationWords.get(words[i]?.lower ?? '') ?? kind;
    isPublic ||= PUBLIC.has(words[i]?.lower ?? '');
    hasUnlisted ||= entry === undefined && (words[i]?.capital ?? false);
    if (entry && 'country' in entry) country ??= entry.country;
  }
  if (kind !== null && hasUnlisted && wide - first > 1 && wide - first <= LONGEST_RUN)
    return spanning(words, first, wide, {
      class: 'name',
      kind: isPublic && kind === 'company' ? 'agency' : kind,
      country,
    });
  if (covering[first] != null) return null;
  const last = runEnd(source, first, NAME_JOINERS, new Set(), source.words.length);
  return spanning(words, first, last, { class: 'name', kind: null, country: null });
}

/**
 * Index after the run: capitalised words that no listed name outside `classes` covers, joiners only between two of them.
 * Words from `limit` on do not count.
 */
function runEnd(
  { text, words, sentenceOf, covering }: RunSource,
  first: number,
  joiners: ReadonlySet<string>,
  classes: ReadonlySet<string>,
  limit: number,
): number {
  let last = first;
  for (let i = first; i < limit && sentenceOf[i] === sentenceOf[first]; i++) {
    const [before, word] = [words[i - 1], words[i]];
    if (!word || (i > first && before && !adjoin(text, before, word))) break;
    const cover = covering[i] ?? null;
    const isFree = cover === null || classes.has(cover.entry.class);
    if (word.capital && isFree) last = i + 1;
    else if (!joiners.has(word.lower) || cover !== null || i - last > 1) break;
  }
  return last;
}
