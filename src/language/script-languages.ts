/** Letters of one text in scripts other than Latin, by group; see {@link SCRIPTS}. */
export type ScriptCounts = Readonly<Record<string, number>>;

/** Scripts that one language alone writes, or one above all, by BCP 47. */
const OF_ONE_LANGUAGE: Readonly<Record<string, RegExp>> = {
  el: /\p{Script=Greek}/gu,
  he: /\p{Script=Hebrew}/gu,
  hi: /\p{Script=Devanagari}/gu,
  bn: /\p{Script=Bengali}/gu,
  pa: /\p{Script=Gurmukhi}/gu,
  gu: /\p{Script=Gujarati}/gu,
  ta: /\p{Script=Tamil}/gu,
  te: /\p{Script=Telugu}/gu,
  kn: /\p{Script=Kannada}/gu,
  ml: /\p{Script=Malayalam}/gu,
  si: /\p{Script=Sinhala}/gu,
  th: /\p{Script=Thai}/gu,
  lo: /\p{Script=Lao}/gu,
  km: /\p{Script=Khmer}/gu,
  my: /\p{Script=Myanmar}/gu,
  bo: /\p{Script=Tibetan}/gu,
  ka: /\p{Script=Georgian}/gu,
  hy: /\p{Script=Armenian}/gu,
  am: /\p{Script=Ethiopic}/gu,
  ko: /\p{Script=Hangul}/gu,
};
/** Scripts that several languages write, and the letters that tell these apart. */
const SHARED: Readonly<Record<string, RegExp>> = {
  cyrillic: /\p{Script=Cyrillic}/gu,
  arabic: /\p{Script=Arabic}/gu,
  han: /\p{Script=Han}/gu,
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  ukrainian: /[іїєґ]/giu,
  belarusian: /ў/giu,
  russian: /[ыэё]/giu,
  serbian: /[јљњђћџ]/giu,
  macedonian: /[ѓќѕ]/giu,
  kazakh: /[әғқңөұүһ]/giu,
  bulgarian: /ъ/giu,
  persian: /[پچژگکی]/gu,
  urdu: /[ٹڈڑںےہ]/gu,
  arabicOnly: /[ةىيك]/gu,
};
const SCRIPT_NAMES = ['cyrillic', 'arabic', 'han', 'kana'] as const;
const GROUPS = { ...OF_ONE_LANGUAGE, ...SHARED };
/** Beyond Latin, and beyond what stands in any text (signs, accents). */
const BEYOND_LATIN = /[\u0370-\u1dff\u2d30-\uffff]|[\ud800-\udbff]/;
const CJK_WEIGHT = 2.5;

/** Counting letters by script. */
export const SCRIPTS = {
  count(text: string): ScriptCounts {
    const counts: Record<string, number> = {};
    if (!BEYOND_LATIN.test(text)) return counts;
    for (const [group, letters] of Object.entries(GROUPS)) {
      const found = text.match(letters)?.length ?? 0;
      if (found > 0) counts[group] = found;
    }
    return counts;
  },

  sum(all: readonly ScriptCounts[]): ScriptCounts {
    const counts: Record<string, number> = {};
    for (const one of all)
      for (const [group, found] of Object.entries(one)) counts[group] = (counts[group] ?? 0) + found;
    return counts;
  },

  /** Letters of all scripts but Latin; a character of Chinese or Japanese holds as much as {@link CJK_WEIGHT} letters. */
  letters(counts: ScriptCounts): number {
    const of = (group: string) => counts[group] ?? 0;
    const single = Object.keys(OF_ONE_LANGUAGE).reduce((sum, group) => sum + of(group), 0);
    return single + of('cyrillic') + of('arabic') + CJK_WEIGHT * (of('han') + of('kana'));
  },
};

/** The language of a text that is written in other scripts than Latin: the script's, or by the letters of the likeliest. */
export function languageOfScript(counts: ScriptCounts): string {
  const of = (group: string) => counts[group] ?? 0;
  const groups = [...Object.keys(OF_ONE_LANGUAGE), ...SCRIPT_NAMES];
  const script = groups.reduce((best, group) => (of(group) > of(best) ? group : best));
  if (script === 'cyrillic') return cyrillicLanguage(of);
  if (script === 'arabic') return arabicLanguage(of);
  if (script === 'han' || script === 'kana') return of('kana') > 0.1 * of('han') ? 'ja' : 'zh';
  return script;
}

function cyrillicLanguage(of: (group: string) => number): string {
  if (of('macedonian') > 0 && of('serbian') > 0) return 'mk';
  if (of('serbian') > of('russian')) return 'sr';
  if (of('belarusian') > 0 && of('ukrainian') > 0) return 'be';
  if (of('kazakh') > 0.03 * of('cyrillic')) return 'kk';
  if (of('ukrainian') > of('russian')) return 'uk';
  return of('russian') === 0 && of('bulgarian') > 0 ? 'bg' : 'ru';
}

function arabicLanguage(of: (group: string) => number): string {
  if (of('urdu') > 0.03 * of('arabic')) return 'ur';
  return of('persian') > of('arabicOnly') ? 'fa' : 'ar';
}
