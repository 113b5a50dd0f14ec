import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluateCopies } from './copies.ts';
import { COPY_EDITS, editedCopy } from './copy-edits.ts';

const directory = mkdtempSync(join(tmpdir(), 'onus-copies-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Prose of its own: sentences of ten words, paragraphs of five. */
const article = (word: string, sentences: number) =>
  Array.from({ length: sentences }, (_, i) => {
    const words = Array.from({ length: 10 }, (_, k) => `${word}${i}n${k}`).join(' ');
    return `The ${words}.${i % 5 === 4 ? '\n\n' : ' '}`;
  }).join('');

describe('the seven edits', () => {
  const [text, other] = [article('port', 60), article('crane', 60)];

  it('are the same each time, and differ by article where they are drawn', () => {
    expect(Object.keys(COPY_EDITS)).toHaveLength(7);
    for (const name of Object.keys(COPY_EDITS)) {
      const copy = editedCopy(name, text, other, 3);
      expect(editedCopy(name, text, other, 3)).toBe(copy);
      expect(copy).not.toBe(text);
    }
    expect(editedCopy('cuts', text, other, 4)).not.toBe(editedCopy('cuts', text, other, 5));
  });

  it('keep and change what they are named for', () => {
    const share = (copy: string) => copy.split(/\s+/).filter((word) => word.startsWith('port')).length / 600;
    expect(share(editedCopy('verbatim', text, other, 1))).toBe(1);
    expect(share(editedCopy('first 40 % only', text, other, 1))).toBeCloseTo(0.4, 1);
    expect(share(editedCopy('20 % of words changed', text, other, 1))).toBeCloseTo(0.8, 1);
    expect(share(editedCopy('embedded, 30 %', text, other, 1))).toBeCloseTo(0.23, 1);
    expect(share(editedCopy('cuts', text, other, 1))).toBeLessThan(0.85);
  });
});

it('counts copies found, false pairs of real articles, and says which', async () => {
  const shared = article('same', 12);
  writeFileSync(join(directory, 'a.txt'), article('port', 60));
  writeFileSync(join(directory, 'b.txt'), `${article('crane', 40)}\n\n${shared}`);
  writeFileSync(join(directory, 'c.txt'), `${article('hill', 40)}\n\n${shared}`);
  const found = await evaluateCopies(['--text', directory]);
  if ('skipped' in found) throw new Error(found.skipped);
  expect(found.figures).toMatchObject({ pairs: 3, false_pairs: 1, recall: 1, missed_by_index: 0 });
  expect(found.table).toContain('false: b | c');
});

it('says that it was skipped where there is no such folder', async () => {
  expect(await evaluateCopies(['--text', join(directory, 'none')])).toHaveProperty('skipped');
});
