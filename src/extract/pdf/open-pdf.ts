import { getDocument } from 'unpdf/pdfjs';
import type { Refusal } from '../../domain/errors.ts';
import type { Fragment, PageText } from './page-text.ts';
import { refuseStructure, refuseUnreadable } from './pdf-refusals.ts';

/** Pages that are read; the longest reports on one incident have some 300. */
const PAGE_LIMIT = 1000;
/** Characters in all, as of a pasted text: a long book. */
const TEXT_LIMIT = 2_000_000;
/** Pieces of text in all: some PDFs draw each letter by itself. */
const FRAGMENT_LIMIT = 1_000_000;
/** The same on one page; a page of a spreadsheet or a map has some thousands. */
const PAGE_FRAGMENT_LIMIT = 50_000;
/** Milliseconds for one page: a drawing may hold another ten times, that one another ten times, and so on. */
const PAGE_TIME = 4000;

/** What a PDF says about itself, unchecked. */
export type PdfInfo = Readonly<Record<string, unknown>>;

export interface PdfText {
  readonly pages: readonly PageText[];
  readonly info: PdfInfo;
}

type PdfDocument = Awaited<ReturnType<typeof getDocument>['promise']>;
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;

/**
 * The text of a PDF with its places, page by page, by pdf.js: nothing is drawn, fetched or run, no font of this machine is asked
 * for. Returns a refusal where it is locked, damaged, or larger than can be read in bounded time.
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfText | Refusal> {
  const refusal = refuseStructure(bytes);
  if (refusal) return refusal;
  const task = getDocument({
    // A copy: pdf.js takes the bytes away from whoever hands them in.
    data: new Uint8Array(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    stopAtErrors: false,
  });
  try {
    return await readPages(await task.promise);
  } catch (error) {
    return refuseUnreadable(error, bytes);
  } finally {
    await task.destroy();
  }
}

async function readPages(document: PdfDocument): Promise<PdfText | Refusal> {
  if (document.numPages > PAGE_LIMIT)
    return tooLarge(`the PDF has ${document.numPages} pages, more than ${PAGE_LIMIT}`);
  const pages: PageText[] = [];
  const count = { characters: 0, fragments: 0 };
  for (let number = 1; number <= document.numPages; number++) {
    const page = await readPage(document, number, count);
    if ('refused' in page) return page;
    pages.push(page);
  }
  const { info } = await document.getMetadata();
  return { pages, info: info as PdfInfo };
}

async function readPage(
  document: PdfDocument,
  number: number,
  count: { characters: number; fragments: number },
): Promise<PageText | Refusal> {
  let page: PdfPage;
  try {
    page = await document.getPage(number);
  } catch (error) {
    throw new Error(`page ${number} of ${document.numPages}: ${messageOf(error)}`, { cause: error });
  }
  const view = page.getViewport({ scale: 1 });
  const fragments: Fragment[] = [];
  const turned: Fragment[] = [];
  const reader = page.streamTextContent({ includeMarkedContent: false }).getReader();
  const deadline = performance.now() + PAGE_TIME;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    for (const item of value.items) {
      if (!('str' in item) || !/\S/u.test(item.str)) continue;
      count.characters += item.str.length;
      count.fragments++;
      const { fragment, isTurned } = placed(item, view.transform);
      (isTurned ? turned : fragments).push(fragment);
    }
    const excess = excessOf(count, fragments.length + turned.length, performance.now() > deadline);
    if (excess !== null) {
      await reader.cancel(new Error(excess));
      return tooLarge(`page ${number} of the PDF ${excess}`);
    }
  }
  page.cleanup();
  return { page: number, width: view.width, height: view.height, fragments, turned };
}

function excessOf(
  count: { characters: number; fragments: number },
  onPage: number,
  isLate: boolean,
): string | null {
  if (count.characters > TEXT_LIMIT || count.fragments > FRAGMENT_LIMIT)
    return `passes ${TEXT_LIMIT} characters or ${FRAGMENT_LIMIT} pieces of text in all`;
  if (onPage > PAGE_FRAGMENT_LIMIT) return `holds more than ${PAGE_FRAGMENT_LIMIT} pieces of text`;
  return isLate ? `takes longer than ${PAGE_TIME / 1000} s to take apart` : null;
}

type Matrix = readonly number[];

/** An item of pdf.js on the page as shown: its matrix is that of the page's own space, which may be turned and shifted. */
function placed(
  item: { str: string; width: number; transform: unknown[] },
  view: Matrix,
): { fragment: Fragment; isTurned: boolean } {
  const [a, b, c, d, x, y] = multiply(view, item.transform as number[]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const scale = Math.hypot(view[0] ?? 1, view[1] ?? 0);
  const size = Math.hypot(c, d) || 1;
  const width = item.width * scale;
  // Damaged files draw at places and in widths that are no numbers.
  if (![x, y, size].every(Number.isFinite))
    return { fragment: { text: item.str, x: 0, y: 0, width: 0, size: 1 }, isTurned: true };
  const fragment = {
    text: item.str,
    x,
    y,
    width: Number.isFinite(width) ? width : size * item.str.length,
    size,
  };
  return { fragment, isTurned: !(Math.abs(b) <= 0.1 * Math.abs(a)) || a < 0 };
}

function multiply(m: Matrix, n: Matrix): number[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m;
  const [a2 = 1, b2 = 0, c2 = 0, d2 = 1, e2 = 0, f2 = 0] = n;
  return [
    a * a2 + c * b2,
    b * a2 + d * b2,
    a * c2 + c * d2,
    b * c2 + d * d2,
    a * e2 + c * f2 + e,
    b * e2 + d * f2 + f,
  ];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function tooLarge(reason: string): Refusal<'pdf-too-large'> {
  return { refused: 'pdf-too-large', reason, hint: 'split it, and add the part that tells of the incident' };
}
