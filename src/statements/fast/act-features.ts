import { DECISIVE } from '../act-lexicon.ts';
import type { ActEvidence } from '../label-act.ts';
import { ZONES } from '../zones.ts';
import { hashText, mix } from './hash.ts';
import type { Scene } from './scene.ts';

/** Tokens of a statement's parts, ascending. */
export interface PartTokens {
  readonly source: readonly number[];
  readonly cue: readonly number[];
  readonly content: readonly number[];
}

const NEGATION = new Set(['not', 'never', 'no', 'without', 'cannot', 'neither', 'nor', 'none', 'nothing']);
const FIRST_PERSON = new Set(['we', 'our', 'us', 'ours', "we're", "we've", "we'll", 'i', 'my', 'me', "i'm"]);
const SECOND_PERSON = new Set(['you', 'your', 'yours']);
/** `.data` of kinds of mention, as {@link TokenTable.mention} counts them: places and nationalities. */
const PLACES = new Set([3, 4]);

/** Features of a statement for its act, as hashes of 32 bits. */
export function actFeatures(
  scene: Scene,
  tags: readonly string[],
  { source, cue, content }: PartTokens,
  evidence: ActEvidence,
): number[] {
  const { reading, table: t, register: domain } = scene;
  const found: number[] = [];
  const put = (template: number, value: number) => found.push(mix(Math.imul(template, 0x9e3779b1), value));
  const stems = (indices: readonly number[]) => indices.map((i) => stemHash(reading.tokens[i]!.lower));
  const tokens = reading.tokens;
  const said = content.filter((i) => tokens[i]!.kind === 'word');
  const cueStems = stems(cue);
  const contentStems = stems(said);
  const lower = (i: number) => tokens[i]?.lower ?? '';
  const isNegation = (i: number) => NEGATION.has(lower(i)) || lower(i).endsWith("n't");
  put(1, 0);
  put(1, 1 + domain);
  // the lexicons
  const strongest = evidence.strongest;
  const lex = hashText(strongest?.act ?? 'none');
  const agent = evidence.agent === null ? 0 : evidence.agent.decisive ? 2 : 1;
  put(2, lex);
  put(3, lex * 2 + ((strongest?.strength ?? 0) >= DECISIVE ? 1 : 0));
  put(4, mix(lex, strongest?.strength ?? 0));
  put(55, mix(lex, domain));
  put(56, agent);
  put(57, mix(agent, lex));
  for (const stem of cueStems) put(58, mix(agent, stem));
  const firedActs = new Set<number>();
  for (const vote of evidence.votes) {
    const act = hashText(vote.act);
    const zones = ZONES.reduce((sum, zone, i) => sum + (vote.matches[zone] === undefined ? 0 : 2 ** i), 0);
    firedActs.add(act);
    put(5, mix(act, vote.strength));
    put(6, mix(act, zones * 2 + Number(vote.isNegated)));
    for (const stem of cueStems) put(8, mix(act, stem));
  }
  for (const act of firedActs) {
    put(9, mix(act, lex));
    for (const other of firedActs) if (act < other) put(10, mix(act, other));
  }
  // the cue
  for (const stem of cueStems) put(11, stem);
  for (let i = 0; i + 1 < cueStems.length; i++) put(12, mix(cueStems[i]!, cueStems[i + 1]!));
  put(13, cueStems.reduce(mix, 1));
  put(14, mix(lex, cueStems.reduce(mix, 1)));
  if (cue.length > 0) {
    const first = cue[0]!;
    const last = cue.at(-1)!;
    put(15, t.tag[first]!);
    put(16, cueStems[0]!);
    put(17, cueStems.at(-1)!);
    put(18, Math.min(cue.length, 4));
    if (cue.some(isNegation)) put(19, 1);
    const inContent = new Set(content);
    for (let k = 1; k <= 3; k++) {
      if (t.sentence[first - k] === t.sentence[first] && !inContent.has(first - k)) {
        put(20, stemHash(lower(first - k)));
        if (isNegation(first - k)) put(21, 1);
      }
      if (t.sentence[last + k] === t.sentence[last] && !inContent.has(last + k)) put(22, stemHash(lower(last + k)));
    }
  } else put(18, 9);
  // the content
  const negated = content.some(isNegation);
  const first = content.some((i) => FIRST_PERSON.has(lower(i)));
  const second = content.some((i) => SECOND_PERSON.has(lower(i)));
  for (const stem of new Set(contentStems)) put(23, stem);
  for (let i = 0; i + 1 < contentStems.length; i++) put(24, mix(contentStems[i]!, contentStems[i + 1]!));
  for (let i = 0; i < Math.min(3, contentStems.length); i++) put(25 + i, contentStems[i]!);
  put(28, mix(contentStems[0] ?? 0, contentStems[1] ?? 0));
  put(29, contentStems.at(-1) ?? 0);
  put(30, content.length < 4 ? 1 : content.length < 8 ? 2 : content.length < 15 ? 3 : content.length < 30 ? 4 : 5);
  if (negated) put(31, lex);
  if (first) put(32, lex);
  if (second) put(33, lex);
  put(34, Number(negated) + 2 * Number(first) + 4 * Number(second));
  const verb = content.find((i) => /^(?:VB|MD)/u.test(tags[t.tag[i]!] ?? ''));
  if (verb !== undefined) {
    put(35, t.tag[verb]!);
    put(36, stemHash(lower(verb)));
    put(37, mix(cueStems.at(-1) ?? 0, t.tag[verb]!));
  }
  for (const tag of new Set(content.map((i) => t.tag[i]!))) put(38, tag);
  for (const i of content) {
    if (tags[t.tag[i]!] === 'MD') put(39, mix(mix(t.word[i]!, Number(isNegation(i + 1))), Number(first)));
    if (lower(i) === '?') put(40, 1);
  }
  put(41, mix(cueStems[0] ?? 0, contentStems[0] ?? 0));
  const places = content.filter((i) => PLACES.has(t.mention[i]!)).length;
  put(42, mix(Math.min(places, 2), lex));
  put(43, Math.min(content.filter((i) => t.mention[i]! > 0).length, 6));
  // the source
  const sourceStems = stems(source);
  if (source.length === 0) put(44, 0);
  else {
    for (const stem of new Set(sourceStems)) put(45, stem);
    put(46, sourceStems.at(-1)!);
    put(47, mix(sourceStems.at(-1)!, lex));
    put(48, t.tag[source[0]!]!);
    put(49, mix(t.mention[source.at(-1)!]!, lex));
    for (const stem of cueStems) put(50, mix(t.mention[source.at(-1)!]!, stem));
  }
  // quotation, order
  const quotedTokens = content.filter((i) => t.quote[i]! > 0).length;
  const quoted = content.length === 0 ? 0 : quotedTokens === 0 ? 1 : quotedTokens < content.length ? 2 : 3;
  put(51, quoted);
  put(52, mix(quoted, lex));
  put(53, (cue[0] ?? 0) < (content[0] ?? 0) ? 1 : 2);
  put(54, Math.min(3, Math.floor((t.sentence[cue[0] ?? content[0] ?? 0] ?? 0) / 3)));
  return found;
}

/** A crude stem: endings of verbs and plurals cut, so that "linked", "linking" and "links" meet. */
function stemHash(word: string): number {
  let end = word.length;
  if (word.endsWith("'s")) end -= 2;
  if (end > 4 && word.endsWith('ies', end)) return mix(hashText(word, 0, end - 3), 121);
  if (end > 4 && word.endsWith('ied', end)) return mix(hashText(word, 0, end - 3), 121);
  if (end > 5 && word.endsWith('ing', end)) end -= 3;
  else if (end > 4 && word.endsWith('ed', end)) end -= 2;
  else if (end > 3 && word.endsWith('s', end) && !word.endsWith('ss', end) && !word.endsWith('us', end)) end -= 1;
  if (end > 3 && word[end - 1] === 'e') end -= 1;
  if (end > 3 && word[end - 1] === 'y') return mix(hashText(word, 0, end - 1), 121);
  return hashText(word, 0, end);
}
