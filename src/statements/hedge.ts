import type { Hedge } from '../domain/act.ts';
import { EntryMatcher, HEDGE_ENTRIES } from './act-lexicon.ts';
import type { Zone, ZoneTokens } from './zones.ts';

const MATCHER = new EntryMatcher(HEDGE_ENTRIES);

/** How sure a statement's content is made to sound: the strongest entry that fires; `certain` where none does. */
export function labelHedge(zones: Readonly<Record<Zone, ZoneTokens>>): Hedge {
  let best: (typeof HEDGE_ENTRIES)[number] | undefined;
  for (const { entry } of MATCHER.match(zones)) if (entry.strength > (best?.strength ?? 0)) best = entry;
  return best?.hedge ?? 'certain';
}
