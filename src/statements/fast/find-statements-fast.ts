import type { Document } from '../../domain/document.ts';
import type { Anchored, FoundStatement } from '../../domain/statement.ts';
import { arrangeStatements, TELLING } from '../arrange-statements.ts';
import type { StatementRuns } from '../candidate.ts';
import { FAST_READER } from '../reader.ts';
import { type Reading, type Run, runsOf } from '../reading.ts';
import { splitByAct } from '../split-by-act.ts';
import { partsIn, toStatement } from '../to-statement.ts';
import { actContext } from './act-context.ts';
import { DecodingRoom } from './crf.ts';
import type { FastModel } from './fast-model.ts';
import { FeatureList } from './feature-list.ts';
import { type PassLabels, runFirstPass } from './first-pass.ts';
import { addFrameFeatures } from './frame-features.ts';
import { type CueCandidate, cueCandidates, frameAround } from './frames.ts';
import { type LearnedActLabel, labelActsFast } from './label-act-fast.ts';
import { sumsOf } from './linear.ts';
import { type FrameReading, readFrame } from './read-frame.ts';
import { type Scene, sceneOf } from './scene.ts';
import { findSilences } from './silences.ts';
import { type CueReading, sharedTokens, statementFeatures } from './statement-features.ts';

/** What was found for one cue, with the log-odds that it is a statement with these spans. */
export interface Proposal {
  readonly cue: CueCandidate;
  readonly found: FrameReading;
  readonly probability: number;
}

/**
 * Of two contents that share more than this (IoU), only the likelier is kept: two candidates for the cue of one
 * statement ("said … in a statement").
 */
const SAME_CONTENT = 0.8;
/** The probability from which an act is sure enough to part one quotation from the next. */
const SURE = 0.6;

/**
 * Finds who says what in a document by learned weights, in three steps: a first pass labels every token; each cue that
 * it, or the rules, hold possible is given a window in which a second labels the cue's own source and content, so that
 * contents may nest and sources be shared; a classifier judges each, and the act is labelled. Takes time linear in the
 * text for sentences of bounded length.
 */
export function findStatementsFast(document: Document, model: FastModel): Anchored<FoundStatement>[] {
  const scene = sceneOf(document);
  const pass = runFirstPass(model.pass, scene);
  const kept = propose(scene, model, pass).filter((one) => isKept(one, model));
  return arrangeStatements(document, toStatements(scene, model, pass, withoutDoubles(kept)));
}

/** Whether a proposal is likely enough. */
export function isKept({ cue, probability }: Proposal, { thresholds }: FastModel): boolean {
  return probability >= (cue.origin === 'path' ? thresholds.path : thresholds.other);
}

/** Every proposal as a statement, or as one for each of its acts, and the silences beside them. */
export function toStatements(
  scene: Scene,
  model: FastModel,
  pass: PassLabels,
  proposals: readonly Proposal[],
): FoundStatement[] {
  const { reading } = scene;
  const context = actContext(scene);
  const labelOf = (runs: StatementRuns) => labelActsFast(scene, model, [partsIn(reading, runs)], context)[0]!;
  const cues = new Set(proposals.flatMap(({ cue }) => cue.tokens));
  const told = proposals.flatMap(({ cue, found: { source, content }, probability }) =>
    splitBySureAct(reading, { source, cue: runsOf(cue.tokens), content }, labelOf).map((runs) => ({
      runs,
      probability,
      why: cue.origin as string,
    })),
  );
  const silent = findSilences(scene, model, pass, (i) => cues.has(i), context);
  const all = [...told, ...silent.map((silence) => ({ ...silence, why: 'silence' }))];
  const labels = labelActsFast(
    scene,
    model,
    all.map(({ runs }) => partsIn(reading, runs)),
    context,
  );
  return all.map(({ runs, probability, why }, i) => {
    const label = labels[i]!;
    const reason = `${why}; ${label.act} with probability ${label.probability.toFixed(2)}; ${label.reason}`;
    return toStatement(reading, runs, label, { reader: FAST_READER, probability, reason });
  });
}

/**
 * Parts quotations where each surely does something else about responsibility. Not wherever the likeliest acts differ:
 * of the 13 such pairs in the training articles on incidents each is labelled as one statement.
 */
function splitBySureAct(
  reading: Reading,
  whole: StatementRuns,
  labelOf: (runs: StatementRuns) => LearnedActLabel,
): StatementRuns[] {
  const sureAct = (runs: StatementRuns) => {
    const { act, probability } = labelOf(runs);
    return probability >= SURE && TELLING.has(act) ? act : 'state';
  };
  const parts = splitByAct(reading, whole, sureAct);
  if (parts.length === 1) return [whole];
  return parts.every((part) => sureAct(part) !== 'state') ? parts : [whole];
}

/** What is found for every cue that is held possible, with its probability. */
export function propose(scene: Scene, model: FastModel, pass = runFirstPass(model.pass, scene)): Proposal[] {
  const readings = readFrames(scene, pass, model);
  const features = featuresOfReadings(scene, pass, readings);
  return readings.map((reading, i) => ({
    ...reading,
    probability: probabilityOf(model, scene, features[i]!),
  }));
}

/** How many readings before and after one, by their cues' places, it is compared with. */
const NEIGHBOURS = 6;

/** The features that the classifier judges each reading by. */
export function featuresOfReadings(
  scene: Scene,
  pass: PassLabels,
  readings: readonly CueReading[],
): number[][] {
  const sorted = readings.toSorted((a, b) => a.cue.tokens[0]! - b.cue.tokens[0]!);
  const placeOf = new Map(sorted.map((reading, i) => [reading, i]));
  return readings.map((reading) => {
    const at = placeOf.get(reading)!;
    const near = sorted.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1);
    return statementFeatures(
      scene,
      pass,
      reading,
      near.filter((other) => other !== reading),
    );
  });
}

/** What the second pass reads for every candidate; cues without content are left out. */
export function readFrames(
  scene: Scene,
  pass: PassLabels,
  { frames }: Pick<FastModel, 'frames'>,
): CueReading[] {
  const list = new FeatureList(frames.bits);
  const room = new DecodingRoom();
  return cueCandidates(scene, pass).flatMap((cue) => {
    const frame = frameAround(cue.tokens, scene);
    if (frame === null) return [];
    list.clear();
    addFrameFeatures(scene, pass, frame, list);
    const found = readFrame(frames, frame, list.hashes, list.ends, 0, room);
    return found === null ? [] : [{ cue, found }];
  });
}

function probabilityOf(
  { statements, calibration }: FastModel,
  scene: Scene,
  features: readonly number[],
): number {
  const odds = sumsOf(statements, features)[0]!;
  const { slope, offset } = calibration[scene.register] ?? { slope: 1, offset: 0 };
  return 1 / (1 + Math.exp(-(slope * odds + offset)));
}

/** The likeliest of those whose contents are the same. */
export function withoutDoubles(proposals: readonly Proposal[]): Proposal[] {
  const kept: Proposal[] = [];
  const bySentence = new Map<number, Proposal[]>();
  for (const proposal of [...proposals].sort((a, b) => b.probability - a.probability)) {
    const { content, frame } = proposal.found;
    const near = bySentence.get(frame.first) ?? [];
    if (near.some((other) => overlap(other.found.content, content) > SAME_CONTENT)) continue;
    kept.push(proposal);
    bySentence.set(frame.first, [...near, proposal]);
  }
  return kept;
}

function overlap(a: readonly Run[], b: readonly Run[]): number {
  const length = (runs: readonly Run[]) => runs.reduce((sum, { first, last }) => sum + last - first, 0);
  const shared = sharedTokens(a, b);
  return shared / (length(a) + length(b) - shared);
}
