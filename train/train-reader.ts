import { spansOf } from '../evaluation/labelled-statements.ts';
import { isLinked50, type Range, type Spans } from '../evaluation/scorer.ts';
import type { CrfWeights } from '../src/statements/fast/crf.ts';
import { FeatureList } from '../src/statements/fast/feature-list.ts';
import { featuresOfReadings, readFrames } from '../src/statements/fast/find-statements-fast.ts';
import {
  emptyPass,
  labelRun,
  PASS_LABELS,
  type PassLabels,
  paragraphRuns,
} from '../src/statements/fast/first-pass.ts';
import { addFrameFeatures } from '../src/statements/fast/frame-features.ts';
import { cueCandidates, type Frame, frameAround } from '../src/statements/fast/frames.ts';
import { tokensIn } from '../src/statements/fast/label-act-fast.ts';
import type { LinearWeights } from '../src/statements/fast/linear.ts';
import { sumsOf } from '../src/statements/fast/linear.ts';
import { addPassFeatures } from '../src/statements/fast/pass-features.ts';
import { FRAME_LABELS } from '../src/statements/fast/read-frame.ts';
import type { Run } from '../src/statements/reading.ts';
import { FOLDS, type LabelledScene } from './corpus.ts';
import { type CrfOptions, legalise } from './train-crf.ts';
import { type CrfJob, trainCrfs } from './train-crfs.ts';
import { type Example, type LinearOptions, sigmoid, trainLinear } from './train-linear.ts';

/** How the weights of the reader's parts are found. Measured on the development articles. */
const PASS: Omit<CrfOptions, 'seed'> = {
  labels: PASS_LABELS,
  bits: 19,
  epochs: 4,
  rate: 0.05,
  dropout: 0.5,
  snapshots: 2000,
};
const FRAMES: Omit<CrfOptions, 'seed'> = {
  labels: FRAME_LABELS,
  bits: 19,
  epochs: 4,
  rate: 0.05,
  dropout: 0.5,
  snapshots: 4000,
};
const STATEMENTS: LinearOptions = {
  classes: 1,
  bits: 17,
  epochs: 8,
  rate: 0.02,
  l2: 1e-4,
  dropout: 0.3,
  seed: 3,
};

/** Of the models whose weights are averaged. On the development articles of PolNeAR a second adds 0.4 to exact content, a third nothing. */
const SEEDS = [1, 2];

export interface Trained {
  readonly pass: CrfWeights;
  readonly frames: CrfWeights;
  readonly statements: LinearWeights;
  readonly calibration: readonly { slope: number; offset: number }[];
}

/** Trains both passes and the classifier, each on what the one before makes of articles it never saw. */
export async function trainReader(
  texts: readonly LabelledScene[],
  log: (line: string) => void,
): Promise<Trained> {
  const { pass, passes } = await trainPass(texts);
  log('first pass');
  const { frames, byFold } = await trainFrames(texts, passes);
  log('second pass');
  const examples = texts.flatMap((text) => judge(text, passes.get(text)!, { frames: byFold[text.fold]! }));
  return {
    pass,
    frames,
    statements: trainLinear(examples, STATEMENTS),
    calibration: calibrate(examples),
  };
}

/** The first pass, and what it makes of each text where it was trained without the text's fold. */
async function trainPass(texts: readonly LabelledScene[]) {
  const data = passData(texts);
  const [pass, ...byFold] = await trainCrfs(data, jobsOf(data.runs), PASS);
  const passes = new Map(texts.map((text) => [text, emptyPass(text.scene.table.count)]));
  for (const { text, first, last, token } of data.runs)
    labelRun(byFold[text.fold]!, data.hashes, data.ends, first, last - first, passes.get(text)!, token);
  return { pass: pass!, passes };
}

/** The second pass, and for each fold one that was trained without it. */
async function trainFrames(texts: readonly LabelledScene[], passes: ReadonlyMap<LabelledScene, PassLabels>) {
  const data = frameData(texts, passes);
  const [frames, ...byFold] = await trainCrfs(data, jobsOf(data.runs), FRAMES);
  return { frames: frames!, byFold };
}

/** The training on everything, with several seeds, and one without each fold. */
function jobsOf<R extends CrfJob['runs'][number] & { readonly text: LabelledScene }>(
  runs: readonly R[],
): CrfJob[] {
  const without = (fold: number) => ({ runs: runs.filter(({ text }) => text.fold !== fold), seeds: [1] });
  return [{ runs, seeds: SEEDS }, ...Array.from({ length: FOLDS }, (_, fold) => without(fold))];
}

/** Labels token by token; a span continued without its beginning begins. */
function put(labels: Uint8Array, tokens: readonly number[], label: number, base: number): void {
  let before = Number.NaN;
  for (const i of tokens) {
    if (i >= base && i < base + labels.length) labels[i - base] = i === before + 1 ? label + 1 : label;
    before = i;
  }
}

function passData(texts: readonly LabelledScene[]) {
  const list = new FeatureList(PASS.bits);
  const gold: number[] = [];
  const runs: { first: number; last: number; weight: number; text: LabelledScene; token: number }[] = [];
  for (const text of texts) {
    const { scene } = text;
    const labels = new Uint8Array(scene.table.count);
    const mark = (ranges: readonly Range[], label: number) => {
      for (const [start, end] of ranges) put(labels, tokensIn(scene.reading, start, end), label, 0);
    };
    for (const { content } of text.gold) mark(content, 5);
    for (const { source, cue } of text.gold) {
      mark(source, 1);
      mark(cue, 3);
    }
    for (const { from, to } of paragraphRuns(scene)) {
      const first = list.tokens;
      const token = scene.sentences[from]!.first;
      addPassFeatures(scene, from, to, list);
      legalise(labels, token, token + list.tokens - first);
      for (let i = first; i < list.tokens; i++) gold.push(labels[token + i - first]!);
      runs.push({ first, last: list.tokens, weight: text.weight, text, token });
    }
  }
  return { hashes: list.hashes, ends: list.ends, gold: Uint8Array.from(gold), runs };
}

/** A cue of a text with the labelled statements that it is the cue of. */
interface LabelledFrame {
  readonly frame: Frame;
  readonly gold: readonly Spans[];
}

/**
 * The frames to learn from: of each candidate that overlaps a labelled cue, and of each labelled cue that no candidate
 * overlaps. Cues that nobody labelled are left to the classifier: the second pass learns what belongs to a cue, given
 * that it is one.
 */
function labelledFrames(text: LabelledScene, pass: PassLabels): LabelledFrame[] {
  const { scene } = text;
  const golds = text.gold
    .filter(({ linked, cue }) => linked && cue.length > 0)
    .map((gold) => ({ gold, cue: gold.cue.flatMap(([start, end]) => tokensIn(scene.reading, start, end)) }));
  const met = new Set<Spans>();
  const frames: LabelledFrame[] = [];
  const add = (cue: readonly number[], gold: readonly Spans[]) => {
    const frame = cue.length === 0 ? null : frameAround(cue, scene);
    if (frame !== null) frames.push({ frame, gold });
  };
  for (const { tokens } of cueCandidates(scene, pass)) {
    const own = golds.filter(({ cue }) => cue.some((i) => tokens.includes(i))).map(({ gold }) => gold);
    for (const gold of own) met.add(gold);
    if (own.length > 0) add(tokens, own);
  }
  for (const { gold, cue } of golds) if (!met.has(gold)) add(cue, [gold]);
  return frames;
}

function frameData(texts: readonly LabelledScene[], passes: ReadonlyMap<LabelledScene, PassLabels>) {
  const list = new FeatureList(FRAMES.bits);
  const gold: number[] = [];
  const runs: { first: number; last: number; weight: number; text: LabelledScene }[] = [];
  for (const text of texts) {
    const { scene } = text;
    const pass = passes.get(text)!;
    for (const { frame, gold: statements } of labelledFrames(text, pass)) {
      const first = list.tokens;
      addFrameFeatures(scene, pass, frame, list);
      const labels = new Uint8Array(frame.last - frame.first);
      const mark = (ranges: readonly Range[], label: number) => {
        for (const [start, end] of ranges)
          put(labels, tokensIn(scene.reading, start, end), label, frame.first);
      };
      for (const { content } of statements) mark(content, 3);
      for (const { source } of statements) mark(source, 1);
      legalise(labels, 0, labels.length);
      for (const label of labels) gold.push(label);
      runs.push({ first, last: list.tokens, weight: text.weight, text });
    }
  }
  return { hashes: list.hashes, ends: list.ends, gold: Uint8Array.from(gold), runs };
}

interface JudgedExample extends Example {
  readonly register: number;
  readonly fold: number;
}

/** Everything that is found in a text, each with whether a labelled statement has these spans. */
function judge(
  { scene, gold, fold }: LabelledScene,
  pass: PassLabels,
  model: { frames: CrfWeights },
): JudgedExample[] {
  const { tokens, text } = scene.reading;
  const ranges = (runs: readonly Run[]) =>
    runs.map(({ first, last }): Range => [tokens[first]!.start, tokens[last - 1]!.end]);
  const readings = readFrames(scene, pass, model);
  const features = featuresOfReadings(scene, pass, readings);
  return readings.map(({ cue, found }, i) => {
    const cueRuns = cue.tokens.map((i) => ({ first: i, last: i + 1 }));
    const parts = { source: ranges(found.source), cue: ranges(cueRuns), content: ranges(found.content) };
    const spans = spansOf(parts, true, text);
    return {
      features: features[i]!,
      gold: gold.some((one) => one.linked && isLinked50(spans, one)) ? 1 : 0,
      weight: scene.register === 1 ? 2 : 1,
      register: scene.register,
      fold,
    };
  });
}

/** Platt's slope and offset for each register, on log-odds of classifiers that never saw the example's article. */
function calibrate(examples: readonly JudgedExample[]): { slope: number; offset: number }[] {
  const odds = new Map<JudgedExample, number>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = trainLinear(
      examples.filter((example) => example.fold !== fold),
      STATEMENTS,
    );
    for (const example of examples)
      if (example.fold === fold) odds.set(example, sumsOf(model, example.features)[0]!);
  }
  return [0, 1].map((register) => {
    let slope = 1;
    let offset = 0;
    const own = examples.filter((example) => example.register === register);
    for (let step = 0; step < 500; step++) {
      let bySlope = 0;
      let byOffset = 0;
      for (const example of own) {
        const x = odds.get(example)!;
        const error = sigmoid(slope * x + offset) - example.gold;
        bySlope += error * x;
        byOffset += error;
      }
      slope -= (0.5 * bySlope) / own.length;
      offset -= (0.5 * byOffset) / own.length;
    }
    return { slope, offset };
  });
}
