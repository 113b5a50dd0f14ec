import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluateMentions, silverMentions } from './mentions.ts';

const folder = mkdtempSync(join(tmpdir(), 'onus-mentions-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('silver mentions', () => {
  it('are neighbours of one kind, and end with the sentence', () => {
    expect(
      silverMentions([
        [0, 3, 'NNP', 'PERSON'],
        [4, 8, 'NNP', 'PERSON'],
        [8, 10, 'POS', 'O'],
        [11, 16, 'NNP', 'CITY'],
        [17, 20, 'NNP', 'ORGANIZATION'],
        [21, 28, 'JJ', 'MISC'],
      ]),
    ).toEqual([
      { start: 0, end: 8, kind: 'person' },
      { start: 11, end: 16, kind: 'place' },
      { start: 17, end: 20, kind: 'organisation' },
    ]);
  });
});

describe('the evaluation of mentions', () => {
  it('counts by kind, in code points', async () => {
    const text = '🛰 Iceland shut the Lantern Bank.';
    mkdirSync(join(folder, 'text'));
    writeFileSync(join(folder, 'text', 'a.txt'), text);
    const sents = [
      [
        [2, 9, 'NNP', 'LOCATION'],
        [19, 26, 'NNP', 'ORGANIZATION'],
        [27, 31, 'NNP', 'PERSON'],
      ],
    ];
    writeFileSync(join(folder, 'silver.jsonl'), `${JSON.stringify({ doc: 'a', sents })}\n`);
    const report = await evaluateMentions([
      ...['--gold', join(folder, 'silver.jsonl')],
      ...['--text', join(folder, 'text')],
      ...['--reader', 'rules'],
    ]);
    expect(report).toMatchObject({
      figures: { f1_place: 1, f1_organisation: 0, f1_person: 0, recall: 1 / 3 },
    });
    expect(report).not.toHaveProperty('figures.tags');
  });
});
