import type { Document } from '../domain/document.ts';
import { vocabulary } from './act-lexicon.ts';
import { isParty } from './party-phrase.ts';
import { type Phrase, Phrases } from './phrases.ts';
import {
  BE,
  DETERMINERS,
  DO_OR_MODAL,
  HAVE,
  isAdverb,
  NEGATIONS,
  PREPOSITIONS,
  TIME_WORDS,
} from './word-classes.ts';
import type { ZoneTokens } from './zones.ts';

/** Who is said to have done a hostile or wrongful deed, and by which words. */
export interface Agent {
  readonly phrase: Phrase;
  /** The token that ties the party to the deed: "hacked", "behind", "by". */
  readonly trigger: number;
  /** False where the words also fit a deed that is nobody's wrong: they back a lexicon entry, and decide nothing alone. */
  readonly decisive: boolean;
}

type Kind = 'hostile' | 'mounting' | 'neglect';
type Form = 'base' | 'third' | 'past' | 'participle' | 'ing';

const DEED_VERBS = deedVerbs();
const DEED_NOUNS = new Set(vocabulary.expand('<crime>|malware|worm|virus'));
const CREWS = new Set(vocabulary.expand('<crew>|spies|operatives|saboteurs'));
/** Names of groups that do nothing else. */
const THREATS = new Set(vocabulary.expand('<threat>'));
/** "carried out by", "backed by": what a party is the agent of, beside the deed verbs themselves. */
const DONE_BY = new Set(
  'out aided helped supported carried backed sponsored funded controlled owned run directed ordered caused organised organized staged mounted'.split(
    ' ',
  ),
);
/** "the work of X", "on behalf of X". */
const BELONGINGS = new Set(
  'work handiwork doing hand hands hallmarks fingerprints signature behest orders behalf direction pay payroll'.split(
    ' ',
  ),
);
const GUILT = new Set(['responsible', 'culpable', 'guilty', 'complicit', 'accountable', 'fault', 'blame']);
/** Verbs and nouns after which "to" or "on" leads to the party. */
const LINKS = new Set(
  'linked tied traced connected attributed attribute attributes attributing link links ties trace traces pinned blamed leads points point pointed'.split(
    ' ',
  ),
);
const BLAMES = new Set(
  'blame blames blamed blaming accuse accuses accused accusing suspect suspects'.split(' '),
);
const ORIGINS = new Set(
  'came come comes coming originated originating originates emanating stemmed stems'.split(' '),
);
/** Verbs of which the deed's object follows a preposition: "hacked into", "spied on". */
const INTRANSITIVE = new Set(['into', 'on', 'with', 'through']);
/** Words that take back what follows them in their clause. */
const UNSAID = new Set([
  'whether',
  'if',
  'unless',
  'no',
  'nobody',
  'nothing',
  'deny',
  'denies',
  'denied',
  'denying',
]);
const CLAUSE_ENDS = new Set(['.', ';', '!', '?', ',', ':', 'but', 'since', 'because', 'although']);
/** Farthest, in tokens, from a verb such as "launched" to its deed, and from "attack" or "linked" to "by" or "to". */
const REACH = 7;

/**
 * The party that a content says did a hostile or wrongful deed: the subject of the deed's verb, the phrase after "by",
 * "linked to", "the work of", the one "behind" or "responsible". Null where no party is named, where the deed stands
 * under "whether", "if" or a negation, and where only a victim, a date or an anonymous "the hackers" stands there.
 */
export function agentOf(document: Document, content: ZoneTokens): Agent | null {
  const scan = new AgentScan(document, content);
  return scan.find(true) ?? scan.find(false);
}

function deedVerbs(): ReadonlyMap<string, { kind: Kind; form: Form }> {
  const verbs = new Map<string, { kind: Kind; form: Form }>();
  for (const kind of ['hostile', 'mounting', 'neglect'] as const)
    for (const entry of vocabulary.members(kind)) {
      const [base = '', ...forms] = vocabulary.expand(entry);
      verbs.set(base, { kind, form: 'base' });
      const past = forms.filter((word) => !word.endsWith('ing') && !/s$/u.test(word));
      for (const word of forms) {
        if (word === base) continue;
        const form = word.endsWith('ing') ? 'ing' : /s$/u.test(word) ? 'third' : 'past';
        const isParticiple = form === 'past' && past.length > 1 && word === past.at(-1) && word.endsWith('n');
        verbs.set(word, { kind, form: isParticiple ? 'participle' : form });
      }
    }
  return verbs;
}

class AgentScan {
  readonly #phrases: Phrases;
  readonly #indices: readonly number[];
  readonly #start: number;
  readonly #end: number;

  constructor(document: Document, { indices }: ZoneTokens) {
    this.#phrases = new Phrases(document);
    this.#indices = indices;
    this.#start = indices[0] ?? 0;
    this.#end = (indices.at(-1) ?? -1) + 1;
  }

  /** The first agent, reading on from left to right past what is denied or only asked. */
  find(decisive: boolean): Agent | null {
    let isUnsaid = false;
    for (const index of this.#indices) {
      const word = this.#word(index);
      if (CLAUSE_ENDS.has(word)) isUnsaid = false;
      else if (UNSAID.has(word) || NEGATIONS.has(word)) isUnsaid = true;
      if (isUnsaid) continue;
      const phrase = decisive ? this.#decisiveAt(index, word) : this.#weakAt(index, word);
      if (phrase !== null) return { phrase, trigger: index, decisive };
    }
    return null;
  }

  #decisiveAt(index: number, word: string): Phrase | null {
    if (word === 'by') return this.#agentAfterBy(index);
    if (word === 'behind') return this.#isBehind(index) ? this.#partyBefore(index) : null;
    if (GUILT.has(word)) return this.#guilty(index, word);
    if (word === 'of') return BELONGINGS.has(this.#word(index - 1)) ? this.#partyAt(index + 1) : null;
    if (word === 'to' || word === 'on' || word === 'at') return this.#linked(index);
    if (BLAMES.has(word) && this.#word(index - 1) !== 'to') return this.#partyAt(index + 1);
    if (word === 'did' && /^(?:it|this|so)$/u.test(this.#word(index + 1))) return this.#partyBefore(index);
    const verb = DEED_VERBS.get(word);
    return verb === undefined || verb.kind === 'neglect' ? null : this.#actor(index, verb);
  }

  /** What only backs an entry: an origin, a state's help, a crew with a state's name, a duty neglected. */
  #weakAt(index: number, word: string): Phrase | null {
    if (BE.has(word) && this.#word(index - 1) === 'it') return this.#culprit(index + 1);
    if (/^(?:from|in)$/u.test(word) && ORIGINS.has(this.#word(index - 1))) return this.#partyAt(index + 1);
    if (/^(?:from|in)$/u.test(word) && /^(?:based|located|operating|launched)$/u.test(this.#word(index - 1)))
      return this.#partyAt(index + 1);
    if (/^(?:help|backing|support)$/u.test(word) && this.#phrases.isName(index - 1))
      return this.#phrases.phraseAt(this.#phrases.startOf(index, this.#start), index + 1);
    if (
      CREWS.has(word) ||
      THREATS.has(word) ||
      /-(?:backed|sponsored|affiliated|linked|aligned|directed)$/u.test(word)
    )
      return this.#crew(index);
    const verb = DEED_VERBS.get(word);
    return verb?.kind === 'neglect' ? this.#actor(index, verb) : null;
  }

  /** Whether a deed stands before, with no other verb between: "an attack this week by", "was hacked by". */
  #followsDeed(index: number): boolean {
    for (let i = index - 1; i >= Math.max(this.#start, index - REACH); i--) {
      const word = this.#word(i);
      const verb = DEED_VERBS.get(word);
      if (CLAUSE_ENDS.has(word) || verb?.form === 'ing') return false;
      if (verb?.kind === 'hostile' && verb.form !== 'third' && !DEED_NOUNS.has(word)) return true;
      if (DEED_NOUNS.has(word)) return true;
      if (verb !== undefined || DONE_BY.has(word))
        return this.#standsForDeed() || this.#hasDeedNoun(this.#start, i - this.#start);
      if (word.endsWith('ed')) return false;
    }
    return false;
  }

  /** "the raid, which X alleges | which was carried out by": the pronoun stands for what was done. */
  #standsForDeed(): boolean {
    return this.#word(this.#start) === 'which';
  }

  /** The one after "by"; hackers and spies also without a word for the deed: "organised by hackers of Daewol". */
  #agentAfterBy(index: number): Phrase | null {
    const party = this.#partyAt(index + 1);
    if (party === null || this.#followsDeed(index)) return party;
    const isCrew = CREWS.has(this.#word(party.last - 1)) && /(?:ed|en|run)$/u.test(this.#word(index - 1));
    return isCrew ? party : null;
  }

  #isBehind(index: number): boolean {
    const before = this.#word(index - 1);
    return (
      BE.has(before) ||
      isAdverb(before) ||
      this.#hasDeedNoun(index + 1) ||
      /^(?:it|this|these)$/u.test(this.#word(index + 1))
    );
  }

  #guilty(index: number, word: string): Phrase | null {
    if (word === 'blame' || word === 'fault') {
      const before = this.#word(index - 1);
      return (word === 'blame' && before === 'to') || (word === 'fault' && before === 'at')
        ? this.#partyBefore(index - 1)
        : null;
    }
    return this.#partyBefore(index);
  }

  #linked(index: number): Phrase | null {
    for (let i = index - 1; i >= Math.max(this.#start, index - REACH); i--) {
      const word = this.#word(i);
      if (CLAUSE_ENDS.has(word)) return null;
      if (LINKS.has(word))
        return this.#hasDeedNoun(this.#start, this.#end - this.#start) ? this.#partyAt(index + 1) : null;
    }
    return null;
  }

  #actor(index: number, { kind, form }: { kind: Kind; form: Form }): Phrase | null {
    if (!this.#isActive(index, form)) return null;
    if (kind === 'mounting' && !this.#hasDeedNoun(index + 1)) return null;
    return this.#partyBefore(index);
  }

  /** Whether the verb is finite, active and asserted, as far as its auxiliaries and the word after it tell. */
  #isActive(index: number, form: Form): boolean {
    let i = index - 1;
    while (i >= this.#start && isAdverb(this.#word(i))) i--;
    const auxiliary = this.#word(i);
    if (form === 'ing') return BE.has(auxiliary);
    if (form === 'base') return /^(?:do|did)$/u.test(auxiliary);
    if (BE.has(auxiliary) || DO_OR_MODAL.has(auxiliary) || auxiliary === 'to') return false;
    if (HAVE.has(auxiliary)) return form !== 'third';
    if (form === 'participle') return false;
    const next = this.#word(index + 1);
    if (form === 'third') return DETERMINERS.has(next) || this.#phrases.isName(index + 1);
    return (
      INTRANSITIVE.has(next) ||
      (this.#phrases.isPhraseWord(index + 1) && !PREPOSITIONS.has(next) && !TIME_WORDS.has(next))
    );
  }

  /** "it was the Ninth Bureau": a party and nothing more. */
  #culprit(index: number): Phrase | null {
    const party = index - this.#start <= 3 ? this.#partyAt(index) : null;
    return party !== null && (party.last >= this.#end || CLAUSE_ENDS.has(this.#word(party.last)))
      ? party
      : null;
  }

  /** "Chilean hackers had entered": a crew that the words place, and that does something. */
  #crew(index: number): Phrase | null {
    const party = this.#partyAt(this.#phrases.startOf(index, this.#start));
    if (party === null || party.last <= index) return null;
    const next = this.#word(party.last);
    const acts = HAVE.has(next) || isAdverb(next) || /(?:ed|stole|broke|ran|hid|set)$/u.test(next);
    return acts || this.#hasDeedNoun(this.#start, this.#end - this.#start) ? party : null;
  }

  #hasDeedNoun(from: number, reach = REACH): boolean {
    for (let i = from; i < Math.min(this.#end, from + reach); i++) {
      if (CLAUSE_ENDS.has(this.#word(i)) && reach === REACH) return false;
      if (DEED_NOUNS.has(this.#word(i))) return true;
    }
    return false;
  }

  #partyAt(index: number): Phrase | null {
    const phrase = this.#phrases.phraseAt(index, this.#end);
    return phrase !== null && isParty(this.#phrases, phrase) ? phrase : null;
  }

  /** The party before the verbs and adverbs before a token, past a relative pronoun. */
  #partyBefore(index: number): Phrase | null {
    const last = this.#closesApposition(index - 1) ? index - 1 : index;
    const phrase = this.#phrases.phraseBefore(last, this.#start);
    if (phrase === null) return null;
    const isRelative = /^(?:who|which|that)$/u.test(this.#word(phrase.first));
    if (isRelative && phrase.first > this.#start) return this.#partyBefore(phrase.first);
    return isParty(this.#phrases, phrase) ? phrase : null;
  }

  /** A comma after which the verb goes on: another one before it opened the apposition. */
  #closesApposition(comma: number): boolean {
    if (this.#word(comma) !== ',') return false;
    for (let i = comma - 1; i > Math.max(this.#start, comma - 2 * REACH); i--)
      if (this.#word(i) === ',') return true;
    return false;
  }

  #word(index: number): string {
    return index < this.#start ? '' : this.#phrases.lower(index);
  }
}
