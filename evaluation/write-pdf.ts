/** Writes PDF documents by hand, for tests and for bombs: nobody's file has to be kept. */
import { deflateSync } from 'node:zlib';

/** An object's body, without `n 0 obj`: text, or bytes where it holds a stream. */
export type PdfObject = string | Uint8Array;

/** Bytes of a text whose characters are bytes. */
export function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

/** A stream object; `dictionary` without `/Length`. */
export function pdfStream(dictionary: string, data: Uint8Array): Uint8Array {
  return Buffer.concat([
    latin1(`<< ${dictionary} /Length ${data.length} >>\nstream\n`),
    data,
    latin1('\nendstream'),
  ]);
}

/** A document of these objects, numbered from 1; the first is its catalogue. `trailer` is added to the trailer's entries. */
export function writePdf(objects: readonly PdfObject[], trailer = ''): Uint8Array {
  const parts: Uint8Array[] = [latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')];
  let length = parts[0]?.length ?? 0;
  const offsets = objects.map((object, i) => {
    const body = typeof object === 'string' ? latin1(object) : object;
    const whole = Buffer.concat([latin1(`${i + 1} 0 obj\n`), body, latin1('\nendobj\n')]);
    const at = length;
    parts.push(whole);
    length += whole.length;
    return at;
  });
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`);
  parts.push(
    latin1(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A line of text on a page: its left end and its baseline in points from the lower left corner. */
export interface PdfLine {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Points; 11 where it is not said. */
  readonly size?: number;
}

/** Objects 1 to 3 of every document that is made here: catalogue, page tree, font. */
const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';

/** The operators that write lines. */
export function contentOf(lines: readonly PdfLine[]): string {
  return lines
    .map(({ x, y, text, size = 11 }) => {
      const escaped = text.replace(/[\\()]/g, '\\$&');
      return `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped}) Tj ET`;
    })
    .join('\n');
}

/** A document of Letter pages with these lines; `info` is its information dictionary: `/Title (…)`. */
export function pdfOfPages(pages: readonly (readonly PdfLine[])[], info = ''): Uint8Array {
  return pdfOfContents(
    pages.map((lines) => pdfStream('/Filter /FlateDecode', deflateSync(latin1(contentOf(lines))))),
    info,
  );
}

/** The same, of ready content streams. */
export function pdfOfContents(contents: readonly Uint8Array[], info = ''): Uint8Array {
  const first = 5;
  const kids = contents.map((_, i) => `${first + 2 * i} 0 R`).join(' ');
  const pages = contents.flatMap((content, i): PdfObject[] => [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + 2 * i + 1} 0 R >>`,
    content,
  ]);
  return writePdf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
      HELVETICA,
      `<< ${info} >>`,
      ...pages,
    ],
    '/Info 4 0 R',
  );
}
