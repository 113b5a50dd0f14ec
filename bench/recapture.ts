/**
 * How far words are found again in an edited text, and how alike sentences are that are not one another:
 * `node bench/recapture.ts DIRECTORY` over plain texts (PolNeAR's training texts in docs/measurements.md). Edits are
 * drawn from a fixed seed: sentences removed and added around a sentence, and so many of its words replaced.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findParagraphs } from '../src/language/paragraphs.ts';
import { findSentences } from '../src/language/sentences.ts';
import { findTokens } from '../src/language/tokens.ts';
import { alignSentences } from '../src/text/align-sentences.ts';
import { createReAnchorer } from '../src/text/re-anchor.ts';

const TEXTS = 400;
/** Sentences of each text that are looked for again. */
const ASKED = 5;
/** Shorter ones hold no source, cue and content. */
const MIN_WORDS = 8;

let seed = 7;
function random(n: number): number {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((seed / 2 ** 32) * n);
}

function sentencesOf(text: string): string[] {
  const tokens = findTokens(text);
  const body = { type: 'body' as const, start: 0, end: text.length, reason: '', probability: 1 };
  const found = findSentences(text, tokens, findParagraphs(text, [body], tokens));
  return [...new Set(found.map(({ start, end }) => text.slice(start, end)))];
}

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('name a directory of texts');
const files = readdirSync(directory)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .slice(0, TEXTS);
const articles = files
  .map((name) => sentencesOf(readFileSync(join(directory, name), 'utf8')))
  .filter((sentences) => sentences.length >= 6);
/** Words that stand in for others: of the corpus itself, so that they are no strangers to the text. */
const vocabulary = [...new Set(articles.flat().join(' ').split(/\s+/))];

function replaceWords(sentence: string, count: number): string {
  const words = sentence.split(' ');
  for (let i = 0; i < count; i++)
    words[random(words.length)] = vocabulary[random(vocabulary.length)] as string;
  return words.join(' ');
}

interface Edited {
  readonly text: string;
  /** Where the sentence that is looked for stands; null where it was removed. */
  readonly place: { readonly start: number; readonly end: number } | null;
}

/** The article with a third of its other sentences gone or new, and the one asked for as given (null: gone). */
function edit(sentences: readonly string[], asked: number, becomes: string | null): Edited {
  const others = articles[random(articles.length)] as string[];
  let text = '';
  let place: Edited['place'] = null;
  sentences.forEach((sentence, i) => {
    const fate = i === asked ? -1 : random(6);
    const kept = i === asked ? becomes : fate === 0 ? null : sentence;
    if (fate === 1) text += `${others[random(others.length)]} `;
    if (kept === null) return;
    if (i === asked) place = { start: text.length, end: text.length + kept.length };
    text += `${kept} `;
  });
  return { text, place };
}

interface Tally {
  asked: number;
  right: number;
  wrong: number;
  notFound: number;
}

/** Three quotes of a sentence, as a statement has them: its first three words, the next, the rest. */
function quotesOf(text: string, start: number, sentence: string) {
  const words = [...sentence.matchAll(/\S+/g)];
  const edges = [0, words[3]?.index ?? 0, words[4]?.index ?? 0, sentence.length + 1];
  return [0, 1, 2].map((i) => {
    const from = start + (edges[i] as number);
    const to = start + (edges[i + 1] as number) - 1;
    return { start: from, end: to, exact: text.slice(from, to) };
  });
}

function ask(changed: number | null): Tally {
  const tally: Tally = { asked: 0, right: 0, wrong: 0, notFound: 0 };
  for (const sentences of articles)
    for (let n = 0; n < ASKED; n++) {
      const asked = random(sentences.length);
      const sentence = sentences[asked] as string;
      if (sentence.split(/\s+/).length < MIN_WORDS) continue;
      const text = sentences.join(' ');
      const start = sentences.slice(0, asked).join(' ').length + Math.min(asked, 1);
      const edited = edit(sentences, asked, changed === null ? null : replaceWords(sentence, changed));
      const found = createReAnchorer(text, edited.text)(quotesOf(text, start, sentence));
      tally.asked++;
      if (found.status === 'not-found') tally.notFound++;
      else if (isWithin(found.quotes, edited.place)) tally.right++;
      else tally.wrong++;
    }
  return tally;
}

function isWithin(quotes: readonly { start: number; end: number }[], place: Edited['place']): boolean {
  return place !== null && quotes.every(({ start, end }) => start >= place.start && end <= place.end);
}

function pairs(): { compared: number; alike: number } {
  let [compared, alike] = [0, 0];
  for (const sentences of articles)
    for (let i = 0; i < sentences.length; i++)
      for (let j = i + 1; j < sentences.length; j++) {
        compared++;
        const [aligned] = alignSentences([sentences[i] as string], [sentences[j] as string]);
        if (aligned?.kind === 'changed') alike++;
      }
  return { compared, alike };
}

const print = (line: string) => process.stdout.write(`${line}\n`);
const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`;
print(`${articles.length} texts`);
print('words replaced | asked | right | elsewhere | not found');
for (const changed of [0, 1, 2, 4, null]) {
  const before = process.cpuUsage();
  const { asked, right, wrong, notFound } = ask(changed);
  const ms = process.cpuUsage(before).user / 1000 / asked;
  print(
    `${changed ?? 'sentence removed'} | ${asked} | ${share(right, asked)} | ${share(wrong, asked)} | ${share(notFound, asked)} (${ms.toFixed(2)} ms CPU each)`,
  );
}
const { compared, alike } = pairs();
print(
  `${compared} pairs of different sentences of a text, taken for one that changed: ${share(alike, compared)}`,
);
