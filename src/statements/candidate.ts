import type { Run } from './reading.ts';

/**
 * How a statement was found, and the share of statements so found that are right: source and cue overlap with a labelled
 * one's, and the content's IoU is at least 0.5. Measured on the training articles of PolNeAR (840) and of the
 * cyber-incident corpus (96) together, rounded; `hedged addition` was too rare there, and takes the lowest;
 * `silence` is measured on the cyber-incident corpora alone (21 of 37), as PolNeAR labels few of them.
 */
export const RULE_PRECISION = {
  'clause before verb': 0.81,
  'according to': 0.82,
  quotation: 0.66,
  'clause after verb': 0.63,
  participle: 0.52,
  'subject of content': 0.48,
  'object of verb': 0.5,
  'infinitive after verb': 0.44,
  'second verb of a subject': 0.46,
  passive: 0.36,
  'speaker label': 0.3,
  'noun cue': 0.2,
  'hedged addition': 0.2,
  silence: 0.57,
} as const;
export type Rule = keyof typeof RULE_PRECISION;

/** A statement in tokens, before it is anchored. */
export interface StatementRuns {
  readonly source: readonly Run[];
  readonly cue: readonly Run[];
  readonly content: readonly Run[];
}

/** What a rule proposes. */
export interface Candidate extends StatementRuns {
  readonly rule: Rule;
  /** Found by a cue that, under this rule, is right less than once in four: kept only for a telling act. */
  readonly weak?: boolean;
}
