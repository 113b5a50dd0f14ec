import { randomFrom } from '../train/random.ts';

/** What an outlet does to a text that it takes over: a name and the edited text. `other` is an unrelated article. */
export type CopyEdit = (text: string, other: string, random: () => number) => string;

const APPEAL =
  'Your support helps us to tell the story. Your donation allows us to keep sending journalists to speak to both sides of the story. Join our commenting forum. Thank you for registering.';
/** Shares of the text, of its words, and of its sentences, as the thresholds of comparison were first measured with. */
const KEPT_FROM_START = 0.4;
const CUT = 0.35;
const CHANGED_IN_LEDE = 0.5;
const LEDE_SENTENCES = 3;
const CHANGED = 0.2;
/** 150 words of the text after 350 of another: three tenths of the whole. */
const EMBEDDED_WORDS = 150;
const HOST_WORDS = 350;

/** The seven edits, each made anew from a seed: the same text gives the same copy. */
export const COPY_EDITS: Readonly<Record<string, CopyEdit>> = {
  verbatim: (text) => `Local headline here\n\n${text}\n\n${APPEAL}`,
  'first 40 % only': (text) => {
    const words = wordsOf(text);
    return words.slice(0, Math.floor(words.length * KEPT_FROM_START)).join(' ');
  },
  cuts: (text, _other, random) =>
    sentencesOf(text)
      .filter(() => random() >= CUT)
      .join(' '),
  'new lede': (text, other, random) =>
    sentencesOf(text)
      .map((sentence, i) =>
        i < LEDE_SENTENCES ? reword(sentence, CHANGED_IN_LEDE, other, random) : sentence,
      )
      .filter((_, i) => i < LEDE_SENTENCES || random() >= CUT)
      .join(' '),
  '20 % of words changed': (text, other, random) => reword(text, CHANGED, other, random),
  'embedded, 30 %': (text, other) =>
    `${wordsOf(other).slice(0, HOST_WORDS).join(' ')}\n\n${wordsOf(text).slice(0, EMBEDDED_WORDS).join(' ')}`,
  'reordered and cut': (text, _other, random) =>
    text
      .split(/\n+/)
      .filter((paragraph) => paragraph.trim() !== '' && random() >= CUT)
      .map((paragraph) => ({ paragraph, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ paragraph }) => paragraph)
      .join('\n\n'),
};

/** The edited text; the numbers drawn depend on the edit's name and on `index` alone. */
export function editedCopy(name: string, text: string, other: string, index: number): string {
  const seed = [...name].reduce(
    (sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0,
    index + 1,
  );
  const random = randomFrom(seed);
  random();
  return (COPY_EDITS[name] as CopyEdit)(text, other, random);
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function sentencesOf(text: string): string[] {
  return text
    .split(/\n+/)
    .join('\n')
    .split(/(?<=[.!?])\s+/);
}

/** Puts words of another text in the place of a share of this one's. */
function reword(text: string, share: number, other: string, random: () => number): string {
  const words = wordsOf(other);
  return text
    .split(/(\s+)/)
    .map((piece) =>
      /\S/.test(piece) && random() < share ? words[Math.floor(random() * words.length)] : piece,
    )
    .join('');
}
