import type { Document } from '../../domain/document.ts';
import type { Anchored, FoundStatement } from '../../domain/statement.ts';
import { arrangeStatements } from '../arrange-statements.ts';
import type { FastModel } from '../fast/fast-model.ts';
import { type LearnedActLabel, tokensIn } from '../fast/label-act-fast.ts';
import { sceneOf } from '../fast/scene.ts';
import { DEEP_READER } from '../reader.ts';
import { runsOf } from '../reading.ts';
import { partsIn, toStatement } from '../to-statement.ts';
import type { StatementParts } from '../zones.ts';
import type { DeepReading } from './deep-model.ts';
import { labelActsDeep } from './label-act-deep.ts';
import { ACT_SUMS, type Network, WIDTH } from './network.ts';
import { type PiecedDocument, passagesOf, pieceDocument } from './passages.ts';
import { type FrameReading, readFrames } from './read-frames.ts';
import type { WordPieces } from './word-pieces.ts';

/** What the deep reader reads with: its network, and the fast reader's weights for what it takes along. */
export interface DeepTools {
  readonly network: Network;
  readonly wordPieces: WordPieces;
  readonly reading: DeepReading;
  readonly fast: FastModel;
}

/** What was found for one cue. */
export interface DeepProposal {
  readonly found: FrameReading;
  /** That it is a statement with these spans. */
  readonly probability: number;
  /** The network's sums for each act. */
  readonly sums: Float32Array;
}

/** The log-odds from which a token is tried as the beginning of a cue. */
const LEAST_ODDS = -3;
/** Of two contents that share more than this (IoU), only the likelier is kept. */
const SAME_CONTENT = 0.8;
/** Acts that may be done without saying anything. */
const SILENT: ReadonlySet<string> = new Set(['no-comment', 'withhold']);

/**
 * Finds who says what in a document: the network tells in each passage which tokens begin a cue; for each cue which
 * tokens of its frame are its source, its content and the rest of it, so that contents may nest and sources be shared;
 * and what its source does. Takes time linear in the text, and memory for one passage.
 */
export async function findStatementsDeep(
  document: Document,
  tools: DeepTools,
): Promise<Anchored<FoundStatement>[]> {
  const scene = sceneOf(document);
  const proposals = await propose(pieceDocument(document, tools.wordPieces), scene.register, tools);
  const kept = withoutDoubles(
    proposals.filter(({ probability }) => probability >= tools.reading.thresholds[scene.register]!),
  );
  const runs = kept.map(({ found }) => ({
    source: runsOf(found.source),
    cue: runsOf(found.cue),
    content: runsOf(found.content),
  }));
  const labels = labelActsDeep(
    scene,
    tools.fast,
    tools.reading,
    runs.map((one) => partsIn(scene.reading, one)),
    kept.map(({ sums }) => sums),
  );
  const statements = runs.flatMap((one, i) => {
    const label = labels[i]!;
    if (one.content.length === 0 && !SILENT.has(label.act)) return [];
    const { probability } = kept[i]!;
    const reason = `${label.act} with probability ${label.probability.toFixed(2)}; ${label.reason}`;
    return toStatement(scene.reading, one, label, { reader: DEEP_READER, probability, reason });
  });
  return arrangeStatements(document, statements);
}

/** What is read for every token that may begin a cue, with its probability. */
export async function propose(
  pieced: PiecedDocument,
  register: number,
  { network, reading }: Pick<DeepTools, 'network' | 'reading'>,
): Promise<DeepProposal[]> {
  const proposals: DeepProposal[] = [];
  await readPassages(
    pieced,
    register,
    { network, reading },
    ({ owned, placeOf }, cues) => {
      const anchors: number[] = [];
      for (let i = owned.first; i < owned.last; i++)
        if (placeOf.has(i) && cues[placeOf.get(i)!]! > LEAST_ODDS) anchors.push(i);
      return anchors;
    },
    (found, sums) => {
      proposals.push({ found, sums, probability: probabilityOf(found, register, reading) });
    },
  );
  return proposals;
}

/** Reads each passage, and in it the frames of the cues that `choose` gives. */
async function readPassages(
  pieced: PiecedDocument,
  register: number,
  { network, reading }: Pick<DeepTools, 'network' | 'reading'>,
  choose: (passage: ReturnType<typeof passagesOf>[number], cues: Float32Array) => readonly number[],
  take: (found: FrameReading, sums: Float32Array) => void,
  partsFor: (found: FrameReading) => readonly (readonly number[])[] = ({ source, cue, content }) => [
    source,
    cue,
    content,
  ],
): Promise<void> {
  for (const passage of passagesOf(pieced)) {
    const encoded = await network.encode(passage.ids, passage.forms, register);
    const anchors = choose(passage, encoded.cues);
    if (anchors.length === 0) continue;
    const readings = await readFrames(network, reading.transitions, pieced, passage, encoded, anchors);
    const pooled = new Float32Array(readings.length * 4 * WIDTH);
    readings.forEach((found, i) => {
      const [source = [], cue = [], content = []] = partsFor(found);
      pooled.set(found.pool(source, cue, content), i * 4 * WIDTH);
    });
    const sums = await network.labelActs(pooled, readings.length);
    readings.forEach((found, i) => {
      take(found, sums.slice(i * ACT_SUMS, (i + 1) * ACT_SUMS));
    });
  }
}

/** Labels the acts of statements whose spans are given. */
export async function labelGivenActs(
  document: Document,
  statements: readonly StatementParts[],
  tools: DeepTools,
): Promise<LearnedActLabel[]> {
  const sums = await actSumsOf(document, statements, tools);
  return labelActsDeep(sceneOf(document), tools.fast, tools.reading, statements, sums);
}

/** The network's sums for each act of statements whose spans are given; null where a cue stands in no frame. */
async function actSumsOf(
  document: Document,
  statements: readonly StatementParts[],
  tools: DeepTools,
): Promise<(Float32Array | null)[]> {
  const { reading } = sceneOf(document);
  const of = (spans: StatementParts['source']) => [
    ...new Set(spans.flatMap(({ start, end }) => tokensIn(reading, start, end))),
  ];
  const parts = statements.map(({ source, cue, content }) => [of(source), of(cue), of(content)]);
  const anchors = parts.map(([, cue, content]) => cue?.[0] ?? content?.[0] ?? -1);
  const sums: (Float32Array | null)[] = statements.map(() => null);
  // One statement of each anchor a time: few share one.
  for (let rest = anchors.map((_, i) => i); rest.length > 0; ) {
    const at = new Map<number, number>();
    for (const i of rest) if (!at.has(anchors[i]!)) at.set(anchors[i]!, i);
    await readPassages(
      pieceDocument(document, tools.wordPieces),
      sceneOf(document).register,
      tools,
      ({ owned }) => [...at.keys()].filter((anchor) => anchor >= owned.first && anchor < owned.last),
      (found, own) => {
        sums[at.get(found.anchor)!] = own;
      },
      (found) => parts[at.get(found.anchor)!]!,
    );
    const done = new Set(at.values());
    rest = rest.filter((i) => !done.has(i));
  }
  return sums;
}

function probabilityOf(
  { odds, logProbability, contentProbability }: FrameReading,
  register: number,
  { calibration }: DeepReading,
): number {
  const { offset, cue, labels, content } = calibration[register]!;
  return 1 / (1 + Math.exp(-(offset + cue * odds + labels * logProbability + content * contentProbability)));
}

/** In tokens: cues farther apart have no content in common, as no frame reaches so far. */
const NEAR = 400;

/** The likeliest of those whose contents are the same. Sorted by their cues, so that only neighbours are compared. */
function withoutDoubles(proposals: readonly DeepProposal[]): DeepProposal[] {
  const sorted = [...proposals].sort((a, b) => a.found.anchor - b.found.anchor);
  const dropped = new Set<DeepProposal>();
  sorted.forEach((one, i) => {
    for (let j = i + 1; j < sorted.length && !dropped.has(one); j++) {
      const other = sorted[j]!;
      if (other.found.anchor - one.found.anchor > NEAR) break;
      if (dropped.has(other) || overlap(one.found.content, other.found.content) <= SAME_CONTENT) continue;
      dropped.add(other.probability > one.probability ? one : other);
    }
  });
  return sorted.filter((one) => !dropped.has(one));
}

/** Shared over united tokens; 0 where both are empty. */
function overlap(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const own = new Set(a);
  const shared = b.filter((token) => own.has(token)).length;
  return shared / (a.length + b.length - shared);
}
