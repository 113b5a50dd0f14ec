import type { Candidate } from '../candidate.ts';
import { chunksOf } from './crf.ts';
import { CUE, type PassLabels } from './first-pass.ts';
import type { Scene } from './scene.ts';

/** Where a cue came from. */
export const ORIGINS = ['path', 'rules', 'marginal'] as const;
export type Origin = (typeof ORIGINS)[number];

/** Tokens that may be a cue. */
export interface CueCandidate {
  /** Ascending; may have gaps. */
  readonly tokens: readonly number[];
  readonly origin: Origin;
  /** The highest probability, by the first pass, that one of them is part of a cue. */
  readonly probability: number;
}

/** A cue and the window of tokens in which its source and content are sought. */
export interface Frame {
  readonly cue: readonly number[];
  /** What the rules propose for this cue. */
  readonly proposal: Candidate | null;
  readonly first: number;
  readonly last: number;
}

/**
 * The probability of being part of a cue above which tokens are tried. Low, as a classifier judges what is found: with
 * these, 89 of 100 labelled statements of the development articles have their cue among the candidates (93 with 0.05,
 * which finds no more in the end).
 */
const LEAST_PROBABILITY = 0.1;
const LEAST_FOR_RULES = 0.03;
/**
 * How many sentences before and after a cue's own are searched, and these only within quotations: of the labelled
 * contents in the training articles 1 of 100 holds a word of another sentence that is not quoted.
 */
const SENTENCES_BEFORE = 1;
const SENTENCES_AFTER = 3;
/** In tokens: no window reaches farther from its cue, so that a sentence of many cues takes time linear in its length. */
const FARTHEST_BEFORE = 100;
const FARTHEST_AFTER = 200;
/**
 * The most cues tried in one sentence, and one more for so many of its tokens: the likeliest. No sentence of 350 news
 * articles has more than 7, and none longer than 20 tokens more than one for 4; each costs a window, so that 100,000
 * words that all may be cues would take minutes.
 */
const MOST_IN_SENTENCE = 24;
const TOKENS_FOR_ANOTHER = 16;

/**
 * What may be a cue: on the first pass's best path, by the rules, or by probability; without overlaps. Of a sentence that
 * holds more than any prose does, the likeliest.
 */
export function cueCandidates(scene: Scene, pass: PassLabels): CueCandidate[] {
  const all = allCues(scene, pass);
  const bySentence = Map.groupBy(all, ({ tokens }) => scene.table.sentence[tokens[0]!]!);
  const dropped = new Set<CueCandidate>();
  for (const [k, cues] of bySentence) {
    const { first, last } = scene.sentences[k] ?? { first: 0, last: 0 };
    const most = MOST_IN_SENTENCE + Math.floor((last - first) / TOKENS_FOR_ANOTHER);
    if (cues.length <= most) continue;
    for (const cue of cues.toSorted((a, b) => b.probability - a.probability).slice(most)) dropped.add(cue);
  }
  return dropped.size === 0 ? all : all.filter((cue) => !dropped.has(cue));
}

function allCues({ table, rules }: Scene, pass: PassLabels): CueCandidate[] {
  const taken = new Uint8Array(table.count);
  const found: CueCandidate[] = [];
  const take = (tokens: readonly number[], origin: Origin) => {
    let probability = 0;
    for (const i of tokens) {
      taken[i] = 1;
      probability = Math.max(probability, pass.cue[i]!);
    }
    found.push({ tokens, origin, probability });
  };
  for (const { type, first, last } of chunksOf(pass.labels, table.count))
    if (type === CUE) take(range(first, last), 'path');
  for (const { cue } of rules.candidates) {
    const tokens = cue.flatMap(({ first, last }) => range(first, last)).sort((a, b) => a - b);
    if (tokens.some((i) => pass.cue[i]! > LEAST_FOR_RULES) && !tokens.some((i) => taken[i] === 1))
      take(tokens, 'rules');
  }
  const isLikely = (i: number) => taken[i] === 0 && pass.cue[i]! > LEAST_PROBABILITY;
  for (let i = 0; i < table.count; i++) {
    if (!isLikely(i)) continue;
    let last = i + 1;
    while (last < table.count && isLikely(last) && table.sentence[last] === table.sentence[i]) last++;
    take(range(i, last), 'marginal');
  }
  return found;
}

/** The window around a cue; null where the cue stands outside of what is read. */
export function frameAround(cue: readonly number[], { table, rules, sentences }: Scene): Frame | null {
  const own = table.sentence[cue[0] ?? -1] ?? -1;
  const end = table.sentence[cue.at(-1) ?? -1] ?? -1;
  const paragraph = sentences[own]?.paragraph;
  if (paragraph === undefined || end < 0) return null;
  const quoted = (k: number) =>
    table.quote[sentences[k]!.first]! > 0 || table.quote[sentences[k]!.last - 1]! > 0;
  // A caption or an appeal between two paragraphs is not read: its tokens stand in no sentence, and no window holds them.
  const adjoins = (k: number) => sentences[k - 1]!.last === sentences[k]!.first;
  let from = own;
  let to = end;
  while (
    from > 0 &&
    own - from < SENTENCES_BEFORE &&
    sentences[from - 1]!.paragraph >= paragraph - 1 &&
    adjoins(from) &&
    quoted(from - 1)
  )
    from--;
  while (
    to + 1 < sentences.length &&
    to - end < SENTENCES_AFTER &&
    sentences[to + 1]!.paragraph <= paragraph + 1 &&
    adjoins(to + 1) &&
    quoted(to + 1)
  )
    to++;
  const proposal = cue.map((i) => rules.candidates[rules.cueOf[i]!]).find((one) => one !== undefined);
  return {
    cue,
    proposal: proposal ?? null,
    first: Math.max(sentences[from]!.first, cue[0]! - FARTHEST_BEFORE),
    last: Math.min(sentences[to]!.last, cue.at(-1)! + FARTHEST_AFTER),
  };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first }, (_, i) => first + i);
}
