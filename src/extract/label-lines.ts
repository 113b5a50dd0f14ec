import { isName } from './author-names.ts';
import { dayIn } from './dates.ts';
import type { Label } from './label.ts';
import { countWords, phraseOf } from './phrases.ts';
import { endsSentence, isProse, wordsKey } from './prose.ts';
import { addressesReader, asksReader } from './reader-address.ts';

/** A line of pasted text with what the layers have found out about it. */
interface Line {
  readonly text: string;
  readonly words: number;
  readonly prose: boolean;
  readonly sentence: boolean;
  /** Null until a layer has typed it. */
  label: Label | null;
}

/**
 * Types the lines of a text as a reader copied it from a page, boilerplate and all. Layer by layer, each typing only
 * what those before left open: wordings, repeated captions, brackets of an appeal, the stretch that holds the
 * article, its head, and the rest. One label for each line, in order; no line may be empty.
 */
export function labelLines(lines: readonly string[]): Label[] {
  const read = lines.map(readLine);
  labelPhrases(read);
  labelRepeats(read);
  labelAppeals(read);
  labelBrackets(read);
  labelTail(read);
  const article = findStretch(read);
  labelHead(read, article.start);
  labelStretch(read, article);
  return read.map((line) => line.label ?? outside(line));
}

function readLine(text: string): Line {
  return { text, words: countWords(text), prose: isProse(text), sentence: endsSentence(text), label: null };
}

function labelPhrases(lines: readonly Line[]): void {
  for (const line of lines) {
    const phrase = phraseOf(line.text);
    if (phrase)
      line.label = {
        type: phrase.type,
        reason: `worded as: ${phrase.name}`,
        probability: phrase.probability,
      };
    else if (!/\p{L}/u.test(line.text))
      line.label = { type: 'other', reason: 'holds no letters', probability: 0.9 };
  }
}

/** Lines apart at which a repeated line still belongs to the same picture. */
const CAPTION_REACH = 3;
/** Words that a repeated line must have to be more than chance. */
const REPEATED_WORDS = 6;

/**
 * A line that stands twice, or once more with a few words added, is a caption with its alternative text where the two
 * are neighbours; elsewhere the second is a copy.
 */
function labelRepeats(lines: readonly Line[]): void {
  const firstAt = new Map<string, number>();
  lines.forEach((line, i) => {
    if (line.words < REPEATED_WORDS) return;
    const key = wordsKey(line.text).split(' ').slice(0, 12).join(' ');
    const earlier = firstAt.get(key);
    const before = earlier === undefined ? undefined : lines[earlier];
    if (earlier === undefined) firstAt.set(key, i);
    if (earlier === undefined || !before || !isCopy(before.text, line.text)) return;
    if (i - earlier <= CAPTION_REACH && earlier > 0) {
      const label: Label = {
        type: 'caption',
        reason: 'stands twice in a row, as captions do',
        probability: 0.93,
      };
      if (before.label === null) before.label = label;
      if (line.label === null) line.label = label;
    } else if (line.label === null)
      line.label = { type: 'other', reason: 'repeats an earlier line', probability: 0.85 };
  });
}

function isCopy(first: string, second: string): boolean {
  const [short = '', long = ''] = [wordsKey(first), wordsKey(second)].sort((a, b) => a.length - b.length);
  return long.startsWith(short) && long.length - short.length <= 40;
}

/** Share of a text's prose that speaks to the reader from which it is the article that does so: a column, a guide. */
const ADDRESS_SHARE = 0.2;

/** Lines apart at which two lines that ask for something are one appeal. */
const APPEAL_REACH = 2;

/** Lines in which the publication asks its readers for something, two or more together, and the line above them. */
function labelAppeals(lines: readonly Line[]): void {
  const prose = lines.filter((line) => line.prose);
  const addressing = prose.filter((line) => line.label === null && addressesReader(line.text));
  if (addressing.length > Math.max(2, ADDRESS_SHARE * prose.length)) return;
  const asks = lines.map((line) => line.label === null && line.words >= 4 && asksReader(line.text));
  const known = lines.map((line, i) => asks[i] || line.label?.type === 'appeal');
  lines.forEach((line, i) => {
    const around = known.slice(Math.max(0, i - APPEAL_REACH), i + APPEAL_REACH + 1).filter(Boolean).length;
    if (asks[i] && around >= 2)
      line.label = { type: 'appeal', reason: 'asks the reader for something', probability: 0.85 };
  });
  lines.forEach((line, i) => {
    const announces = line.label === null && !line.prose && !line.sentence && addressesReader(line.text);
    if (announces && lines[i + 1]?.label?.type === 'appeal')
      line.label = { type: 'appeal', reason: 'announces an appeal', probability: 0.85 };
  });
}

/** Lines between two appeal lines at most this far apart belong to the appeal; longer gaps hold the article. */
const BRACKET_REACH = 5;

function labelBrackets(lines: readonly Line[]): void {
  let open = -1;
  lines.forEach((line, i) => {
    if (line.label?.type !== 'appeal') return;
    if (open >= 0 && i - open <= BRACKET_REACH)
      for (let k = open + 1; k < i; k++) {
        const between = lines[k];
        if (between && (between.label === null || between.label.type === 'navigation'))
          between.label = {
            type: 'appeal',
            reason: 'stands between two lines of an appeal',
            probability: 0.9,
          };
      }
    open = i;
  });
}

/** Words of prose that must stand above the comments for them to be the comments of this article. */
const PROSE_ABOVE = 60;

/** Below the invitation to comment stand the comments: what readers wrote is prose too, but not the article's. */
function labelTail(lines: readonly Line[]): void {
  let above = 0;
  let open = false;
  for (const line of lines) {
    if (line.label === null && line.prose) above += line.words;
    if (line.label?.type === 'comment' && line.words >= 3 && above >= PROSE_ABOVE) open = true;
    if (open && line.label === null)
      line.label = { type: 'comment', reason: 'stands below the invitation to comment', probability: 0.8 };
  }
}

/** Words of one line that count at most towards the stretch: a pasted wall of text must not outweigh a page. */
const LINE_WEIGHT = 80;
/** Words from which a line without a full stop is a paragraph rather than a headline. */
const UNENDED_WORDS = 18;
/** What a line that is no prose takes off, in words: tuned on the benchmark's pages rendered as text. */
const SHORT_COST = 9;
const BOILERPLATE_COST: Readonly<Partial<Record<Label['type'], number>>> = {
  comment: 45,
  login: 30,
  'agency-credit': 25,
  navigation: 14,
  other: 14,
  appeal: 10,
};

/** The run of lines with the most prose for the least boilerplate (the maximal sum of their weights). */
function findStretch(lines: readonly Line[]): { start: number; end: number } {
  let best = { start: 0, end: 0, sum: 0 };
  let start = 0;
  let sum = 0;
  lines.forEach((line, i) => {
    if (sum <= 0) {
      start = i;
      sum = 0;
    }
    sum += weightOf(line);
    if (sum > best.sum) best = { start, end: i + 1, sum };
  });
  while (goesOn(lines[best.end])) best.end++;
  return best;
}

/** A line as long as a paragraph right below the article, which only lacks its full stop. */
function goesOn(line: Line | undefined): boolean {
  return line !== undefined && line.label === null && line.words >= UNENDED_WORDS;
}

function weightOf(line: Line): number {
  if (line.label) return -(BOILERPLATE_COST[line.label.type] ?? 4);
  if (line.prose) return Math.min(LINE_WEIGHT, line.words);
  return line.sentence && line.words >= 4 ? line.words / 2 : -SHORT_COST;
}

/** Lines above the article that may hold its headline: a page's menu is longer. */
const HEAD_REACH = 14;

/** The headline, then standfirst and author, among the lines above the first prose. */
function labelHead(lines: readonly Line[], start: number): void {
  const first = lines.findIndex((line, i) => i >= start && line.label === null && line.prose);
  const end = first < 0 ? Math.min(lines.length, HEAD_REACH) : first;
  const head = findHeadline(lines, Math.max(0, end - HEAD_REACH), end);
  if (head < 0) return;
  const headline = lines[head] as Line;
  headline.label = { type: 'headline', reason: 'the first line that reads as a title', probability: 0.85 };
  for (let i = head + 1; i < end; i++) {
    const line = lines[i] as Line;
    if (line.label === null) line.label = headLabel(lines, i, head);
  }
}

/** Longest line, in words, that holds no more than a name or a date. */
const HEAD_LINE_WORDS = 10;

function headLabel(lines: readonly Line[], at: number, head: number): Label | null {
  const { text, words } = lines[at] as Line;
  if (words <= HEAD_LINE_WORDS && dayIn(text))
    return { type: 'dateline', reason: 'a date below the headline', probability: 0.85 };
  if (isName(text)) return { type: 'byline', reason: 'a name alone below the headline', probability: 0.85 };
  if (words <= 5 && lines[at + 1]?.label?.type === 'dateline')
    return { type: 'byline', reason: 'a short line right above the date', probability: 0.7 };
  if (at <= head + 2 && words >= 6)
    return { type: 'standfirst', reason: 'a sentence right below the headline', probability: 0.8 };
  return null;
}

/** Longest headline, in words: some mail papers write them so. */
const TITLE_WORDS = 40;

/** The first line that could be a title; of several, the one that a date or an author follows soonest. */
function findHeadline(lines: readonly Line[], from: number, end: number): number {
  const isTitle = (i: number): boolean => {
    const line = lines[i];
    return line?.label === null && line.words >= 3 && line.words <= TITLE_WORDS && !isName(line.text);
  };
  const titles = Array.from({ length: Math.max(0, end - from) }, (_, k) => from + k).filter(isTitle);
  const signed = lines.findIndex(
    (line, i) => i > from && i < end && (line.label?.type === 'byline' || line.label?.type === 'dateline'),
  );
  const above = titles.filter((i) => signed < 0 || i < signed);
  return above.find((i) => (lines[i]?.words ?? 0) >= 5) ?? above[0] ?? titles[0] ?? -1;
}

/** Short lines in a row that are a list of links rather than subheadings or points of a list. */
const LINK_LIST = 4;

function labelStretch(lines: readonly Line[], stretch: { start: number; end: number }): void {
  for (let i = stretch.start; i < stretch.end; i++) {
    const line = lines[i];
    if (!line || line.label !== null) continue;
    if (line.prose) line.label = { type: 'body', reason: 'prose of the article', probability: 0.96 };
    else if (line.sentence)
      line.label = { type: 'body', reason: 'a short sentence among prose', probability: 0.9 };
    else if (shortRun(lines, i, stretch) >= LINK_LIST)
      line.label = { type: 'navigation', reason: 'one of a list of short lines', probability: 0.7 };
    else line.label = { type: 'body', reason: 'a short line among prose', probability: 0.75 };
  }
}

/** How many short lines stand in a row around this one, counted no further than a list of links needs. */
function shortRun(lines: readonly Line[], at: number, stretch: { start: number; end: number }): number {
  const isShort = (i: number): boolean => {
    const line = lines[i];
    return i >= stretch.start && i < stretch.end && line !== undefined && !line.prose && !line.sentence;
  };
  let first = at;
  let last = at;
  while (at - first < LINK_LIST && isShort(first - 1)) first--;
  while (last - at < LINK_LIST && isShort(last + 1)) last++;
  return last - first + 1;
}

function outside(line: Line): Label {
  if (line.prose) return { type: 'other', reason: 'prose outside the article', probability: 0.7 };
  return { type: 'navigation', reason: 'a short line outside the article', probability: 0.8 };
}
