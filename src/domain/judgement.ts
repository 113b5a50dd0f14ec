import { z } from 'zod';

/** ICD 203 likelihood: the word is stored; `percent` is the standard's own range. */
export const LIKELIHOODS = {
  'almost no chance': [1, 5],
  'very unlikely': [5, 20],
  unlikely: [20, 45],
  'roughly even chance': [45, 55],
  likely: [55, 80],
  'very likely': [80, 95],
  'almost certain': [95, 99],
} as const;
export type Likelihood = keyof typeof LIKELIHOODS;

/** Rungs of responsibility, from what was done to who answers for it. */
export const RUNGS = ['operation', 'group', 'organ', 'state'] as const;

/** What somebody wants to publish. */
export const conclusionSchema = z.object({
  /** The party held responsible, as named in the case. */
  party: z.string().min(1),
  country: z.string().nullable(),
  rung: z.enum(RUNGS),
  likelihood: z.enum(Object.keys(LIKELIHOODS) as [Likelihood, ...Likelihood[]]),
});
export type Conclusion = z.infer<typeof conclusionSchema>;

/** One rule of the gate and what it found. */
export const ruleVerdictSchema = z.object({
  rule: z.string(),
  passed: z.boolean(),
  /** What was counted or missed, in words, with the numbers. */
  finding: z.string(),
  /** Statements that the finding rests on. */
  statementIds: z.array(z.string()),
});
export type RuleVerdict = z.infer<typeof ruleVerdictSchema>;

/** The gate's verdict on a conclusion: rule by rule, and the strongest wording that would pass. */
export const judgementSchema = z.object({
  conclusion: conclusionSchema,
  verdicts: z.array(ruleVerdictSchema),
  /** True only where every rule passed. */
  allowed: z.boolean(),
  /** The sentence that may be published: the conclusion itself, or the strongest that the statements carry. */
  wording: z.string(),
  method: z.string(),
});
export type Judgement = z.infer<typeof judgementSchema>;
