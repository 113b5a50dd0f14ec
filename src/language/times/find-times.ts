import type { Document, Sentence } from '../../domain/document.ts';
import type { ResolvedTime, TimeExpression } from '../../domain/time-expression.ts';
import { rangeOf } from '../token-range.ts';
import { cursorOf, matchTime } from './match-time.ts';
import type { Cursor, Match, Meaning } from './meaning.ts';
import { referenceOf } from './reference.ts';
import { type Antecedent, resolveMeaning } from './resolve-meaning.ts';
import { APPROXIMATE, DAY_PARTS, DETERMINERS, LEADS, PARTS } from './time-words.ts';

/** How many sentences back "two days later" finds the day that it counts from. */
const ANTECEDENT_SENTENCES = 1;

/** What the words around a match say of it. */
interface Setting {
  readonly first: number;
  readonly leadFirst: number;
  readonly lead: string;
  readonly isApproximate: boolean;
  readonly isPremodifier: boolean;
}

/**
 * The English words of a document that name a time, in order, each with the time that it names as past and as to come,
 * counted from the day of publication (EDTF, in the zone in which it is written). Without such a day only times that stand there in
 * full are resolved; nothing is ever more precise than its words. Takes time linear in the text.
 */
export function findTimes(document: Document, published: string | null): TimeExpression[] {
  const reference = referenceOf(published);
  const people = tokensOfPeople(document);
  const isMay = bearsNameOfMay(document);
  const times: TimeExpression[] = [];
  let antecedent: (Antecedent & { readonly sentence: number }) | null = null;
  document.sentences.forEach((sentence, index) => {
    for (const { match, cursor } of matchesIn(document, sentence)) {
      const { meaning } = match;
      if (meaning === null || isName(meaning, match, people, isMay)) continue;
      const setting = settingOf(cursor, match);
      if (setting === null || (meaning.kind === 'year' && !isYear(cursor, match, setting))) continue;
      const near: Antecedent | null =
        antecedent !== null && index - antecedent.sentence <= ANTECEDENT_SENTENCES ? antecedent : null;
      const { past, future } = resolveMeaning(meaning, reference, setting.isApproximate, near);
      times.push(expressionOf(document, match, setting, past, future));
      const named = past ?? future;
      if (named !== null) antecedent = { edtf: named.edtf, isRelative: named.isRelative, sentence: index };
    }
  });
  return times;
}

function* matchesIn(
  { text, tokens }: Document,
  { first, last }: Sentence,
): Generator<{ readonly match: Match; readonly cursor: Cursor }> {
  const cursor = cursorOf(text, tokens, first, last);
  for (let i = first; i < last; ) {
    const match = matchTime(cursor, i);
    if (match === null) {
      i++;
      continue;
    }
    yield { match, cursor };
    i = match.last;
  }
}

function expressionOf(
  { tokens }: Document,
  { last }: Match,
  { first, leadFirst, lead, isPremodifier }: Setting,
  past: ResolvedTime | null,
  future: ResolvedTime | null,
): TimeExpression {
  return { ...rangeOf(tokens, first, last), leadFirst, lead, isPremodifier, past, future };
}

/** Looks back from the match over "early", "about", "the" to its preposition, and ahead for the noun that it qualifies. */
function settingOf(cursor: Cursor, match: Match): Setting {
  let first = match.first;
  if (PARTS.has(cursor.word(first - 1))) first--;
  let at = first - 1;
  let isApproximate = false;
  while (APPROXIMATE.has(cursor.word(at)) || PARTS.has(cursor.word(at))) {
    isApproximate ||= APPROXIMATE.has(cursor.word(at));
    first = at;
    at--;
  }
  const isDetermined = DETERMINERS.has(cursor.word(at)) || cursor.isPossessive(at);
  const isPremodifier =
    cursor.isPossessive(match.last - 1) ||
    (isDetermined && match.meaning?.kind !== 'period' && isNounNext(cursor, match.last));
  if (cursor.word(at) === 'the') at--;
  if (isPremodifier || !LEADS.has(cursor.word(at)))
    return { first, leadFirst: first, lead: '', isApproximate, isPremodifier };
  // "during the morning of February 6".
  if (cursor.word(at) === 'of' && DAY_PARTS.has(cursor.word(at - 1))) {
    at -= cursor.word(at - 2) === 'the' ? 3 : 2;
    return { first, leadFirst: at, lead: cursor.word(at), isApproximate, isPremodifier };
  }
  const asOf = cursor.word(at) === 'of' && /^(?:as|ahead|because)$/u.test(cursor.word(at - 1));
  const leadFirst = asOf ? at - 1 : at;
  const lead = asOf ? `${cursor.word(at - 1)} of` : cursor.word(at);
  return { first, leadFirst, lead, isApproximate, isPremodifier };
}

/** A word that may be a noun: no function word, and no mark. */
function isNounNext(cursor: Cursor, at: number): boolean {
  const word = cursor.word(at);
  return (
    /^\p{L}/u.test(word) &&
    !LEADS.has(word) &&
    !/^(?:and|or|but|that|when|while|who|which|as|with|is|was|were|has|had|will|said|says|he|she|they|it|we|the|a|an)$/u.test(
      word,
    )
  );
}

/** "in 2015", "early 2015", "as of 2015", "since about 2002", "mid-2015"; "2015" by itself is any number. */
function isYear(cursor: Cursor, { first }: Match, { lead }: Setting): boolean {
  if (/\D/u.test(cursor.word(first)) || PARTS.has(cursor.word(first - 1))) return true;
  if (/^(?:about|around|circa|roughly)$/u.test(cursor.word(first - 1))) return true;
  return /^(?:in|since|during|until|till|by|before|after|from|through|as of)$/u.test(lead);
}

/** 1 for each token of a person's name. */
function tokensOfPeople({ tokens, mentions }: Document): Uint8Array {
  const people = new Uint8Array(tokens.length);
  for (const { kind, first, last } of mentions) if (kind === 'person') people.fill(1, first, last);
  return people;
}

/** "April" and "May" are people's names where a person is mentioned there, or where the text speaks of somebody May. */
function isName(meaning: Meaning, { first, last }: Match, people: Uint8Array, isMay: boolean): boolean {
  if (meaning.kind !== 'month' || meaning.year !== null || meaning.yearShift !== undefined) return false;
  return people[last - 1] === 1 || people[first] === 1 || (meaning.month === 5 && isMay);
}

/** "Theresa May", "Mrs May": a capitalised word of a name before "May", within a sentence. */
function bearsNameOfMay({ text }: Document): boolean {
  return /(?:\b(?:Mr|Mrs|Ms|Dr|Minister|President|Secretary|Theresa)\.?) May\b(?! \d)/u.test(text);
}
