import type { PartyName } from '../domain/party.ts';
import { type CastMember, organisationMember } from './cast-member.ts';
import type { Named, NamedText } from './find-names.ts';
import type { Entry } from './lexicon.ts';

/** Which state's organ a bare noun stood for last: "the foreign ministry", after "Chinese foreign minister N N". */
export interface OrganMemory {
  /** By the organ's noun and by its last word ("ministry"). */
  readonly bound: Map<string, BoundOrgan>;
  readonly home: string | null;
  /** Whether hardly any other state has a part in the article. */
  readonly isHomeSure: boolean;
  readonly stateNames: ReadonlyMap<string, string>;
  /** Names of listed organs by state and function. */
  readonly organNames: ReadonlyMap<string, string>;
}

export interface BoundOrgan {
  readonly noun: string;
  readonly country: string | null;
  readonly name: string | null;
  /** Whether words beside it say whose it is; else its state is the article's home. */
  readonly isPlaced: boolean;
}

/** Remembers whose organ a noun stood for. */
export function bindOrgan({ bound }: OrganMemory, organ: BoundOrgan): void {
  bound.set(organ.noun, organ);
  const lastWord = organ.noun.split(' ').at(-1);
  if (lastWord !== undefined) bound.set(lastWord, organ);
}

type OrganEntry = Extract<Entry, { class: 'organ' }>;

/**
 * An organ named by its function: of the state beside it ("China's foreign ministry"), else of the state whose organ of
 * that kind was meant last, else of the state that opens the sentence, else of the one the article is mostly about.
 */
export function organOf(text: NamedText, named: Named, entry: OrganEntry, memory: OrganMemory): CastMember {
  const beside = ownerBeside(text, named);
  const before = beside === null ? memory.bound.get(entry.name) : undefined;
  const opening = beside === null && before === undefined ? stateOpening(text, named) : null;
  const country = beside?.country ?? before?.country ?? opening ?? memory.home;
  const reason = beside
    ? `"${beside.words}" beside "${entry.name}"`
    : before
      ? `"${entry.name}" as named before`
      : opening !== null
        ? `"${entry.name}": the state that the sentence begins with`
        : `"${entry.name}"${country === null ? '' : `: ${country} is the home of the article`}`;
  const noun = before?.noun ?? entry.name;
  const name = before?.name ?? organName(noun, entry, country, beside, memory);
  const isPlaced = beside !== null || opening !== null || (before?.isPlaced ?? false);
  bindOrgan(memory, { noun, country, name, isPlaced });
  const isState = entry.kind === 'state';
  return organisationMember({
    name,
    kind: isState && country === null ? 'unnamed' : entry.kind,
    country,
    office: isState ? null : noun,
    isPlacedByHome: country !== null && !isPlaced,
    countsFor: isPlaced && entry.state ? stateOf(country, memory) : [],
    reason,
  });
}

/** The state as whose word an organ's or a minister's word counts; none where it is not known. */
export function stateOf(country: string | null, { stateNames }: OrganMemory): PartyName[] {
  const name = country === null ? undefined : stateNames.get(country);
  return name === undefined ? [] : [{ name, kind: 'state', country }];
}

/** The organ that an office belongs to by its name, with its state: a foreign minister's foreign ministry. */
export function organOfOffice(organ: string, country: string | null, memory: OrganMemory): PartyName[] {
  const state = stateOf(country, memory);
  const [owner] = state;
  const name =
    memory.organNames.get(`${country} ${organ}`) ??
    (owner === undefined ? organ : nameWithOwner(organ, owner.name));
  return [{ name, kind: 'agency', country }, ...state];
}

/** "Foreign Ministry of China", "US federal investigators", "China" for its government. */
function organName(
  noun: string,
  entry: OrganEntry,
  country: string | null,
  beside: Owner | null,
  memory: OrganMemory,
): string {
  const owner =
    beside?.isState === false ? beside.name : ((country && memory.stateNames.get(country)) ?? null);
  if (entry.kind === 'state') return (country && memory.stateNames.get(country)) ?? owner ?? noun;
  if (isPeople(noun)) return beside === null ? noun : `${beside.words} ${noun}`;
  if (owner === null) return noun;
  return memory.organNames.get(`${country} ${noun}`) ?? nameWithOwner(noun, owner);
}

function nameWithOwner(noun: string, owner: string): string {
  return `${titleCase(noun)} of ${/^(?:United |Netherlands|Philippines)/u.test(owner) ? 'the ' : ''}${owner}`;
}

/** "prosecutors", "federal investigators": people of an organ, called as the text calls them. */
function isPeople(noun: string): boolean {
  return /(?:ors|ties|gators|enforcement)$/u.test(noun);
}

function titleCase(noun: string): string {
  return noun.replace(/(?<![\p{L}'])\p{Ll}(?=\p{L}{3,}|\p{L}+$)/gu, (letter) => letter.toUpperCase());
}

interface Owner {
  readonly country: string | null;
  readonly name: string;
  readonly words: string;
  readonly isState: boolean;
}

/** The state, place or name right before the organ ("Chinese", "Beijing's") or after "of" or "in". */
function ownerBeside(text: NamedText, named: Named): Owner | null {
  const before = text.words[named.first - 1]?.lower === 's' ? named.first - 2 : named.first - 1;
  const after = ['of', 'in', 'for'].includes(text.words[named.last]?.lower ?? '') ? named.last + 1 : -1;
  const sentence = text.sentenceOf[named.first];
  for (const index of [before, after]) {
    const name = text.covering[index] ?? (index === before ? possessorBefore(text, index) : null);
    if (!name || text.sentenceOf[index] !== sentence) continue;
    const { entry } = name;
    const words = text.text.slice(name.start, name.end);
    if (entry.class === 'state') return { country: entry.country, name: entry.name, words, isState: true };
    if (entry.class === 'place') return { country: entry.country, name: entry.name, words, isState: false };
    if (entry.class === 'name') return { country: entry.country, name: words, words, isState: false };
  }
  return null;
}

/** In words: how far back "its government" looks for its state. */
const POSSESSOR_REACH = 40;

/**
 * The state that "its" or "their" at a word refers back to: where it opens the sentence, what the sentence before is
 * about; else the last one named.
 */
function possessorBefore(text: NamedText, index: number): Named | null {
  if (!['its', 'their'].includes(text.words[index]?.lower ?? '')) return null;
  const sentence = text.sentenceOf[index];
  const opens = text.sentenceOf[index - 1] !== sentence;
  return (opens ? subjectBefore(text, index) : null) ?? stateBefore(text, index, POSSESSOR_REACH);
}

/** The state whose name is the first thing named in the sentence before word `index`. */
function subjectBefore(text: NamedText, index: number): Named | null {
  let first: Named | null = null;
  const before = text.sentenceOf[index - 1];
  for (let i = index - 1; i >= 0 && text.sentenceOf[i] === before; i--) first = text.covering[i] ?? first;
  return first?.entry.class === 'state' && first.entry.form !== 'demonym' ? first : null;
}

/** The last state called by its name or seat among the words before an index. */
function stateBefore(text: NamedText, index: number, reach: number): Named | null {
  for (let i = index - 1; i >= Math.max(0, index - reach); i--) {
    const name = text.covering[i];
    if (name?.entry.class === 'state' && name.entry.form !== 'demonym') return name;
  }
  return null;
}

/** In words: how far back the beginning of a paragraph is looked for. */
const PARAGRAPH_REACH = 80;

/** The state whose name is the first thing named in the sentence, else the very first word of its paragraph. */
export function stateOpening(text: NamedText, named: Named): string | null {
  let opening: Named | null = null;
  let first = named.first;
  for (; first > 0 && text.sentenceOf[first - 1] === text.sentenceOf[named.first]; first--)
    opening = text.covering[first - 1] ?? opening;
  return countryNamed(opening) ?? countryNamed(paragraphOpening(text, first));
}

function countryNamed(named: Named | null): string | null {
  const entry = named?.entry;
  return entry?.class === 'state' && entry.form !== 'demonym' ? entry.country : null;
}

/**
 * What is named at the first word of the paragraph, where no other state is named before the sentence that begins at
 * word `index`; else null.
 */
function paragraphOpening({ text, words, covering }: NamedText, index: number): Named | null {
  let opening: Named | null = null;
  for (let i = index - 1; i >= Math.max(0, index - PARAGRAPH_REACH); i--) {
    const name = covering[i] ?? null;
    const country = countryNamed(name);
    if (country !== null && opening !== null && countryNamed(opening) !== country) return null;
    if (country !== null) opening = name;
    const isFirst = i === 0 || text.slice(words[i - 1]?.end, words[i]?.start).includes('\n');
    if (isFirst) return opening?.first === i ? opening : null;
  }
  return null;
}
