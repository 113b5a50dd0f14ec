import { ACTS } from '../src/domain/act.ts';
import { actContext } from '../src/statements/fast/act-context.ts';
import { actFeatures } from '../src/statements/fast/act-features.ts';
import { adaptToDocument } from '../src/statements/fast/act-mix.ts';
import type { ActWeights } from '../src/statements/fast/fast-model.ts';
import { partTokens } from '../src/statements/fast/label-act-fast.ts';
import { type LinearWeights, probabilitiesOf } from '../src/statements/fast/linear.ts';
import { actEvidence } from '../src/statements/label-act.ts';
import type { LabelledAct } from './corpus.ts';
import { type Example, type LinearOptions, trainLinear } from './train-linear.ts';

/** Chosen by cross-validation on all three corpora. */
const OPTIONS: LinearOptions = {
  classes: ACTS.length,
  bits: 17,
  epochs: 20,
  rate: 0.03,
  l2: 1e-4,
  dropout: 0.55,
  seed: 5,
};
/** The weights are the mean of so many trainings that differ in their seed alone. */
const RUNS = 4;
/** Coverage counts double: it is what is read. */
const WEIGHTS = { acts: 1, coverage: 2, written: 1, invented: 1 } as const;
/** How far rare acts are raised: the weight is (mean count / count) to this power, within bounds. */
const BALANCE = 0.3;
const LEAST_WEIGHT = 0.5;
const MOST_WEIGHT = 8;
/** Blame is rare in the training articles on incidents (6 %), and what is read for. */
const BLAME_WEIGHT = 2;
const PARTS = 5;
const TEMPERATURES = [0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4];
/** From this share of blame on, an article is about who did it. */
const BLAMING = 1 / 8;

interface ActExample extends Example {
  readonly of: LabelledAct;
  /** The fifth that its article is dealt to. */
  readonly part: number;
}

/** What a model that never saw the statement's article makes of it. */
interface Judged {
  readonly of: LabelledAct;
  readonly probabilities: Float64Array;
}

export interface ActFigures {
  readonly accuracy: number;
  readonly macro_f1: number;
  /** Expected calibration error in ten bins. */
  readonly calibration_error: number;
}

/** Trains the acts on everything, with the temperatures and the figures that cross-validation by article gives. */
export function trainActs(labelled: readonly LabelledAct[]): {
  acts: ActWeights;
  crossValidated: Readonly<Record<LabelledAct['corpus'], ActFigures>>;
} {
  const examples = examplesOf(labelled);
  const models = Array.from({ length: PARTS }, (_, part) =>
    weightsFrom(examples.filter((one) => one.part !== part)),
  );
  const judged = (temperatures: readonly number[]) =>
    models.flatMap((model, part) =>
      judge(
        { ...model, temperatures },
        examples.filter((one) => one.part === part),
      ),
    );
  const temperatures = temperaturesFor(labelled, (temperature) => judged([temperature, temperature]));
  const all = judged(temperatures);
  const figures = (corpus: LabelledAct['corpus']) => figuresOf(all.filter(({ of }) => of.corpus === corpus));
  return {
    acts: { ...weightsFrom(examples), temperatures },
    crossValidated: {
      acts: figures('acts'),
      coverage: figures('coverage'),
      written: figures('written'),
      invented: figures('invented'),
    },
  };
}

/**
 * For each class of register the temperature of the least loss. Among incident articles those about who did it decide:
 * they are what is read for, and so rare in training that the others would hide how often the model is wrong on them.
 */
function temperaturesFor(
  labelled: readonly LabelledAct[],
  judged: (temperature: number) => readonly Judged[],
): number[] {
  const blaming = blamingScenes(labelled.filter(({ corpus }) => corpus === 'coverage'));
  const deciding = [
    ({ of }: Judged) => of.corpus === 'acts' && of.scene.register === 0,
    ({ of }: Judged) => blaming.has(of.scene),
  ];
  const tried = TEMPERATURES.map(judged);
  return deciding.map((decides) => {
    const losses = tried.map((all) => lossOf(all.filter(decides)));
    return TEMPERATURES[losses.indexOf(Math.min(...losses))]!;
  });
}

function blamingScenes(labelled: readonly LabelledAct[]): Set<LabelledAct['scene']> {
  const blame = ACTS.indexOf('attribute');
  const blaming = [...Map.groupBy(labelled, ({ scene }) => scene)].filter(
    ([, list]) => list.filter(({ act }) => act === blame).length >= BLAMING * list.length,
  );
  return new Set(blaming.map(([scene]) => scene));
}

function weightsFrom(examples: readonly ActExample[]): ActWeights {
  const weighted = balanced(examples);
  const priors = new Float64Array(ACTS.length);
  for (const { gold, weight } of weighted) priors[gold]! += weight;
  const total = priors.reduce((sum, weight) => sum + weight, 0);
  return {
    ...meanOfRuns(weighted),
    priors: [...priors].map((weight) => weight / total),
    temperatures: [1, 1],
  };
}

function meanOfRuns(examples: readonly Example[]): LinearWeights {
  const runs = Array.from({ length: RUNS }, (_, run) =>
    trainLinear(examples, { ...OPTIONS, seed: OPTIONS.seed + run }),
  );
  const weights = runs[0]!.weights.map((_, i) => runs.reduce((sum, run) => sum + run.weights[i]!, 0) / RUNS);
  return { ...runs[0]!, weights: Float32Array.from(weights) };
}

function judge(model: ActWeights, examples: readonly ActExample[]): Judged[] {
  const byScene = Map.groupBy(examples, ({ of }) => of.scene);
  return [...byScene.values()].flatMap((list) => {
    const alone = list.map(({ of, features }) =>
      probabilitiesOf(model, features, model.temperatures[of.scene.register]),
    );
    return adaptToDocument(alone, model.priors).map((probabilities, i) => ({
      of: list[i]!.of,
      probabilities,
    }));
  });
}

function lossOf(judged: readonly Judged[]): number {
  return judged.reduce((sum, { of, probabilities }) => sum - Math.log(probabilities[of.act]! + 1e-9), 0);
}

function figuresOf(judged: readonly Judged[]): ActFigures {
  const pairs = judged.map(({ of, probabilities }) => {
    const probability = Math.max(...probabilities);
    return { gold: of.act, predicted: probabilities.indexOf(probability), probability };
  });
  const hits = pairs.filter(({ gold, predicted }) => gold === predicted);
  const f1s = [...new Set(pairs.map(({ gold }) => gold))].map((act) => {
    const right = hits.filter(({ gold }) => gold === act).length;
    const found = pairs.filter(({ predicted }) => predicted === act).length;
    const labelled = pairs.filter(({ gold }) => gold === act).length;
    return (2 * right) / (found + labelled);
  });
  const gaps = new Float64Array(11);
  for (const { gold, predicted, probability } of pairs)
    gaps[Math.floor(probability * 10)]! += probability - Number(gold === predicted);
  return {
    accuracy: hits.length / pairs.length,
    macro_f1: f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length,
    calibration_error: gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / pairs.length,
  };
}

function examplesOf(labelled: readonly LabelledAct[]): ActExample[] {
  return [...Map.groupBy(labelled, ({ scene }) => scene)].flatMap(([scene, list], article) => {
    const context = actContext(scene);
    return list.map((of) => {
      const evidence = actEvidence(scene.reading.document, of.parts);
      const tokens = partTokens(scene.reading, of.parts);
      const features = actFeatures(scene, tokens, evidence, context);
      return { of, part: article % PARTS, features, gold: of.act, weight: WEIGHTS[of.corpus] };
    });
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
