import { latin1 } from './write-pdf.ts';
import { wordParagraph, writeDocx } from './write-zip.ts';

/** A text as a document: its title and paragraphs, which have to be read from it unchanged. */
export interface LaidOut {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** A text file of the corpora: a title, then paragraphs, each on lines of their own. */
export function layOut(text: string): LaidOut {
  const [title = '', ...paragraphs] = text
    .split(/\n+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  return { title, paragraphs };
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** A page for Chromium to print: small, in two justified columns, with running heads and page numbers. */
export function twoColumnPage({ title, paragraphs }: LaidOut): string {
  const css = `@page{size:A5;margin:22mm 14mm;@top-center{content:"Norland Review of Incidents - Vol. 3";font-size:8pt}
    @bottom-center{content:counter(page);font-size:8pt}} body{font:10pt/1.25 serif} h1{font-size:17pt}
    div{columns:2;column-gap:6mm;text-align:justify} p{margin:0;text-indent:1.2em}`;
  return page(title, css, `<h1>${escaped(title)}</h1><div>${bodyOf(paragraphs)}</div>`);
}

/** Several texts as the chapters of one report of some pages, in one column or two. */
export function reportPage(title: string, chapters: readonly LaidOut[], columns: 1 | 2): string {
  const css = `@page{size:A4;margin:22mm 20mm;@top-left{content:"Norland Review - Vol. 3";font-size:8pt}
    @top-right{content:"Incidents of the year";font-size:8pt}@bottom-center{content:"Page " counter(page);font-size:8pt}}
    body{font:10pt/1.3 serif} h1{font-size:20pt} h2{font-size:13pt}
    div{columns:${columns};column-gap:7mm;text-align:justify} p{margin:0;text-indent:1.2em}`;
  const parts = chapters.map(
    (each) => `<h2>${escaped(each.title)}</h2><div>${bodyOf(each.paragraphs)}</div>`,
  );
  return page(title, css, `<h1>${escaped(title)}</h1>${parts.join('')}`);
}

function page(title: string, css: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><style>${css}</style><body>${body}`;
}

function bodyOf(paragraphs: readonly string[]): string {
  return paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('');
}

export function wordDocument({ title, paragraphs }: LaidOut): Uint8Array {
  const body = paragraphs.map((paragraph) => wordParagraph(escaped(paragraph)));
  return writeDocx([wordParagraph(escaped(title), 'Title'), ...body].join(''));
}

/** A mail of the text, its lines broken at 76 columns, with what it answers below. */
export function mailOf({ title, paragraphs }: LaidOut): Uint8Array {
  const subject = `=?utf-8?B?${Buffer.from(title).toString('base64')}?=`;
  const head = `From: Press office <press@example.org>\r\nSubject: ${subject}\r\nMessage-ID: <1@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n`;
  const text = paragraphs.map(wrapped).join('\r\n\r\n');
  const quoted =
    'On Thu, 9 Mar 2023 at 18:20, A Reporter <desk@example.org> wrote:\r\n> The minister said that Ostrel did it.\r\n';
  return Buffer.concat([latin1(head), Buffer.from(`${text}\r\n\r\n-- \r\nPress office\r\n\r\n${quoted}`)]);
}

/** Columns at which mail programs break lines. */
const MAIL_COLUMNS = 76;

function wrapped(paragraph: string): string {
  const lines: string[] = [];
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= MAIL_COLUMNS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\r\n');
}
