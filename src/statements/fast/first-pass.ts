import { type CrfWeights, DecodingRoom, forwardBackward, scoreTokens, viterbi } from './crf.ts';
import { FeatureList } from './feature-list.ts';
import { addPassFeatures } from './pass-features.ts';
import type { Scene } from './scene.ts';

/** Labels of the first pass: outside, then beginning and continuation of source, cue and content. */
export const PASS_LABELS = 7;
export const SOURCE = 0;
export const CUE = 1;
export const CONTENT = 2;

/** What the first pass made of each token. */
export interface PassLabels {
  /** The best path. */
  readonly labels: Uint8Array;
  /** The probabilities of source, cue and content in eight steps: `token * 3 + role`. */
  readonly steps: Uint8Array;
  /** The probability of being part of a cue. */
  readonly cue: Float32Array;
}

export function emptyPass(tokens: number): PassLabels {
  return {
    labels: new Uint8Array(tokens),
    steps: new Uint8Array(tokens * 3),
    cue: new Float32Array(tokens),
  };
}

/** Runs of sentences in one paragraph: the first pass labels each by itself. */
export function paragraphRuns({ sentences }: Scene): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (let from = 0; from < sentences.length; ) {
    let to = from + 1;
    while (to < sentences.length && sentences[to]!.paragraph === sentences[from]!.paragraph) to++;
    runs.push({ from, to });
    from = to;
  }
  return runs;
}

/** Labels the sources, cues and contents of a whole text at once, each token with one label. */
export function runFirstPass(model: CrfWeights, scene: Scene): PassLabels {
  const pass = emptyPass(scene.table.count);
  const list = new FeatureList(model.bits);
  const room = new DecodingRoom();
  for (const { from, to } of paragraphRuns(scene)) {
    list.clear();
    addPassFeatures(scene, from, to, list);
    labelRun(model, list.hashes, list.ends, 0, list.tokens, pass, scene.sentences[from]!.first, room);
  }
  return pass;
}

/** Labels `count` tokens whose features begin at token `first` of a list; they are tokens from `token` on of the text. */
export function labelRun(
  model: CrfWeights,
  hashes: Uint32Array,
  ends: Uint32Array,
  first: number,
  count: number,
  pass: PassLabels,
  token: number,
  room = new DecodingRoom(),
): void {
  const { scores, marginals } = room.fit(count, PASS_LABELS);
  scoreTokens(model, hashes, ends, first, count, scores);
  viterbi(model, scores, count, pass.labels.subarray(token, token + count), room);
  forwardBackward(model, scores, count, marginals, null, room);
  for (let i = 0; i < count; i++)
    for (let role = SOURCE; role <= CONTENT; role++) {
      const at = i * PASS_LABELS + 1 + 2 * role;
      const probability = marginals[at]! + marginals[at + 1]!;
      pass.steps[(token + i) * 3 + role] = stepOf(probability);
      if (role === CUE) pass.cue[token + i] = probability;
    }
}

const STEPS = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98];

function stepOf(probability: number): number {
  let step = 0;
  while (step < STEPS.length && probability >= STEPS[step]!) step++;
  return step;
}
