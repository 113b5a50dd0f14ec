import type { Article } from '../domain/article.ts';
import type { Origin, OriginEdit, OriginMember, Passage } from '../domain/origin.ts';
import { quoteOf } from '../text/quote.ts';
import { sharedStretches } from './compare-texts.ts';
import type { FirstReport } from './credits.ts';
import type { CopyPair, ReadySource } from './find-copies.ts';
import { containmentOf, overlapWords } from './judge-overlap.ts';
import type { HandPairs } from './origin-edits.ts';

/** A source with all that the reasons are taken from. */
export interface DescribedSource extends ReadySource {
  readonly article: Article;
  readonly firstReports: readonly FirstReport[];
}

/** Passages given for a member: the longest. A text that was edited word by word shares hundreds. */
const PASSAGE_LIMIT = 12;

/** An origin with the reason for each of its members. `members`: at least one, the earliest first. */
export function describeOrigin(
  members: readonly DescribedSource[],
  pairs: readonly CopyPair[],
  hand: HandPairs,
): Origin {
  const [earliest, ...others] = members as [DescribedSource, ...DescribedSource[]];
  const ids = new Set(members.map(({ sourceId }) => sourceId));
  const within = pairs.filter(({ a, b }) => ids.has(a) && ids.has(b));
  const byId = new Map(members.map((member) => [member.sourceId, member]));
  return {
    originId: [...ids].sort()[0] as string,
    earliest: earliest.sourceId,
    members: [
      earliestMember(earliest, others, hand),
      ...others.map((member) => otherMember(member, earliest, { within, byId, hand })),
    ],
  };
}

function earliestMember(
  { sourceId, article, credits }: DescribedSource,
  others: readonly DescribedSource[],
  hand: HandPairs,
): OriginMember {
  const published = article.metadata.published?.value;
  const ranked =
    published === undefined
      ? 'no member has a date; it was added first'
      : `published first of ${others.length + 1}, ${published}`;
  const split = splitWords(sourceId, hand);
  const alone = split.length > 0 ? split : ['shares its text with no other source of the case'];
  const named = others.flatMap((other) => namedAsFirst(other, article));
  return {
    sourceId,
    membership: 'earliest',
    comparedWith: null,
    containment: null,
    reasons: [...(others.length > 0 ? [ranked] : alone), ...creditWords(credits), ...named],
    passages: [],
    passagesInAll: 0,
  };
}

interface Surroundings {
  readonly within: readonly CopyPair[];
  readonly byId: ReadonlyMap<string, DescribedSource>;
  readonly hand: HandPairs;
}

function otherMember(
  member: DescribedSource,
  earliest: DescribedSource,
  { within, byId, hand }: Surroundings,
): OriginMember {
  const { sourceId } = member;
  const edit = joinOf(sourceId, byId, hand);
  const byHand = edit === undefined ? [] : [`joined by hand by ${edit.by}: ${edit.reason}`];
  const own = within.filter(({ a, b }) => a === sourceId || b === sourceId);
  const pair = own.find(({ a, b }) => a === earliest.sourceId || b === earliest.sourceId) ?? strongest(own);
  const other = pair && byId.get(pair.a === sourceId ? pair.b : pair.a);
  if (pair === undefined || other === undefined)
    return {
      sourceId,
      membership: 'by hand',
      comparedWith: null,
      containment: null,
      reasons: byHand.length > 0 ? byHand : ['joined by hand to another member'],
      passages: [],
      passagesInAll: 0,
    };
  const shared = passagesOf(member, other);
  return {
    sourceId,
    membership: pair.relation === 'quotation' ? 'by hand' : pair.relation,
    comparedWith: other.sourceId,
    containment: containmentOf(pair.overlap),
    reasons: [
      ...(pair.relation === 'quotation' ? byHand : []),
      `${pair.relation === 'copy' ? 'copy' : 'shares text'}: ${overlapWords(pair.overlap)}`,
      ...(pair.credits.length > 0
        ? [`both credit ${pair.credits.join(' and ')}`]
        : creditWords(member.credits)),
      ...namedAsFirst(member, other.article),
      ...(pair.relation === 'quotation' ? [] : byHand),
    ],
    ...shared,
  };
}

function strongest(pairs: readonly CopyPair[]): CopyPair | undefined {
  return pairs.toSorted((x, y) => y.overlap.shared - x.overlap.shared || (x.a + x.b < y.a + y.b ? -1 : 1))[0];
}

function passagesOf(
  member: DescribedSource,
  other: DescribedSource,
): Pick<OriginMember, 'passages' | 'passagesInAll'> {
  const stretches = sharedStretches(member.text, other.text);
  const chosen = stretches
    .toSorted((a, b) => b.words - a.words || a.a.start - b.a.start)
    .slice(0, PASSAGE_LIMIT)
    .sort((a, b) => a.a.start - b.a.start);
  const passages = chosen.map(
    ({ a, b, words, quoted }): Passage => ({
      own: quoteOf(member.article.text, a),
      other: quoteOf(other.article.text, b),
      words,
      quoted,
    }),
  );
  return { passages, passagesInAll: stretches.length };
}

/** The newest edit by which a source was joined to one of these. */
function joinOf(
  sourceId: string,
  members: ReadonlyMap<string, unknown>,
  hand: HandPairs,
): OriginEdit | undefined {
  return [...members.keys()]
    .flatMap((other) => hand.of(sourceId, other) ?? [])
    .filter(({ action }) => action === 'join')
    .sort((a, b) => b.revision - a.revision)[0];
}

function splitWords(sourceId: string, hand: HandPairs): string[] {
  const edit = hand.newestSplit(sourceId);
  return edit === undefined ? [] : [`split by hand by ${edit.by}: ${edit.reason}`];
}

function creditWords(credits: DescribedSource['credits']): string[] {
  const agencies = [...new Set(credits.flatMap(({ agency }) => agency ?? []))];
  return agencies.length === 0 ? [] : [`credits ${agencies.join(' and ')}`];
}

/** Where a member says that another's publication reported it first. */
function namedAsFirst({ firstReports }: DescribedSource, { metadata }: Article): string[] {
  const publication = metadata.publication?.value;
  if (publication === undefined) return [];
  const named = firstReports.find(({ by }) => plainName(by) === plainName(publication));
  return named === undefined ? [] : [`says that ${publication} reported it first: “${named.quote.exact}”`];
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/^the /, '').trim();
}
