/** Words that stand in bylines for what somebody is, or for whom they work, not for who. */
const OFFICES =
  /\b(?:editors?|correspondents?|reporters?|writers?|staff|journalists?|contributors?|columnists?|associate|senior|news|desk|bureau|chief|agency|agencies|press|times|post|reuters|media|team|service|security|technology|political|business|international|network|magazine|newspapers?|later|more|comments?|updated|published)\b/i;
const NAME =
  /^\p{Lu}[\p{L}\p{M}.'’-]*(?:\s(?:(?:de|van|von|der|den|al|el|bin|la|da|di|du|le)\s){0,2}\p{Lu}[\p{L}\p{M}.'’-]*){1,3}$/u;
/** What opens a byline, in the languages whose papers are read most. */
const OPENING =
  /^(?:(?:analysis|review|opinion|story|words|text|written|posted|published|reported|compiled|updated|edited)\s)?(?:by|von|par|por|door|av|af|di|oleh|текст|автор|author|autor)\s?:?\s+/iu;
/** What a byline says besides names begins here. */
const BREAK =
  /\s*[|•·;@(]\s*|\s+[–—-]\s+|\s+(?:in|at|for|on|am|em|publiziert|published|updated|posted)\s+|\s+(?:le|el)\s+(?=[\d\p{Ll}])|(?<=\p{Ll}{2})\.\s|\s+(?=\d)/u;
/** Longest value that can be names; longer ones are profiles. */
const BYLINE_LENGTH = 200;

/** Two to four capitalised words, particles apart, none of which is an office or an agency. */
export function isName(text: string): boolean {
  return NAME.test(text) && !OFFICES.test(text);
}

/**
 * The names in a byline or an author field: "By Ana Ruiz and Jo Field, Security Editor" names two people and an
 * office. Where it names nobody but opens as a byline, or `isField`, the agency or account that it names instead.
 */
export function namesInByline(byline: string, isField = false): string[] {
  const text = byline.slice(0, BYLINE_LENGTH).trim();
  const opened = OPENING.test(text);
  const rest = text.replace(OPENING, '');
  // "Von Miller" in a field is somebody's name: what a byline opens with stands before a first name and a last.
  const named = isField && isName(text) && !isName(rest) ? text : rest;
  const first = named.split(BREAK, 1)[0]?.trim() ?? '';
  const parts = first
    .split(/\s*,\s*|\s+(?:and|und|et|y|e|og|och|dan|&)\s+|\s*&\s*/u)
    .map(withoutOffice)
    .filter((part) => part !== '');
  const names = parts.filter(isName);
  if (names.length > 0) return names;
  const [instead = ''] = first.split(/\s*,\s*/u);
  const isShort = instead.length > 1 && instead.split(' ').length <= 5;
  return isShort && (isField || (opened && /^[\p{Lu}\p{Lo}]/u.test(instead))) ? [instead] : [];
}

/** What the name of an organisation ends with, rather than that of a person's office. */
const ORGANISATION = /^(?:agency|press|times|post|news|network|service|team|magazine|media|international)$/i;

/** "Jo Field Associated Press" without for whom she writes; an agency by itself stays as it is. */
function withoutOffice(part: string): string {
  const words = part.trim().split(/\s+/u);
  const at = words.findIndex((word) => OFFICES.test(word) || /^associated$/i.test(word));
  const isOwnName = at === words.length - 1 && ORGANISATION.test(words[at] ?? '');
  return at >= 2 && !isOwnName ? words.slice(0, at).join(' ') : words.join(' ');
}

/** Names that stand in author fields where nobody is named. */
const NOBODY =
  /^(?:https?:|@|www\.)|^(?:(?:the )?(?:web ?)?(?:admin(?:istrator)?|staff|editors?|editorial|newsroom|redaktion|redazione|redação|web ?desk)(?: (?:staff|team|writers?|reporters?))?)$|\bstaff$/i;

/** Whether an author field names somebody: a person or an agency, not an address, an account of the site, or the site. */
export function namesSomebody(name: string, publication: string | null): boolean {
  const key = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return !NOBODY.test(name) && (publication === null || key(name) !== key(publication));
}
