import { vocabulary } from './act-lexicon.ts';
import type { Phrase, Phrases } from './phrases.ts';
import { DETERMINERS, isAdverb, PRONOUNS, TIME_WORDS } from './word-classes.ts';

const ACTORS = new Set(vocabulary.expand('<actor-noun>'));
const ANONYMOUS = new Set(vocabulary.expand('<anonymous>'));
const STATES = new Set(vocabulary.expand('<state>|<threat>'));
/** Deeds, and what deeds are done to and with: no parties, also where a name stands before them. */
const THINGS = new Set(
  vocabulary.expand(
    `<crime>|start|beginning|end|invasion|war|customers|customer|subscribers|users|victims|victim|modems|terminals|network|networks|system|systems|internet|server|servers|software|website|websites|files|data|computers|computer|target|targets|timing|fact|facts|need|ways|way|steps|months|weeks|days|law|position|whoever|whomever|anyone|anybody|someone|somebody|nobody|everyone|nothing`,
  ),
);
/** Words that tell nothing about who somebody is. */
const EMPTY = new Set(
  'same other unknown unidentified unnamed malicious multiple several various cyber threat attack hacking advanced two three four five six first new'.split(
    ' ',
  ),
);
/** "a segment of X", "members of X": a part of a party is one. */
const PARTS = new Set(
  'one segment part parts members member branch arm elements unit units section wing people servants'.split(
    ' ',
  ),
);

/**
 * Whether a noun phrase names or describes a party that can have done a deed: a state, an organ, a group, a company, a
 * person. A pronoun, a thing and a time are none; an anonymous "the attackers" only where `anonymous` allows it.
 */
export function isParty(phrases: Phrases, { first, last }: Phrase, anonymous = false): boolean {
  if (PRONOUNS.has(phrases.lower(first)) && !DETERMINERS.has(phrases.lower(first))) return false;
  let end = first;
  while (end < last && phrases.lower(end) !== 'of') end++;
  return (
    isPartyHead(phrases, first, end, anonymous) ||
    (PARTS.has(phrases.lower(end - 1)) && isPartyHead(phrases, end + 1, last, anonymous))
  );
}

/** Whether a noun phrase may stand for a party where the verb before it blames: no pronoun, no thing and no time. */
export function mayBeParty(phrases: Phrases, { first, last }: Phrase): boolean {
  let end = first;
  while (end < last && phrases.lower(end) !== 'of') end++;
  const head = phrases.lower(end - 1).replace(/'s$/u, '');
  return !(THINGS.has(head) || TIME_WORDS.has(head) || (end === first + 1 && PRONOUNS.has(head)));
}

/** Whether the words up to `end` make a party by their last word, which is more than an anonymous noun. */
function isPartyHead(phrases: Phrases, first: number, end: number, anonymous: boolean): boolean {
  if (end <= first) return false;
  const head = phrases.lower(end - 1).replace(/'s$/u, '');
  if (THINGS.has(head) || TIME_WORDS.has(head) || PRONOUNS.has(head)) return false;
  if (ANONYMOUS.has(head))
    return anonymous || phrases.lower(end) === 'of' || isDescribed(phrases, first, end - 1);
  return phrases.isName(end - 1) || ACTORS.has(head) || STATES.has(head);
}

function isDescribed(phrases: Phrases, first: number, end: number): boolean {
  for (let i = first; i < end; i++) {
    const word = phrases.lower(i);
    if (!DETERMINERS.has(word) && !EMPTY.has(word) && !isAdverb(word)) return true;
  }
  return false;
}
