import functionWords from '../../data/lexicons/function-words.json' with { type: 'json' };
import { languageOfScript, SCRIPTS, type ScriptCounts } from './script-languages.ts';

/** The language that the readers are trained for. */
export const TRAINED_FOR = 'en';
/** BCP 47 for a language that is not English, and none that is known here. */
export const UNKNOWN_LANGUAGE = 'und';

/**
 * What a text shows of its language; profiles of parts add up to the profile of the whole.
 * A word or a letter that n languages share counts 1/n for each.
 */
export interface LanguageProfile {
  /** Words in Latin letters. */
  readonly words: number;
  /** Of these the ones of three letters and more that begin with a small one: names and scores say little about the language. */
  readonly small: number;
  /** For each of {@link LATIN}: its function words, each by its share. */
  readonly weights: Float64Array;
  /** For each of {@link LATIN}: the number of its function words, of one letter and, but for English, those that English has apart. */
  readonly hits: Uint32Array;
  /** The same with each word once. */
  readonly distinct: Uint32Array;
  /** Letters of other scripts. */
  readonly scripts: ScriptCounts;
}

const LATIN = Object.keys(functionWords);
const ENGLISH = LATIN.indexOf(TRAINED_FOR);

/** Letters of Latin script that English does without, and whose they are. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'de',
  ä: 'de sv fi et sk',
  ö: 'de sv fi et hu tr az is',
  ü: 'de et hu tr az es',
  å: 'sv da no',
  æ: 'da no is',
  ø: 'da no',
  ñ: 'es gl eu tl',
  ã: 'pt vi',
  õ: 'pt et vi',
  ç: 'fr pt tr az sq ca',
  à: 'fr it pt ca vi',
  è: 'fr it ca',
  ê: 'fr pt vi',
  ù: 'fr it vi',
  ò: 'it ca vi',
  ì: 'it vi',
  ą: 'pl lt',
  ę: 'pl lt',
  ł: 'pl',
  ś: 'pl',
  ź: 'pl',
  ż: 'pl mt',
  ć: 'pl hr',
  ń: 'pl',
  ě: 'cs',
  ř: 'cs',
  ů: 'cs',
  ý: 'cs sk is vi',
  ť: 'sk cs',
  ľ: 'sk',
  ô: 'sk fr vi pt',
  š: 'cs sk hr sl lt lv et',
  č: 'cs sk hr sl lt lv',
  ž: 'cs sk hr sl lt lv et',
  đ: 'hr vi',
  ő: 'hu',
  ű: 'hu',
  ğ: 'tr az',
  ı: 'tr az',
  ş: 'tr az',
  ə: 'az',
  ă: 'ro vi',
  â: 'ro fr vi tr pt',
  î: 'ro fr',
  ș: 'ro',
  ț: 'ro',
  þ: 'is',
  ð: 'is',
  ā: 'lv',
  ē: 'lv',
  ī: 'lv',
  ū: 'lv lt',
  ķ: 'lv',
  ļ: 'lv',
  ņ: 'lv',
  ģ: 'lv',
  ė: 'lt',
  į: 'lt',
  ų: 'lt',
  ơ: 'vi',
  ư: 'vi',
  ế: 'vi',
  ệ: 'vi',
  ạ: 'vi',
  ả: 'vi',
  ấ: 'vi',
  ầ: 'vi',
  ậ: 'vi',
  ộ: 'vi',
  ớ: 'vi',
  ờ: 'vi',
  ợ: 'vi',
  ứ: 'vi',
  ừ: 'vi',
  ự: 'vi',
  ị: 'vi',
  ọ: 'vi',
  ụ: 'vi',
  ủ: 'vi',
  ể: 'vi',
  ề: 'vi',
  ĉ: 'eo',
  ĝ: 'eo',
  ŝ: 'eo',
  ŭ: 'eo',
  ħ: 'mt',
  ġ: 'mt',
  ë: 'sq nl',
};

const LANGUAGES_OF_WORD = new Map<string, number[]>();
for (const [index, language] of LATIN.entries())
  for (const word of functionWords[language as keyof typeof functionWords].split(' '))
    LANGUAGES_OF_WORD.set(word, [...(LANGUAGES_OF_WORD.get(word) ?? []), index]);
/** In UTF-16 code units. */
const LONGEST_LISTED = Math.max(...[...LANGUAGES_OF_WORD.keys()].map((word) => word.length));
const LANGUAGES_OF_LETTER = new Map(
  Object.entries(LETTERS).map(([letter, languages]) => [
    letter,
    languages.split(' ').map((language) => LATIN.indexOf(language)),
  ]),
);
/** What a word with a letter that English lacks counts, next to a function word: names and loans carry such letters too. */
const LETTER_WEIGHT = 0.4;

/** Code units looked at in each of three places of a longer text. */
const SAMPLE = 1000;
const WORD = /\p{Script=Latin}[\p{Script=Latin}\p{M}'’]*/gu;
/** Letters and their marks beyond those of English; what stands between are typographic marks. */
const BEYOND_PLAIN = /[^\0-\x7f\u2010-\u203a]/;

/** What a text shows of its language. Takes time linear in the text, and no more than that of 3,000 code units. */
export function profileOf(text: string): LanguageProfile {
  const sample = sampleOf(text).normalize('NFC');
  const weights = new Float64Array(LATIN.length);
  const hits = new Uint32Array(LATIN.length);
  const distinct = new Uint32Array(LATIN.length);
  const seen = new Set<string>();
  let words = 0;
  let small = 0;
  const isPlain = !BEYOND_PLAIN.test(sample);
  for (const form of isPlain ? plainWords(sample) : (sample.match(WORD) ?? [])) {
    words++;
    if (isPlain && form.length > LONGEST_LISTED) {
      // No list holds it, and it has no letter that English lacks.
      if (form.charCodeAt(0) >= SMALL_A) small++;
      continue;
    }
    const lower = form.toLowerCase();
    const word = lower.includes('’') ? lower.replaceAll('’', "'") : lower;
    if (word.length > 2 && form.charAt(0) === word.charAt(0)) small++;
    const languages = LANGUAGES_OF_WORD.get(word);
    if (languages === undefined) {
      if (!isPlain) addLetters(weights, word);
      continue;
    }
    for (const index of languages) weights[index]! += 1 / languages.length;
    if (word.length === 1) continue;
    const isNew = !seen.has(word);
    seen.add(word);
    for (const index of languages.includes(ENGLISH) ? [ENGLISH] : languages) {
      hits[index]!++;
      if (isNew) distinct[index]!++;
    }
  }
  return { words, small, weights, hits, distinct, scripts: SCRIPTS.count(sample) };
}

const SMALL_A = 97;

/** The same words as by {@link WORD}, several times as fast, of a text without any but plain letters. */
function plainWords(sample: string): string[] {
  const words: string[] = [];
  let start = -1;
  for (let i = 0; i <= sample.length; i++) {
    const unit = i < sample.length ? sample.charCodeAt(i) : 0;
    const isLetter = (unit | 32) >= SMALL_A && (unit | 32) <= 122;
    if (isLetter) {
      if (start < 0) start = i;
    } else if (start >= 0 && unit !== 0x27 && unit !== 0x2019) {
      words.push(sample.slice(start, i));
      start = -1;
    }
  }
  return words;
}

function addLetters(weights: Float64Array, word: string): void {
  for (const letter of word) {
    if (letter < '\u0080') continue;
    const languages = LANGUAGES_OF_LETTER.get(letter);
    if (languages === undefined) continue;
    for (const index of languages) weights[index]! += LETTER_WEIGHT / languages.length;
    return;
  }
}

function sampleOf(text: string): string {
  if (text.length <= 3 * SAMPLE) return text;
  const middle = (text.length - SAMPLE) >> 1;
  return [0, middle, text.length - SAMPLE].map((from) => text.slice(from, from + SAMPLE)).join('\n');
}

/** The profile of texts taken together. */
export function sumProfiles(profiles: readonly LanguageProfile[]): LanguageProfile {
  const weights = new Float64Array(LATIN.length);
  const hits = new Uint32Array(LATIN.length);
  const distinct = new Uint32Array(LATIN.length);
  let words = 0;
  let small = 0;
  for (const profile of profiles) {
    words += profile.words;
    small += profile.small;
    for (let i = 0; i < LATIN.length; i++) {
      weights[i]! += profile.weights[i]!;
      hits[i]! += profile.hits[i]!;
      distinct[i]! += profile.distinct[i]!;
    }
  }
  return {
    words,
    small,
    weights,
    hits,
    distinct,
    scripts: SCRIPTS.sum(profiles.map(({ scripts }) => scripts)),
  };
}

/** Letters of another script that weigh as much as a word in Latin letters. */
const LETTERS_A_WORD = 5;
/** Fewest such letters by which a text is of that script. */
const FEWEST_LETTERS = 4;
/** Different English function words from which a text counts as English whatever it quotes. */
const ENGLISH_WORDS = 3;
/** Share of English function words among the Latin words of a text that is English; running text has .3 and more. */
const ENGLISH_SHARE = 0.15;

/**
 * The language of a text by its profile: BCP 47, {@link UNKNOWN_LANGUAGE} where it surely is not English and more is not known,
 * null where there is too little to tell. A text is English until it shows more of another language: short, mixed
 * and doubtful texts never come out as foreign.
 */
export function languageOfProfile(profile: LanguageProfile): string | null {
  const { words, hits, distinct, scripts } = profile;
  const isEnglish = distinct[ENGLISH]! >= ENGLISH_WORDS && hits[ENGLISH]! >= ENGLISH_SHARE * words;
  const otherLetters = SCRIPTS.letters(scripts);
  if (otherLetters >= FEWEST_LETTERS && otherLetters > LETTERS_A_WORD * words && !isEnglish)
    return languageOfScript(scripts);
  return latinLanguage(profile) ?? (isEnglish ? TRAINED_FOR : null);
}

/** Different function words of a language, and the share of all words that they make up, from which a text may be of that language. */
const FEWEST_WORDS = 3;
const FEWEST_SHARE = 0.12;
/** By how much another language must outweigh English. */
const OUTWEIGHS = 2;
/** Small-lettered words from which a text without English function words is held to be of a language that is not known. */
const UNKNOWN_WORDS = 30;
/** Share of English function words below which no English text of that length falls. */
const UNKNOWN_SHARE = 0.05;

function latinLanguage({ words, small, weights, hits, distinct }: LanguageProfile): string | null {
  let best = -1;
  for (let i = 0; i < LATIN.length; i++)
    if (i !== ENGLISH && (best < 0 || weights[i]! > weights[best]!)) best = i;
  const isForeign =
    weights[best]! > OUTWEIGHS * weights[ENGLISH]! &&
    distinct[best]! >= FEWEST_WORDS &&
    hits[best]! >= FEWEST_SHARE * words;
  if (isForeign) return LATIN[best]!;
  return small >= UNKNOWN_WORDS && hits[ENGLISH]! < UNKNOWN_SHARE * words ? UNKNOWN_LANGUAGE : null;
}

/** The language of a text; see {@link languageOfProfile}. */
export function identifyLanguage(text: string): string | null {
  return languageOfProfile(profileOf(text));
}
