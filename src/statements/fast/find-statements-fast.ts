import type { Document } from '../../domain/document.ts';
import type { Anchored, FoundStatement } from '../../domain/statement.ts';
import { quoteOf } from '../../text/quote.ts';
import type { Span } from '../../text/span.ts';
import { arrangeStatements } from '../arrange-statements.ts';
import { FAST_READER } from '../reader.ts';
import { type Run, sentenceAt } from '../reading.ts';
import type { FastModel } from './fast-model.ts';
import { FeatureList } from './feature-list.ts';
import { type PassLabels, runFirstPass } from './first-pass.ts';
import { addFrameFeatures } from './frame-features.ts';
import { type CueCandidate, cueCandidates, frameAround } from './frames.ts';
import { labelActFast } from './label-act-fast.ts';
import { sumsOf } from './linear.ts';
import { type FrameReading, readFrame } from './read-frame.ts';
import { type Scene, sceneOf } from './scene.ts';
import { sharedTokens, statementFeatures } from './statement-features.ts';
import { finiteTags } from './tags.ts';

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

/**
 * Finds who says what in a document by learned weights, in three steps: a first pass labels every token; each cue that
 * it, or the rules, hold possible is given a window in which a second labels the cue's own source and content, so that
 * contents may nest and sources be shared; a classifier judges each, and the act is labelled. Takes time linear in the
 * text for sentences of bounded length.
 */
export function findStatementsFast(document: Document, model: FastModel): Anchored<FoundStatement>[] {
  const scene = sceneOf(document, model.tags);
  const kept = propose(scene, model).filter(
    ({ cue, probability }) => cue.origin === 'path' || probability >= model.threshold,
  );
  return arrangeStatements(
    document,
    withoutDoubles(kept).map((proposal) => toStatement(scene, model, proposal)),
  );
}

/** What is found for every cue that is held possible, with its probability. */
export function propose(scene: Scene, model: FastModel): Proposal[] {
  const pass = runFirstPass(model.pass, scene);
  return readFrames(scene, pass, model).map(({ cue, found }) => ({
    cue,
    found,
    probability: probabilityOf(model, scene, pass, cue, found),
  }));
}

/** What the second pass reads for every candidate; cues without content are left out. */
export function readFrames(
  scene: Scene,
  pass: PassLabels,
  { frames, tags }: Pick<FastModel, 'frames' | 'tags'>,
): { cue: CueCandidate; found: FrameReading }[] {
  const list = new FeatureList(frames.bits);
  const finite = finiteTags(tags.tags);
  return cueCandidates(scene, pass).flatMap((cue) => {
    const frame = frameAround(cue.tokens, scene);
    if (frame === null) return [];
    list.clear();
    addFrameFeatures(scene, pass, frame, finite, list);
    const found = readFrame(frames, frame, list.hashes, list.ends, 0);
    return found === null ? [] : [{ cue, found }];
  });
}

function probabilityOf(
  { statements, calibration }: FastModel,
  scene: Scene,
  pass: PassLabels,
  cue: CueCandidate,
  found: FrameReading,
): number {
  const odds = sumsOf(statements, statementFeatures(scene, pass, cue, found))[0]!;
  const { slope, offset } = calibration[scene.register] ?? { slope: 1, offset: 0 };
  return 1 / (1 + Math.exp(-(slope * odds + offset)));
}

function withoutDoubles(proposals: readonly Proposal[]): Proposal[] {
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

function toStatement(scene: Scene, model: FastModel, { cue, found, probability }: Proposal): FoundStatement {
  const { reading } = scene;
  const { document, tokens, text } = reading;
  const spans = (runs: readonly Run[]): Span[] =>
    runs.map(({ first, last }) => ({ start: tokens[first]!.start, end: tokens[last - 1]!.end }));
  const parts = {
    source: spans(found.source),
    cue: spans(runsOf(cue.tokens)),
    content: spans(found.content),
  };
  const { act, hedge, target, reason, probability: ofAct } = labelActFast(scene, model, parts);
  const quotes = (list: readonly Span[]) => list.map((span) => quoteOf(text, span));
  return {
    source: quotes(parts.source),
    cue: quotes(parts.cue),
    content: quotes(parts.content),
    act,
    hedge,
    target,
    speaker: null,
    saidOn: null,
    within: null,
    block: document.paragraphs[sentenceAt(reading, cue.tokens[0]!)?.paragraph ?? -1]?.block ?? 'body',
    probability,
    reason: `${cue.origin}; ${act} with probability ${ofAct.toFixed(2)}; ${reason}`,
    reader: FAST_READER,
  };
}

/** Ascending indices as runs. */
function runsOf(indices: readonly number[]): Run[] {
  const runs: { first: number; last: number }[] = [];
  for (const i of indices) {
    const run = runs.at(-1);
    if (run?.last === i) run.last = i + 1;
    else runs.push({ first: i, last: i + 1 });
  }
  return runs;
}
