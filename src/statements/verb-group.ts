import { CUE_VERBS, type CueForm, type CueWord, PLURAL_NOUNS } from './cue-lexicon.ts';
import { isCapitalised, opensQuotation, type Reading, type Run, wordAt } from './reading.ts';
import {
  BE,
  DETERMINERS,
  DO_OR_MODAL,
  HAVE,
  isAdverb,
  isAuxiliary,
  NEGATIONS,
  PREPOSITIONS,
  SUBJECT_PRONOUNS,
} from './word-classes.ts';

/** A cue verb with its auxiliaries, adverbs and negation: "did not directly condemn", "is yet to speak out". */
export interface VerbGroup extends Run {
  /** The token of the verb itself. */
  readonly head: number;
  readonly cue: CueWord;
  /** `participle`: "saying …"; `bare`: an infinitive or plural present without auxiliary. */
  readonly form: 'finite' | 'bare' | 'participle' | 'passive';
  readonly negated: boolean;
}

/** The verb group whose verb is token `i`, looking back no further than `from`; null where it is none. */
export function verbGroupAt(reading: Reading, i: number, from: number): VerbGroup | null {
  const found = CUE_VERBS.get(wordAt(reading, i))?.find((one) => follows(reading, i, one));
  if (found === undefined || isName(reading, i, from)) return null;
  const { first, auxiliary, negated } = auxiliariesBefore(reading, i, from);
  const form = formOf(found, auxiliary);
  if (form === 'finite' && auxiliary === null && isAdjective(reading, i, first)) return null;
  if (form === 'participle' && DETERMINERS.has(wordAt(reading, first - 1))) return null;
  if (form === null || (form === 'bare' && !bareIsVerb(reading, first, from))) return null;
  if (auxiliary === null && found.forms.has('third') && isPluralNoun(reading, i, first)) return null;
  return { first, last: i + 1 + found.cue.rest.length, head: i, cue: found.cue, form, negated };
}

/** A capitalised word within a sentence that is no headline is a part of a name: "the United States". */
function isName(reading: Reading, i: number, from: number): boolean {
  return (
    i > from && isCapitalised(reading, i) && !(isCapitalised(reading, i - 1) && isCapitalised(reading, i + 1))
  );
}

/** "the alleged scheme": a participle within a noun phrase. */
function isAdjective(reading: Reading, i: number, first: number): boolean {
  return (
    wordAt(reading, i).endsWith('ed') &&
    /^(?:the|an?|its|his|her|their|any|no)$/u.test(wordAt(reading, first - 1))
  );
}

function follows(reading: Reading, i: number, { cue }: CueForm): boolean {
  return cue.rest.every((word, k) => wordAt(reading, i + 1 + k) === word);
}

/** Walks back over auxiliaries, adverbs, and "yet to" / "continues to" before an infinitive. */
function auxiliariesBefore(reading: Reading, head: number, from: number) {
  let first = head;
  let auxiliary: string | null = null;
  let negated = false;
  for (let i = head - 1; i >= from && head - i < 8; i--) {
    const word = wordAt(reading, i);
    if (isAuxiliary(word)) auxiliary ??= word;
    else if (word === 'to' && wordAt(reading, i - 1) === 'yet') auxiliary = 'to';
    else if (!isAdverb(word)) break;
    if (NEGATIONS.has(word) || (word === 'yet' && auxiliary === 'to')) negated = true;
    first = i;
  }
  return { first, auxiliary, negated };
}

function formOf({ forms }: CueForm, auxiliary: string | null): VerbGroup['form'] | null {
  if (auxiliary === null) {
    if (forms.has('past') || forms.has('third')) return 'finite';
    if (forms.has('ing')) return 'participle';
    return forms.has('base') ? 'bare' : null;
  }
  if (BE.has(auxiliary)) return forms.has('ing') ? 'finite' : forms.has('participle') ? 'passive' : null;
  if (HAVE.has(auxiliary)) return forms.has('participle') ? 'finite' : null;
  if (DO_OR_MODAL.has(auxiliary) || auxiliary === 'to') return forms.has('base') ? 'finite' : null;
  return null;
}

/** A bare form is a verb after a plural noun or pronoun, or where it goes on from "and", "or". */
function bareIsVerb(reading: Reading, first: number, from: number): boolean {
  if (first <= from) return false;
  const before = wordAt(reading, first - 1);
  if (
    /^(?:i|you|we|they|who|many|most|some|others|both|and|or|,|people|police|those|democrats)$/u.test(before)
  )
    return true;
  return /[^su']s$/u.test(before) && before.length > 3 && !DETERMINERS.has(before);
}

/** "the claims", "cyber attacks on" are nouns; "the minister claims that", "it reports" verbs. */
function isPluralNoun(reading: Reading, i: number, first: number): boolean {
  const before = wordAt(reading, first - 1);
  if (DETERMINERS.has(before) || PREPOSITIONS.has(before) || /'s$/u.test(before)) return true;
  if (!PLURAL_NOUNS.has(wordAt(reading, i)) || SUBJECT_PRONOUNS.has(before)) return false;
  const after = wordAt(reading, i + 1);
  return !(
    DETERMINERS.has(after) ||
    SUBJECT_PRONOUNS.has(after) ||
    after === 'that' ||
    after === 'to' ||
    after === 'how' ||
    isCapitalised(reading, i + 1) ||
    opensQuotation(reading, i + 1)
  );
}
