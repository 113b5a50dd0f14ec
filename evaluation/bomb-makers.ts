import { deflateRawSync, deflateSync } from 'node:zlib';
import { latin1, type PdfObject, pdfOfContents, pdfOfPages, pdfStream, writePdf } from './write-pdf.ts';
import { wordParagraph, wordXml, writeDocx, writeZip } from './write-zip.ts';

/** A source made to exhaust whoever reads it. */
export interface Bomb {
  /** Its ending says what it claims to be. */
  readonly name: string;
  make(): Uint8Array;
  /** Whether it may be taken: not every bomb has to be refused, if what it does is bounded. */
  readonly mayBeTaken?: true;
}

const SENTENCE = 'The ministry said on Monday that it had no doubt who gave the order for the attack. ';

/** Ordinary sources, by ending: read before each bomb, so that the libraries are loaded, and after it. */
export const ORDINARY: Readonly<Record<string, () => Uint8Array>> = {
  pdf: () => pdfOfPages([Array.from({ length: 20 }, (_, i) => ({ x: 72, y: 700 - 14 * i, text: SENTENCE }))]),
  docx: () => writeDocx(Array.from({ length: 20 }, () => wordParagraph(SENTENCE.repeat(3))).join('')),
  eml: () =>
    latin1(
      `From: a@ostrel.example\r\nMessage-ID: <1@ostrel.example>\r\nSubject: Order\r\n\r\n${`${SENTENCE}\r\n\r\n`.repeat(20)}`,
    ),
  html: () => latin1(`<html><body><h1>Order</h1>${`<p>${SENTENCE.repeat(3)}</p>`.repeat(20)}</body></html>`),
};

/** Blanks, deflated without ever being held whole: `mebibytes` of them. */
function blanks(mebibytes: number): Buffer {
  return deflateSync(Buffer.alloc(mebibytes * 2 ** 20, 0x20));
}

const CATALOGUE = '<< /Type /Catalog /Pages 2 0 R >>';
const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>';

const PDF_BOMBS: readonly Bomb[] = [
  {
    name: 'a stream that unpacks to 1 GiB.pdf',
    make: () => pdfOfContents([pdfStream('/Filter /FlateDecode', blanks(1024))]),
  },
  {
    name: 'the same packed twice.pdf',
    make: () => pdfOfContents([pdfStream('/Filter [/FlateDecode /FlateDecode]', deflateSync(blanks(1024)))]),
  },
  {
    name: 'the same in hexadecimal digits.pdf',
    make: () =>
      pdfOfContents([
        pdfStream('/Filter [/ASCIIHexDecode /FlateDecode]', latin1(`${blanks(1024).toString('hex')}>`)),
      ]),
  },
  {
    name: 'a hundred streams of 7 MiB.pdf',
    make: () =>
      pdfOfContents(Array.from({ length: 100 }, () => pdfStream('/Filter /FlateDecode', blanks(7)))),
  },
  {
    name: 'three hundred thousand words on one page.pdf',
    make: () =>
      pdfOfContents([
        pdfStream(
          '/Filter /FlateDecode',
          deflateSync(
            latin1(`BT /F1 12 Tf 72 700 Td ${'(word) Tj 0 20 Td (word) Tj 0 -20 Td '.repeat(150_000)}ET`),
          ),
        ),
      ]),
  },
  {
    name: 'half a million objects.pdf',
    make: () =>
      writePdf([
        CATALOGUE,
        '<< /Type /Pages /Kids [] /Count 0 >>',
        ...new Array<PdfObject>(500_000).fill('0'),
      ]),
  },
  { name: 'a table of four million objects.pdf', make: objectTable },
  {
    name: 'a million pages.pdf',
    make: () =>
      writePdf([CATALOGUE, `<< /Type /Pages /Kids [${'3 0 R '.repeat(1e6)}] /Count 1000000 >>`, PAGE]),
  },
  {
    name: 'a million pages, said to be one.pdf',
    make: () => writePdf([CATALOGUE, `<< /Type /Pages /Kids [${'3 0 R '.repeat(1e6)}] /Count 1 >>`, PAGE]),
  },
  {
    name: 'a page tree that holds itself.pdf',
    make: () =>
      writePdf([
        CATALOGUE,
        '<< /Type /Pages /Kids [3 0 R] /Count 900 >>',
        '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 900 >>',
      ]),
  },
  { name: 'drawings of drawings, ten to the ninth.pdf', make: nestedDrawings },
];

/** A cross-reference stream that lists objects which are not there. */
function objectTable(): Uint8Array {
  const count = 4_000_000;
  const head = latin1(
    `%PDF-1.7\n1 0 obj\n${CATALOGUE}\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n`,
  );
  const entries = `/Type /XRef /W [1 1 1] /Index [0 ${count}] /Size ${count} /Root 1 0 R /Filter /FlateDecode`;
  const table = pdfStream(entries, deflateSync(Buffer.alloc(3 * count)));
  return Buffer.concat([
    head,
    latin1('3 0 obj\n'),
    table,
    latin1(`\nendobj\nstartxref\n${head.length}\n%%EOF\n`),
  ]);
}

/** A page that draws a form ten times, which draws another ten times, and so on: the laughs of PDF. */
function nestedDrawings(): Uint8Array {
  const levels = 9;
  const font = '/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>';
  const forms = Array.from({ length: levels }, (_, i) =>
    pdfStream(
      `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X ${6 + i} 0 R >> ${font} >>`,
      latin1(i === levels - 1 ? 'BT /F1 12 Tf (word) Tj ET' : '/X Do '.repeat(10)),
    ),
  );
  return writePdf([
    CATALOGUE,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `${PAGE.slice(0, -2)} /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>`,
    pdfStream('', latin1('/X Do '.repeat(10))),
    ...forms,
  ]);
}

const TYPES = { name: '[Content_Types].xml', data: '<Types/>' };

const WORD_BOMBS: readonly Bomb[] = [
  {
    name: 'a text that unpacks to 1 GiB.docx',
    make: () => writeZip([TYPES, packedText(1024, 2 ** 30)]),
  },
  {
    name: 'the same, said to be 1 MiB.docx',
    make: () => writeZip([TYPES, packedText(1024, 2 ** 20)]),
  },
  {
    name: 'forty thousand files.docx',
    make: () =>
      writeZip([
        ...Array.from({ length: 40_000 }, (_, i) => ({ name: `word/media/${i}`, data: '' })),
        { name: 'word/document.xml', data: wordXml('document', wordParagraph(SENTENCE)) },
      ]),
  },
  {
    name: 'archives in archives, five deep.docx',
    make: () =>
      writeDocx(wordParagraph(SENTENCE.repeat(3)), [{ name: 'word/embeddings/1.zip', data: nested(5) }]),
    mayBeTaken: true,
  },
  { name: 'archives in archives.zip', make: () => nested(5) },
  {
    name: 'a billion laughs.docx',
    make: () => writeZip([TYPES, { name: 'word/document.xml', data: laughs('w:document') }]),
  },
  {
    name: 'elements a hundred thousand deep.docx',
    make: () => writeDocx(`${'<w:p>'.repeat(100_000)}<w:r><w:t>word</w:t></w:r>`),
  },
  {
    name: 'a million empty paragraphs.docx',
    make: () => writeDocx(`${'<w:p/>'.repeat(1_000_000)}${wordParagraph(SENTENCE.repeat(3))}`),
    mayBeTaken: true,
  },
];

/** `word/document.xml` of so many mebibytes of blanks, and how long it is said to be. */
function packedText(mebibytes: number, statedSize: number) {
  return {
    name: 'word/document.xml',
    data: '',
    packed: deflateRawSync(Buffer.alloc(mebibytes * 2 ** 20, 0x20)),
    statedSize,
  };
}

/** Ten archives in each, and in the innermost ten files of 10 MiB. */
function nested(depth: number): Uint8Array {
  let data: Uint8Array = Buffer.alloc(10 * 2 ** 20, 0x20);
  for (let level = 0; level < depth; level++)
    data = writeZip(Array.from({ length: 10 }, (_, i) => ({ name: `${i}.zip`, data })));
  return data;
}

/** Entities that hold ten of the one before. */
function laughs(root: string): string {
  const entities = Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY lol${i + 1} "${i === 0 ? 'lol'.repeat(10) : `&lol${i};`.repeat(10)}">`,
  );
  return `<?xml version="1.0"?><!DOCTYPE ${root} [${entities.join('')}]><${root}><w:p><w:r><w:t>&lol9;</w:t></w:r></w:p></${root}>`;
}

const PAGE_BOMBS: readonly Bomb[] = [
  {
    name: 'elements 200,000 deep.html',
    make: () => latin1(`<html><body>${'<div>'.repeat(200_000)}${SENTENCE.repeat(9)}`),
  },
  {
    name: 'a million elements.html',
    make: () => latin1(`<html><body>${'<i></i>'.repeat(1_000_000)}${SENTENCE.repeat(9)}`),
  },
  { name: 'a billion laughs.html', make: () => latin1(laughs('html')), mayBeTaken: true },
  { name: 'a billion laughs.xml', make: () => latin1(laughs('rows')) },
];

const MAIL_BOMBS: readonly Bomb[] = [
  { name: 'parts 10,000 deep.eml', make: () => nestedMail(10_000) },
  { name: 'parts 900 deep.eml', make: () => nestedMail(900) },
  { name: 'a hundred thousand parts.eml', make: manyParts },
  {
    name: 'a header of 20 MiB.eml',
    make: () =>
      latin1(
        `From: a@b.example\r\nMessage-ID: <1@b.example>\r\nX-Long: ${'x'.repeat(20 * 2 ** 20)}\r\n\r\n${SENTENCE}`,
      ),
  },
];

const MAIL_HEAD = 'From: a@b.example\r\nMessage-ID: <1@b.example>\r\nMIME-Version: 1.0\r\n';

function nestedMail(depth: number): Uint8Array {
  const parts = Array.from(
    { length: depth },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
  );
  return latin1(`${MAIL_HEAD}${parts.join('')}Content-Type: text/plain\r\n\r\n${SENTENCE}\r\n`);
}

function manyParts(): Uint8Array {
  const part = `--b\r\nContent-Type: text/plain\r\n\r\n${SENTENCE}\r\n`;
  return latin1(
    `${MAIL_HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(100_000)}--b--\r\n`,
  );
}

export const BOMBS: readonly Bomb[] = [...PDF_BOMBS, ...WORD_BOMBS, ...PAGE_BOMBS, ...MAIL_BOMBS];
