import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spansOf } from '../../evaluation/labelled-statements.ts';
import { openModel } from '../../evaluation/readers.ts';
import { isLinked50, type Range, type Spans } from '../../evaluation/scorer.ts';
import { openNetworkInNode } from '../../src/services/onnx-node.ts';
import type { DeepModel, DeepReading } from '../../src/statements/deep/deep-model.ts';
import { writeDeepModel } from '../../src/statements/deep/deep-model.ts';
import { type DeepProposal, propose } from '../../src/statements/deep/find-statements-deep.ts';
import { pieceDocument } from '../../src/statements/deep/passages.ts';
import { WordPieces } from '../../src/statements/deep/word-pieces.ts';
import type { LabelledScene } from '../corpus.ts';
import { documentReaderThatShips, isHeldOut, labelledArticles } from './export.ts';

/** Chosen on the development articles: see `docs/training.md`. */
const THRESHOLDS = [0.35, 0.35];
const ACT_SHARE = 0.4;
const ACT_TEMPERATURES = [1, 1];

const UNCALIBRATED = { offset: 0, cue: 1, labels: 0, content: 0 };

export interface JudgedProposal {
  readonly proposal: DeepProposal;
  readonly register: number;
  readonly right: boolean;
}

/** Everything that is proposed in a labelled article, each with whether a labelled statement has these spans. */
export async function judgeProposals(
  { scene, gold }: Pick<LabelledScene, 'scene' | 'gold'>,
  wordPieces: WordPieces,
  tools: Parameters<typeof propose>[2],
): Promise<JudgedProposal[]> {
  const { document, text, tokens } = scene.reading;
  const ranges = (indices: readonly number[]) =>
    indices.map((i): Range => [tokens[i]!.start, tokens[i]!.end]);
  const proposals = await propose(pieceDocument(document, wordPieces), scene.register, tools);
  return proposals.map((proposal) => {
    const { source, cue, content } = proposal.found;
    const spans: Spans = spansOf(
      { source: ranges(source), cue: ranges(cue), content: ranges(content) },
      true,
      text,
    );
    return {
      proposal,
      register: scene.register,
      right: gold.some((one) => one.linked && isLinked50(spans, one)),
    };
  });
}

/** Logistic regression on what the network says of each proposal, all registers together, an offset for each. */
export function fitCalibration(judged: readonly JudgedProposal[]): DeepReading['calibration'] {
  const weights = new Float64Array(5);
  weights[2] = 1;
  const rows = judged.map(({ proposal: { found }, register, right }) => ({
    x: [register === 0 ? 1 : 0, register, found.odds, found.logProbability, found.contentProbability],
    gold: right ? 1 : 0,
  }));
  for (let step = 0; step < 4000; step++) {
    const slopes = new Float64Array(5);
    for (const { x, gold } of rows) {
      const sum = x.reduce((total, value, k) => total + value * weights[k]!, 0);
      const error = 1 / (1 + Math.exp(-sum)) - gold;
      for (let k = 0; k < 5; k++) slopes[k]! += error * x[k]!;
    }
    for (let k = 0; k < 5; k++) weights[k]! -= (0.3 * slopes[k]!) / rows.length;
  }
  const [plain = 0, cyber = 0, cue = 1, labels = 0, content = 0] = weights;
  return [plain, cyber].map((offset) => ({ offset, cue, labels, content }));
}

/** A model from the graphs in a folder, with probabilities fitted on the articles that were held out of training. */
export async function calibrate(graphs: string, vocabularyFile: string): Promise<Uint8Array> {
  const fast = await openModel();
  const vocabulary = readFileSync(vocabularyFile, 'utf8').trimEnd().split('\n');
  const graph = (name: string) => new Uint8Array(readFileSync(join(graphs, `${name}.onnx`)));
  const uncalibrated: DeepModel = {
    vocabulary,
    graphs: { encoder: graph('encoder'), frames: graph('frames'), acts: graph('acts') },
    reading: {
      transitions: JSON.parse(readFileSync(join(graphs, 'transitions.json'), 'utf8')) as number[],
      calibration: [UNCALIBRATED, UNCALIBRATED],
      thresholds: THRESHOLDS,
      acts: { priors: [...fast.acts.priors], share: ACT_SHARE, temperatures: ACT_TEMPERATURES },
    },
  };
  const held = labelledArticles(await documentReaderThatShips()).filter(isHeldOut);
  const tools = { network: await openNetworkInNode(uncalibrated), reading: uncalibrated.reading };
  const wordPieces = new WordPieces(vocabulary);
  const judged: JudgedProposal[] = [];
  for (const article of held) judged.push(...(await judgeProposals(article, wordPieces, tools)));
  const calibration = fitCalibration(judged);
  console.log(`${judged.length} proposals in ${held.length} articles: ${JSON.stringify(calibration)}`);
  return writeDeepModel({ ...uncalibrated, reading: { ...uncalibrated.reading, calibration } });
}
