import type { Hedge } from '../domain/act.ts';
import { EntryMatcher, HEDGE_ENTRIES } from './act-lexicon.ts';
import type { Zone, ZoneTokens } from './zones.ts';

const MATCHER = new EntryMatcher(HEDGE_ENTRIES);

/**
 * How many tokens into the content a hedge may stand to bear on the whole; further on it mostly stands in a subordinate
 * clause. Measured on the training articles: 71 % (of 148) of the contents whose first hedging word stands among the
 * first ten words are labelled as hedged, 41 % (of 95) of those where it stands later.
 */
const REACH = 10;

/** How sure a statement's content is made to sound: the strongest entry that fires; `certain` where none does. */
export function labelHedge(zones: Readonly<Record<Zone, ZoneTokens>>): Hedge {
  let best: (typeof HEDGE_ENTRIES)[number] | undefined;
  const content = { ...zones.content, starts: Math.min(REACH, zones.content.starts) };
  for (const { entry } of MATCHER.match({ ...zones, content }))
    if (entry.strength > (best?.strength ?? 0)) best = entry;
  return best?.hedge ?? 'certain';
}
