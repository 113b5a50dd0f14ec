import { z } from 'zod';
import words from '../../data/lexicons/act-words.json' with { type: 'json' };
import appeal from '../../data/lexicons/acts/appeal.json' with { type: 'json' };
import assess from '../../data/lexicons/acts/assess.json' with { type: 'json' };
import attribute from '../../data/lexicons/acts/attribute.json' with { type: 'json' };
import claim from '../../data/lexicons/acts/claim.json' with { type: 'json' };
import commit from '../../data/lexicons/acts/commit.json' with { type: 'json' };
import condemn from '../../data/lexicons/acts/condemn.json' with { type: 'json' };
import confirm from '../../data/lexicons/acts/confirm.json' with { type: 'json' };
import demandEvidence from '../../data/lexicons/acts/demand-evidence.json' with { type: 'json' };
import deny from '../../data/lexicons/acts/deny.json' with { type: 'json' };
import dispute from '../../data/lexicons/acts/dispute.json' with { type: 'json' };
import endorse from '../../data/lexicons/acts/endorse.json' with { type: 'json' };
import noComment from '../../data/lexicons/acts/no-comment.json' with { type: 'json' };
import penalise from '../../data/lexicons/acts/penalise.json' with { type: 'json' };
import state from '../../data/lexicons/acts/state.json' with { type: 'json' };
import threaten from '../../data/lexicons/acts/threaten.json' with { type: 'json' };
import withhold from '../../data/lexicons/acts/withhold.json' with { type: 'json' };
import hedges from '../../data/lexicons/hedges.json' with { type: 'json' };
import states from '../../data/lexicons/states.json' with { type: 'json' };
import { actSchema, hedgeSchema } from '../domain/act.ts';
import { type PatternMatch, PatternTrie, PatternVocabulary } from './pattern.ts';
import { ZONES, type Zone, type ZoneTokens } from './zones.ts';

/** Entries of this strength and above decide by themselves; weaker ones are hints, and add up. */
export const DECISIVE = 5;

const entryFields = {
  /** Patterns (see `PatternVocabulary`), each for one part of the statement; all that are given have to match. */
  source: z.string().optional(),
  cue: z.string().optional(),
  content: z.string().optional(),
  /** 1 to 4: a hint; 5 to 9: decisive, the higher the more surely. */
  strength: z.number().int().min(1).max(9),
  /** `source | cue | content`, a sentence in which the entry fires. */
  example: z.string(),
};

/** `data/lexicons/acts/ACT.json`: the words by which an act is known, kept by hand. */
export const actFileSchema = z.strictObject({
  act: actSchema,
  /** What the same words do under a negation ("did not blame": withhold); null where they then say nothing. */
  negated: actSchema.nullable(),
  entries: z.array(z.strictObject({ ...entryFields, negated: actSchema.nullable().optional() })),
});

/** `data/lexicons/hedges.json`. */
export const hedgeFileSchema = z.array(z.strictObject({ ...entryFields, hedge: hedgeSchema }));

export const ACT_FILES = z
  .array(actFileSchema)
  .parse([
    claim,
    deny,
    attribute,
    penalise,
    threaten,
    demandEvidence,
    withhold,
    noComment,
    dispute,
    endorse,
    condemn,
    appeal,
    commit,
    confirm,
    assess,
    state,
  ]);

export const HEDGE_ENTRIES = hedgeFileSchema.parse(hedges);

export const vocabulary = new PatternVocabulary({
  classes: { ...words.classes, state: stateWords() },
  verbs: words.verbs,
});

/** Names and demonyms of states that stand in one token, and the last words of the others' ("Korea", "Kong"). */
function stateWords(): string[] {
  const found = new Set<string>();
  for (const state of states)
    for (const name of [...state.names, ...state.demonyms])
      if (!name.includes(' ') && name !== 'US') found.add(name.toLowerCase());
  for (const word of words.stateWords) found.add(word);
  return [...found].filter((word) => !/[|<>~?]/u.test(word));
}

type Patterns = Partial<Record<Zone, string | undefined>>;

/** That all patterns of an entry matched: the entry, and for each of its zones the first match there. */
export interface Fired<Entry> {
  readonly entry: Entry;
  readonly matches: Readonly<Partial<Record<Zone, PatternMatch>>>;
}

/** Entries with patterns for several zones, looked for together. */
export class EntryMatcher<Entry extends Patterns> {
  readonly #entries: readonly Entry[];
  readonly #tries: Record<Zone, PatternTrie>;
  /** For each entry the zones that it has patterns for, in the order of `ZONES`. */
  readonly #zones: readonly (readonly Zone[])[];

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    this.#tries = {
      source: new PatternTrie(vocabulary),
      cue: new PatternTrie(vocabulary),
      content: new PatternTrie(vocabulary),
    };
    this.#zones = entries.map((entry) => ZONES.filter((zone) => entry[zone] !== undefined));
    entries.forEach((entry, id) => {
      for (const zone of ZONES) if (entry[zone] !== undefined) this.#tries[zone].add(entry[zone], id);
    });
  }

  /** The entries that fire on a statement, in the order of the list. */
  match(zones: Readonly<Record<Zone, ZoneTokens>>): Fired<Entry>[] {
    const matched = new Map<number, Partial<Record<Zone, PatternMatch>>>();
    for (const zone of ZONES)
      for (const match of this.#tries[zone].match(zones[zone].sequence, zones[zone].starts)) {
        let of = matched.get(match.pattern);
        if (of === undefined) {
          if (this.#zones[match.pattern]?.[0] !== zone) continue;
          of = {};
          matched.set(match.pattern, of);
        }
        of[zone] ??= match;
      }
    return [...matched]
      .filter(([id, matches]) => this.#zones[id]?.every((zone) => matches[zone] !== undefined))
      .sort(([a], [b]) => a - b)
      .map(([id, matches]) => ({ entry: this.#entries[id] as Entry, matches }));
  }
}
