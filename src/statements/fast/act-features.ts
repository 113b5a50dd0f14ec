import { TAGS } from '../../domain/tag.ts';
import { hashText, mix } from '../../text/hash.ts';
import { DECISIVE } from '../act-lexicon.ts';
import type { ActEvidence } from '../label-act.ts';
import { ZONES } from '../zones.ts';
import { putClause } from './act-clause-features.ts';
import { putClusters } from './act-cluster-features.ts';
import type { ActContext, PartTokens } from './act-context.ts';
import { introductionOf } from './act-speaker.ts';
import type { Scene } from './scene.ts';

/** What the features of one statement share. */
interface Said extends PartTokens {
  readonly scene: Scene;
  readonly evidence: ActEvidence;
  /** The act that the lexicons would choose, hashed. */
  readonly lexical: number;
  readonly cueStems: readonly number[];
  readonly contentStems: readonly number[];
  readonly put: (template: number, value: number) => void;
}

const NEGATION = new Set(['not', 'never', 'no', 'without', 'cannot', 'neither', 'nor', 'none', 'nothing']);
const FIRST_PERSON = new Set("we our us ours we're we've we'll i my me i'm".split(' '));
const SECOND_PERSON = new Set(['you', 'your', 'yours']);
/** Places and nationalities, as {@link TokenTable.mention} counts kinds. */
const PLACES = new Set([3, 4]);
/** How many words before and after the cue are looked at. */
const AROUND = 3;

/** Features of a statement for its act, as hashes of 32 bits, each once. */
export function actFeatures(
  scene: Scene,
  parts: PartTokens,
  evidence: ActEvidence,
  context: ActContext,
): number[] {
  const found = new Set<number>();
  const { tokens } = scene.reading;
  const stems = (indices: readonly number[]) => indices.map((i) => stemHash(tokens[i]!.lower));
  const said: Said = {
    ...parts,
    scene,
    evidence,
    lexical: hashText(evidence.strongest?.act ?? 'none'),
    cueStems: stems(parts.cue),
    contentStems: stems(parts.content.filter((i) => tokens[i]!.kind === 'word')),
    put: (template, value) => found.add(mix(Math.imul(template, 0x9e3779b1), value)),
  };
  said.put(1, 0);
  said.put(1, 1 + scene.register);
  putEvidence(said);
  putCue(said);
  putContent(said);
  putVerbs(said);
  putSource(said, stems(parts.source), stems(introductionOf(scene, parts.source, context)));
  putQuotation(said);
  putClause({ ...said, context });
  putClusters(scene, parts, said.put);
  return [...found];
}

function putEvidence({ scene, evidence: { strongest, agent, votes }, lexical, cueStems, put }: Said): void {
  const strength = strongest?.strength ?? 0;
  const doer = agent === null ? 0 : agent.decisive ? 2 : 1;
  put(2, lexical);
  put(3, lexical * 2 + (strength >= DECISIVE ? 1 : 0));
  put(4, mix(lexical, strength));
  put(55, mix(lexical, scene.register));
  put(56, doer);
  put(57, mix(doer, lexical));
  for (const stem of cueStems) put(58, mix(doer, stem));
  const fired = new Set<number>();
  for (const vote of votes) {
    const act = hashText(vote.act);
    const zones = ZONES.reduce((sum, zone, i) => sum + (vote.matches[zone] === undefined ? 0 : 2 ** i), 0);
    fired.add(act);
    put(5, mix(act, vote.strength));
    put(6, mix(act, zones * 2 + Number(vote.isNegated)));
    for (const stem of cueStems) put(8, mix(act, stem));
  }
  for (const act of fired) {
    put(9, mix(act, lexical));
    for (const other of fired) if (act < other) put(10, mix(act, other));
  }
}

function putCue({ scene, cue, content, cueStems, lexical, put }: Said): void {
  const { table, reading } = scene;
  for (const stem of cueStems) put(11, stem);
  for (let i = 0; i + 1 < cueStems.length; i++) put(12, mix(cueStems[i]!, cueStems[i + 1]!));
  const whole = cueStems.reduce(mix, 1);
  put(13, whole);
  put(14, mix(lexical, whole));
  const first = cue[0];
  const last = cue.at(-1);
  if (first === undefined || last === undefined) {
    put(18, 9);
    return;
  }
  put(15, table.tag[first]!);
  put(16, cueStems[0]!);
  put(17, cueStems.at(-1)!);
  put(18, Math.min(cue.length, 4));
  const lower = (i: number) => reading.tokens[i]?.lower ?? '';
  if (cue.some((i) => isNegation(lower(i)))) put(19, 1);
  const inContent = new Set(content);
  const stands = (i: number) => table.sentence[i] === table.sentence[first] && !inContent.has(i);
  for (let k = 1; k <= AROUND; k++) {
    if (stands(first - k)) {
      put(20, stemHash(lower(first - k)));
      if (isNegation(lower(first - k))) put(21, 1);
    }
    if (stands(last + k)) put(22, stemHash(lower(last + k)));
  }
}

function putContent({ scene, content, contentStems, cueStems, lexical, put }: Said): void {
  const words = content.map((i) => scene.reading.tokens[i]!.lower);
  const negated = words.some(isNegation);
  const first = words.some((word) => FIRST_PERSON.has(word));
  const second = words.some((word) => SECOND_PERSON.has(word));
  for (const stem of new Set(contentStems)) put(23, stem);
  for (let i = 0; i + 1 < contentStems.length; i++) put(24, mix(contentStems[i]!, contentStems[i + 1]!));
  for (let i = 0; i < Math.min(3, contentStems.length); i++) put(25 + i, contentStems[i]!);
  put(28, mix(contentStems[0] ?? 0, contentStems[1] ?? 0));
  put(29, contentStems.at(-1) ?? 0);
  put(30, [4, 8, 15, 30].filter((length) => content.length >= length).length);
  if (negated) put(31, lexical);
  if (first) put(32, lexical);
  if (second) put(33, lexical);
  put(34, Number(negated) + 2 * Number(first) + 4 * Number(second));
  if (words.includes('?')) put(40, 1);
  put(41, mix(cueStems[0] ?? 0, contentStems[0] ?? 0));
  const mentions = content.map((i) => scene.table.mention[i]!);
  put(42, mix(Math.min(mentions.filter((kind) => PLACES.has(kind)).length, 2), lexical));
  put(43, Math.min(mentions.filter((kind) => kind > 0).length, 6));
}

function putVerbs({ scene, content, cueStems, put }: Said): void {
  const { table, reading } = scene;
  const tagOf = (i: number) => TAGS[table.tag[i]!] ?? '';
  const lower = (i: number) => reading.tokens[i]?.lower ?? '';
  const verb = content.find((i) => /^(?:VB|MD)/u.test(tagOf(i)));
  if (verb !== undefined) {
    put(35, table.tag[verb]!);
    put(36, stemHash(lower(verb)));
    put(37, mix(cueStems.at(-1) ?? 0, table.tag[verb]!));
  }
  for (const tag of new Set(content.map((i) => table.tag[i]!))) put(38, tag);
  const first = content.some((i) => FIRST_PERSON.has(lower(i)));
  for (const i of content)
    if (tagOf(i) === 'MD') put(39, mix(mix(table.word[i]!, Number(isNegation(lower(i + 1)))), Number(first)));
}

function putSource(
  { scene: { table }, source, cueStems, lexical, put }: Said,
  stems: readonly number[],
  introduction: readonly number[],
): void {
  const first = source[0];
  const last = source.at(-1);
  if (first === undefined || last === undefined) {
    put(44, 0);
    return;
  }
  for (const stem of stems) put(45, stem);
  for (const stem of introduction) put(45, stem);
  put(46, stems.at(-1)!);
  put(47, mix(stems.at(-1)!, lexical));
  put(48, table.tag[first]!);
  put(49, mix(table.mention[last]!, lexical));
  for (const stem of cueStems) put(50, mix(table.mention[last]!, stem));
}

function putQuotation({ scene: { table }, cue, content, lexical, put }: Said): void {
  const marked = content.filter((i) => table.quote[i]! > 0).length;
  const quoted = content.length === 0 ? 0 : marked === 0 ? 1 : marked < content.length ? 2 : 3;
  put(51, quoted);
  put(52, mix(quoted, lexical));
  put(53, (cue[0] ?? 0) < (content[0] ?? 0) ? 1 : 2);
  put(54, Math.min(3, Math.floor((table.sentence[cue[0] ?? content[0] ?? 0] ?? 0) / 3)));
}

function isNegation(word: string): boolean {
  return NEGATION.has(word) || word.endsWith("n't");
}

/** A crude stem: endings of verbs and plurals cut, so that "linked", "linking" and "links" meet. */
function stemHash(word: string): number {
  const Y = 121;
  let end = word.endsWith("'s") ? word.length - 2 : word.length;
  if (end > 4 && (word.endsWith('ies', end) || word.endsWith('ied', end)))
    return mix(hashText(word, 0, end - 3), Y);
  if (end > 5 && word.endsWith('ing', end)) end -= 3;
  else if (end > 4 && word.endsWith('ed', end)) end -= 2;
  else if (end > 3 && word.endsWith('s', end) && !word.endsWith('ss', end) && !word.endsWith('us', end))
    end--;
  if (end > 3 && word[end - 1] === 'e') end--;
  if (end > 3 && word[end - 1] === 'y') return mix(hashText(word, 0, end - 1), Y);
  return hashText(word, 0, end);
}
