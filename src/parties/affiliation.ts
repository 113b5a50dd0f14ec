import type { Named, NamedText } from './find-names.ts';
import type { OfficeKind, Sex } from './lexicon.ts';
import { adjoin } from './words.ts';

/** What stands beside a person's name: the office, and what or whom it is held for. */
export interface Introduction {
  readonly office: {
    readonly words: string;
    readonly kind: OfficeKind;
    readonly organ: string | null;
    /** Whether who holds it speaks for the state. */
    readonly state: boolean;
  } | null;
  /** The state, place, organ or organisation the person belongs to; null where none stands there. */
  readonly affiliation: Named | null;
  readonly sex: Sex | null;
  /** The words that say so. */
  readonly words: string;
}

/** In words: how far an office may stand from the organisation before it ("US homeland security *adviser*"). */
const BETWEEN = 3;
/** In words: how far an apposition is read. */
const APPOSITION = 16;
/** In words: an office further off belongs to somebody else. */
const OFFICE_WITHIN = 9;
const AFFILIATES: ReadonlySet<string> = new Set(['state', 'place', 'organisation', 'organ', 'name']);
/** Words that end an apposition: what follows tells what the person did. */
const VERBS = new Set('said says told wrote added tweeted who which that is was has had and'.split(' '));
/** Words after a comma that begin a clause, not an apposition. */
const CLAUSE_OPENERS = new Set(
  'but and or so yet while although though because since when where which who whose that if as he she it they we i you there this these those his her their its with in on at after before'.split(
    ' ',
  ),
);
const LINKS = new Set(['of', 'at', 'from', 'with', 'for']);

/** What stands before a name, "Chinese foreign minister N N", or after it, "N N, a researcher at O", or null. */
export function introductionOf(text: NamedText, person: Named): Introduction | null {
  const before = introducedBefore(text, person);
  const after = introducedAfter(text, person);
  if (before === null || after === null) return before ?? after;
  return {
    office: before.office ?? after.office,
    affiliation: before.affiliation ?? after.affiliation,
    sex: before.sex ?? after.sex,
    words: before.words,
  };
}

/** The name that ends right before word `index` ("'s" passed over), or null. */
function nameBefore(text: NamedText, index: number): { name: Named; possessive: boolean } | null {
  const [before, word] = [text.words[index - 1], text.words[index]];
  if (!before || !word || text.sentenceOf[index - 1] !== text.sentenceOf[index]) return null;
  if (!adjoin(text.text, before, word)) return null;
  const possessive = before.lower === 's' && index > 1;
  const name = text.covering[possessive ? index - 2 : index - 1] ?? null;
  return name === null ? null : { name, possessive };
}

function introducedBefore(text: NamedText, person: Named): Introduction | null {
  let first = person.first;
  let sex: Sex | null = null;
  let office: Introduction['office'] = null;
  for (let title = nameBefore(text, first); title !== null; title = nameBefore(text, first)) {
    const { entry } = title.name;
    if (entry.class === 'honorific') sex = entry.sex;
    else if (entry.class === 'office' && office === null) {
      const words = text.text.slice(title.name.start, title.name.end);
      office = { words, kind: entry.kind, organ: entry.organ, state: entry.state };
      sex ??= sexOfOffice(words);
    } else break;
    first = title.name.first;
  }
  const affiliation = affiliationBefore(text, first, office !== null);
  if (sex === null && office === null && affiliation === null) return null;
  return {
    office,
    affiliation,
    sex,
    words: text.text.slice(affiliation?.start ?? text.words[first]?.start, person.start).trim(),
  };
}

/** "Newark's Service Director", "US homeland security adviser": a few unlisted words may stand before the office. */
function affiliationBefore(text: NamedText, first: number, hasOffice: boolean): Named | null {
  for (let i = first; i > first - 1 - (hasOffice ? BETWEEN : 0) && i > 0; i--) {
    const near = nameBefore(text, i);
    if (near !== null && AFFILIATES.has(near.name.entry.class)) {
      const isDirect = hasOffice || near.possessive || near.name.entry.class === 'state';
      return isDirect ? near.name : null;
    }
    const [before, word] = [text.words[i - 1], text.words[i]];
    if (!before || !word || !adjoin(text.text, before, word)) return null;
  }
  return null;
}

function introducedAfter(text: NamedText, person: Named): Introduction | null {
  const sentence = text.sentenceOf[person.first];
  const gap = text.text.slice(person.end, text.words[person.last]?.start ?? person.end);
  const link = text.words[person.last]?.lower ?? '';
  if (text.sentenceOf[person.last] !== sentence) return null;
  if (/^\s$/u.test(gap) && LINKS.has(link)) {
    const affiliation = text.covering[person.last + 1] ?? text.covering[person.last + 2] ?? null;
    return affiliation !== null && AFFILIATES.has(affiliation.entry.class)
      ? {
          office: null,
          affiliation,
          sex: null,
          words: `${link} ${text.text.slice(affiliation.start, affiliation.end)}`,
        }
      : null;
  }
  if (CLAUSE_OPENERS.has(link)) return null;
  return /^,\s|^\s?[(—–-]\s?/u.test(gap) ? apposition(text, person, sentence ?? 0) : null;
}

function apposition(text: NamedText, person: Named, sentence: number): Introduction | null {
  let office: Introduction['office'] = null;
  let affiliation: Named | null = null;
  let end = person.end;
  for (let i = person.last; i < person.last + APPOSITION && text.sentenceOf[i] === sentence; i++) {
    const word = text.words[i];
    if (
      !word ||
      (VERBS.has(word.lower) && !(word.lower === 'and' && (affiliation === null || office === null)))
    )
      break;
    const hasComma = i > person.last && text.text.slice(text.words[i - 1]?.end, word.start).includes(',');
    if (hasComma && affiliation !== null) break;
    const name = text.covering[i];
    if (!name || name.first !== i) continue;
    if (name.entry.class === 'office') {
      if (office !== null || i - person.last > OFFICE_WITHIN) continue;
      const words = text.text.slice(name.start, name.end);
      office = { words, kind: name.entry.kind, organ: name.entry.organ, state: name.entry.state };
      end = name.end;
    } else if (AFFILIATES.has(name.entry.class) && (affiliation === null || isLooser(affiliation, name))) {
      affiliation = name;
      end = name.end;
    }
  }
  const sex = office === null ? null : sexOfOffice(office.words);
  return office === null
    ? null
    : { office, affiliation, sex, words: text.text.slice(person.end + 1, end).trim() };
}

/** "in Canada's Communications Security Establishment": the organ tells more than the state before it. */
function isLooser(held: Named, next: Named): boolean {
  if (held.entry.class === 'name' && held.entry.kind === null) return next.entry.class === 'organisation';
  const isArea = held.entry.class === 'state' || held.entry.class === 'place';
  return (
    isArea && next.entry.class !== 'state' && next.entry.class !== 'place' && next.first - held.last <= 1
  );
}

/** "spokeswoman", "chairman", "king"; null where the word does not tell. */
export function sexOfOffice(words: string): Sex | null {
  if (/woman\b|\bqueen\b|\bmistress/iu.test(words)) return 'f';
  return /(?<!wo)man\b|\bking\b|\bprince\b/iu.test(words) ? 'm' : null;
}
