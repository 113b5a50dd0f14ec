import type { Lexicon } from './lexicon.ts';

/** Nouns for those who act and speak, by their endings: "resellers", "auditors", "activists", "islanders". */
const AGENT = /(?:[^aeiou]ers?|[aeiou]ers|ors?|ists?|ians|ants|ents|elect|m[ae]n|people|folk)$/u;
/** Words with such an ending that act for nobody. */
const THINGS = new Set(
  (
    'sooner better longer stronger faster closer number other another cyber power order paper letter answer offer backdoor trapdoor arsenal manual server router computer modem matter manner ' +
    'whether rather either however never after under over error factor vector sector door floor monitor processor ' +
    'sensor behavior behaviour humor rumor counter layer newer later earlier further higher lower greater smaller ' +
    'quarter winter summer water register folder header transfer border disorder disaster chapter paragraph ' +
    'numbers powers orders papers letters answers offers servers routers computers matters errors factors vectors ' +
    'sectors rumors rumours borders events incidents documents comments payments investments developments elements ' +
    'moments accidents components contents patents variants grants plants warrants instruments arguments months list'
  ).split(' '),
);
/** Bodies of people. */
const BODIES =
  /^(?:bank|firm|part(?:y|ie)|campaign|camp|jur(?:y|ie)|intelligence|unit|team|management|union|church|military|communit(?:y|ie)|industr(?:y|ie)|opposition|coalition|famil(?:y|ie)|crew|squad|staff|side|west|govern\p{L}+|agenc(?:y|ie)|organi[sz]ation|institution|compan(?:y|ie)|businesse?|nation|bod(?:y|ie)|faction|force|public|world|suburb|town|village|devs?|department|ministr(?:y|ie)|service)s?$/u;

/** Whether a noun names somebody who can speak or act, by its ending or as a body of people; not a thing or an event. */
export function isAgent(word: string, lexicon: Lexicon): boolean {
  if (lexicon.unnamedSpeakers.has(word) || BODIES.test(word)) return true;
  return AGENT.test(word) && !THINGS.has(word);
}
