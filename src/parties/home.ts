import type { Named, NamedText } from './find-names.ts';

/** The state where an article's own people are, as far as it tells. */
export interface Home {
  /** ISO 3166-1 alpha-3, or null where no state stands out. */
  readonly country: string | null;
  /** Whether hardly any other state has a part in the article. */
  readonly isSure: boolean;
}

/**
 * Weight of a mention as a sign of where an article's own people are. A state that is merely talked about says little:
 * it may be the accused.
 */
const WEIGHTS = { place: 3, person: 1, organ: 2, organisation: 0.5, owner: 2, state: 0.25 } as const;
/** Share of all the weight that the leading state needs; found on the training articles. */
const SHARE = 0.4;
/** Share from which even a minister without any state beside the name is taken for the leading state's. */
const SURE_SHARE = 0.7;
/** What a state's name or demonym stands before when it tells whose somebody is: "the Norwegian minister". */
const OWNED: ReadonlySet<Named['entry']['class']> = new Set(['office', 'organ', 'anaphor', 'noun']);
/** In words: "Ostrellan government hackers". */
const HACKERS_WITHIN = 4;

/**
 * Where an article's people are when it does not say whose they are: a local paper names no country for its mayor.
 *
 * @param accused States that are blamed in the article. They are never chosen, nor is a state whose hackers are spoken of: an
 * article about an attack names its suspects most of all. Their mentions count against the others all the same.
 */
export function homeOf(text: NamedText, accused: ReadonlySet<string>): Home {
  const suspects = new Set([...accused, ...suspectedIn(text)]);
  const weights = new Map<string, number>();
  let sum = 0;
  for (const named of text.named) {
    const country = 'country' in named.entry ? named.entry.country : null;
    if (country === null) continue;
    const weight = weightOf(text, named);
    sum += weight;
    if (suspects.has(country)) continue;
    weights.set(country, (weights.get(country) ?? 0) + weight);
  }
  const [first] = [...weights].sort((a, b) => b[1] - a[1]);
  if (first === undefined || first[1] < SHARE * sum) return { country: null, isSure: false };
  return { country: first[0], isSure: first[1] >= SURE_SHARE * sum };
}

function weightOf(text: NamedText, { entry, last }: Named): number {
  if (entry.class === 'place') return WEIGHTS.place;
  if (entry.class === 'person') return WEIGHTS.person;
  if (entry.class === 'organisation') return WEIGHTS[entry.kind === 'agency' ? 'organ' : 'organisation'];
  if (entry.class !== 'state') return 0;
  const owned = text.words[last]?.lower === 's' ? last + 1 : last;
  const next = text.sentenceOf[owned] === text.sentenceOf[last - 1] ? text.covering[owned] : null;
  return WEIGHTS[next != null && OWNED.has(next.entry.class) ? 'owner' : 'state'];
}

/** States whose hackers, spies or attackers are spoken of, or that are said to back some: "Ostrel-backed". */
function suspectedIn(text: NamedText): Set<string> {
  const suspects = new Set<string>();
  for (const { entry, last } of text.named) {
    if (entry.class !== 'state') continue;
    if (/^(?:backed|linked|sponsored|affiliated|aligned)$/.test(text.words[last]?.lower ?? ''))
      suspects.add(entry.country);
    for (let i = last; i < last + HACKERS_WITHIN && text.sentenceOf[i] === text.sentenceOf[last - 1]; i++) {
      if (NO_MODIFIER.test(text.words[i]?.lower ?? '')) break;
      const next = text.covering[i]?.entry;
      if (next?.class === 'noun' && next.kind === 'threat-group') suspects.add(entry.country);
    }
  }
  return suspects;
}

/** What stands between a state and hackers that are not its own: "Norwegian banks said the hackers", "US$500 by hackers". */
const NO_MODIFIER =
  /^(?:an?|the|and|or|as|at|by|for|from|if|in|of|on|to|with|against|after|about|over|was|is|were|are|has|have|said|says|\p{L}+ed|\p{N}+)$/u;
