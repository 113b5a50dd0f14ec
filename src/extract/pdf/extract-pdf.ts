import type { Article, Block, PlacedRun } from '../../domain/article.ts';
import { isRefusal, type Refusal } from '../../domain/errors.ts';
import type { Label } from '../label.ts';
import { documentMetadata } from '../text-metadata.ts';
import { EXTRACTOR } from '../version.ts';
import { unpacksTooFar, withDecodeLimit } from './decode-limit.ts';
import { joinLines, type Vocabulary, vocabularyOf } from './join-lines.ts';
import { labelParagraphs, type PlacedParagraph } from './label-paragraphs.ts';
import { openPdf, type PdfText } from './open-pdf.ts';
import { pageFurniture } from './page-furniture.ts';
import { bodySizeOf, isLikeSize, type Line, linesOf, type PageText, toLine } from './page-text.ts';
import { goesOnAcross, type Paragraph, paragraphsOf } from './paragraphs.ts';
import { dayMade, isPrinted, pdfMetadata } from './pdf-metadata.ts';
import { readingOrder } from './reading-order.ts';

/** Letters below which a PDF holds no text: a scanner's stamp, a page number. */
const LETTERS = 20;
/** Share of its characters that stand for nothing from which a PDF's text cannot be read. */
const UNKNOWN_SHARE = 0.2;

/**
 * The article of a PDF: its text in reading order, in paragraphs, each line with its page and place. Headlines, footnotes and
 * running heads are told by size and place, the rest as in pasted text. Returns a refusal where it holds pictures of text only,
 * is locked or damaged, or cannot be read in bounded time and memory.
 */
export async function extractPdf(bytes: Uint8Array): Promise<Article | Refusal> {
  return withDecodeLimit(async (watch) => {
    const opened = await openPdf(bytes);
    if (watch.exceeded()) return unpacksTooFar();
    if (isRefusal(opened)) return opened;
    return refuseText(opened.pages) ?? toArticle(opened);
  });
}

function refuseText(pages: readonly PageText[]): Refusal | null {
  const text = pages
    .flatMap(({ fragments, turned }) => [...fragments, ...turned].map((each) => each.text))
    .join('');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const unknown = text.match(/[\p{Co}\p{Cn}\p{Cc}\ufffd]/gu)?.length ?? 0;
  const among = pages.length === 1 ? 'its one page has' : `its ${pages.length} pages have`;
  if (unknown > UNKNOWN_SHARE * (letters + unknown))
    return {
      refused: 'unknown-letters',
      reason: 'the fonts of the PDF do not say which letters they draw',
      hint: 'run text recognition (OCR) over it, and add what that makes',
    };
  if (letters >= LETTERS) return null;
  return {
    refused: 'no-text',
    reason: `the PDF holds pictures of text only: ${among} ${letters === 0 ? 'no letter' : `${letters} letters`} that can be read`,
    hint: 'run text recognition (OCR) over it, and add what that makes',
  };
}

function toArticle({ pages, info }: PdfText): Article {
  const { parts, words } = partsOf(pages);
  const stated = pdfMetadata(info);
  const texts = parts.map(({ paragraph, label }): PlacedParagraph => {
    const { text } = joinLines(paragraph.lines, 0, words);
    return { paragraph, text, label };
  });
  const labels = labelParagraphs(texts, {
    title: stated.title?.value ?? null,
    isPrinted: isPrinted(info),
  });
  const blocks: Block[] = [];
  const sourceMap: PlacedRun[] = [];
  let text = '';
  parts.forEach(({ paragraph }, i) => {
    if (text.length > 0) text += '\n\n';
    const joined = joinLines(paragraph.lines, text.length, words);
    blocks.push({ ...(labels[i] as Label), start: text.length, end: text.length + joined.text.length });
    text += joined.text;
    sourceMap.push(...joined.runs);
  });
  const metadata = documentMetadata(stated, dayMade(info), text, blocks);
  return { extractor: EXTRACTOR, text, blocks, metadata, sourceMap };
}

interface Part {
  readonly paragraph: Paragraph;
  readonly label: Label | null;
}

/** The paragraphs of all pages in reading order; one that a page's end cuts in two stands whole on the first of them. */
function partsOf(pages: readonly PageText[]): { parts: Part[]; words: Vocabulary } {
  const linesOfPages = pages.map(linesOf);
  const all = linesOfPages.flat();
  const furniture = pageFurniture(all, new Map(pages.map(({ page, height }) => [page, height])));
  const size = bodySizeOf(all);
  const parts: Part[] = [];
  let open: Paragraph | null = null;
  pages.forEach((page, i) => {
    const lines = linesOfPages[i] ?? [];
    const aside = lines.filter((line) => furniture.has(line));
    for (const group of readingOrder(lines.filter((line) => !furniture.has(line)))) {
      const paragraphs = paragraphsOf(group);
      const first = paragraphs[0];
      if (open && first && goesOnAcross(open, first)) {
        open.lines.push(...first.lines);
        open.right = first.right;
        paragraphs.shift();
      }
      parts.push(...paragraphs.map((paragraph) => ({ paragraph, label: null })));
      open = lastOfText(paragraphs, size) ?? open;
    }
    parts.push(...aside.map((line) => ({ paragraph: alone(line), label: furniture.get(line) ?? null })));
    parts.push(...page.turned.map((piece) => turnedPart(toLine([piece], page.page))));
  });
  return { parts, words: vocabularyOf(all) };
}

/** The paragraph that the next column may go on with: the last one in the text's size, above headings and footnotes. */
function lastOfText(paragraphs: readonly Paragraph[], size: number): Paragraph | null {
  return paragraphs.findLast((paragraph) => isLikeSize(paragraph.size, size)) ?? null;
}

function alone(line: Line): Paragraph {
  return { lines: [line], size: line.size, right: line.right };
}

function turnedPart(line: Line): Part {
  return {
    paragraph: alone(line),
    label: { type: 'other', reason: 'stands turned on the page, or at no place of it', probability: 0.9 },
  };
}
