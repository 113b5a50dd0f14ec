import { ACTS, type Act } from '../../domain/act.ts';
import { type ActLabel, actEvidence, labelledAs } from '../label-act.ts';
import type { Reading } from '../reading.ts';
import type { StatementParts } from '../zones.ts';
import { actFeatures, type PartTokens } from './act-features.ts';
import type { FastModel } from './fast-model.ts';
import { probabilitiesOf } from './linear.ts';
import type { Scene } from './scene.ts';

export interface LearnedActLabel extends ActLabel {
  /** Of the act, in [0, 1]. */
  readonly probability: number;
}

/** Labels a statement's act by the learned weights, with what the lexicons of acts say among their features. */
export function labelActFast(
  scene: Scene,
  { acts }: Pick<FastModel, 'acts'>,
  parts: StatementParts,
): LearnedActLabel {
  const { document } = scene.reading;
  const evidence = actEvidence(document, parts);
  const features = actFeatures(scene, partTokens(scene.reading, parts), evidence);
  const probabilities = probabilitiesOf(acts, features);
  let best = 0;
  for (let c = 1; c < probabilities.length; c++) if (probabilities[c]! > probabilities[best]!) best = c;
  const act: Act = ACTS[best] ?? 'state';
  return { ...labelledAs(document, evidence, act), probability: probabilities[best]! };
}

/** The tokens that stand in the spans of each part. */
export function partTokens(reading: Reading, { source, cue, content }: StatementParts): PartTokens {
  const of = (spans: StatementParts['source']) => {
    const found = spans.flatMap((span) => tokensIn(reading, span.start, span.end));
    return [...new Set(found)].sort((a, b) => a - b);
  };
  return { source: of(source), cue: of(cue), content: of(content) };
}

/** Indices of the tokens with a character in the span. */
export function tokensIn({ tokens }: Reading, start: number, end: number): number[] {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tokens[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let i = low; i < tokens.length && tokens[i]!.start < end; i++) found.push(i);
  return found;
}
