import cues from '../../data/lexicons/cues.json' with { type: 'json' };

/** What may stand beside a cue as its content. */
export type Complement =
  /** A clause without "that", or a noun phrase in its place. */
  | 'clause'
  /** A clause that begins with "that" or a question word. */
  | 'that'
  /** A quotation, after or before. */
  | 'quote'
  /** An infinitive. */
  | 'to'
  /** A noun phrase. */
  | 'object'
  /** Somebody addressed, before the content. */
  | 'recipient'
  /** The grammatical subject belongs to the content, and nobody is named as the source: "is expected to". */
  | 'raising'
  /** In the passive the subject belongs to the content, and the source stands after "by". */
  | 'passive';

export type VerbForm = 'base' | 'third' | 'past' | 'participle' | 'ing';

/** A word, or a word with those that must follow it ("point out"), that signals somebody's statement. */
export interface CueWord {
  readonly lemma: string;
  /** The words that must follow the first. */
  readonly rest: readonly string[];
  readonly takes: ReadonlySet<Complement>;
  /** Prepositions that join the cue, with the content after them: "call for". */
  readonly prepositions: ReadonlySet<string>;
}

export interface CueForm {
  readonly cue: CueWord;
  readonly forms: ReadonlySet<VerbForm>;
}

interface Group {
  readonly takes: readonly string[];
  readonly words: readonly string[];
}

/** Verbs by the lower-cased form of their first word; the longest in words first. */
export const CUE_VERBS: ReadonlyMap<string, readonly CueForm[]> = indexVerbs(cues.verbs);

/** Nouns by their lower-cased singular and plural. */
export const CUE_NOUNS: ReadonlyMap<string, CueWord> = indexNouns(cues.nouns);

/** Plurals of nouns that are spelled like a verb: a verb only where the words around it say so. */
export const PLURAL_NOUNS: ReadonlySet<string> = new Set(cues.plurals.map(thirdPerson));

/**
 * Verbs by the rule under which fewer than one in four of the statements that they signal are labelled as such, by the
 * same measure as `RULE_PRECISION`: "wants to", "supports X".
 */
export const WEAK_VERBS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(cues.weak).map(([rule, words]) => [rule, new Set(words)]),
);

function indexVerbs(groups: readonly Group[]): Map<string, CueForm[]> {
  const index = new Map<string, CueForm[]>();
  for (const cue of mergeGroups(groups).values()) {
    const byForm = new Map<string, Set<VerbForm>>();
    for (const [form, written] of inflect(cue.spelling)) {
      const forms = byForm.get(written) ?? new Set();
      byForm.set(written, forms.add(form));
    }
    for (const [written, forms] of byForm)
      index.set(written, [...(index.get(written) ?? []), { cue, forms }]);
  }
  for (const forms of index.values()) forms.sort((a, b) => b.cue.rest.length - a.cue.rest.length);
  return index;
}

function indexNouns(groups: readonly Group[]): Map<string, CueWord> {
  const index = new Map<string, CueWord>();
  for (const cue of mergeGroups(groups).values()) {
    index.set(cue.lemma, cue);
    index.set(thirdPerson(cue.lemma), cue);
  }
  return index;
}

interface SpelledCue extends CueWord {
  /** `lemma[:past[:participle]]` of the first word. */
  readonly spelling: string;
}

/** One entry a lemma, with all that any group says it takes. An irregular form given once holds for all groups. */
function mergeGroups(groups: readonly Group[]): Map<string, SpelledCue> {
  const merged = new Map<string, SpelledCue & { takes: Set<Complement>; prepositions: Set<string> }>();
  for (const { takes, words } of groups)
    for (const word of words) {
      const forms = word.split(':').map((form) => form.split(' '));
      const [first = '', ...rest] = forms[0] ?? [];
      const key = [first, ...rest].join(' ');
      const spelling = forms.map((form) => form[0]).join(':');
      const known = merged.get(key);
      const entry = known ?? { lemma: first, rest, takes: new Set(), prepositions: new Set(), spelling };
      for (const complement of takes)
        if (complement.startsWith('+')) entry.prepositions.add(complement.slice(1));
        else entry.takes.add(complement as Complement);
      merged.set(key, spelling.length > entry.spelling.length ? { ...entry, spelling } : entry);
    }
  return merged;
}

/** The forms of a verb spelled `lemma[:past[:participle]]`; regular where no past is given. */
function inflect(spelling: string): [VerbForm, string][] {
  const [lemma = '', given, givenParticiple] = spelling.split(':');
  const past =
    given ?? (lemma.endsWith('e') ? `${lemma}d` : lemma.replace(/([^aeiou])y$/u, '$1i').concat('ed'));
  return [
    ['base', lemma],
    ['third', thirdPerson(lemma)],
    ['past', past],
    ['participle', givenParticiple ?? past],
    ['ing', presentParticiple(lemma, past)],
  ];
}

function thirdPerson(lemma: string): string {
  if (/[^aeiou]y$/u.test(lemma)) return `${lemma.slice(0, -1)}ies`;
  return /(?:s|sh|ch|x|z|o)$/u.test(lemma) ? `${lemma}es` : `${lemma}s`;
}

/** A doubled consonant of the past ("admitted") doubles here too; a silent final e is dropped. */
function presentParticiple(lemma: string, past: string): string {
  if (past.endsWith('ed') && past.length === lemma.length + 3) return `${past.slice(0, -2)}ing`;
  return /[^eoy]e$/u.test(lemma) ? `${lemma.slice(0, -1)}ing` : `${lemma}ing`;
}
