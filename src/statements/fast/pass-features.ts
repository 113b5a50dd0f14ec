import type { Sentence } from '../../domain/document.ts';
import { pair } from '../../text/hash.ts';
import type { FeatureList } from './feature-list.ts';
import { PART, ruleId } from './rule-view.ts';
import type { Scene } from './scene.ts';

/** Stands for a token outside of the sentence. */
const EDGE = 11;
const EDGE_CLUSTER = 511;
const BEFORE_TAG = 98;
const AFTER_TAG = 97;

/** What the tokens of one sentence share. */
interface Line {
  readonly scene: Scene;
  readonly sentence: Sentence;
  /** Quotation at its ends, place in the paragraph. */
  readonly frame: number;
  /** What the rules found in the sentence before, and whether that ended in a quotation. */
  readonly before: number;
  /** For each token the nearest cue word before and after it (−1: none), and the marks that part it from them. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly marksLeft: Uint8Array;
  readonly marksRight: Uint8Array;
}

const distance = (d: number) => (d < 5 ? d : d < 8 ? 5 : d < 12 ? 6 : d < 20 ? 7 : d < 35 ? 8 : 9);

/** Features of the tokens of sentences `from` to before `to`, one paragraph, for labelling all parts at once. */
export function addPassFeatures(scene: Scene, from: number, to: number, out: FeatureList): void {
  for (let k = from; k < to; k++) {
    const line = lineOf(scene, k, from, to);
    for (let i = line.sentence.first; i < line.sentence.last; i++) {
      addWords(line, i, out);
      addQuotation(line, i, out);
      addCueContext(line, i, out);
      addTags(line, i, out);
      addClusters(line, i, out);
      addRules(line, i, out);
      out.endToken();
    }
  }
}

function lineOf(scene: Scene, k: number, from: number, to: number): Line {
  const { table, rules, sentences } = scene;
  const sentence = sentences[k]!;
  const { first, last } = sentence;
  const previous = sentences[k - 1];
  let before = 0;
  if (previous !== undefined) {
    for (let i = previous.first; i < previous.last; i++)
      before |= rules.parts[i]! & (PART.sourceFirst | PART.source | PART.cue | PART.content);
    before += table.quote[previous.last - 1]! * 256 + (previous.paragraph === sentence.paragraph ? 1024 : 0);
  }
  let quoted = 0;
  for (let i = first; i < last; i++) if (table.quote[i]! > 0) quoted = 1;
  const endQuoted = table.quote[last - 1] === 1 || table.quote[last - 1] === 3 ? 1 : 0;
  const ends = (table.quote[first]! > 0 ? 2 : 0) + (k === from ? 1 : 0);
  const frame = pair(quoted * 8 + endQuoted * 4 + ends, k + 1 === to ? 1 : 0);
  return { scene, sentence, frame, before, ...cueNeighbours(scene, first, last) };
}

function cueNeighbours({ table, rules, reading }: Scene, first: number, last: number) {
  const size = last - first;
  const left = new Int32Array(size);
  const right = new Int32Array(size);
  const marksLeft = new Uint8Array(size);
  const marksRight = new Uint8Array(size);
  const isCue = (i: number) => table.cueWord[i] === 2 || (rules.parts[i]! & PART.cue) !== 0;
  let cue = -1;
  let marks = 0;
  for (let i = first; i < last; i++) {
    left[i - first] = cue;
    marksLeft[i - first] = marks;
    if (isCue(i)) {
      cue = i;
      marks = 0;
    } else if (cue >= 0) {
      const word = reading.tokens[i]!.lower;
      if (word === ',') marks |= 1;
      else if (word === ';' || word === '—' || word === ':') marks |= 2;
      if (table.quote[i] === 3) marks |= 4;
    }
  }
  cue = -1;
  marks = 0;
  for (let i = last - 1; i >= first; i--) {
    right[i - first] = cue;
    marksRight[i - first] = marks;
    if (isCue(i)) {
      cue = i;
      marks = 0;
    } else if (cue >= 0) {
      const word = reading.tokens[i]!.lower;
      if (word === ',') marks |= 1;
      else if (word === 'who' || word === 'that') marks |= 2;
      if (table.quote[i] === 3) marks |= 4;
    }
  }
  return { left, right, marksLeft, marksRight };
}

function wordAt({ scene, sentence }: Line, i: number): number {
  return i < sentence.first || i >= sentence.last ? EDGE : scene.table.word[i]!;
}

function tagAt({ scene, sentence }: Line, i: number): number {
  return i < sentence.first ? BEFORE_TAG : i >= sentence.last ? AFTER_TAG : scene.table.tag[i]!;
}

function addWords(line: Line, i: number, out: FeatureList): void {
  const { table } = line.scene;
  const { first, last } = line.sentence;
  const word = wordAt(line, i);
  const before = wordAt(line, i - 1);
  const after = wordAt(line, i + 1);
  const shape = table.shape[i]!;
  out.add(1);
  out.add(word);
  out.add(before);
  out.add(after);
  out.add(wordAt(line, i - 2));
  out.add(wordAt(line, i + 2));
  out.add(pair(before, word));
  out.add(pair(word, after));
  out.add(pair(before, after));
  out.add(table.suffix3[i]!);
  out.add(table.suffix2[i]!);
  out.add(table.prefix3[i]!);
  out.add(shape);
  out.add(pair(i > first ? table.shape[i - 1]! : EDGE, shape));
  out.add(pair(shape, i + 1 < last ? table.shape[i + 1]! : EDGE));
}

function quoteState({ scene: { table }, sentence: { first, last } }: Line, i: number) {
  const here = table.quote[i]!;
  const before = i > first ? table.quote[i - 1]! : 9;
  const after = i + 1 < last ? table.quote[i + 1]! : 9;
  return { here, before, after, all: here * 100 + before * 10 + after };
}

function addQuotation(line: Line, i: number, out: FeatureList): void {
  const { first, last } = line.sentence;
  const { here, before, after, all } = quoteState(line, i);
  const word = wordAt(line, i);
  const edge = i === first ? 1 : i === first + 1 ? 2 : last - 1 === i ? 3 : last - 2 === i ? 4 : 0;
  out.add(all);
  out.add(pair(here, word));
  out.add(here * 16 + distance(line.scene.table.quoteDepth[i]!));
  out.add(pair(all, line.frame));
  out.add(pair(before * 10 + here, wordAt(line, i - 1)));
  out.add(pair(here * 10 + after, wordAt(line, i + 1)));
  out.add(distance(i - first));
  out.add(distance(last - 1 - i));
  out.add(pair(edge, word));
  out.add(line.frame);
  out.add(pair(line.before, line.frame));
}

function addCueContext(line: Line, i: number, out: FeatureList): void {
  const { table } = line.scene;
  const at = i - line.sentence.first;
  const l = line.left[at]!;
  const r = line.right[at]!;
  const cueWord = table.cueWord[i]!;
  const toLeft = l < 0 ? 0 : distance(i - l);
  const toRight = r < 0 ? 0 : distance(r - i);
  const leftWord = l < 0 ? 5 : table.word[l]!;
  const rightWord = r < 0 ? 5 : table.word[r]!;
  const afterLeft = l < 0 ? 7 : wordAt(line, l + 1);
  const beforeRight = r < 0 ? 7 : wordAt(line, r - 1);
  const marksLeft = line.marksLeft[at]!;
  const marksRight = line.marksRight[at]!;
  const { here, before } = quoteState(line, i);
  out.add(cueWord);
  out.add(pair(cueWord, here * 10 + before));
  out.add(pair(leftWord, Math.min(toLeft, 5)));
  out.add(pair(rightWord, Math.min(toRight, 5)));
  out.add(pair(toLeft, marksLeft));
  out.add(pair(toRight, marksRight));
  out.add(pair(toLeft * 16 + toRight, here));
  out.add(pair(pair(marksLeft, marksRight), here));
  out.add(pair(leftWord, afterLeft));
  out.add(pair(pair(afterLeft, marksLeft), toLeft));
  out.add(pair(beforeRight, toRight));
  out.add(pair(l < 0 && r < 0 && cueWord === 0 ? 0 : 1, line.frame));
  out.add(pair(leftWord, rightWord));
}

function addTags(line: Line, i: number, out: FeatureList): void {
  const { table } = line.scene;
  const at = i - line.sentence.first;
  const l = line.left[at]!;
  const r = line.right[at]!;
  const tag = tagAt(line, i);
  const before = tagAt(line, i - 1);
  const after = tagAt(line, i + 1);
  const toLeft = l < 0 ? 0 : distance(i - l);
  const toRight = r < 0 ? 0 : distance(r - i);
  const quote = quoteState(line, i);
  out.add(tag);
  out.add(before * 100 + tag);
  out.add(tag * 100 + after);
  out.add(pair(before * 100 + tag, after));
  out.add(pair(tagAt(line, i - 2) * 100 + before, tag));
  out.add(pair(tag * 100 + after, tagAt(line, i + 2)));
  out.add(pair(tag, wordAt(line, i)));
  out.add(pair(tag, wordAt(line, i + 1)));
  out.add(pair(tag, wordAt(line, i - 1)));
  out.add(pair(tag, table.cueWord[i]! * 100 + after));
  out.add(pair(tag, quote.here * 10 + quote.before));
  out.add(pair(tag, pair(toLeft, l < 0 ? 0 : tagAt(line, l))));
  out.add(pair(tag, pair(toRight, r < 0 ? 0 : tagAt(line, r))));
  out.add(l < 0 ? 0 : pair(pair(tagAt(line, l), tagAt(line, l + 1)), tagAt(line, l + 2) + toLeft * 128));
  out.add(pair(table.mention[i]!, i > line.sentence.first ? table.mention[i - 1]! : 9));
}

function addClusters(line: Line, i: number, out: FeatureList): void {
  const { cluster, fineCluster } = line.scene.table;
  const { first, last } = line.sentence;
  const at = i - first;
  const l = line.left[at]!;
  const r = line.right[at]!;
  const here = cluster[i]!;
  const before = i > first ? cluster[i - 1]! : EDGE_CLUSTER;
  const after = i + 1 < last ? cluster[i + 1]! : EDGE_CLUSTER;
  out.add(here);
  out.add(fineCluster[i]!);
  out.add(i > first ? fineCluster[i - 1]! : EDGE_CLUSTER);
  out.add(i + 1 < last ? fineCluster[i + 1]! : EDGE_CLUSTER);
  out.add(before * 512 + here);
  out.add(here * 512 + after);
  out.add(pair(here, tagAt(line, i + 1)));
  out.add(pair(l < 0 ? 0 : fineCluster[l]!, l < 0 ? 0 : Math.min(distance(i - l), 5)));
  out.add(pair(r < 0 ? 0 : fineCluster[r]!, r < 0 ? 0 : Math.min(distance(r - i), 5)));
}

function addRules(line: Line, i: number, out: FeatureList): void {
  const { rules } = line.scene;
  const { first, last } = line.sentence;
  const parts = rules.parts[i]!;
  const before = i > first ? rules.parts[i - 1]! : 0x100;
  const after = i + 1 < last ? rules.parts[i + 1]! : 0x100;
  const depth = rules.depth[i]!;
  const candidate = rules.candidates[rules.cueOf[i]!];
  out.add(parts);
  out.add(pair(parts, depth));
  out.add(pair(parts, before));
  out.add(pair(parts, after));
  out.add(pair(pair(before, parts), pair(after, depth)));
  out.add(pair(parts, wordAt(line, i)));
  out.add(pair(parts, tagAt(line, i)));
  out.add(pair(parts, wordAt(line, i + 1)));
  out.add(pair(parts, wordAt(line, i - 1)));
  out.add(pair(parts, quoteState(line, i).all));
  out.add(candidate === undefined ? 0 : ruleId(candidate));
}
