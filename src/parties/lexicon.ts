import companies from '../../data/lexicons/companies.json' with { type: 'json' };
import givenNames from '../../data/lexicons/given-names.json' with { type: 'json' };
import institutes from '../../data/lexicons/institutes.json' with { type: 'json' };
import media from '../../data/lexicons/media.json' with { type: 'json' };
import nouns from '../../data/lexicons/nouns.json' with { type: 'json' };
import offices from '../../data/lexicons/offices.json' with { type: 'json' };
import organs from '../../data/lexicons/organs.json' with { type: 'json' };
import persons from '../../data/lexicons/persons.json' with { type: 'json' };
import places from '../../data/lexicons/places.json' with { type: 'json' };
import products from '../../data/lexicons/products.json' with { type: 'json' };
import states from '../../data/lexicons/states.json' with { type: 'json' };
import groups from '../../data/lexicons/threat-groups.json' with { type: 'json' };
import type { SpeakerKind } from '../domain/act.ts';
import { buildGazetteer, type Gazetteer } from './gazetteer.ts';

export type Sex = 'f' | 'm';
export type OfficeKind = 'official' | 'spoke' | 'executive' | 'expert' | 'person' | 'media';

/** What a listed name stands for. */
export type Entry =
  | {
      readonly class: 'state';
      readonly name: string;
      readonly country: string;
      readonly form: 'name' | 'demonym' | 'seat';
      /** The word names something else as often ("Jordan", "the North"). */
      readonly ambiguous: boolean;
    }
  | { readonly class: 'place'; readonly name: string; readonly country: string }
  | {
      readonly class: 'organisation';
      readonly name: string;
      readonly kind: 'agency' | 'company' | 'media' | 'threat-group';
      readonly country: string | null;
      /** A company whose people speak as experts. */
      readonly security: boolean;
      /** Whether its word is the word of its state: organs of the executive. */
      readonly state: boolean;
    }
  | {
      readonly class: 'person';
      readonly name: string;
      readonly country: string;
      readonly office: string | null;
      readonly sex: Sex;
      readonly kind: SpeakerKind;
    }
  | {
      readonly class: 'office';
      readonly kind: OfficeKind;
      readonly organ: string | null;
      /** Whether who holds it speaks for the state: heads of state and government, ministers, envoys, their advisers. */
      readonly state: boolean;
    }
  | { readonly class: 'honorific'; readonly sex: Sex | null }
  /** An organ named by its function alone: "the foreign ministry". */
  | {
      readonly class: 'organ';
      readonly name: string;
      readonly kind: 'agency' | 'state';
      /** Whether its word is the word of its state. */
      readonly state: boolean;
    }
  | { readonly class: 'noun'; readonly kind: SpeakerKind }
  /** A product or a piece of malware: named, and never a party. */
  | { readonly class: 'product' }
  /** A noun that points back to an organisation named before: "the company", "the bureau". */
  | { readonly class: 'anaphor'; readonly kind: 'agency' | 'company' };

export type ListedPerson = Extract<Entry, { class: 'person' }>;

export interface Lexicon {
  readonly gazetteer: Gazetteer<Entry>;
  /** English name of each state by its ISO 3166-1 alpha-3 code. */
  readonly stateNames: ReadonlyMap<string, string>;
  /** Names of listed organs by state and function or lower-case name: "GBR foreign ministry" is the Foreign Office. */
  readonly organNames: ReadonlyMap<string, string>;
  /** Words that make a run of capitals an organisation ("Ministry", "Hospital", "Times"). */
  readonly organisationWords: ReadonlyMap<string, 'agency' | 'company' | 'media'>;
  readonly givenNames: ReadonlyMap<string, Sex>;
  /** Listed persons by the last word of the name, in lower case; without those who share it. */
  readonly personsBySurname: ReadonlyMap<string, ListedPerson>;
  /** Nouns for people and bodies without a name ("sources", "governments"). */
  readonly unnamedSpeakers: ReadonlySet<string>;
  /** Nouns for documents that speak for whoever published them ("report"), unlike "email". */
  readonly published: ReadonlySet<string>;
}

const HONORIFICS: readonly (readonly [string, Sex | null])[] = [
  ['Mr', 'm'],
  ['Sir', 'm'],
  ['Lord', 'm'],
  ['Ms', 'f'],
  ['Mrs', 'f'],
  ['Miss', 'f'],
  ['Dame', 'f'],
  ['Lady', 'f'],
  ['Dr', null],
  ['Prof', null],
];

const STATE_ORGANS: ReadonlySet<string> = new Set(nouns.stateOrgans);

/** Every listed name with its entry. Where one form has several entries, the text decides. */
function* listedNames(): Generator<readonly [string, Entry]> {
  for (const [title, sex] of HONORIFICS) yield [title, { class: 'honorific', sex }];
  yield* stateForms();
  for (const { country, names } of places)
    for (const name of names) yield [name, { class: 'place', name, country }];
  yield* organisations();
  for (const person of listedPersons()) yield [person.name, person];
  for (const { kind, organ, titles, state = false } of offices)
    for (const title of titles) yield [title, { class: 'office', kind: kind as OfficeKind, organ, state }];
  for (const name of [...products.malware, ...products.products]) yield [name, { class: 'product' }];
  for (const [kind, names] of Object.entries(nouns.organs))
    for (const name of names)
      yield [name, { class: 'organ', name, kind: kind as 'agency' | 'state', state: STATE_ORGANS.has(name) }];
  for (const [kind, words] of Object.entries(nouns.speakers))
    for (const word of words) yield [word, { class: 'noun', kind: kind as SpeakerKind }];
  for (const [kind, words] of Object.entries(nouns.anaphors))
    for (const word of words) yield [word, { class: 'anaphor', kind: kind as 'agency' | 'company' }];
}

function* listedPersons(): Generator<ListedPerson> {
  for (const { name, country, office, sex, ...rest } of persons) {
    const kind = 'kind' in rest ? (rest.kind as SpeakerKind) : 'official';
    yield { class: 'person', name, country, office, sex: sex === 'f' ? 'f' : 'm', kind };
  }
}

function surnames(): Map<string, ListedPerson> {
  const bearers = Map.groupBy(listedPersons(), ({ name }) => name.toLowerCase().split(' ').at(-1) ?? '');
  return new Map(
    [...bearers].flatMap(([surname, [first, ...others]]) =>
      first && others.length === 0 ? [[surname, first]] : [],
    ),
  );
}

function* stateForms(): Generator<readonly [string, Entry]> {
  for (const { country, name, names, demonyms, seats, ambiguous } of states) {
    const unclear = new Set(ambiguous);
    for (const [form, words] of [
      ['name', names],
      ['demonym', demonyms],
      ['seat', seats],
    ] as const)
      for (const word of words)
        yield [word, { class: 'state', name, country, form, ambiguous: unclear.has(word) }];
  }
}

function* organisations(): Generator<readonly [string, Entry]> {
  const lists = [
    ['agency', organs],
    ['agency', institutes],
    ['company', companies],
    ['media', media],
    ['threat-group', groups.map((group) => ({ ...group, country: null }))],
  ] as const;
  for (const [kind, list] of lists)
    for (const { name, country, aliases, ...rest } of list) {
      const security = 'security' in rest && rest.security;
      const state = 'state' in rest && rest.state === true;
      const entry: Entry = { class: 'organisation', name, kind, country, security, state };
      for (const alias of [name, ...aliases]) yield [alias, entry];
    }
}

/** The lexicon of `data/lexicons`, built once. */
export const LEXICON: Lexicon = Object.freeze({
  gazetteer: buildGazetteer(listedNames()),
  stateNames: new Map(states.map(({ country, name }) => [country, name])),
  organNames: new Map(
    organs.flatMap(({ country, name, ...rest }) => {
      const own = [[`${country} ${name.toLowerCase()}`, name] as const];
      return 'function' in rest ? [...own, [`${country} ${rest.function}`, name] as const] : own;
    }),
  ),
  organisationWords: new Map(
    (['agency', 'company', 'media'] as const).flatMap((kind) =>
      nouns.organisations[kind].map((word) => [word.toLowerCase(), kind] as const),
    ),
  ),
  givenNames: new Map([
    ...givenNames.m.map((name) => [name.toLowerCase(), 'm'] as const),
    ...givenNames.f.map((name) => [name.toLowerCase(), 'f'] as const),
  ]),
  personsBySurname: surnames(),
  unnamedSpeakers: new Set(nouns.speakers.unnamed),
  published: new Set(nouns.publishers),
});
