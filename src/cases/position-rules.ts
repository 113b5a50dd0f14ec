import type { Act } from '../domain/act.ts';
import type { PositionKind } from '../domain/position.ts';
import type { Statement } from '../domain/statement.ts';

/** A statement's words, joined and in lower case: what the rules look at beside the act. */
type Words = string;

/** Which position a statement of one act takes, and the rule in words; null where the rule does not hold. */
export interface PositionRule {
  readonly act: Act;
  readonly kind: PositionKind;
  /** Shown beside the position, so that a reader can disagree with it. */
  readonly rule: string;
  holds(statement: Pick<Statement, 'target'>, words: Words): boolean;
}

const always = (): boolean => true;

/** An "if" clause that doubts what the condemnation rests on: "if N is indeed responsible", "if confirmed". */
const CONDITION =
  /\b(?:if|should)\b[^.;]{0,120}?\b(?:indeed|responsible|true|confirmed|proven?|proved|verified|established|behind|guilty|substantiated)\b/;
/** Praise for the deed that is denied. Applause is not adoption (ILC article 11): it stays a denial. */
const APPLAUSE =
  /\b(?:applaud\w*|applause|prais\w+|righteous|hail(?:s|ed|ing)?|welcom(?:e[sd]?|ing)|congratulat\w+)\b/;
/** Somebody was asked and nothing came, unlike "declined". */
const SILENCE =
  /\b(?:yet to|(?:has|have|had) not (?:yet )?(?:commented|responded|replied|spoken|said|answered|addressed)|(?:has|have|had)n't (?:yet )?(?:commented|responded|replied)|did(?: not|n't) (?:immediately |initially )?(?:respond|reply|answer|return)|(?:could not|couldn't) (?:immediately )?be reached|not immediately (?:respond|reply|available|reachable)|no (?:immediate )?(?:response|reply|comment from|answer)|failed to (?:respond|reply)|unavailable for comment|not available for comment|went unanswered|unanswered|silent|silence|without (?:a )?response)\b/;
/** A deed, not a party, is what is condemned: "condemned the attack". */
const DEED =
  /\b(?:attacks?|hack(?:s|ing|ings)?|breach(?:es)?|intrusions?|incidents?|crimes?|cyber-?crimes?|thefts?|acts?|activit(?:y|ies)|operations?|campaigns?|behaviou?r|conduct|espionage|terrorism|forms?|use|abuse|violations?|leaks?)$/;

/**
 * From acts to positions. For each act the rules are asked in this order, and the first that holds decides. The acts
 * confirm, assess and state take no position about responsibility: they have no rule.
 */
export const POSITION_RULES: readonly PositionRule[] = [
  { act: 'claim', kind: 'claims', rule: 'says that it did the deed itself', holds: always },
  {
    act: 'deny',
    kind: 'denies and applauds',
    rule: 'denies the deed and praises it in the same statement',
    holds: (_, words) => APPLAUSE.test(words),
  },
  { act: 'deny', kind: 'denies', rule: 'denies the deed or the responsibility for it', holds: always },
  {
    act: 'attribute',
    kind: 'attributes',
    rule: 'says or alleges that the target did or directed it',
    holds: ({ target }) => target !== null,
  },
  {
    act: 'penalise',
    kind: 'penalises',
    rule: 'announces or imposes a penalty or legal measure',
    holds: always,
  },
  {
    act: 'threaten',
    kind: 'threatens',
    rule: 'says that the target will suffer consequences',
    holds: always,
  },
  {
    act: 'demand-evidence',
    kind: 'asks for evidence',
    rule: 'asks for proof or an inquiry, or makes a conclusion wait for them',
    holds: always,
  },
  { act: 'withhold', kind: 'withholds', rule: 'expressly stops short of naming or blaming', holds: always },
  {
    act: 'no-comment',
    kind: 'silent when asked',
    rule: 'was asked, and no answer is reported',
    holds: (_, words) => SILENCE.test(words),
  },
  { act: 'no-comment', kind: 'declines', rule: 'declines to answer or to disclose', holds: always },
  {
    act: 'dispute',
    kind: 'disputes',
    rule: "rejects or doubts another's claim, attribution or evidence",
    holds: always,
  },
  {
    act: 'endorse',
    kind: 'endorses',
    rule: "backs another's attribution, assessment or stand",
    holds: always,
  },
  {
    act: 'condemn',
    kind: 'condemns on a condition',
    rule: 'condemns only if somebody did it or something proves true',
    holds: (_, words) => CONDITION.test(words),
  },
  {
    act: 'condemn',
    kind: 'condemns by name',
    rule: 'condemns or criticises a party that it names',
    holds: ({ target }) => target !== null && !DEED.test(target.text.toLowerCase()),
  },
  {
    act: 'condemn',
    kind: 'condemns in general',
    rule: 'condemns a deed without naming who did it',
    holds: always,
  },
  {
    act: 'appeal',
    kind: 'appeals',
    rule: 'asks another to act, help or cooperate, or offers it',
    holds: always,
  },
  { act: 'commit', kind: 'commits', rule: 'pledges or plans its own handling', holds: always },
];

/** The rule that derives a statement's position, or null where the statement takes none. */
export function ruleFor(
  statement: Pick<Statement, 'act' | 'cue' | 'content' | 'target'>,
): PositionRule | null {
  const words = [...statement.cue, ...statement.content]
    .map(({ exact }) => exact)
    .join(' ')
    .toLowerCase()
    .replaceAll('’', "'");
  return POSITION_RULES.find(({ act, holds }) => act === statement.act && holds(statement, words)) ?? null;
}
