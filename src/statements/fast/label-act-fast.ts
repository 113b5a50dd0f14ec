import { ACTS, type Act } from '../../domain/act.ts';
import { type ActLabel, actEvidence, labelledAs } from '../label-act.ts';
import type { Reading } from '../reading.ts';
import type { StatementParts } from '../zones.ts';
import { type ActContext, actContext, type PartTokens } from './act-context.ts';
import { actFeatures } from './act-features.ts';
import { adaptToDocument } from './act-mix.ts';
import type { FastModel } from './fast-model.ts';
import { probabilitiesOf } from './linear.ts';
import type { Scene } from './scene.ts';

export interface LearnedActLabel extends ActLabel {
  /** Of the act, in [0, 1]. */
  readonly probability: number;
}

/**
 * Labels the acts of a document's statements by the learned weights, with what the lexicons of acts say among their
 * features. The statements are labelled together: what the others do bears on each. Whoever labels several times hands
 * in the document's `context`, which takes time linear in the document to gather.
 */
export function labelActsFast(
  scene: Scene,
  { acts }: Pick<FastModel, 'acts'>,
  statements: readonly StatementParts[],
  context: ActContext = actContext(scene),
): LearnedActLabel[] {
  const { document } = scene.reading;
  const evidences = statements.map((parts) => actEvidence(document, parts));
  const alone = statements.map((parts, i) => {
    const tokens = partTokens(scene.reading, parts);
    const features = actFeatures(scene, tokens, evidences[i]!, context);
    return probabilitiesOf(acts, features, acts.temperatures[scene.register]);
  });
  return adaptToDocument(alone, acts.priors).map((probabilities, i) => {
    const best = probabilities.indexOf(Math.max(...probabilities));
    const act: Act = ACTS[best] ?? 'state';
    return { ...labelledAs(document, evidences[i]!, act), probability: probabilities[best] ?? 0 };
  });
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
