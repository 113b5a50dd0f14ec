import { mix } from '../../text/hash.ts';
import type { Run } from '../reading.ts';
import { CONTENT, type PassLabels, SOURCE } from './first-pass.ts';
import { type CueCandidate, ORIGINS } from './frames.ts';
import type { FrameReading } from './read-frame.ts';
import { ruleId } from './rule-view.ts';
import type { Scene } from './scene.ts';

const near = (d: number) => (d < 0 ? 9 : d < 3 ? d : d < 6 ? 3 : d < 12 ? 4 : 5);
const log2 = (n: number) => Math.min(7, Math.floor(Math.log2(Math.max(1, n))));
const lengthOf = (runs: readonly Run[]) => runs.reduce((sum, { first, last }) => sum + last - first, 0);

/** A cue and what was found for it. */
export interface CueReading {
  readonly cue: CueCandidate;
  readonly found: FrameReading;
}

/**
 * Features of what was found for one cue, for the probability that it is a statement with these spans. `others` are
 * readings of cues nearby.
 */
export function statementFeatures(
  scene: Scene,
  pass: PassLabels,
  { cue, found }: CueReading,
  others: readonly CueReading[],
): number[] {
  const features: number[] = [];
  let template = 0;
  const add = (value: number) => features.push(mix(Math.imul(++template, 0x9e3779b1), value));
  const { table } = scene;
  const { source, content } = found;
  const first = cue.tokens[0]!;
  const last = cue.tokens.at(-1)!;
  const origin = ORIGINS.indexOf(cue.origin);
  const likely = Math.min(20, Math.round(20 * cue.probability));
  const path = Math.min(30, Math.round(-2 * found.logProbability));
  const forced = found.forced === 1 ? 0 : 1 + Math.floor(10 * found.forced);
  const agreement = agreementWith(found);
  const order = orderOf(first, last, source, content);
  const word = table.word[last]!;
  const size = lengthOf(content);
  const who = source[0];
  add(0);
  add(forced);
  add(mix(forced, origin));
  add(mix(forced, likely));
  add(likely);
  add(mix(likely, origin));
  add(path);
  add(mix(path >> 1, origin));
  add(Math.round(10 * found.contentProbability));
  add(mix(agreement.content * 8 + agreement.source, 1));
  add(agreement.rule);
  add(mix(agreement.rule, agreement.content));
  add(mix(agreement.rule, origin));
  add(mix(mix(agreement.content, agreement.source), mix(agreement.rule, likely >> 2)));
  add(mix(who === undefined ? 0 : 1, origin));
  add(Math.min(content.length, 4));
  add(word);
  add(mix(table.word[first]!, cue.tokens.length));
  add(mix(likely >> 2, path >> 2));
  add(mix(likely >> 2, mix(path >> 2, agreement.content)));
  add(scene.register);
  add(mix(word, scene.register));
  add(mix(table.tag[last]!, cue.tokens.length));
  add(table.quote[first]!);
  add(mix(order, mix(near(gapTo(first, last, content)), near(gapTo(first, last, source)))));
  add(mix(order, word));
  add(mix(order, origin));
  add(mix(order, path));
  const meanSource = meanStep(pass, SOURCE, source);
  const meanContent = meanStep(pass, CONTENT, content);
  add(mix(meanContent, meanSource));
  add(mix(meanContent, likely));
  add(mix(meanSource, likely));
  add(mix(meanContent, forced));
  add(mix(quotedShare(scene, content), order));
  add(mix(log2(size) * 16 + order, 1));
  const start = content[0]!.first;
  add(mix(table.sentence[start]! - table.sentence[first]! + 3, order));
  add(mix(table.tag[start]!, order));
  add(mix(table.tag[start]!, word));
  const nextTag = last + 1 < table.count ? table.tag[last + 1]! : 0;
  const previousTag = first > 0 ? table.tag[first - 1]! : 0;
  add(mix(nextTag, word));
  add(mix(mix(previousTag, table.tag[last]!), nextTag));
  add(mix(table.suffix3[last]!, table.tag[last]!));
  add(who === undefined ? 0 : mix(table.tag[who.first]!, table.tag[who.last - 1]!));
  add(table.fineCluster[last]!);
  add(mix(table.fineCluster[last]!, order));
  add(mix(table.fineCluster[last]!, table.tag[start]!));
  add(mix(table.fineCluster[first]!, origin));
  add(who === undefined ? 511 : table.fineCluster[who.last - 1]!);
  add(who === undefined ? 9 : mix(table.mention[who.last - 1]!, order));
  addEdges(scene, pass, { cue, found }, add);
  addOthers({ cue, found }, others, add);
  return features;
}

const tenths = (p: number) => Math.round(10 * p);

/** How sure both passes are of where the content begins and ends, and what stands there. */
function addEdges(
  scene: Scene,
  pass: PassLabels,
  { cue, found }: CueReading,
  add: (value: number) => void,
): void {
  const { table } = scene;
  const { content, source } = found;
  const start = content[0]!.first;
  const end = content.at(-1)!.last;
  const last = cue.tokens.at(-1)!;
  const word = table.word[last]!;
  const starts = tenths(found.startProbability);
  const ends = tenths(found.endProbability);
  const likely = tenths(cue.probability);
  const who = source.length === 0 ? 11 : tenths(found.sourceProbability);
  const atStart = passEdge(pass, start);
  const atEnd = passEdge(pass, end);
  const sentence = scene.sentences[table.sentence[end - 1]!];
  add(mix(starts, ends));
  add(mix(starts, likely));
  add(mix(ends, likely));
  add(who);
  add(mix(who, likely));
  add(mix(tenths(found.contentProbability), starts));
  add(mix(atStart, atEnd));
  add(mix(mix(atStart, atEnd), likely));
  add(mix(sharesOf(pass, content), likely >> 1));
  add(table.word[start]!);
  add(mix(table.word[start]!, table.cluster[last]!));
  add(start > 0 ? mix(table.word[start - 1]!, table.tag[start]!) : 0);
  add(mix(end < table.count ? table.tag[end]! : 0, table.tag[end - 1]!));
  add(mix(end < table.count ? table.word[end]! : 0, sentence?.last === end ? 1 : 0));
  add(mix(last + 1 < table.count ? table.word[last + 1]! : 0, word));
  add(mix(last + 1 < table.count ? table.fineCluster[last + 1]! : 0, table.fineCluster[last]!));
}

/** The first pass's label at a token and before it: where it sees a content begin or end. */
function passEdge({ labels }: PassLabels, i: number): number {
  return (labels[i] ?? 7) * 8 + (i > 0 ? labels[i - 1]! : 7);
}

/** Of the content's tokens the shares, in quarters, that the first pass labels as content, as source or cue. */
function sharesOf({ labels }: PassLabels, content: readonly Run[]): number {
  let same = 0;
  let other = 0;
  for (const { first, last } of content)
    for (let i = first; i < last; i++) {
      if (labels[i]! >= 5) same++;
      else if (labels[i]! > 0) other++;
    }
  const size = lengthOf(content);
  return Math.round((4 * same) / size) * 8 + Math.ceil((4 * other) / size);
}

/** The nearest rival for the content, and how it and other contents nest. */
function addOthers(
  { cue, found }: CueReading,
  others: readonly CueReading[],
  add: (value: number) => void,
): void {
  const likely = tenths(cue.probability);
  const size = lengthOf(found.content);
  const holds = (content: readonly Run[], i: number) =>
    content.some(({ first, last }) => first <= i && i < last);
  let most = 0;
  let rival = 0;
  let within = 0;
  let around = 0;
  let sameSource = 0;
  for (const other of others) {
    const shared = sharedTokens(found.content, other.found.content);
    const overlap = shared / (size + lengthOf(other.found.content) - shared);
    const strength = tenths(other.cue.probability);
    if (overlap > most) {
      most = overlap;
      rival = strength + 1;
    }
    if (holds(other.found.content, cue.tokens[0]!)) within = Math.max(within, strength + 1);
    if (holds(found.content, other.cue.tokens[0]!)) around = Math.max(around, strength + 1);
    if (sharedTokens(found.source, other.found.source) > 0) sameSource = Math.max(sameSource, strength + 1);
  }
  add(mix(Math.round(4 * most), rival));
  add(mix(mix(Math.round(4 * most), rival), likely));
  add(mix(within, likely));
  add(mix(around, likely));
  add(mix(within, around));
  add(mix(sameSource, likely));
}

/** How far what was found agrees with what the rules propose for this cue. */
function agreementWith({ frame: { proposal }, source, content }: FrameReading) {
  if (proposal === null) return { rule: 0, content: 9, source: 4 };
  const shared = sharedTokens(content, proposal.content);
  const union = lengthOf(content) + lengthOf(proposal.content) - shared;
  const meets = sharedTokens(source, proposal.source) > 0;
  return {
    rule: ruleId(proposal),
    content: Math.round((4 * shared) / union),
    source: meets ? 1 : proposal.source.length > 0 ? 2 : 3,
  };
}

/** Tokens that stand in both of two lists of runs, each without overlaps. */
export function sharedTokens(a: readonly Run[], b: readonly Run[]): number {
  let shared = 0;
  for (const x of a)
    for (const y of b) shared += Math.max(0, Math.min(x.last, y.last) - Math.max(x.first, y.first));
  return shared;
}

function orderOf(first: number, last: number, source: readonly Run[], content: readonly Run[]): number {
  const who = source[0] === undefined ? 0 : source[0].first < first ? 1 : 2;
  const what = content[0]!.first > first ? 2 : content.at(-1)!.first > last ? 3 : 1;
  return who * 4 + what;
}

/** Tokens between a cue and the nearest run; −1 where there is none. */
function gapTo(first: number, last: number, runs: readonly Run[]): number {
  let gap = Number.POSITIVE_INFINITY;
  for (const run of runs)
    gap = Math.min(gap, run.first > last ? run.first - last - 1 : Math.max(0, first - run.last));
  return runs.length === 0 ? -1 : gap;
}

function meanStep({ steps }: PassLabels, role: number, runs: readonly Run[]): number {
  let sum = 0;
  for (const { first, last } of runs) for (let i = first; i < last; i++) sum += steps[i * 3 + role]!;
  return runs.length === 0 ? 8 : Math.round(sum / lengthOf(runs));
}

function quotedShare({ table }: Scene, runs: readonly Run[]): number {
  let quoted = 0;
  for (const { first, last } of runs) for (let i = first; i < last; i++) if (table.quote[i]! > 0) quoted++;
  return Math.round((4 * quoted) / lengthOf(runs));
}
