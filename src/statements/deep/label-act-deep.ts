import { ACTS } from '../../domain/act.ts';
import { type ActContext, actContext } from '../fast/act-context.ts';
import { actFeatures } from '../fast/act-features.ts';
import { adaptToDocument } from '../fast/act-mix.ts';
import type { FastModel } from '../fast/fast-model.ts';
import { type LearnedActLabel, partTokens } from '../fast/label-act-fast.ts';
import { probabilitiesOf } from '../fast/linear.ts';
import type { Scene } from '../fast/scene.ts';
import { actEvidence, labelledAs } from '../label-act.ts';
import type { StatementParts } from '../zones.ts';
import type { DeepReading } from './deep-model.ts';

/**
 * Labels the acts of a document's statements by the network's sums and the fast reader's weights together, which err on
 * different ones: their log-probabilities are mixed, then fitted to the document's own mix of acts.
 * @param sums Of each statement for each act, `null` where its cue stands in no frame.
 */
export function labelActsDeep(
  scene: Scene,
  { acts }: Pick<FastModel, 'acts'>,
  { acts: { priors, share, temperatures } }: Pick<DeepReading, 'acts'>,
  statements: readonly StatementParts[],
  sums: readonly (Float32Array | null)[],
  context: ActContext = actContext(scene),
): LearnedActLabel[] {
  const { document } = scene.reading;
  const evidences = statements.map((parts) => actEvidence(document, parts));
  const mixed = statements.map((parts, i) => {
    const features = actFeatures(scene, partTokens(scene.reading, parts), evidences[i]!, context);
    const fast = probabilitiesOf(acts, features, acts.temperatures[scene.register]);
    const own = sums[i];
    return own == null ? fast : mix(own, fast, share, temperatures[scene.register]!);
  });
  return adaptToDocument(mixed, priors).map((probabilities, i) => {
    const best = probabilities.indexOf(Math.max(...probabilities));
    const act = ACTS[best] ?? 'state';
    return { ...labelledAs(document, evidences[i]!, act), probability: probabilities[best] ?? 0 };
  });
}

function mix(sums: Float32Array, fast: Float64Array, share: number, temperature: number): Float64Array {
  const most = Math.max(...sums);
  const total = Math.log(sums.reduce((sum, value) => sum + Math.exp(value - most), 0)) + most;
  const logs = Float64Array.from(
    fast,
    (probability, act) =>
      (share * (sums[act]! - total) + (1 - share) * Math.log(probability + 1e-6)) / temperature,
  );
  const highest = Math.max(...logs);
  const raised = logs.map((value) => Math.exp(value - highest));
  const whole = raised.reduce((sum, value) => sum + value, 0);
  return raised.map((value) => value / whole);
}
