import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  latin1,
  type PdfLine,
  pdfOfContents,
  pdfOfPages,
  pdfStream,
  writePdf,
} from '../../evaluation/write-pdf.ts';
import { articleSchema, pageAt } from '../../src/domain/article.ts';
import { isRefusal } from '../../src/domain/errors.ts';
import { extractPdf } from '../../src/extract/pdf/extract-pdf.ts';
import { textsOf, took, uncovered } from './documents.ts';

/** Lines of a column, one below the other. */
function column(x: number, top: number, texts: readonly string[], size = 11): PdfLine[] {
  return texts.map((text, i) => ({ x, y: top - 1.25 * size * i, text, size }));
}

const articleOf = async (pages: readonly (readonly PdfLine[])[], info = '') =>
  took(await extractPdf(pdfOfPages(pages, info)));

async function refusalOf(bytes: Uint8Array) {
  const article = await extractPdf(bytes);
  if (!isRefusal(article)) throw new Error('was taken');
  expect(`${article.reason}${article.hint}`).not.toMatch(/[\r\n]/);
  return article;
}

const LEFT = [
  'Belmarra blamed Ostrel on Thursday for the attack on',
  'the port of Norland. Interior Minister Mara Quell told',
  'parliament that she had no doubt about the attri-',
  'bution, which rests on records of state-',
  'owned companies.',
];
const RIGHT = [
  'Foreign ministry spokesman Jon Adler denied that his',
  'country had any part in it. He said that Ostrel had',
  'never attacked a harbour, and asked for evidence that',
  'anybody could check for himself, whoever he was and',
  'wherever he came from.',
];

describe('the text of a PDF', () => {
  it('is read column by column, below a headline over both', async () => {
    const article = await articleOf([
      [
        { x: 72, y: 730, text: 'Belmarra blames Ostrel', size: 20 },
        ...column(320, 680, RIGHT),
        ...column(40, 680, LEFT),
      ],
    ]);
    expect(textsOf(article, 'headline')).toEqual(['Belmarra blames Ostrel']);
    const body = textsOf(article, 'body');
    expect(body).toHaveLength(2);
    expect(body[0]).toMatch(/^Belmarra blamed Ostrel on Thursday .* companies\.$/);
    expect(body[1]).toMatch(/^Foreign ministry spokesman .* came from\.$/);
    expect(uncovered(article)).toBe('');
    articleSchema.parse(article);
  });

  it('joins words that a line cuts, and keeps the hyphens of compounds', async () => {
    const { text } = await articleOf([column(72, 700, LEFT)]);
    expect(text).toContain('about the attribution, which rests on records of state-owned companies.');
  });

  it.each([
    ['the KA-', 'SAT network was down', 'the KA-SAT network'],
    ['both pre-', 'and post-war ships', 'both pre- and post-war'],
    ['a net-', 'work that was written network before', 'a network that'],
    ['ten of fif-', 'teen ships', 'ten of fifteen ships'],
    ['in May 2022 -', 'or later', 'in May 2022 - or later'],
  ])('joins "%s" and "%s"', async (first, second, joined) => {
    const { text } = await articleOf([
      column(72, 700, [`It was said that ${first}`, `${second}, they added.`]),
    ]);
    expect(text).toContain(joined);
  });

  it('goes on over the end of a page, where its foot and its notes stand between', async () => {
    const article = await articleOf([
      [
        ...column(72, 400, [
          'The ministry of Ostrel told reporters on Monday in the capital that it had not',
        ]),
        { x: 72, y: 70, text: '1 See the report of the ministry.', size: 8 },
        { x: 300, y: 40, text: '1' },
      ],
      [
        ...column(72, 720, ['ordered the attack on the port, and that it knew nobody who had done so.']),
        { x: 300, y: 40, text: '2' },
      ],
    ]);
    expect(textsOf(article, 'body')).toEqual([
      'The ministry of Ostrel told reporters on Monday in the capital that it had not ordered the attack on the port, and that it knew nobody who had done so.',
    ]);
    expect(textsOf(article, 'footnote')).toEqual(['1 See the report of the ministry.']);
    expect(textsOf(article, 'running-head')).toEqual(['1', '2']);
    expect(pageAt(article, article.text.indexOf('had not'))).toBe(1);
    expect(pageAt(article, article.text.indexOf('ordered'))).toBe(2);
  });

  it('does not take what stands alike on every page for its text', async () => {
    const page = (n: number, text: string): PdfLine[] => [
      { x: 72, y: 760, text: `Norland Port Authority - Incident report ${n}` },
      ...column(72, 700, [text, 'The report names nobody, and says that it is too early to do so.']),
      { x: 72, y: 30, text: `Page ${n} of 3`, size: 9 },
    ];
    const article = await articleOf([
      page(1, 'On Monday the cranes of the port stood still for three hours.'),
      page(2, 'On Tuesday the authority said that it did not know the reason yet.'),
      page(3, 'On Friday it asked the ministry for help with the investigation.'),
    ]);
    expect(textsOf(article, 'running-head')).toHaveLength(6);
    expect(textsOf(article, 'body').join(' ')).not.toMatch(/Authority - Incident|Page \d/);
  });

  it('says for each line where it stands', async () => {
    const article = await articleOf([
      [],
      [{ x: 72, y: 700, text: 'Ostrel denies that it attacked the port.' }],
    ]);
    expect(article.sourceMap).toEqual([
      { start: 0, end: 40, place: { page: 2, x: 72, y: 83.2, width: expect.any(Number), height: 11 } },
    ]);
  });

  it('reads a page that is shown turned as it is shown', async () => {
    const bytes = pdfOfPages([[{ x: 72, y: 700, text: 'Ostrel denies that it attacked the port.' }]]);
    const turned = Buffer.from(bytes)
      .toString('latin1')
      .replace('/Type /Page /Parent', '/Rotate 90 /Type /Page /Parent');
    const article = took(await extractPdf(latin1(turned)));
    // Turned with the page, the line stands upright in its own space and turned on the screen: it is kept, not read.
    expect(textsOf(article, 'other')).toEqual(['Ostrel denies that it attacked the port.']);
  });

  it('keeps what is drawn at no place that is a number', async () => {
    const content = `BT /F1 11 Tf 72 700 Td (${LEFT.join(' ')}) Tj /nowhere 0 Td (Elsewhere) Tj /wide Tz (Wide) Tj ET`;
    const article = took(await extractPdf(pdfOfContents([pdfStream('', latin1(content))])));
    articleSchema.parse(article);
    expect(uncovered(article)).toBe('');
  });

  it('states what the file says about itself, and how it was found', async () => {
    const info = "/Title (Incident report) /Author (Mara Quell) /CreationDate (D:20230309182000+01'00')";
    const { metadata } = await articleOf([column(72, 700, LEFT)], info);
    expect(metadata.authors).toEqual([{ value: 'Mara Quell', how: 'PDF Author' }]);
    expect(metadata.published).toEqual({
      value: '2023-03-09T18:20:00+01:00',
      how: 'PDF CreationDate: when the file was made',
    });
  });

  it('does not take the day on which a page was printed for that of its publication', async () => {
    const info = '/Producer (Skia/PDF m156) /CreationDate (D:20230309182000Z)';
    expect((await articleOf([column(72, 700, LEFT)], info)).metadata.published).toBeNull();
  });

  it('is the same each time', async () => {
    const bytes = pdfOfPages([column(72, 700, LEFT), column(72, 700, RIGHT)]);
    expect(await extractPdf(bytes)).toEqual(await extractPdf(bytes));
  });
});

describe('a PDF that cannot be read', () => {
  it('says that it holds pictures only', async () => {
    const picture =
      '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8';
    const bytes = writePdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>',
      pdfStream('', latin1('q 612 0 0 792 0 0 cm /I Do Q')),
      pdfStream(picture, Uint8Array.of(128)),
    ]);
    const refusal = await refusalOf(bytes);
    expect(refusal).toMatchObject({ refused: 'no-text' });
    expect(refusal.reason).toContain('holds pictures of text only');
  });

  it('says that it is locked with a password', async () => {
    expect(await refusalOf(lockedPdf())).toMatchObject({
      refused: 'locked',
      reason: 'the PDF is locked with a password',
    });
  });

  it('says where it breaks off', async () => {
    const bytes = pdfOfPages([column(72, 700, LEFT)]).subarray(0, 150);
    const refusal = await refusalOf(bytes);
    expect(refusal.refused).toBe('damaged');
    expect(refusal.reason).toContain('breaks off at byte 150');
  });

  it('names the page that is damaged', async () => {
    const bytes = writePdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 900 >>',
      '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 900 >>',
    ]);
    expect((await refusalOf(bytes)).reason).toMatch(/page 1 of \d+/);
  });

  it('is refused where a stream unpacks too far, whatever its filter, and gives the thread back as it was', async () => {
    const { Uint8Array: bytes, DecompressionStream: decompression } = globalThis;
    const packed = deflateSync(Buffer.alloc(20 * 2 ** 20, 0x20));
    for (const stream of [
      pdfStream('/Filter /FlateDecode', packed),
      pdfStream('/Filter [/FlateDecode /FlateDecode]', deflateSync(packed)),
      pdfStream('/Filter [/ASCIIHexDecode /FlateDecode]', latin1(`${packed.toString('hex')}>`)),
    ])
      expect(await refusalOf(pdfOfContents([stream]))).toMatchObject({ refused: 'decompression-bomb' });
    expect(globalThis.Uint8Array).toBe(bytes);
    expect(globalThis.DecompressionStream).toBe(decompression);
  });

  it('is refused where it names more objects or pages than a document has', async () => {
    const pages = writePdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${'3 0 R '.repeat(1001)}] /Count 1001 >>`,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>',
    ]);
    expect((await refusalOf(pages)).reason).toBe('the PDF has 1001 pages, more than 1000');
    for (const entry of [
      '/Size 4000000',
      '/#53ize 4000000',
      '/Size % how many\n4000000',
      '/Index [0 1 5 4000000]',
    ])
      expect(await refusalOf(writePdf([`<< /Type /Catalog ${entry} >>`]))).toMatchObject({
        refused: 'pdf-too-large',
      });
  });
});

/** Encrypted by RC4 with 40 bits (PDF 1.4, algorithms 3.2 to 3.4), the key made of a password that nobody types. */
function lockedPdf(): Uint8Array {
  const padding = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');
  const password = Buffer.concat([latin1('secret'), padding]).subarray(0, 32);
  const owner = rc4(createHash('md5').update(password).digest().subarray(0, 5), password);
  const id = '00'.repeat(16);
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const key = createHash('md5')
    .update(Buffer.concat([password, owner, permissions, Buffer.from(id, 'hex')]))
    .digest()
    .subarray(0, 5);
  const user = rc4(key, padding);
  return writePdf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [] /Count 0 >>',
      `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> /P -4 >>`,
    ],
    `/Encrypt 3 0 R /ID [<${id}> <${id}>]`,
  );
}

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Array.from({ length: 256 }, (_, i) => i);
  let j = 0;
  for (let i = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
  }
  let i = 0;
  j = 0;
  return Buffer.from(data).map((byte) => {
    i = (i + 1) & 255;
    j = (j + state[i]!) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
    return byte ^ state[(state[i]! + state[j]!) & 255]!;
  }) as Buffer;
}
