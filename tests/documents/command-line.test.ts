import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfOfPages } from '../../evaluation/write-pdf.ts';
import { wordParagraph, writeDocx } from '../../evaluation/write-zip.ts';
import { onus } from '../cli/process.ts';

const SENTENCE = 'Foreign ministry spokesman Jon Adler denied that Ostrel had attacked the port.';
const COVER = { x: 72, y: 700, text: 'Report of the harbour office on the outage of the cranes', size: 20 };

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'onus-documents-'));
  mkdirSync(join(root, 'folder'));
  const pages = [[COVER], [{ x: 72, y: 700, text: SENTENCE }]];
  writeFileSync(join(root, 'folder', 'report.pdf'), pdfOfPages(pages));
  writeFileSync(join(root, 'folder', 'statement.docx'), writeDocx(wordParagraph(SENTENCE)));
  writeFileSync(
    join(root, 'folder', 'answer.eml'),
    `From: Jon Adler <a@ostrel.example>\nMessage-ID: <1@ostrel.example>\nSubject: Answer\n\n${SENTENCE}\n`,
  );
  writeFileSync(join(root, 'broken.pdf'), '%PDF-1.7\n');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

// Each starts the program in a process of its own, and a worker in it.
describe('onus read of documents', { timeout: 60_000 }, () => {
  it('takes them out of a folder, and names the page that a statement stands on', () => {
    const { status, stdout } = onus(root, ['read', '--json', join(root, 'folder')]);
    expect(status).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const denials = lines.map(({ doc, statements }) => [
      doc,
      statements.find(({ act }: { act: string }) => act === 'deny')?.page,
    ]);
    expect(denials).toEqual([
      ['answer', undefined],
      ['report', 2],
      ['statement', undefined],
    ]);
    for (const { statements } of lines)
      expect(statements.map(({ act }: { act: string }) => act)).toContain('deny');
  });

  it('shows the page in its table', () => {
    const { stdout } = onus(root, ['read', join(root, 'folder', 'report.pdf')]);
    expect(stdout).toMatch(/^PAGE\s+ACT/m);
    expect(stdout).toMatch(/^page 2\s+deny\s+Jon Adler/m);
  });

  it('refuses them where they should be plain text, and where they are damaged', () => {
    const plain = onus(root, ['read', '--plain', join(root, 'folder', 'report.pdf')]);
    expect(plain.status).toBe(4);
    expect(plain.stderr).toContain('application/pdf, no plain text');
    const broken = onus(root, ['extract', join(root, 'broken.pdf')]);
    expect(broken.status).toBe(4);
    expect(broken.stderr).toContain('the PDF is damaged');
  });
});
