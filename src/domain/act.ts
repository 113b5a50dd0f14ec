import { z } from 'zod';

/** What a source does about responsibility; one act a statement. Ordered by precedence (see `docs/glossary.md`). */
export const ACTS = [
  'claim',
  'deny',
  'attribute',
  'penalise',
  'threaten',
  'demand-evidence',
  'withhold',
  'no-comment',
  'dispute',
  'endorse',
  'condemn',
  'appeal',
  'commit',
  'confirm',
  'assess',
  'state',
] as const;
export const actSchema = z.enum(ACTS);
export type Act = z.infer<typeof actSchema>;

/** The acts that are about responsibility; those from `appeal` on ask, plan or inform. */
export const ACTS_ABOUT_RESPONSIBILITY: ReadonlySet<Act> = new Set(ACTS.slice(0, ACTS.indexOf('appeal')));

/** How sure the content is made to sound. */
export const HEDGES = ['certain', 'likely', 'possible', 'alleged'] as const;
export const hedgeSchema = z.enum(HEDGES);
export type Hedge = z.infer<typeof hedgeSchema>;

export const SPEAKER_KINDS = [
  'state',
  'agency',
  'official',
  'company',
  'person',
  'media',
  'threat-group',
  'expert',
  'document',
  'unnamed',
] as const;
export const speakerKindSchema = z.enum(SPEAKER_KINDS);
export type SpeakerKind = z.infer<typeof speakerKindSchema>;
