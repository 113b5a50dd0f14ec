import type { Span } from '../text/span.ts';
import type { NamedText } from './find-names.ts';
import { firstWordFrom } from './source-phrase.ts';

/** Classes of listed words that a party's name may end in. */
const PARTIES: ReadonlySet<string> = new Set(['state', 'organisation', 'organ', 'name', 'person', 'place']);
/** Classes that may follow a named party: "Foreign Minister N N and two other ministers". */
const FOLLOWERS: ReadonlySet<string> = new Set([...PARTIES, 'noun', 'office', 'anaphor']);
/** In parts: a longer list is no source. */
const MOST = 12;

/**
 * The parts of a source that names several parties: "A and B", "A, B and C". Null where it names one: an apposition
 * ("A, the head of B and C"), two adjectives ("American and French officials"), or a list of which any part names nobody.
 */
export function partsOf(text: NamedText, span: Span): Span[] | null {
  const parts: Span[] = [];
  let from = firstWordFrom(text, span.start);
  let hasAnd = false;
  let last = from;
  for (; (text.words[last]?.start ?? span.end) < span.end; last++) {
    const word = text.words[last];
    const before = text.words[last - 1];
    if (word === undefined) break;
    const isAnd = word.lower === 'and' && text.covering[last] === null;
    const hasComma =
      last > from && before !== undefined && text.text.slice(before.end, word.start).includes(',');
    if (!isAnd && !hasComma) continue;
    if (last > from) parts.push(spanBetween(text, from, last));
    hasAnd ||= isAnd;
    from = isAnd ? last + 1 : last;
  }
  if (last > from) parts.push(spanBetween(text, from, last));
  if (!hasAnd || parts.length < 2 || parts.length > MOST) return null;
  const isList = parts.every((part, index) => endsInParty(text, part, index === 0 ? PARTIES : FOLLOWERS));
  return isList ? parts : null;
}

function spanBetween({ words }: NamedText, first: number, last: number): Span {
  return { start: words[first]?.start ?? 0, end: words[last - 1]?.end ?? 0 };
}

const LINKS = new Set('of for from at in who which whose with by on to as said says'.split(' '));

/** "two other ministers", "its partners": a common noun of which the first part is no mere adjective ("US and foreign banks"). */
const OPENS_PHRASE = /^(?:the|a|an|its|their|his|her|two|three|four|five|six|other|several|some|\d+)$/u;

/** Whether a part is one noun phrase without additions, and its last word belongs to a name of these classes. */
function endsInParty(text: NamedText, { start, end }: Span, classes: ReadonlySet<string>): boolean {
  let last = firstWordFrom(text, start);
  const opening = text.words[last]?.lower ?? '';
  for (; (text.words[last + 1]?.start ?? end) < end; last++)
    if (text.covering[last] === null && LINKS.has(text.words[last]?.lower ?? '')) return false;
  const entry = text.covering[last]?.entry;
  if (entry === undefined || !classes.has(entry.class)) return false;
  if (!PARTIES.has(entry.class) && !OPENS_PHRASE.test(opening)) return false;
  return entry.class !== 'state' || entry.form !== 'demonym';
}
