import type { Run } from './reading.ts';

/**
 * How a statement was found. The number is the share of statements so found that are right (source and cue overlap, and
 * the content's IoU ≥ 0.5) on the training articles of PolNeAR and of the cyber-incident corpus together, rounded.
 */
export const RULE_PRECISION = {
  quotation: 0.8,
  'clause after verb': 0.6,
  'clause before verb': 0.7,
  'object of verb': 0.4,
  'infinitive after verb': 0.4,
  'second verb of a subject': 0.3,
  participle: 0.5,
  passive: 0.3,
  'subject of content': 0.4,
  'according to': 0.8,
  'noun cue': 0.3,
  'speaker label': 0.6,
  'hedged addition': 0.5,
} as const;
export type Rule = keyof typeof RULE_PRECISION;

/** A statement in tokens, before it is anchored. */
export interface Candidate {
  readonly source: readonly Run[];
  readonly cue: readonly Run[];
  readonly content: readonly Run[];
  readonly rule: Rule;
}
