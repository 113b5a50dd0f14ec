import { ACTS, type Act, type Hedge } from '../domain/act.ts';
import type { Document, Token } from '../domain/document.ts';
import type { Target } from '../domain/statement.ts';
import { ACT_FILES, DECISIVE, EntryMatcher, type Fired, vocabulary } from './act-lexicon.ts';
import { labelHedge } from './hedge.ts';
import { findTarget } from './target.ts';
import { type StatementParts, ZONES, type Zone, type ZoneTokens, zonesOf } from './zones.ts';

/** What a statement does about responsibility, how sure it is made to sound, and about whom. */
export interface ActLabel {
  readonly act: Act;
  readonly hedge: Hedge;
  /** Its words; the state they stand for is left to a later stage. */
  readonly target: Target | null;
  /** The lexicon entries that decided, with the words that they fired on. */
  readonly reason: string;
}

const ENTRIES = ACT_FILES.flatMap((file) =>
  file.entries.map((entry) => ({
    ...entry,
    act: file.act,
    negated: entry.negated === undefined ? file.negated : entry.negated,
  })),
);
type ActEntry = (typeof ENTRIES)[number];

const MATCHER = new EntryMatcher(ENTRIES);
const PRECEDENCE: Readonly<Record<Act, number>> = Object.fromEntries(
  ACTS.map((act, rank) => [act, rank]),
) as Record<Act, number>;
const NEGATOR = vocabulary.intern('<negator>');
/** How many words may stand between a negation and the words it negates: "did not in fact blame". */
const NEGATION_REACH = 3;

/** An entry that fired, with the act that it speaks for once negation is reckoned. */
interface Vote {
  readonly act: Act;
  readonly strength: number;
  readonly fired: Fired<ActEntry>;
  readonly isNegated: boolean;
}

/**
 * Labels a statement by the lexicons of acts: among the decisive entries that fire the strongest wins, and of equals
 * the one whose act comes first in `ACTS`; where none is decisive the hints for each act are added up. A statement
 * without any is `state`. Takes time linear in the statement's tokens.
 */
export function labelAct(document: Document, parts: StatementParts): ActLabel {
  const zones = zonesOf(document, parts, vocabulary);
  const votes = MATCHER.match(zones).flatMap((fired) => voteOf(fired, zones) ?? []);
  const deciding = decide(votes);
  const [strongest] = deciding;
  const act = strongest?.act ?? 'state';
  return {
    act,
    hedge: labelHedge(zones),
    target: findTarget(
      document,
      act,
      zones,
      strongest && strongest.strength >= DECISIVE ? strongest.fired.matches : {},
    ),
    reason:
      deciding.map((vote) => reasonOf(document, zones, vote)).join('; ') ||
      'no entry of the act lexicons fires',
  };
}

function voteOf(fired: Fired<ActEntry>, zones: Readonly<Record<Zone, ZoneTokens>>): Vote | null {
  const { entry } = fired;
  const isNegated = (['cue', 'content'] as const).some((zone) => {
    const first = fired.matches[zone]?.first;
    return first !== undefined && isNegatedAt(zones[zone], first);
  });
  if (!isNegated) return { act: entry.act, strength: entry.strength, fired, isNegated };
  return entry.negated === null ? null : { act: entry.negated, strength: entry.strength, fired, isNegated };
}

function isNegatedAt(zone: ZoneTokens, first: number): boolean {
  for (let i = first - 1; i >= Math.max(0, first - NEGATION_REACH); i--) {
    const token = zone.sequence[i];
    if (token === undefined || !token.passable) return false;
    if (token.symbols.includes(NEGATOR)) return true;
  }
  return false;
}

/** The votes for the act that wins, the strongest first. */
function decide(votes: readonly Vote[]): Vote[] {
  const decisive = votes.filter((vote) => vote.strength >= DECISIVE);
  const scores = new Map<Act, number>();
  for (const { act, strength } of decisive.length > 0 ? decisive : votes) {
    const before = scores.get(act) ?? 0;
    scores.set(act, decisive.length > 0 ? Math.max(before, strength) : before + strength);
  }
  const winner = [...scores].sort(([a, x], [b, y]) => y - x || PRECEDENCE[a] - PRECEDENCE[b])[0]?.[0];
  return votes.filter((vote) => vote.act === winner).sort((a, b) => b.strength - a.strength);
}

function reasonOf(document: Document, zones: Readonly<Record<Zone, ZoneTokens>>, vote: Vote): string {
  const { entry, matches } = vote.fired;
  const words = ZONES.flatMap((zone) => {
    const match = matches[zone];
    if (match === undefined) return [];
    const exact = zones[zone].indices
      .slice(match.first, match.last)
      .map((index) => {
        const token = document.tokens[index] as Token;
        return document.text.slice(token.start, token.end);
      })
      .join(' ');
    return [`${zone} "${exact}" fits ${entry[zone]}`];
  });
  return `${vote.act}${vote.isNegated ? ` (negated ${entry.act})` : ''}: ${words.join(', ')}`;
}
