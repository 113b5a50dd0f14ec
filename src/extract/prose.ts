import { countWords } from './phrases.ts';

/** Fewest words of a line that counts as prose: about the shortest paragraph of a news story. */
const PROSE_WORDS = 12;

/** Whether a line ends as a sentence does, closing quotation marks and brackets aside. */
export function endsSentence(text: string): boolean {
  return /[.!?…。！？।][\])"'”’»›*]{0,3}\s*$/u.test(text);
}

/** Whether a line is a paragraph of running text: long enough and ended as a sentence. */
export function isProse(text: string): boolean {
  return (
    (countWords(text) >= PROSE_WORDS && (endsSentence(text) || countWords(text) >= 40)) ||
    isUnspacedProse(text)
  );
}

/** Scripts without spaces between words (Chinese, Japanese, Thai …): by characters. */
function isUnspacedProse(text: string): boolean {
  return (text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu)?.length ?? 0) >= 30;
}

/** The words of a text, lower-cased, as a key for "the same text". */
export function wordsKey(text: string): string {
  return (
    text
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join(' ') ?? ''
  );
}
