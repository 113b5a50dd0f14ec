import { documentLabels } from '../document-labels.ts';
import type { Label } from '../label.ts';
import { countWords } from '../phrases.ts';
import { wordsKey } from '../prose.ts';
import { bodySizeOf, isLikeSize, type Line } from './page-text.ts';
import type { Paragraph } from './paragraphs.ts';

/** A paragraph and, where its place on the page already told, what it is. */
export interface PlacedParagraph {
  readonly paragraph: Paragraph;
  readonly text: string;
  readonly label: Label | null;
}

/** Share of the body's size below which a footnote is set. */
const NOTE_SIZE = 0.93;
/** Share of the body's size from which a line at the head of the first page is its headline. */
const HEADLINE_SIZE = 1.15;
/** A number or a sign, then words; a line of a listing has none in lower case. */
const NOTE_MARK = /^(?:\[?[1-9]\d{0,2}\]?|[*†‡§¹²³⁴-⁹])[\s.)]*["“‘(]?\p{L}.*\p{Ll}{2}/u;
/** Longest headline, in words. */
const HEADLINE_WORDS = 40;

/** Labels for the paragraphs of a document in their order: by size and place, then as any text is labelled. */
export function labelParagraphs(
  paragraphs: readonly PlacedParagraph[],
  { title, isPrinted }: { title: string | null; isPrinted: boolean },
): Label[] {
  const labels = paragraphs.map(({ label }) => label);
  const open = paragraphs.filter(({ label }) => label === null);
  const size = bodySizeOf(open.map(({ paragraph, text }) => ({ text, size: paragraph.size })));
  labelNotes(paragraphs, labels, size);
  labelHeadline(paragraphs, labels, { size, title });
  labelHeadings(paragraphs, labels, size);
  return documentLabels(
    paragraphs.map(({ text }) => text),
    labels,
    { mayHoldMenus: isPrinted },
  );
}

/** Small print at the foot of a page that begins with a mark, and what follows it there. */
function labelNotes(paragraphs: readonly PlacedParagraph[], labels: (Label | null)[], size: number): void {
  const isSmall = ({ paragraph }: PlacedParagraph): boolean => paragraph.size < NOTE_SIZE * size;
  const lowest = lowestLines(paragraphs.filter((each, i) => labels[i] === null && !isSmall(each)));
  let page = 0;
  paragraphs.forEach((each, i) => {
    const line = each.paragraph.lines[0];
    if (!line || labels[i] !== null || !isSmall(each)) return;
    const isBelow = line.y > (lowest.get(line.page)?.get(columnOf(line)) ?? 0);
    if (!isBelow || !(NOTE_MARK.test(each.text) || page === line.page)) return;
    labels[i] = { type: 'footnote', reason: 'small print at the foot of the page', probability: 0.9 };
    page = line.page;
  });
}

/** Points by which lines of one column begin apart at most, indents and centred lines aside. */
const COLUMN_STEP = 150;

function columnOf(line: Line): number {
  return Math.floor(line.left / COLUMN_STEP);
}

/** The lowest baseline of each page and column. */
function lowestLines(paragraphs: readonly PlacedParagraph[]): Map<number, Map<number, number>> {
  const lowest = new Map<number, Map<number, number>>();
  for (const { paragraph } of paragraphs)
    for (const line of paragraph.lines) {
      const columns = lowest.get(line.page) ?? new Map<number, number>();
      columns.set(columnOf(line), Math.max(line.y, columns.get(columnOf(line)) ?? 0));
      lowest.set(line.page, columns);
    }
  return lowest;
}

function labelHeadline(
  paragraphs: readonly PlacedParagraph[],
  labels: (Label | null)[],
  { size, title }: { size: number; title: string | null },
): void {
  const first = paragraphs
    .map(({ paragraph, text }, i) => ({ i, text, size: paragraph.size, page: paragraph.lines[0]?.page }))
    .filter(({ i, page, text }) => labels[i] === null && page === 1 && isTitle(text));
  const key = title === null ? '' : wordsKey(title);
  // A PDF's title often has the publisher's name behind the headline.
  const titled = largestOf(first.filter(({ text }) => key !== '' && key.includes(wordsKey(text))));
  const largest = largestOf(first.filter((candidate) => candidate.size >= HEADLINE_SIZE * size));
  const chosen = titled ?? largest;
  if (!chosen) return;
  const reason = titled ? 'the title that the PDF states' : 'the largest print on the first page';
  labels[chosen.i] = { type: 'headline', reason, probability: titled ? 0.97 : 0.9 };
  const next = first.find(({ i }) => i === chosen.i + 1);
  if (!titled && next && isLikeSize(next.size, chosen.size) && next.size > HEADLINE_SIZE * size)
    labels[next.i] = { type: 'headline', reason: `${reason}, second line`, probability: 0.8 };
}

/** The one in the largest print; the first of several. */
function largestOf<T extends { readonly size: number }>(candidates: readonly T[]): T | null {
  return candidates.reduce<T | null>((a, b) => (a === null || b.size > a.size ? b : a), null);
}

/** Below the headline, what is set larger than the text heads a part of it. */
function labelHeadings(paragraphs: readonly PlacedParagraph[], labels: (Label | null)[], size: number): void {
  const headline = labels.findIndex((label) => label?.type === 'headline');
  paragraphs.forEach(({ paragraph, text }, i) => {
    if (
      i > headline &&
      headline >= 0 &&
      labels[i] === null &&
      paragraph.size >= HEADLINE_SIZE * size &&
      isTitle(text)
    )
      labels[i] = { type: 'body', reason: 'a heading: larger print than the text', probability: 0.85 };
  });
}

function isTitle(text: string): boolean {
  const words = countWords(text);
  return words >= 2 && words <= HEADLINE_WORDS;
}
