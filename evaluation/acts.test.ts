import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { evaluateActs } from './acts.ts';
import { reportMarkdown } from './report.ts';

const directory = mkdtempSync(join(tmpdir(), 'onus-acts-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

// The first character lies outside of the BMP: offsets in code points and in code units differ by one.
const TEXT = '𝄞 Ostrel accused Daewol of the raid. Daewol denied any part in it.';
const ACCUSED = { source: [[2, 8]], cue: [[9, 16]], content: [[17, 35]] };
const DENIED = { source: [[37, 43]], cue: [[44, 50]], content: [[51, 65]] };
const DENIAL = { act: 'deny', hedge: 'certain', target: { text: 'Daewol', country: null } };

async function evaluate(lines: readonly object[], reader = 'rules') {
  writeFileSync(join(directory, 'note.txt'), TEXT);
  const gold = join(directory, 'gold.jsonl');
  writeFileSync(gold, lines.map((line) => JSON.stringify(line)).join('\n'));
  const report = await evaluateActs(['--gold', gold, '--text', directory, '--reader', reader]);
  if ('skipped' in report) throw new Error(report.skipped);
  return report;
}

test('scores act, hedge and target over articles, offsets in code points', async () => {
  const { figures, table } = await evaluate([
    {
      doc: 'note.txt',
      statements: [
        { ...ACCUSED, act: 'attribute', hedge: 'alleged', target: { text: 'Daewol', country: null } },
        { ...DENIED, ...DENIAL },
      ],
    },
  ]);
  expect(figures).toEqual({
    accuracy: 1,
    macro_f1: 1,
    hedge_accuracy: 1,
    target_overlap: 1,
    accuracy_low: 1,
    accuracy_high: 1,
    macro_f1_low: 1,
    macro_f1_high: 1,
  });
  expect(table).toMatch(/^deny +1 +1 +1 +1$/mu);
});

test('takes one statement a line as well, and counts what is wrong', async () => {
  const { figures } = await evaluate([
    { doc: 'note', spans: ACCUSED, act: 'state', target: null, hedge: 'certain' },
    { doc: 'note', spans: DENIED, ...DENIAL, target: 'the government of Daewol' },
  ]);
  expect(figures.accuracy).toBe(0.5);
  expect(figures.macro_f1).toBe(0.5);
  expect(figures.hedge_accuracy).toBe(0.5);
  // Nothing in common with no target; one word of one against three.
  expect(figures.target_overlap).toBeCloseTo((0 + 2 / 4) / 2);
});

test('says so where the data is not there', async () => {
  expect(await evaluateActs(['--gold', join(directory, 'absent.jsonl')])).toHaveProperty('skipped');
});

test('the digest follows gold and texts', async () => {
  const line = { doc: 'note', spans: DENIED, ...DENIAL };
  const first = await evaluate([line]);
  expect((await evaluate([line])).digest).toBe(first.digest);
  expect((await evaluate([{ ...line, hedge: 'likely' }])).digest).not.toBe(first.digest);
});

test('asks for the calibration of acts where the reader gives probabilities, and writes none of the texts', async () => {
  const lines = [{ doc: 'note', spans: DENIED, ...DENIAL }];
  const fast = await evaluate(lines, 'fast');
  expect(fast.figures.ece_act).toBeGreaterThanOrEqual(0);
  expect(fast.figures.ece_act).toBeLessThanOrEqual(1);
  const written = reportMarkdown('acts/fast', fast);
  expect(written).toContain('## Reliability of the probability');
  expect(written).not.toMatch(/Daewol|Ostrel/u);
});
