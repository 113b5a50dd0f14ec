import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { evaluateSpeakers } from './speakers.ts';

const directory = mkdtempSync(join(tmpdir(), 'onus-speakers-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

// The first character lies outside of the BMP: offsets in code points and in code units differ by one.
const TEXT = '𝄞 Norway thanked the crew. It said the storm was over. Many clerks agreed to stay.';
const NAMED = { source: [[2, 8]], cue: [[9, 16]], content: [[17, 25]], act: 'state' };
const PRONOUN = { source: [[27, 29]], cue: [[30, 34]], content: [[35, 53]], act: 'state' };
const CLERKS = { source: [[55, 66]], cue: [[67, 73]], content: [[74, 81]], act: 'state' };
const NORWAY = { name: 'Norway', kind: 'state', country: 'NOR' };

async function evaluate(statements: readonly object[]) {
  writeFileSync(join(directory, 'note.txt'), TEXT);
  const gold = join(directory, 'gold.jsonl');
  writeFileSync(gold, JSON.stringify({ doc: 'note.txt', statements }));
  const report = await evaluateSpeakers(['--gold', gold, '--text', directory]);
  if ('skipped' in report) throw new Error(report.skipped);
  return report;
}

test('holds speakers of given spans against their labels; statements that nobody makes are left out', async () => {
  const { figures, table } = await evaluate([
    { ...NAMED, speaker: NORWAY },
    { ...PRONOUN, speaker: { ...NORWAY, country: 'SWE' } },
    { ...CLERKS, speaker: null },
  ]);
  expect(figures).toMatchObject({ country: 0.5, wrong_state: 0.5, missing_state: 0, kind: 1, name: 1 });
  expect(table).toMatch(/named organisation +1 +1/u);
  expect(table).toMatch(/pronoun +1 +0 +1/u);
});

test('tells a missing state from one where there is none', async () => {
  const { figures } = await evaluate([
    { ...NAMED, speaker: { ...NORWAY, country: null } },
    { ...CLERKS, speaker: { name: 'clerks', kind: 'unnamed', country: 'SWE' } },
  ]);
  expect(figures).toMatchObject({ country: 0, state_for_none: 0.5, missing_state: 0.5 });
});
