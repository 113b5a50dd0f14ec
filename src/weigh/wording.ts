import type { Conclusion, Likelihood } from '../domain/judgement.ts';
import type { Position } from '../domain/position.ts';
import type { Bearing } from './attribution.ts';
import { count, idsOf, list, originsOf, partiesOf, reaches, supporting } from './rules.ts';

/** The conclusion as a sentence, with its likelihood and no word on confidence (ICD 203 keeps the two apart). */
export function conclusionSentence({ party, likelihood }: Conclusion): string {
  return `${LIKELIHOOD_OPENINGS[likelihood]} that ${withArticle(party)} is responsible for the incident.`;
}

const LIKELIHOOD_OPENINGS: Readonly<Record<Likelihood, string>> = {
  'almost no chance': 'There is almost no chance',
  'very unlikely': 'It is very unlikely',
  unlikely: 'It is unlikely',
  'roughly even chance': 'There is a roughly even chance',
  likely: 'It is likely',
  'very likely': 'It is very likely',
  'almost certain': 'It is almost certain',
};

/**
 * The strongest sentence that the statements carry: who attributes the incident to whom, on how many statements from how
 * many origins, and who denies or disputes it.
 */
export function attributedSentence(bearing: Bearing): string {
  const clauses = [
    ...attributions(bearing),
    ...saying(bearing.claiming, 'claims it', 'claim it'),
    ...saying(bearing.denying, 'denies it', 'deny it'),
    ...saying(bearing.disputing, 'disputes it', 'dispute it'),
  ];
  return `${capitalised(clauses.join('; '))}.`;
}

/** How surely parties say it, surest first. */
const VERBS: Readonly<Record<Position['hedge'], (isOne: boolean, object: string) => string>> = {
  certain: (isOne, object) => `attribute${isOne ? 's' : ''} the incident to ${object}`,
  likely: (isOne, object) => `hold${isOne ? 's' : ''} ${object} likely to be responsible`,
  possible: (isOne, object) => `consider${isOne ? 's' : ''} it possible that ${object} is responsible`,
  alleged: (isOne, object) => `allege${isOne ? 's' : ''} that ${object} is responsible`,
};

/**
 * One clause for each degree of certainty, those first who name the party on its rung. A party stands in one clause: its
 * surest, on the highest rung.
 */
function attributions(bearing: Bearing): string[] {
  const { attributing, conclusion } = bearing;
  if (attributing.length === 0)
    return [`no party in this case attributes the incident to ${withArticle(conclusion.party)}`];
  const told = new Set<string>();
  const clauseOf = (hedge: Position['hedge'], isReached: boolean): string[] => {
    const positions = attributing.filter(
      (position) =>
        position.hedge === hedge && reaches(position, conclusion) === isReached && !told.has(position.party),
    );
    const parties = partiesOf(positions);
    for (const party of parties) told.add(party);
    return parties.length === 0 ? [] : [attribution(positions, parties, hedge, conclusion)];
  };
  const hedges = Object.keys(VERBS) as Position['hedge'][];
  const clauses = [true, false].flatMap((isReached) => hedges.flatMap((hedge) => clauseOf(hedge, isReached)));
  const all = supporting(bearing);
  const basis = `(${count(idsOf(all).length, 'statement')} from ${count(originsOf(all), 'independent origin')})`;
  return [`${clauses.join(', ')} ${basis}`];
}

function attribution(
  positions: readonly Position[],
  parties: readonly string[],
  hedge: Position['hedge'],
  conclusion: Conclusion,
): string {
  const isHeard = positions.some(({ statements }) =>
    statements.some(({ rendering }) => rendering === 'own words'),
  );
  const isOne = parties.length === 1;
  const reported = isHeard ? '' : isOne ? 'is reported to ' : 'are reported to ';
  const verb = VERBS[hedge](isHeard && isOne, objectOf(positions, conclusion));
  return `${list(parties.map(withArticle))} ${reported}${verb}`;
}

/** The party itself where the statements reach the rung; else what they named, no more. */
function objectOf(positions: readonly Position[], conclusion: Conclusion): string {
  if (positions.every((position) => reaches(position, conclusion))) return withArticle(conclusion.party);
  const named = positions.flatMap(({ target }) => (target === null ? [] : [withArticle(target.name)]));
  return list([...new Set(named)].sort());
}

function saying(positions: readonly Position[], one: string, many: string): string[] {
  const parties = partiesOf(positions);
  return parties.length === 0
    ? []
    : [`${list(parties.map(withArticle))} ${parties.length === 1 ? one : many}`];
}

const WITH_ARTICLE =
  /^(?:United |European Union|Netherlands|Philippines|Maldives|Bahamas)|\b(?:Ministry|Department|Agency|Bureau|Centre|Center|Service|Council|Commission|Office|Directorate|Command)\b|^(?:\p{Lu}\p{L}+ (?:military|army|navy|government|regime)(?: intelligence)?|GRU|FSB|FBI|CIA|NSA)$/u;

function withArticle(name: string): string {
  return WITH_ARTICLE.test(name) && !/^the /i.test(name) ? `the ${name}` : name;
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
