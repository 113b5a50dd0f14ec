/** The closed classes of English that phrases are bounded by. Lower case, typographic apostrophes folded. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u));

export const BE = words("be is are was were been being am isn't aren't wasn't weren't ain't");
export const HAVE = words("have has had having haven't hasn't hadn't");
export const DO_OR_MODAL = words(
  `do does did don't doesn't didn't will would can could shall should may might must won't wouldn't can't couldn't
   shouldn't cannot`,
);
export const NEGATIONS = words(
  `not never neither nor isn't aren't wasn't weren't ain't haven't hasn't hadn't don't doesn't didn't won't wouldn't
   can't couldn't shouldn't cannot`,
);
const ADVERBS = words(
  `also again already always even ever first further just later long not never now often once only since so sometimes
   soon still then too yet twice thus instead rather nevertheless nonetheless however quite almost perhaps maybe otherwise both all else simply
   earlier once ultimately`,
);
/** Words in -ly that are no adverbs. */
const NO_ADVERBS = words(
  'family ally italy july supply reply assembly anomaly monopoly daily weekly friendly only rally fly apply bully early likely elderly',
);

export const DETERMINERS = words(
  'the a an this that these those his her its their my our your some any no every each another both all many several few most more',
);
export const SUBJECT_PRONOUNS = words(
  'i you he she it we they who one many some others both most few all those everyone nobody somebody someone anyone',
);
export const PRONOUNS = words(
  'i you he she it we they me him her us them himself herself themselves itself who that this these those',
);
export const RELATIVES = words('who which that whose whom');
export const QUESTION_WORDS = words('whether how what why who where which when whom');
export const PREPOSITIONS = words(
  `of in on at by for from with to into onto over under about against between among after before during since until
   through across without within despite via per amid around toward towards upon as like than near along beyond behind
   outside inside throughout regarding concerning`,
);
/** Words that begin a clause and so bound the phrase before them. */
export const SUBORDINATORS = words(
  `that if because while when whenever although though as since after before until unless whereas whether how why what
   where whereby so than once lest`,
);
export const CONJUNCTIONS = words('and or but nor yet');
export const TIME_WORDS = words(
  `monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning afternoon evening
   night week month year weekend january february march april may june july august september october november december
   jan. feb. aug. sept. oct. nov. dec. earlier later recently previously days hours weeks months years ago`,
);
export const WEEKDAYS = words(
  'monday tuesday wednesday thursday friday saturday sunday today yesterday tonight',
);
/** What something is said in or at: "in a statement". */
export const OCCASIONS = words(
  `statement statements interview interviews email emails e-mail blog post posts posting conference briefing briefings
   speech letter report release press rally tweet tweets message call hearing filing testimony memo advisory alert note
   appearance event meeting article column op-ed debate video address remarks announcement bulletin notice update
   facebook twitter`,
);
/** Nouns that an apposition begins with when it has no article: "spokesman for the ministry". */
export const CALLINGS = words(
  `spokesman spokeswoman spokesperson director president chairman chairwoman chief head minister secretary professor
   analyst researcher editor author founder co-founder senior executive former deputy vice leader governor senator
   mayor manager commissioner general attorney lawyer ceo cto ciso policy state republican democrat r d managing
   global head lead principal assistant associate executive`,
);

export function isAdverb(lower: string): boolean {
  return ADVERBS.has(lower) || (lower.length > 4 && lower.endsWith('ly') && !NO_ADVERBS.has(lower));
}

export function isAuxiliary(lower: string): boolean {
  return BE.has(lower) || HAVE.has(lower) || DO_OR_MODAL.has(lower);
}
