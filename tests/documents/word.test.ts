import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { wordParagraph, wordXml, writeDocx, writeZip } from '../../evaluation/write-zip.ts';
import { isByteRun } from '../../src/domain/article.ts';
import { isRefusal } from '../../src/domain/errors.ts';
import { extractDocx } from '../../src/extract/docx/extract-docx.ts';
import { textsOf, took, uncovered } from './documents.ts';

const STYLES = {
  name: 'word/styles.xml',
  data: wordXml(
    'styles',
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>',
  ),
};
const PROSE =
  'Foreign ministry spokesman Jon Adler said on Monday that Ostrel had never attacked a harbour &amp; asked for evidence.';

const articleOf = async (body: string, more: Parameters<typeof writeDocx>[1] = []) =>
  took(await extractDocx(writeDocx(body, more)));

async function refusalOf(bytes: Uint8Array) {
  const article = await extractDocx(bytes);
  if (!isRefusal(article)) throw new Error('was taken');
  expect(`${article.reason}${article.hint}`).not.toMatch(/[\r\n]/);
  return article;
}

describe('the text of a Word document', () => {
  it('has its headline and headings by their styles, whatever the language of Word', async () => {
    const article = await articleOf(
      [
        wordParagraph('Ostrel denies the attack', 'Titel'),
        wordParagraph('By Mara Quell'),
        wordParagraph('9 March 2023'),
        wordParagraph('The statement', 'berschrift1'),
        wordParagraph(PROSE),
      ].join(''),
      [STYLES],
    );
    expect(article.blocks.map(({ type }) => type)).toEqual([
      'headline',
      'byline',
      'dateline',
      'body',
      'body',
    ]);
    expect(article.metadata).toMatchObject({
      title: { value: 'Ostrel denies the attack' },
      authors: [{ value: 'Mara Quell' }],
      published: { value: '2023-03-09' },
    });
    expect(uncovered(article)).toBe('');
  });

  it('leads back to the bytes of its part', async () => {
    const document = wordXml('document', `<w:body>${wordParagraph(PROSE)}</w:body>`);
    const article = took(await extractDocx(writeZip([{ name: 'word/document.xml', data: document }])));
    const runs = article.sourceMap.filter(isByteRun);
    const source = runs.map(({ sourceStart, sourceEnd }) => document.slice(sourceStart, sourceEnd)).join('');
    expect(source).toBe(PROSE);
    expect(new Set(runs.map(({ part }) => part))).toEqual(new Set(['word/document.xml']));
    expect(article.text).toBe(PROSE.replace('&amp;', '&'));
  });

  it('leaves out what Word does not show', async () => {
    const run = (properties: string, text: string) =>
      `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
    const { text } = await articleOf(
      `<w:p>${run('', 'Shown. ')}${run('<w:vanish/>', 'Hidden. ')}${run('<w:vanish w:val="0"/>', 'Shown too. ')}<w:del><w:r><w:delText>Deleted.</w:delText></w:r></w:del></w:p>${wordParagraph(PROSE)}`,
    );
    expect(text.split('\n\n')[0]).toBe('Shown. Shown too.');
  });

  it('sets cells, notes, heads and feet apart', async () => {
    const article = await articleOf(
      `${wordParagraph(PROSE)}<w:tbl><w:tr><w:tc>${wordParagraph('Port')}</w:tc><w:tc>${wordParagraph('Hours')}</w:tc></w:tr></w:tbl>`,
      [
        { name: 'word/header1.xml', data: wordXml('hdr', wordParagraph('Restricted')) },
        {
          name: 'word/footnotes.xml',
          data: wordXml('footnotes', `<w:footnote>${wordParagraph('See page 3.')}</w:footnote>`),
        },
      ],
    );
    expect(article.blocks.map(({ type }) => type)).toEqual([
      'body',
      'other',
      'other',
      'footnote',
      'running-head',
    ]);
    expect(textsOf(article, 'footnote')).toEqual(['See page 3.']);
  });

  it('says when the file was made, where the text says no day', async () => {
    const core =
      '<cp:coreProperties xmlns:dc="d"><dc:creator>Jon Adler</dc:creator><dcterms:created>2023-03-09T10:00:00Z</dcterms:created></cp:coreProperties>';
    const { metadata } = await articleOf(wordParagraph(PROSE), [{ name: 'docProps/core.xml', data: core }]);
    expect(metadata).toMatchObject({
      authors: [{ value: 'Jon Adler', how: 'Word author' }],
      published: { value: '2023-03-09T10:00:00Z', how: 'Word created: when the file was made' },
    });
  });
});

describe('a Word document that cannot be read', () => {
  const packed = deflateRawSync(Buffer.alloc(30 * 2 ** 20, 0x20));
  const text = { name: 'word/document.xml', data: '', packed };

  it.each([
    ['unpacks too far', [{ ...text, statedSize: 30 * 2 ** 20 }], 'decompression-bomb'],
    ['says that it unpacks to less than it does', [{ ...text, statedSize: 2 ** 19 }], 'damaged'],
    [
      'holds too many files',
      Array.from({ length: 5001 }, (_, i) => ({ name: `${i}`, data: '' })),
      'decompression-bomb',
    ],
    ['holds no text', [{ name: 'word/document.xml', data: wordXml('document', '') }], 'no-text'],
    ['has no main part', [{ name: 'word/media/word/document.png', data: '' }], 'no-text'],
  ])('is refused where it %s', async (_, members, code) => {
    expect((await refusalOf(writeZip(members))).refused).toBe(code);
  });

  it('expands no entity', async () => {
    const xml = `<!DOCTYPE w:document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${wordXml('document', wordParagraph('&b;'))}`;
    const refusal = await refusalOf(writeZip([{ name: 'word/document.xml', data: xml }]));
    expect(refusal.reason).toContain('document type declaration');
    const { text: kept } = await articleOf(wordParagraph(`${PROSE} &unknown;`));
    expect(kept).toContain('&unknown;');
  });

  it('is refused where its elements are too deep', async () => {
    expect((await refusalOf(writeDocx('<w:p>'.repeat(1000)))).reason).toContain('inside one another');
  });

  it('says that its archive is damaged', async () => {
    const bytes = writeDocx(wordParagraph(PROSE));
    expect((await refusalOf(bytes.subarray(0, 200))).refused).toBe('damaged');
    const spoilt = Uint8Array.from(bytes);
    spoilt.fill(0xff, 120, 300);
    expect((await refusalOf(spoilt)).refused).toBe('damaged');
  });
});
