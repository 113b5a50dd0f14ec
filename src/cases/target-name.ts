import states from '../../data/lexicons/states.json' with { type: 'json' };

/** Every word for a state (names, seats, demonyms) to the name it is called by here and its code. */
const STATES = new Map(
  states.flatMap(({ country, name, names, seats, demonyms }) =>
    [...names, ...seats, ...demonyms].map((form) => [form.toLowerCase(), { name, country }] as const),
  ),
);
/** Words after a state's name or demonym that still mean the state. */
const STATE_WORDS = /(?:['’]s)? (?:government|state|regime|authorities|administration|leadership)$/;

/** What a target is called in a row, so that "the US", "Washington" and "the American government" share one. */
export function targetName(words: string, country: string | null): string {
  const plain = words.replace(/\s+/g, ' ').replace(/^(?:the|an?) /i, '');
  const lower = plain.toLowerCase();
  const state = STATES.get(lower) ?? STATES.get(lower.replace(STATE_WORDS, ''));
  return state !== undefined && state.country === country ? state.name : plain;
}
