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
import { framesIn } from './frames-in-passage.ts';
import { labelActsDeep } from './label-act-deep.ts';
import type { EncodedPassage, Network } from './network.ts';
import { type Passage, type PiecedDocument, passagesOf, pieceDocument } from './passages.ts';
import { readActs } from './read-acts.ts';
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
}

/** A proposal that is likely enough, with the network's sums for each act. */
interface KeptProposal extends DeepProposal {
  readonly sums: Float32Array;
}

/** The log-odds from which a token is tried as the beginning of a cue. */
const LEAST_ODDS = -1;
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
  const kept = await keepLikely(pieceDocument(document, tools.wordPieces), scene.register, tools);
  const runs = kept.map(({ found: { source, cue, content } }) => ({
    source: runsOf(source),
    cue: runsOf(cue),
    content: runsOf(content),
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

/** What is likely enough in each passage, without doubles, with its sums for the acts. */
async function keepLikely(
  pieced: PiecedDocument,
  register: number,
  tools: DeepTools,
): Promise<KeptProposal[]> {
  const { network, reading } = tools;
  const kept: KeptProposal[] = [];
  for (const passage of passagesOf(pieced)) {
    const encoded = await network.encode(passage.ids, passage.forms, register);
    const proposals = await proposeIn(pieced, passage, encoded, register, tools);
    const likely = withoutDoubles(
      proposals.filter(({ probability }) => probability >= reading.thresholds[register]!),
    );
    const sums = await readActs(
      network,
      passage,
      encoded,
      likely.map(({ found }) => found),
    );
    likely.forEach((proposal, i) => {
      kept.push({ ...proposal, sums: sums[i]! });
    });
  }
  return withoutDoubles(kept);
}

/** What is read for every token that may begin a cue, with its probability. */
export async function propose(
  pieced: PiecedDocument,
  register: number,
  tools: Pick<DeepTools, 'network' | 'reading'>,
): Promise<DeepProposal[]> {
  const proposals: DeepProposal[] = [];
  for (const passage of passagesOf(pieced)) {
    const encoded = await tools.network.encode(passage.ids, passage.forms, register);
    proposals.push(...(await proposeIn(pieced, passage, encoded, register, tools)));
  }
  return proposals;
}

async function proposeIn(
  pieced: PiecedDocument,
  passage: Passage,
  encoded: EncodedPassage,
  register: number,
  { network, reading }: Pick<DeepTools, 'network' | 'reading'>,
): Promise<DeepProposal[]> {
  const { owned, placeOf } = passage;
  const anchors: number[] = [];
  for (let i = owned.first; i < owned.last; i++) {
    const place = placeOf.get(i);
    if (place !== undefined && encoded.cues[place]! > LEAST_ODDS) anchors.push(i);
  }
  const frames = framesIn(pieced, passage, anchors);
  const readings = await readFrames(network, reading.transitions, passage, encoded, frames);
  return readings.map((found) => ({ found, probability: probabilityOf(found, register, reading) }));
}

/** Labels the acts of statements whose spans are given. */
export async function labelGivenActs(
  document: Document,
  statements: readonly StatementParts[],
  tools: DeepTools,
): Promise<LearnedActLabel[]> {
  const scene = sceneOf(document);
  const of = (spans: StatementParts['source']) => [
    ...new Set(spans.flatMap(({ start, end }) => tokensIn(scene.reading, start, end))),
  ];
  const given = statements.map(({ source, cue, content }) => ({
    source: of(source),
    cue: of(cue),
    content: of(content),
  }));
  const anchors = given.map(({ cue, content }) => cue[0] ?? content[0] ?? -1);
  const sums: (Float32Array | null)[] = statements.map(() => null);
  const pieced = pieceDocument(document, tools.wordPieces);
  for (const passage of passagesOf(pieced)) {
    const own = anchors.flatMap((anchor, i) => {
      const isOwned = anchor >= passage.owned.first && anchor < passage.owned.last;
      const [frame] = isOwned ? framesIn(pieced, passage, [anchor]) : [];
      return frame === undefined ? [] : [{ ...given[i]!, frame, i }];
    });
    if (own.length === 0) continue;
    const encoded = await tools.network.encode(passage.ids, passage.forms, scene.register);
    const found = await readActs(tools.network, passage, encoded, own);
    own.forEach(({ i }, k) => {
      sums[i] = found[k]!;
    });
  }
  return labelActsDeep(scene, tools.fast, tools.reading, statements, sums);
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
function withoutDoubles<P extends DeepProposal>(proposals: readonly P[]): P[] {
  const sorted = [...proposals].sort((a, b) => a.found.frame.anchor - b.found.frame.anchor);
  const dropped = new Set<P>();
  sorted.forEach((one, i) => {
    for (let j = i + 1; j < sorted.length && !dropped.has(one); j++) {
      const other = sorted[j]!;
      if (other.found.frame.anchor - one.found.frame.anchor > NEAR) break;
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
