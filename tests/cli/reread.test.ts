/** `onus case reread` as a user runs it: processes of their own, on one data directory. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onus } from './process.ts';

const ACCUSATION = `Harbour of Sund Vale: Belmarra blames the Ostrel army

Belmarra's foreign minister, Ada Lund, accused Ostrel of attacking the cranes of the harbour.

"We know that Ostrel's army carried out the attack," Ms Lund said on Monday.

Ostrel denied that it had anything to do with the attack. Experts at Northlight believe the group behind it to be small.
`;
const GERMAN = `Ostrel weist Vorwürfe zurück

Das Außenministerium von Ostrel erklärte am Montag, dass es mit dem Angriff auf die Kräne des Hafens nichts zu tun habe.
`;

interface Line {
  readonly sourceId: string;
  readonly title: string;
  readonly earlierReader: string;
  readonly reader: string;
  readonly outcome: string;
  readonly same?: number;
  readonly changes?: { kind: string; earlier?: { act: string }; later?: { act: string } }[];
}

let root: string;
let data: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'onus-reread-'));
  data = join(root, 'data');
  const inputs = join(root, 'inputs');
  mkdirSync(inputs);
  writeFileSync(join(inputs, 'accusation.txt'), ACCUSATION);
  writeFileSync(join(inputs, 'german.txt'), GERMAN);
  expect(onus(data, ['add', inputs, '--case', 'Sund Vale', '--reader', 'rules']).status).toBe(0);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

function reread(...words: string[]) {
  return onus(data, ['case', 'reread', 'sund vale', '--reader', 'fast', ...words]);
}

function lines(stdout: string): Line[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .sort((a: Line, b: Line) => a.title.localeCompare(b.title));
}

const shown = () => JSON.parse(onus(data, ['case', 'show', 'Sund Vale', '--json']).stdout);

describe('onus case reread', () => {
  it('proposes differences and stores nothing', () => {
    const before = shown();
    const { status, stdout, stderr } = reread();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^proposed {2}−\d+ \+\d+ ~\d+ =\d+ {2}Harbour of Sund Vale/m);
    expect(stdout).toMatch(/^ {2}[−+~] {2}\S+ +.*\b(Ostrel|Lund|Experts)/m);
    expect(stdout).toContain('not read: language de (German)  Ostrel weist');
    expect(stdout).toMatch(/^2 sources: 1 with other statements, 1 in another language$/m);
    expect(stdout).toContain('nothing was stored, --apply keeps the new readings');
    expect(shown()).toEqual(before);
  }, 60_000);

  it('writes an object a source', () => {
    const { status, stdout } = reread('--json');
    expect(status).toBe(0);
    const [accusation, german] = lines(stdout);
    expect(accusation).toMatchObject({
      outcome: 'proposed',
      earlierReader: expect.stringMatching(/^rules@/),
    });
    expect(accusation?.reader).toMatch(/^fast@/);
    expect(accusation?.changes?.length).toBeGreaterThan(0);
    expect(german).toMatchObject({ outcome: 'unread', unread: { language: 'de' } });
  });

  it('keeps the new reading beside the old with --apply, once', () => {
    const [proposed] = lines(reread('--json').stdout);
    const { status, stdout } = reread('--apply', '--json');
    expect(status).toBe(0);
    const [kept] = lines(stdout);
    expect(kept).toMatchObject({ outcome: 'kept', carried: 0, same: proposed?.same });
    expect(kept?.changes?.map(({ kind }) => kind)).toEqual(proposed?.changes?.map(({ kind }) => kind));
    const source = JSON.parse(onus(data, ['source', 'show', kept?.sourceId ?? '', '--json']).stdout);
    expect(source.captures.map(({ reader }: { reader: string }) => reader.split('@')[0])).toEqual([
      'fast',
      'rules',
    ]);
    const after = shown();
    const again = reread('--apply');
    expect([again.status, again.stdout]).toEqual([
      0,
      expect.stringMatching(/2 sources: 1 read by fast@\S+ already, 1 in another language/),
    ]);
    expect(shown()).toEqual(after);
  }, 60_000);

  it('brings no earlier reading back, and says so', () => {
    const back = ['case', 'reread', 'Sund Vale', '--reader', 'rules'];
    expect(onus(data, back).stderr).toContain('--apply would leave it');
    const { status, stderr, stdout } = onus(data, [...back, '--apply']);
    expect(status).toBe(3);
    expect(stderr).toContain('refused  Harbour of Sund Vale');
    expect(stdout).toContain('1 left as they are');
  });

  it('ends with 4 where there is no such case, and with 2 where there is no such reader', () => {
    const unknown = onus(data, ['case', 'reread', 'nothing']);
    expect([unknown.status, unknown.stdout]).toEqual([4, '']);
    expect(unknown.stderr).toContain('there is no case');
    expect(onus(data, ['case', 'reread', 'Sund Vale', '--reader', 'best']).status).toBe(2);
  });
});
