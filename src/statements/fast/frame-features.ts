import { TAGS } from '../../domain/tag.ts';
import { pair } from '../../text/hash.ts';
import type { FeatureList } from './feature-list.ts';
import type { PassLabels } from './first-pass.ts';
import type { Frame } from './frames.ts';
import { markParts, ruleId } from './rule-view.ts';
import type { Scene } from './scene.ts';

/** What the tokens of one frame share: the cue's words, and what lies between the cue and each token. */
interface View {
  readonly scene: Scene;
  readonly frame: Frame;
  readonly pass: PassLabels;
  /** Bits of the parts of what the rules propose for this cue, by token from `frame.first`. */
  readonly own: Uint8Array;
  readonly rule: number;
  /** What lies between the cue and each token, as {@link between} packs it. */
  readonly between: Uint16Array;
  readonly lastWord: number;
  readonly firstWord: number;
  readonly wordAfter: number;
  readonly wordBefore: number;
}

/** One token seen from the cue. */
interface Place {
  readonly i: number;
  readonly at: number;
  /** 1 before the cue, 2 after it, 3 within. */
  readonly side: number;
  /** Sentences from the cue's own, with the side. */
  readonly where: number;
  /** The first pass's role here, before and after (0: none, 8: outside of the frame), and its label here. */
  readonly role: number;
  readonly roleBefore: number;
  readonly roleAfter: number;
  readonly label: number;
  /** Counted from the cue outwards: other cues, sources, quotation marks, finite verbs; and kinds of marks. */
  readonly cues: number;
  readonly sources: number;
  readonly quotes: number;
  readonly verbs: number;
  readonly marks: number;
}

/** Tags of finite verbs. */
const FINITE = new Set(['VBD', 'VBZ', 'VBP', 'MD'].map((tag) => TAGS.indexOf(tag)));

const distance = (d: number) => (d < 4 ? d : d < 7 ? 4 : d < 12 ? 5 : d < 20 ? 6 : d < 35 ? 7 : 8);
const roleOf = (label: number) => (label === 0 ? 0 : ((label - 1) >> 1) + 1);
const OUTSIDE = 8;

/** Features of each token in a cue's window, for labelling the source and content of that cue. */
export function addFrameFeatures(scene: Scene, pass: PassLabels, frame: Frame, out: FeatureList): void {
  out.register = scene.register;
  const view = viewOf(scene, pass, frame);
  let nextInCue = 0;
  for (let i = frame.first; i < frame.last; i++) {
    while (nextInCue < frame.cue.length && frame.cue[nextInCue]! < i) nextInCue++;
    const place = placeOf(view, i);
    addPlace(view, place, frame.cue[nextInCue] === i ? 1 : 0, out);
    addWords(view, place, out);
    addPass(view, place, out);
    addProposal(view, place, out);
    out.endToken();
  }
  out.register = 0;
}

function viewOf(scene: Scene, pass: PassLabels, frame: Frame): View {
  const { table } = scene;
  const size = frame.last - frame.first;
  const first = frame.cue[0]!;
  const last = frame.cue.at(-1)!;
  const own = new Uint8Array(size);
  if (frame.proposal !== null) markParts(frame.proposal, own, frame.first);
  const view: View = {
    scene,
    frame,
    pass,
    own,
    rule: frame.proposal === null ? 0 : ruleId(frame.proposal),
    between: new Uint16Array(size),
    lastWord: table.word[last]!,
    firstWord: table.word[first]!,
    wordAfter: last + 1 < frame.last ? table.word[last + 1]! : 1,
    wordBefore: first > frame.first ? table.word[first - 1]! : 1,
  };
  countOutwards(view, first - 1, -1, frame.first - 1);
  countOutwards(view, last + 1, 1, frame.last);
  return view;
}

function countOutwards(view: View, from: number, step: number, limit: number): void {
  const { scene, frame, pass } = view;
  let cues = 0;
  let sources = 0;
  let quotes = 0;
  let verbs = 0;
  let marks = 0;
  let before = 0;
  for (let i = from; step > 0 ? i < limit : i > limit; i += step) {
    const at = i - frame.first;
    const role = roleOf(pass.labels[i]!);
    if (scene.table.quote[i]! >= 2) quotes++;
    view.between[at] = between(cues, sources, quotes, verbs, marks);
    if (role === 2 && before !== 2) cues++;
    if (role === 1 && before !== 1) sources++;
    if (FINITE.has(scene.table.tag[i]!)) verbs++;
    marks |= markOf(scene.reading.tokens[i]!.lower);
    before = role;
  }
}

/** Other cues, sources, quotation marks and finite verbs, each capped, and bits of kinds of marks, in one number. */
function between(cues: number, sources: number, quotes: number, verbs: number, marks: number): number {
  return (
    Math.min(cues, 3) |
    (Math.min(sources, 2) << 2) |
    (Math.min(quotes, 3) << 4) |
    (Math.min(verbs, 3) << 6) |
    (marks << 8)
  );
}

function markOf(word: string): number {
  switch (word) {
    case ',':
      return 1;
    case ':':
    case ';':
    case '—':
      return 2;
    case 'that':
    case 'who':
    case 'which':
      return 4;
    case 'and':
    case 'but':
      return 8;
    default:
      return 0;
  }
}

function placeOf({ scene: { table }, frame, pass, between }: View, i: number): Place {
  const first = frame.cue[0]!;
  const last = frame.cue.at(-1)!;
  const side = i < first ? 1 : i > last ? 2 : 3;
  const counts = between[i - frame.first]!;
  const role = (j: number) => (j < frame.first || j >= frame.last ? OUTSIDE : roleOf(pass.labels[j]!));
  return {
    i,
    at: i - frame.first,
    side,
    where: (table.sentence[i]! - table.sentence[first]! + 3) * 4 + side,
    role: role(i),
    roleBefore: role(i - 1),
    roleAfter: role(i + 1),
    label: pass.labels[i]!,
    cues: counts & 3,
    sources: (counts >> 2) & 3,
    quotes: (counts >> 4) & 3,
    verbs: (counts >> 6) & 3,
    marks: counts >> 8,
  };
}

function addPlace(
  view: View,
  { i, side, where, role, roleBefore, roleAfter, label, cues, sources, quotes, verbs, marks }: Place,
  inCue: number,
  out: FeatureList,
): void {
  const { scene, frame } = view;
  const { table, sentences } = scene;
  const first = frame.cue[0]!;
  const last = frame.cue.at(-1)!;
  const gap = distance(i < first ? first - i : i > last ? i - last : 0);
  const paragraphs = table.paragraph[i]! - table.paragraph[first]! + 2;
  const quote = table.quote[i]!;
  const before = i > frame.first ? table.quote[i - 1]! : 9;
  const sentence = sentences[table.sentence[i]!]!;
  const edge = (i === sentence.first ? 1 : 0) + (i + 1 === sentence.last ? 2 : 0);
  const spot = where * 16 + role;
  out.add(1);
  out.add(where * 2 + inCue);
  out.add(pair(where * 8 + label, cues));
  out.add(pair(where * 8 + label, cues * 4 + sources));
  out.add(pair(where * 16 + gap, label));
  out.add(pair(spot, roleBefore * 16 + roleAfter));
  out.add(pair(where * 8 + label, quote * 8 + quotes));
  out.add(pair(spot, cues * 16 + marks));
  out.add(pair((where >> 2) * 8 + paragraphs, side * 8 + label));
  out.add(pair(edge, spot));
  out.add(pair(table.quote[first]! * 4 + quote, where * 8 + label));
  out.add(pair(quote * 10 + before, pair(spot, quotes)));
  out.add(pair(verbs, pair(spot, marks)));
  out.add(pair(verbs * 16 + marks, pair(where, table.tag[i]!)));
}

function addWords(view: View, { i, side, where, role, label, cues }: Place, out: FeatureList): void {
  const { frame } = view;
  const { table } = view.scene;
  const { lastWord, firstWord } = view;
  const spot = where * 16 + role;
  const near = side * 16 + role;
  const word = table.word[i]!;
  const tag = table.tag[i]!;
  const isFirst = i === frame.first;
  const isLast = i + 1 === frame.last;
  out.add(pair(lastWord, spot));
  out.add(pair(firstWord, where * 8 + label));
  out.add(pair(pair(lastWord, view.wordAfter), spot));
  out.add(pair(pair(lastWord, view.wordBefore), spot));
  out.add(pair(table.tag[frame.cue.at(-1)!]!, where * 8 + label));
  out.add(pair(lastWord, side * 64 + cues * 16 + role));
  out.add(word);
  out.add(pair(word, side));
  out.add(pair(word, spot));
  out.add(pair(tag, spot));
  out.add(pair(tag * 128 + (isLast ? 99 : table.tag[i + 1]!), near));
  out.add(pair(tag * 128 + (isFirst ? 99 : table.tag[i - 1]!), near));
  out.add(pair(isFirst ? 1 : table.word[i - 1]!, near));
  out.add(pair(isLast ? 1 : table.word[i + 1]!, near));
  out.add(pair(table.mention[i]!, spot));
  out.add(pair(table.shape[i]!, near));
  const { cluster, fineCluster } = table;
  out.add(pair(fineCluster[frame.cue.at(-1)!]!, spot));
  out.add(pair(pair(fineCluster[frame.cue.at(-1)!]!, tag), near));
  out.add(pair(fineCluster[i]!, near));
  out.add(pair(cluster[i]!, spot));
  out.add(pair(isFirst ? 511 : cluster[i - 1]!, pair(cluster[i]!, side)));
  out.add(pair(isLast ? 511 : cluster[i + 1]!, pair(cluster[i]!, side)));
}

function addPass(view: View, { i, side, where, cues, sources }: Place, out: FeatureList): void {
  const { steps } = view.pass;
  out.add(pair(stepsAt(view, i), where));
  out.add(pair(steps[i * 3 + 2]!, side * 4 + cues));
  out.add(pair(steps[i * 3]!, pair(where, cues * 4 + sources)));
}

function stepsAt({ pass: { steps } }: View, i: number): number {
  return steps[i * 3]! * 64 + steps[i * 3 + 1]! * 8 + steps[i * 3 + 2]!;
}

/** What the rules propose for this cue, and for any. */
function addProposal(
  view: View,
  { i, at, side, where, role, roleBefore, roleAfter, label, cues, quotes, verbs, marks }: Place,
  out: FeatureList,
): void {
  const { own, scene, frame } = view;
  const { table, rules } = scene;
  const parts = own[at]!;
  const before = at > 0 ? own[at - 1]! : 0;
  const after = at + 1 < own.length ? own[at + 1]! : 0;
  const ruled = parts + view.rule * 256;
  const quote = table.quote[i]! * 10 + (i > frame.first ? table.quote[i - 1]! : 9);
  const any = rules.parts[i]!;
  out.add(ruled);
  out.add(pair(ruled, where));
  out.add(pair(ruled, label));
  out.add(pair(parts, where * 16 + role));
  out.add(pair(pair(before, parts), after));
  out.add(pair(pair(before, ruled), pair(after, label)));
  out.add(pair(parts, pair(roleBefore, pair(role, roleAfter))));
  out.add(pair(ruled, table.tag[i]!));
  out.add(pair(parts, table.word[i]!));
  out.add(pair(parts, i > frame.first ? table.word[i - 1]! : 1));
  out.add(pair(parts, i + 1 < frame.last ? table.word[i + 1]! : 1));
  out.add(pair(ruled, stepsAt(view, i)));
  out.add(pair(parts, pair(quote, quotes)));
  out.add(pair(parts, any));
  out.add(pair(pair(parts, any), where));
  out.add(pair(parts, rules.depth[i]! * 16 + cues));
  out.add(pair(ruled, pair(verbs * 16 + marks, side)));
  out.add(pair(view.lastWord, ruled));
}
