import { ACTS, type Act, type Hedge } from '../domain/act.ts';
import type { Document } from '../domain/document.ts';
import type { Target } from '../domain/statement.ts';
import { ACT_FILES, DECISIVE, EntryMatcher, type Fired, vocabulary } from './act-lexicon.ts';
import { type Agent, agentOf } from './agent.ts';
import { labelHedge } from './hedge.ts';
import { Phrases } from './phrases.ts';
import { blamedParty, findTarget } from './target.ts';
import { type StatementParts, ZONES, type Zone, type ZoneTokens, zonesOf } from './zones.ts';

/** What a statement does about responsibility, how sure it is made to sound, and about whom. */
export interface ActLabel {
  readonly act: Act;
  readonly hedge: Hedge;
  /** Its words; the state they stand for is left to a later stage. */
  readonly target: Target | null;
  /** How strongly its words speak for the act, 0 to 9; from 5 on they decide by themselves. */
  readonly strength: number;
  /** The act with the words that decided it: `attribute by “blamed … on”`. */
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

/** Entries of this strength on the cue are verbs of blame: "accused", "blamed", "attributed … to". */
const BLAME = 8;
/** How strongly a content speaks for `attribute` that says who did a hostile deed, whatever its words. */
const AGENT_STRENGTH = 6;
/** Longest run of words that a reason quotes, in characters. */
const LONGEST_REASON = 60;

/** What speaks for an act: the words of an entry that fired, or a party and its deed. */
export interface Vote {
  readonly act: Act;
  readonly strength: number;
  readonly matches: Fired<ActEntry>['matches'];
  readonly isNegated: boolean;
}

/** What the lexicons say about a statement's act. */
export interface ActEvidence {
  readonly zones: Readonly<Record<Zone, ZoneTokens>>;
  /** Who is said to have done a deed. */
  readonly agent: Agent | null;
  readonly votes: readonly Vote[];
  /** The strongest vote for the act that wins by the lexicons alone. */
  readonly strongest: Vote | null;
}

/**
 * Gathers what speaks for each act. Nothing speaks for `attribute` that names no party: false blame does the most harm
 * here. Takes time linear in the statement's tokens.
 */
export function actEvidence(document: Document, parts: StatementParts): ActEvidence {
  const zones = zonesOf(document, parts, vocabulary);
  const agent = agentOf(document, zones.content);
  const votes = MATCHER.match(zones)
    .flatMap((fired) => voteOf(fired, zones) ?? [])
    .filter((vote) => vote.act !== 'attribute' || isBorneOut(document, zones, vote, agent))
    .filter((vote) => vote.act !== 'withhold' || vote.matches.cue !== undefined || agent?.decisive !== true);
  if (agent?.decisive === true)
    votes.push({ act: 'attribute', strength: AGENT_STRENGTH, matches: {}, isNegated: false });
  return { zones, agent, votes, strongest: decide(votes) };
}

/**
 * Labels a statement by the lexicons of acts: among the decisive entries that fire the strongest wins, and of equals
 * the one whose act comes first in `ACTS`; where none is decisive the hints for each act are added up. A statement
 * without any is `state`.
 */
export function labelAct(document: Document, parts: StatementParts): ActLabel {
  const evidence = actEvidence(document, parts);
  return labelledAs(document, evidence, evidence.strongest?.act ?? 'state');
}

/** The label of a statement whose act is decided: its hedge, its target, and what speaks for the act. */
export function labelledAs(document: Document, { zones, agent, votes }: ActEvidence, act: Act): ActLabel {
  const strongest = strongestFor(act, votes);
  const matches = strongest !== null && strongest.strength >= DECISIVE ? strongest.matches : {};
  return {
    act,
    strength: strongest?.strength ?? 0,
    hedge: labelHedge(zones),
    target: findTarget(document, act, zones, matches, agent),
    reason: reasonOf(document, zones, act, strongest, agent),
  };
}

function voteOf(fired: Fired<ActEntry>, zones: Readonly<Record<Zone, ZoneTokens>>): Vote | null {
  const { entry, matches } = fired;
  const isNegated = (['cue', 'content'] as const).some((zone) => {
    const first = matches[zone]?.first;
    return first !== undefined && isNegatedAt(zones[zone], first);
  });
  const act = isNegated ? entry.negated : entry.act;
  return act === null ? null : { act, strength: entry.strength, matches, isNegated };
}

/** Whether a blame has somebody who blames by the verb itself, or a party that it is laid on. */
function isBorneOut(
  document: Document,
  zones: Readonly<Record<Zone, ZoneTokens>>,
  vote: Vote,
  agent: Agent | null,
): boolean {
  if (vote.matches.cue === undefined) return agent !== null;
  if (isOnlyPossible(document, zones.cue, vote.matches.cue.first)) return false;
  if (vote.strength >= BLAME && zones.source.indices.length > 0) return true;
  if (tiesThings(document, zones)) return false;
  return blamedParty({ phrases: new Phrases(document), zones, matches: vote.matches, agent }) !== null;
}

/** "can attribute", "might blame": what could be done is not done. */
function isOnlyPossible(document: Document, { indices }: ZoneTokens, at: number): boolean {
  for (let i = Math.max(0, at - NEGATION_REACH); i < at; i++)
    if (/^(?:can|could|would|might|may|should)$/u.test(document.tokens[indices[i] ?? -1]?.lower ?? ''))
      return true;
  return false;
}

const TYING = /^(?:link|t(?:ie|ying)|connect|trac)/u;
const DEEDS = new Set(vocabulary.expand('<crime>|<crew>|<threat>|malware|worm|virus'));

/** "has connected the towns to the network": ties that are nobody's deed. */
function tiesThings(document: Document, { cue, content }: Readonly<Record<Zone, ZoneTokens>>): boolean {
  const words = (indices: readonly number[]) => indices.map((index) => document.tokens[index]?.lower ?? '');
  return (
    words(cue.indices.slice(0, cue.starts)).some((word) => TYING.test(word)) &&
    !words([...cue.indices, ...content.indices]).some((word) => DEEDS.has(word))
  );
}

function isNegatedAt(zone: ZoneTokens, first: number): boolean {
  for (let i = first - 1; i >= Math.max(0, first - NEGATION_REACH); i--) {
    const token = zone.sequence[i];
    if (token === undefined || !token.passable) return false;
    if (token.symbols.includes(NEGATOR)) return true;
  }
  return false;
}

/** The strongest vote for the act that wins; null where there is none. */
function decide(votes: readonly Vote[]): Vote | null {
  const decisive = votes.filter((vote) => vote.strength >= DECISIVE);
  const scores = new Map<Act, number>();
  for (const { act, strength } of decisive.length > 0 ? decisive : votes) {
    const before = scores.get(act) ?? 0;
    scores.set(act, decisive.length > 0 ? Math.max(before, strength) : before + strength);
  }
  const winner = [...scores].sort(([a, x], [b, y]) => y - x || PRECEDENCE[a] - PRECEDENCE[b])[0]?.[0];
  return winner === undefined ? null : strongestFor(winner, votes);
}

function strongestFor(act: Act, votes: readonly Vote[]): Vote | null {
  return votes.reduce<Vote | null>(
    (best, vote) => (vote.act === act && vote.strength > (best?.strength ?? 0) ? vote : best),
    null,
  );
}

function reasonOf(
  document: Document,
  zones: Readonly<Record<Zone, ZoneTokens>>,
  act: Act,
  vote: Vote | null,
  agent: Agent | null,
): string {
  if (vote === null) return `${act}, as no word speaks for another act`;
  const exact = (indices: readonly number[]) =>
    document.text.slice(document.tokens[indices[0] ?? 0]?.start, document.tokens[indices.at(-1) ?? 0]?.end);
  const runs = ZONES.flatMap((zone) => {
    const match = vote.matches[zone];
    return match === undefined ? [] : [zones[zone].indices.slice(match.first, match.last)];
  });
  const words =
    runs.length === 0 && agent !== null
      ? [[agent.phrase.first, agent.phrase.last - 1], [agent.trigger]]
          .sort(([a = 0], [b = 0]) => a - b)
          .map(exact)
      : runs.map(exact);
  const quoted = words.join(' … ').replace(/\s+/gu, ' ');
  const short = quoted.length > LONGEST_REASON ? `${quoted.slice(0, LONGEST_REASON)}…` : quoted;
  return `${act} by “${short}”${vote.isNegated ? ', negated' : ''}`;
}
