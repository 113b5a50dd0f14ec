import type { Document } from '../../domain/document.ts';
import type { Run } from '../reading.ts';

/** How many sentences after a cue's own are searched, and these only where they are quoted. */
const SENTENCES_AFTER = 3;
/** In tokens: no frame reaches farther from its cue. */
const FARTHEST_BEFORE = 80;
const FARTHEST_AFTER = 160;

/** For each token its sentence, and whether it is quoted: what frames are drawn by. */
export interface Surroundings {
  readonly sentences: Document['sentences'];
  readonly sentenceOf: Int32Array;
  readonly isQuoted: (token: number) => boolean;
}

/**
 * The tokens among which a cue's source and content are sought: its sentence, the one before, and those that follow as
 * long as they are quoted. Null where the cue stands outside of what is read.
 */
export function frameOf(cue: number, { sentences, sentenceOf, isQuoted }: Surroundings): Run | null {
  const own = sentenceOf[cue] ?? -1;
  const sentence = sentences[own];
  if (sentence === undefined) return null;
  const { paragraph } = sentence;
  // A caption or an appeal between two paragraphs is not read: its tokens stand in no sentence, and no frame holds them.
  const adjoins = (k: number) => sentences[k - 1]!.last === sentences[k]!.first;
  const isSaid = (k: number) => isQuoted(sentences[k]!.first) || isQuoted(sentences[k]!.last - 1);
  const from = own > 0 && sentences[own - 1]!.paragraph >= paragraph - 1 && adjoins(own) ? own - 1 : own;
  let to = own;
  while (
    to + 1 < sentences.length &&
    to - own < SENTENCES_AFTER &&
    sentences[to + 1]!.paragraph <= paragraph + 1 &&
    adjoins(to + 1) &&
    isSaid(to + 1)
  )
    to++;
  return {
    first: Math.max(sentences[from]!.first, cue - FARTHEST_BEFORE),
    last: Math.min(sentences[to]!.last, cue + FARTHEST_AFTER),
  };
}
