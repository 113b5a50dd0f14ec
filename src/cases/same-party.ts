import type { PartyReference } from '../domain/party.ts';

/** Who a reference is taken for in a case, and the rule by which, where its own words do not say it. */
export interface Identified {
  readonly party: PartyReference;
  readonly rule: string | null;
}

type Identify = (reference: PartyReference) => Identified;

const PERSONS: ReadonlySet<string> = new Set(['official', 'person', 'expert']);

/**
 * Puts together references of different sources that surely mean the same party: the same name, of which some sources
 * tell the state and others do not; a surname that one full name in the case ends in. Names of two states, and surnames
 * of two people, stay apart.
 *
 * @param references Every speaker of the case.
 */
export function identifyAcross(references: readonly PartyReference[]): Identify {
  const byName = Map.groupBy(references, ({ name }) => folded(name));
  const fullNames = fullestNames(references);
  const known = new Map<string, Identified>();
  return (reference) => {
    const key = JSON.stringify([reference.name, reference.kind, reference.country, reference.isPlacedByHome]);
    const identified = known.get(key) ?? identify(reference, byName, fullNames);
    known.set(key, identified);
    return identified;
  };
}

function identify(
  reference: PartyReference,
  byName: ReadonlyMap<string, readonly PartyReference[]>,
  fullNames: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Identified {
  if (!/^\p{Lu}/u.test(reference.name)) return { party: reference, rule: null };
  const own = byName.get(folded(reference.name)) ?? [];
  const full = [...(fullNames.get(folded(reference.name))?.keys() ?? [])];
  const bearers = full.flatMap((name) => byName.get(name) ?? []);
  if (full.length === 1 && mayBeShort(reference) && isCompatible(reference, bearers)) {
    const party = richest(bearers);
    const rule = `"${reference.name}" is taken for ${party.name}, the only full name in this case that ends so`;
    return { party: withOwnOthers(party, reference), rule };
  }
  const sure = sureCountries(own);
  if (sure.length !== 1 || surely(reference) === sure[0]) return { party: alike(reference, own), rule: null };
  if (surely(reference) !== null) return { party: reference, rule: null };
  const rule = `state of "${reference.name}" as other sources of this case give it`;
  return { party: withOwnOthers(richest(own), reference), rule };
}

/** Lower case, without marks over letters: "Mélanie" and "Melanie" are one spelling. */
function folded(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** For each last word of a name of several words, the folded names that end in it, with the name as worded. */
function fullestNames(references: readonly PartyReference[]): Map<string, Map<string, string>> {
  const ending = new Map<string, Map<string, string>>();
  for (const { name, kind } of references) {
    const last = /^\p{Lu}.*\s(\p{Lu}\S*)$/u.exec(name)?.[1];
    if (last === undefined || !(PERSONS.has(kind) || kind === 'agency')) continue;
    const names = ending.get(folded(last)) ?? new Map<string, string>();
    ending.set(folded(last), names.set(folded(name), name));
  }
  return ending;
}

/** A single word with a capital: a surname, or a name that nothing introduced. */
function mayBeShort({ name, kind, country, isPlacedByHome }: PartyReference): boolean {
  if (!/^\p{Lu}\p{L}*\p{Ll}\p{L}*$/u.test(name)) return false;
  return (
    PERSONS.has(kind) ||
    ((kind === 'company' || kind === 'agency') && (country === null || isPlacedByHome === true))
  );
}

function isCompatible(reference: PartyReference, bearers: readonly PartyReference[]): boolean {
  const [bearer] = bearers;
  if (bearer === undefined || (PERSONS.has(reference.kind) && !PERSONS.has(bearer.kind))) return false;
  const countries = sureCountries([...bearers, reference]);
  return countries.length <= 1;
}

/** The country that words give, or null. */
function surely({ country, isPlacedByHome }: PartyReference): string | null {
  return isPlacedByHome === true ? null : country;
}

function sureCountries(references: readonly PartyReference[]): string[] {
  return [...new Set(references.flatMap((reference) => surely(reference) ?? []))];
}

/** Of one name and country: the reference that tells most, so that a row has one kind and one office. */
function alike(reference: PartyReference, own: readonly PartyReference[]): PartyReference {
  const same = own.filter(({ country }) => country === reference.country);
  return same.length === 0 ? reference : withOwnOthers(richest(same), reference);
}

const KINDS = ['official', 'expert', 'person'];

/** Words that place it, then whom it speaks for, then an office; of equals the one that sorts first. */
function richest(references: readonly PartyReference[]): PartyReference {
  const worth = (reference: PartyReference): number =>
    (surely(reference) === null ? 0 : 8) +
    (reference.speaksFor === undefined ? 0 : 4) +
    (reference.office === null ? 0 : 2) +
    (reference.kind === 'official' ? 1 : 0);
  const rank = ({ kind }: PartyReference) => KINDS.indexOf(kind);
  const [best] = references.toSorted(
    (a, b) => worth(b) - worth(a) || rank(a) - rank(b) || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1),
  );
  return best as PartyReference;
}

function withOwnOthers(party: PartyReference, { others }: PartyReference): PartyReference {
  const { others: _, ...alone } = party;
  return others === undefined ? alone : { ...alone, others };
}
