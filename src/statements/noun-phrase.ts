import { CUE_VERBS } from './cue-lexicon.ts';
import {
  isCapitalised,
  isTerminal,
  isWord,
  opensQuotation,
  quotationAt,
  type Reading,
  type Run,
  wordAt,
} from './reading.ts';
import {
  BE,
  CALLINGS,
  CONJUNCTIONS,
  DETERMINERS,
  DO_OR_MODAL,
  HAVE,
  isAdverb,
  isAuxiliary,
  OCCASIONS,
  PREPOSITIONS,
  QUESTION_WORDS,
  RELATIVES,
  SUBJECT_PRONOUNS,
  SUBORDINATORS,
  TIME_WORDS,
  WEEKDAYS,
} from './word-classes.ts';

/** Longest source, in tokens, that a scan takes: longer ones are scans that went wrong. */
const LONGEST = 40;
const DASHES = new Set(['—', '–', '-', '--']);
const COMMA = ',';

/**
 * The noun phrase that ends right before token `end`, with its apposition or relative clause: the subject of a verb at
 * `end`. Scans back no further than `from`. Null where no noun phrase stands there.
 */
export function nounPhraseBefore(reading: Reading, end: number, from: number): Run | null {
  const ends = phraseEnds(reading, skipTrailingTime(reading, end, from), from);
  if (ends === null) return null;
  const first = phraseStart(reading, ends.core, from);
  if (first === null || ends.core - first > LONGEST) return null;
  const start = skipLeadingTime(reading, first, ends.core);
  return start < ends.core ? { first: start, last: ends.end } : null;
}

/** Index before a time that stands between subject and verb: "the minister last year proposed". */
function skipTrailingTime(reading: Reading, end: number, from: number): number {
  if (!TIME_WORDS.has(wordAt(reading, end - 1))) return end;
  const before = wordAt(reading, end - 2);
  const start = /^(?:last|this|next|on|earlier|that|late|early)$/u.test(before)
    ? end - 2
    : WEEKDAYS.has(wordAt(reading, end - 1)) || isAdverbOfTime(wordAt(reading, end - 1))
      ? end - 1
      : end;
  return start > from ? start : end;
}

function isAdverbOfTime(word: string): boolean {
  return word === 'later' || word === 'earlier' || word === 'recently' || word === 'previously';
}

/** The end of the phrase's core, and of the whole with its apposition; a parenthesis such as ", however," is neither's. */
interface PhraseEnds {
  readonly core: number;
  readonly end: number;
}

function phraseEnds(reading: Reading, end: number, from: number): PhraseEnds | null {
  const closer = wordAt(reading, end - 1);
  if (closer === ')') {
    const opening = lastBefore(reading, '(', end - 1, Math.max(from, end - 12));
    return opening === null ? null : { core: opening, end };
  }
  if (closer !== COMMA && !DASHES.has(closer)) return { core: end, end };
  const lowest = Math.max(from + 1, end - LONGEST);
  for (let i = end - 2; i >= lowest; i--) {
    if (wordAt(reading, i) !== closer || !endsNoun(reading, i - 1)) continue;
    if (isAppositionStart(reading, i + 1, end)) return { core: firstApposition(reading, i, lowest), end };
    if (isParenthesis(reading, i + 1)) return { core: i, end: i };
  }
  return null;
}

function lastBefore(reading: Reading, word: string, before: number, from: number): number | null {
  for (let i = before - 1; i >= from; i--) if (wordAt(reading, i) === word) return i;
  return null;
}

function endsNoun(reading: Reading, i: number): boolean {
  return isWord(reading, i) || wordAt(reading, i) === ')';
}

/** Of several appositions in a row ("N N, 57, a driver from Ava,") the comma before the first. */
function firstApposition(reading: Reading, comma: number, from: number): number {
  const earlier = lastBefore(reading, COMMA, comma, Math.max(from, comma - 12));
  if (earlier === null || !endsNoun(reading, earlier - 1)) return comma;
  const clear =
    reading.tokens[earlier + 1]?.kind === 'number' ||
    /^(?:an?|who)$/u.test(wordAt(reading, earlier + 1)) ||
    CALLINGS.has(wordAt(reading, earlier + 1));
  return clear ? firstApposition(reading, earlier, from) : comma;
}

/** Whether an apposition or relative clause begins here: "a spokesman …", "who …", "57,", "chief of …". */
function isAppositionStart(reading: Reading, i: number, end: number): boolean {
  const word = wordAt(reading, i);
  if (/^(?:an?|the|its|his|her|their|one|who|whose|which|whom)$/u.test(word) || CALLINGS.has(word))
    return true;
  if (reading.tokens[i]?.kind === 'number') return true;
  return isCapitalised(reading, i) && end - i < 9;
}

function isParenthesis(reading: Reading, i: number): boolean {
  const word = wordAt(reading, i);
  return (
    isAdverb(word) ||
    PREPOSITIONS.has(word) ||
    /^(?:however|meanwhile|therefore|too|though|speaking|asked|in)$/u.test(word)
  );
}

/** Scans back from `last` to where the phrase begins. */
function phraseStart(reading: Reading, last: number, from: number): number | null {
  const closing = wordAt(reading, last - 1);
  if (
    !isWord(reading, last - 1) &&
    closing !== "'" &&
    closing !== '’' &&
    closing !== ')' &&
    closing !== '%' &&
    quotationAt(reading, last - 1) === null
  )
    return null;
  if (isFunctionWord(closing) && !SUBJECT_PRONOUNS.has(closing) && !isCapitalised(reading, last - 1))
    return closing === 'which' || closing === 'that' ? last - 1 : null;
  if (
    SUBJECT_PRONOUNS.has(closing) &&
    !DETERMINERS.has(wordAt(reading, last - 2)) &&
    !isRelativeObject(reading, last - 1, from)
  )
    return last - 1;
  let i = last - 1;
  while (i > from) {
    const before = i - 1;
    if (isBoundary(reading, before, i, last, from)) {
      const relative = relativeBefore(reading, before, from);
      if (relative === null) break;
      i = relative;
    } else i = before;
  }
  while (i < last - 1 && !isWord(reading, i) && !opensQuotation(reading, i)) i++;
  return i;
}

/** "the engineers who built it": a pronoun that ends a relative clause is no subject. */
function isRelativeObject(reading: Reading, i: number, from: number): boolean {
  if (wordAt(reading, i) !== 'it' && wordAt(reading, i) !== 'you') return false;
  const verb = wordAt(reading, i - 1);
  return i - 2 > from && wordAt(reading, i - 2) === 'who' && !isFunctionWord(verb) && !CUE_VERBS.has(verb);
}

/** Whether token `i` stands outside of the phrase that goes on at `next`. */
function isBoundary(reading: Reading, i: number, next: number, last: number, from: number): boolean {
  const word = wordAt(reading, i);
  const token = reading.tokens[i];
  if (token === undefined) return true;
  if (token.kind === 'punctuation' || token.kind === 'symbol') {
    if (
      word === '&' ||
      word === '/' ||
      (word === '-' && token.end === reading.tokens[next]?.start) ||
      word === '$' ||
      word === '%' ||
      word === '’' ||
      word === "'"
    )
      return false;
    if (word === COMMA) return !isListComma(reading, i, last, from);
    return !(word === '.' && token.end === reading.tokens[next]?.start);
  }
  if (word === 'and' || word === 'or') return !(joinsNames(reading, i, from) || joinsList(reading, i, from));
  if (CONJUNCTIONS.has(word) || isAuxiliary(word)) return true;
  if (SUBORDINATORS.has(word)) return word !== 'than';
  if (
    RELATIVES.has(word) ||
    (SUBJECT_PRONOUNS.has(word) && !DETERMINERS.has(word) && !/^(?:one|those)$/u.test(word))
  )
    return true;
  return isFiniteCue(reading, i, next);
}

/** A comma between names or nouns of a list that "and" closes: "Canada, France and Italy". */
function isListComma(reading: Reading, i: number, last: number, from: number): boolean {
  const next = wordAt(reading, i + 1) === 'the' || wordAt(reading, i + 1) === 'and' ? i + 2 : i + 1;
  if (i - 1 < from || !isCapitalised(reading, i - 1)) return false;
  if (!isCapitalised(reading, next) && wordAt(reading, next) !== 'the') return false;
  for (let j = i + 1; j < Math.min(last, i + 12); j++)
    if (wordAt(reading, j) === 'and' || wordAt(reading, j) === 'or') return true;
  return false;
}

/** "Ostrel, Sund Vale and the Northern Union": names before "and the", in a list or at the beginning of the sentence. */
function joinsList(reading: Reading, i: number, from: number): boolean {
  if (wordAt(reading, i + 1) !== 'the' || !isCapitalised(reading, i + 2)) return false;
  let first = wordAt(reading, i - 1) === COMMA ? i - 1 : i;
  while (first > from && (isCapitalised(reading, first - 1) || wordAt(reading, first - 1) === 'of')) first--;
  if (first === i) return false;
  return first === from || (wordAt(reading, first - 1) === COMMA && isCapitalised(reading, first - 2));
}

/** Whether "and" joins two noun phrases: the words on both sides are capitalised, or both begin like nouns. */
function joinsNames(reading: Reading, i: number, from: number): boolean {
  if (i - 1 < from || !isWord(reading, i - 1)) return false;
  if (isCapitalised(reading, i - 1) && isCapitalised(reading, i + 1)) return true;
  const before = wordAt(reading, i - 1);
  const after = wordAt(reading, i + 1);
  return (
    !isFunctionWord(before) &&
    !SUBJECT_PRONOUNS.has(after) &&
    !isFunctionWord(after) &&
    !isCapitalised(reading, i + 1) &&
    !DETERMINERS.has(after)
  );
}

/** A finite cue verb before the phrase: its own content begins here ("he says Russia denies"). */
function isFiniteCue(reading: Reading, i: number, next: number): boolean {
  const forms = CUE_VERBS.get(wordAt(reading, i));
  if (forms === undefined || isCapitalised(reading, i)) return false;
  const before = wordAt(reading, i - 1);
  if (DETERMINERS.has(before) || /'s$/u.test(before)) return false;
  if (!forms.some(({ forms: set }) => set.has('past') || set.has('third'))) return false;
  // "documents obtained by", "a report released on": a participle that a preposition or a time follows.
  const after = wordAt(reading, next);
  return (
    !(PREPOSITIONS.has(after) || WEEKDAYS.has(after)) ||
    forms.some(({ cue }) => cue.takes.has('clause') && !cue.takes.has('object'))
  );
}

/** Where the boundary belongs to a restrictive relative clause ("voters who support X"), the index of its pronoun. */
function relativeBefore(reading: Reading, boundary: number, from: number): number | null {
  const word = wordAt(reading, boundary);
  if (word === 'who' || word === 'whose')
    return boundary > from && isWord(reading, boundary - 1) ? boundary : null;
  const anonymous = anonymityClause(reading, boundary, from);
  if (anonymous !== null) return anonymous;
  if (!isAuxiliary(word) && !CUE_VERBS.has(word) && !SUBJECT_PRONOUNS.has(word)) return null;
  for (let i = boundary - 1; i > from && boundary - i < 5; i--) {
    const earlier = wordAt(reading, i);
    if (earlier === 'who') return isWord(reading, i - 1) ? i : null;
    if (!isAuxiliary(earlier) && !isAdverb(earlier)) return null;
  }
  return null;
}

/** The words of "who asked not to be named", "who spoke on condition of anonymity". */
const ANONYMITY = new Set(
  `asked declined refused requested wished wanted insisted spoke speaking agreed were was are is not to be been remain named
   identified quoted on condition of anonymity anonymous anonymously authorised authorized allowed speak publicly discuss the matter`.split(
    /\s+/u,
  ),
);
/** Longest such clause, in tokens. */
const LONGEST_ANONYMITY = 12;

/** Index of the "who" of a clause that only says how somebody speaks and that token `i` stands in; null where none does. */
function anonymityClause(reading: Reading, i: number, from: number): number | null {
  for (let at = i; at > from && i - at < LONGEST_ANONYMITY; at--) {
    const word = wordAt(reading, at);
    if (word === 'who') return isWord(reading, at - 1) ? at : null;
    if (!ANONYMITY.has(word)) return null;
  }
  return null;
}

/** Drops a leading time or connective that no comma sets off: "On Monday a spokesman", "Yet a new poll". */
function skipLeadingTime(reading: Reading, first: number, last: number): number {
  let i = first;
  if (
    CONJUNCTIONS.has(wordAt(reading, i)) ||
    /^(?:so|even|still|then|now|later|only|instead|meanwhile|also)$/u.test(wordAt(reading, i))
  )
    i++;
  if (PREPOSITIONS.has(wordAt(reading, i)) && !isQuantity(reading, i)) {
    let end = -1;
    for (let j = i + 1; j < Math.min(last - 1, i + 7); j++)
      if (TIME_WORDS.has(wordAt(reading, j)) || OCCASIONS.has(wordAt(reading, j))) end = j + 1;
    if (end < 0) return last;
    i = end;
  } else if (WEEKDAYS.has(wordAt(reading, i)) && i + 1 < last) i++;
  return Math.min(i, last);
}

/** "at least a dozen", "about half", "more than 40". */
function isQuantity(reading: Reading, i: number): boolean {
  const next = wordAt(reading, i + 1);
  return (
    next === 'least' ||
    next === 'most' ||
    reading.tokens[i + 1]?.kind === 'number' ||
    /^(?:half|two|three|four|five|six|seven|eight|nine|ten)$/u.test(next)
  );
}

export function isFunctionWord(lower: string): boolean {
  return (
    DETERMINERS.has(lower) ||
    PREPOSITIONS.has(lower) ||
    CONJUNCTIONS.has(lower) ||
    SUBORDINATORS.has(lower) ||
    RELATIVES.has(lower) ||
    QUESTION_WORDS.has(lower) ||
    BE.has(lower) ||
    HAVE.has(lower) ||
    DO_OR_MODAL.has(lower)
  );
}

/**
 * The noun phrase that begins at token `from`, with its apposition, up to `limit`: a subject after its verb ("said N N,
 * the …"), or the name after "according to". Null where none begins there.
 */
export function nounPhraseAfter(reading: Reading, from: number, limit: number): Run | null {
  if (
    !isWord(reading, from) ||
    SUBORDINATORS.has(wordAt(reading, from)) ||
    isAuxiliary(wordAt(reading, from))
  )
    return null;
  if (
    PREPOSITIONS.has(wordAt(reading, from)) ||
    CONJUNCTIONS.has(wordAt(reading, from)) ||
    TIME_WORDS.has(wordAt(reading, from))
  )
    return null;
  if (SUBJECT_PRONOUNS.has(wordAt(reading, from)) && !DETERMINERS.has(wordAt(reading, from)))
    return { first: from, last: from + 1 };
  let i = from + 1;
  for (; i < limit && i - from < LONGEST; i++) {
    if (endsPhrase(reading, i, from)) break;
    if (wordAt(reading, i) === COMMA) {
      if (!continuesPhrase(reading, i + 1)) break;
    }
  }
  while (i > from + 1 && !isWord(reading, i - 1) && !/^[)%]$/u.test(wordAt(reading, i - 1))) i--;
  return { first: from, last: i };
}

/** Whether what a comma sets off after a name still describes it: no participle, preposition, conjunction or adverb. */
function continuesPhrase(reading: Reading, i: number): boolean {
  const word = wordAt(reading, i);
  if (!isWord(reading, i) || opensQuotation(reading, i)) return false;
  if (PREPOSITIONS.has(word) || CONJUNCTIONS.has(word) || isAdverb(word) || isAuxiliary(word)) return false;
  return !(word.endsWith('ing') && !isCapitalised(reading, i)) || CALLINGS.has(word);
}

function endsPhrase(reading: Reading, i: number, from: number): boolean {
  const word = wordAt(reading, i);
  if (
    isTerminal(reading, i) ||
    word === ';' ||
    word === ':' ||
    word === '(' ||
    (DASHES.has(word) && word !== '-')
  )
    return true;
  if (opensQuotation(reading, i)) return true;
  if (
    WEEKDAYS.has(word) ||
    /^(?:because|while|when|although|though|if|whether|during|before|after|since|adding|that|as)$/u.test(word)
  )
    return true;
  if (word === 'but') return true;
  if (/^(?:in|on|at|via|by|last|this|earlier)$/u.test(word)) {
    for (let j = i + 1; j < i + 5; j++)
      if (TIME_WORDS.has(wordAt(reading, j)) || OCCASIONS.has(wordAt(reading, j))) return true;
  }
  return i === from ? false : isAuxiliary(word) && !RELATIVES.has(wordAt(reading, i - 1));
}
