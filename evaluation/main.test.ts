import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const directory = mkdtempSync(join(tmpdir(), 'onus-evaluate-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const TEXT = 'The Ministry of Ostrel denied any part in the raid on the port.';
const gold = join(directory, 'gold.jsonl');
writeFileSync(join(directory, 'note.txt'), TEXT);
writeFileSync(
  gold,
  JSON.stringify({
    doc: 'note.txt',
    statements: [
      {
        source: [[0, 22]],
        cue: [[23, 29]],
        content: [[30, 62]],
        act: 'deny',
        hedge: 'certain',
        target: null,
        speaker: { country: null },
      },
    ],
  }),
);

function evaluate(...args: string[]) {
  const main = join(import.meta.dirname, 'main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}
const held = ['--gold', gold, '--text', directory, '--reader', 'rules'];

test('data that is named is printed, judged by no floor, and leaves no report', () => {
  const { status, stdout, stderr } = evaluate('coverage', ...held, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ linked_50: 1, linked_50_low: 1, act_end_to_end: 1 });
  expect(stderr).toContain('coverage/rules: no floors for this data');
  expect(stderr).not.toContain('report in');
});

test('a report goes where --report says, and holds figures alone', () => {
  const reports = join(directory, 'reports');
  expect(evaluate('coverage', ...held, '--report', reports).status).toBe(0);
  const written = readFileSync(join(reports, 'coverage-rules.md'), 'utf8');
  for (const title of ['kind of speech', 'class of error', 'by role', 'Reliability', 'abstention', 'Acts'])
    expect(written).toContain(title);
  expect(written).not.toMatch(/Ostrel|raid/u);
});

test('without the data nothing is judged and nothing written; without a name there is help', () => {
  const reports = join(directory, 'none');
  const { status, stderr } = evaluate('acts', '--gold', join(directory, 'absent'), '--report', reports);
  expect(status).toBe(0);
  expect(stderr).toContain('skipped');
  expect(existsSync(reports)).toBe(false);
  expect(evaluate().status).toBe(2);
});
