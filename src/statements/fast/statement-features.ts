import type { Run } from '../reading.ts';
import { CONTENT, type PassLabels, SOURCE } from './first-pass.ts';
import { type CueCandidate, ORIGINS } from './frames.ts';
import { mix } from './hash.ts';
import type { FrameReading } from './read-frame.ts';
import { ruleId } from './rule-view.ts';
import type { Scene } from './scene.ts';

const near = (d: number) => (d < 0 ? 9 : d < 3 ? d : d < 6 ? 3 : d < 12 ? 4 : 5);
const log2 = (n: number) => Math.min(7, Math.floor(Math.log2(Math.max(1, n))));
const lengthOf = (runs: readonly Run[]) => runs.reduce((sum, { first, last }) => sum + last - first, 0);

/** Features of what was found for one cue, for the probability that it is a statement with these spans. */
export function statementFeatures(
  scene: Scene,
  pass: PassLabels,
  cue: CueCandidate,
  found: FrameReading,
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
  add(who === undefined ? 9 : mix(table.mention[who.last - 1]!, order));
  return features;
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
