import { type Candidate, RULE_PRECISION } from '../candidate.ts';
import { findCandidates } from '../find-candidates.ts';
import type { Reading, Run } from '../reading.ts';

/** Bits of a token's part in what the rules propose. */
export const PART = {
  sourceFirst: 1,
  source: 2,
  sourceLast: 4,
  cueFirst: 8,
  cue: 16,
  contentFirst: 32,
  content: 64,
  contentLast: 128,
};
const RULES = Object.keys(RULE_PRECISION);

/** What the rules propose, by token. */
export interface RuleView {
  readonly candidates: readonly Candidate[];
  /** Bits of {@link PART}, over all candidates. */
  readonly parts: Uint8Array;
  /** How many contents hold the token. */
  readonly depth: Uint8Array;
  /** Index of the candidate whose cue holds the token; −1 for none. */
  readonly cueOf: Int32Array;
}

export function ruleView(reading: Reading): RuleView {
  const candidates = findCandidates(reading);
  const count = reading.tokens.length;
  const parts = new Uint8Array(count);
  const depth = new Uint8Array(count);
  const cueOf = new Int32Array(count).fill(-1);
  candidates.forEach((candidate, c) => {
    markParts(candidate, parts, 0);
    for (const run of candidate.cue) cueOf.fill(c, run.first, run.last);
    for (const run of candidate.content) for (let i = run.first; i < run.last; i++) depth[i]!++;
  });
  return { candidates, parts, depth, cueOf };
}

/** Sets the bits of a candidate's parts; `parts[0]` is token `base`; what lies outside is left out. */
export function markParts(candidate: Candidate, parts: Uint8Array, base: number): void {
  const mark = (runs: readonly Run[], first: number, within: number, last: number) => {
    for (const run of runs)
      for (let i = Math.max(run.first, base); i < Math.min(run.last, base + parts.length); i++)
        parts[i - base]! |= within | (i === run.first ? first : 0) | (i === run.last - 1 ? last : 0);
  };
  mark(candidate.source, PART.sourceFirst, PART.source, PART.sourceLast);
  mark(candidate.cue, PART.cueFirst, PART.cue, 0);
  mark(candidate.content, PART.contentFirst, PART.content, PART.contentLast);
}

/** A number from 1 on for the rule that found a candidate, and whether it is a weak one. */
export function ruleId(candidate: Candidate): number {
  return RULES.indexOf(candidate.rule) + 1 + (candidate.weak === true ? RULES.length : 0);
}
