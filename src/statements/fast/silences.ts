import type { Act } from '../../domain/act.ts';
import { RULE_PRECISION, type StatementRuns } from '../candidate.ts';
import { nounPhraseBefore } from '../noun-phrase.ts';
import { type Run, runsOf, sentenceAt } from '../reading.ts';
import { partsIn } from '../to-statement.ts';
import type { ActContext } from './act-context.ts';
import type { FastModel } from './fast-model.ts';
import type { PassLabels } from './first-pass.ts';
import { cueCandidates } from './frames.ts';
import { labelActsFast } from './label-act-fast.ts';
import type { Scene } from './scene.ts';

/** A statement that its cue makes alone: "could not be reached", "would not say". */
export interface Silence {
  readonly runs: StatementRuns;
  readonly probability: number;
}

/** What may be done without saying anything. */
const SILENT: ReadonlySet<Act> = new Set(['no-comment', 'withhold']);
/**
 * The probabilities, of being a cue and of such an act by source and cue alone, from which somebody is silent. With
 * these, two are found in the 84 development articles of PolNeAR, which labels none ("declined", "wouldn't answer"), and
 * none in the 28 on cyber-incidents.
 */
const LEAST_CUE = 0.5;
const LEAST_ACT = 0.8;

/**
 * Refusals to answer: cues without content that leave hardly another act possible; then those that the rules find by
 * their fixed words ("did not immediately respond"), as PolNeAR, most of what the weights learn from, labels few. Only
 * where no statement was found: `isTaken` tells which tokens are the cue of one.
 */
export function findSilences(
  scene: Scene,
  model: FastModel,
  pass: PassLabels,
  isTaken: (token: number) => boolean,
  context: ActContext,
): Silence[] {
  const byCue = cueSilences(scene, model, pass, isTaken, context);
  const cues = new Set(byCue.flatMap(({ runs }) => runs.cue.flatMap(tokensOf)));
  return [...byCue, ...wordedSilences(scene, (i) => isTaken(i) || cues.has(i))];
}

/** Of six in the training articles on incidents that are found in no other way, four are labelled. */
function wordedSilences({ rules }: Scene, isTaken: (token: number) => boolean): Silence[] {
  return rules.candidates
    .filter(({ rule, cue }) => rule === 'silence' && !cue.flatMap(tokensOf).some(isTaken))
    .map((runs) => ({ runs, probability: RULE_PRECISION.silence }));
}

function tokensOf({ first, last }: Run): number[] {
  return Array.from({ length: last - first }, (_, i) => first + i);
}

/** Cues for which no content was found, after a noun phrase. */
function cueSilences(
  scene: Scene,
  model: FastModel,
  pass: PassLabels,
  isTaken: (token: number) => boolean,
  context: ActContext,
): Silence[] {
  const { reading } = scene;
  const possible = cueCandidates(scene, pass).flatMap(({ tokens, probability }): Silence[] => {
    const first = tokens[0]!;
    const sentence = sentenceAt(reading, first);
    if (sentence === null || probability < LEAST_CUE || tokens.some(isTaken)) return [];
    const source = nounPhraseBefore(reading, first, sentence.first);
    if (source === null) return [];
    return [{ runs: { source: [source], cue: runsOf(tokens), content: [] }, probability }];
  });
  const labels = labelActsFast(
    scene,
    model,
    possible.map(({ runs }) => partsIn(reading, runs)),
    context,
  );
  return possible.flatMap(({ runs, probability }, i) => {
    const label = labels[i]!;
    if (!SILENT.has(label.act) || label.probability < LEAST_ACT) return [];
    return [{ runs, probability: probability * label.probability }];
  });
}
