import { ACTS } from '../src/domain/act.ts';
import { actFeatures } from '../src/statements/fast/act-features.ts';
import { partTokens } from '../src/statements/fast/label-act-fast.ts';
import { type LinearWeights, probabilitiesOf } from '../src/statements/fast/linear.ts';
import { actEvidence } from '../src/statements/label-act.ts';
import type { LabelledAct } from './corpus.ts';
import { type Example, type LinearOptions, trainLinear } from './train-linear.ts';

const OPTIONS: LinearOptions = {
  classes: ACTS.length,
  bits: 17,
  epochs: 12,
  rate: 0.05,
  l2: 1e-4,
  dropout: 0.5,
  seed: 5,
};
/** Coverage counts double: it is what is read. */
const WEIGHTS = { acts: 1, coverage: 2, written: 1 } as const;
/** How far rare acts are raised: the weight is (mean count / count) to this power, within bounds. */
const BALANCE = 0.3;
const LEAST_WEIGHT = 0.5;
const MOST_WEIGHT = 8;
/** Blame is rare in the training articles on incidents (6 %), and what is read for: on the development articles 33 %. */
const BLAME_WEIGHT = 5;
const PARTS = 5;

interface ActExample extends Example {
  readonly of: LabelledAct;
}

export function trainActs(labelled: readonly LabelledAct[]): LinearWeights {
  return trainLinear(balanced(examplesOf(labelled)), OPTIONS);
}

/** Accuracy and macro F1 on PolNeAR's statements by five models, each trained without the articles it labels. */
export function crossValidateActs(labelled: readonly LabelledAct[]): { accuracy: number; macro_f1: number } {
  const examples = examplesOf(labelled);
  const docs = [...new Set(labelled.filter(({ corpus }) => corpus === 'acts').map(({ doc }) => doc))];
  const pairs: [gold: number, predicted: number][] = [];
  for (let part = 0; part < PARTS; part++) {
    const held = new Set(docs.filter((_, i) => i % PARTS === part));
    const isHeld = ({ of }: ActExample) => of.corpus === 'acts' && held.has(of.doc);
    const model = trainLinear(balanced(examples.filter((one) => !isHeld(one))), OPTIONS);
    for (const one of examples.filter(isHeld)) {
      const probabilities = probabilitiesOf(model, one.features);
      pairs.push([one.gold, probabilities.indexOf(Math.max(...probabilities))]);
    }
  }
  return figuresOf(pairs);
}

function figuresOf(pairs: readonly [gold: number, predicted: number][]) {
  const hits = pairs.filter(([gold, predicted]) => gold === predicted);
  const f1s = [...new Set(pairs.map(([gold]) => gold))].map((act) => {
    const right = hits.filter(([gold]) => gold === act).length;
    const found = pairs.filter(([, predicted]) => predicted === act).length;
    const labelled = pairs.filter(([gold]) => gold === act).length;
    return (2 * right) / (found + labelled);
  });
  return {
    accuracy: hits.length / pairs.length,
    macro_f1: f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length,
  };
}

function examplesOf(labelled: readonly LabelledAct[]): ActExample[] {
  return labelled.map((of) => {
    const { reading } = of.scene;
    const evidence = actEvidence(reading.document, of.parts);
    const features = actFeatures(of.scene, partTokens(reading, of.parts), evidence);
    return { of, features: [...new Set(features)], gold: of.act, weight: WEIGHTS[of.corpus] };
  });
}

function balanced(examples: readonly ActExample[]): ActExample[] {
  const counts = new Float64Array(ACTS.length);
  for (const { gold, weight } of examples) counts[gold]! += weight;
  const mean = counts.reduce((sum, count) => sum + count, 0) / ACTS.length;
  const factor = counts.map((count) =>
    Math.min(MOST_WEIGHT, Math.max(LEAST_WEIGHT, (mean / Math.max(1, count)) ** BALANCE)),
  );
  const blame = ({ of, gold }: ActExample) =>
    ACTS[gold] === 'attribute' && of.corpus !== 'acts' ? BLAME_WEIGHT : 1;
  return examples.map((one) => ({ ...one, weight: one.weight * factor[one.gold]! * blame(one) }));
}
