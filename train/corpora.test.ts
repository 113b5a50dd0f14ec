import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { changedCorpora, digestCorpora } from './corpora.ts';

const directory = mkdtempSync(join(tmpdir(), 'onus-corpora-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const PATHS = ['acts.jsonl', 'text'];
beforeEach(() => {
  rmSync(directory, { recursive: true });
  mkdirSync(join(directory, 'text'), { recursive: true });
  writeFileSync(join(directory, 'acts.jsonl'), '{}');
  writeFileSync(join(directory, 'text', 'a.txt'), 'one');
  writeFileSync(join(directory, 'text', 'b.txt'), 'two');
});

const changesAfter = (change: () => void) => {
  const before = digestCorpora(directory, PATHS);
  change();
  return changedCorpora(before, digestCorpora(directory, PATHS));
};

describe('the corpora trained on', () => {
  it('are the same as long as nothing changes', () => {
    expect(changesAfter(() => {})).toEqual([]);
  });
  it('differ by one byte of one file, and it is said where', () => {
    const lines = changesAfter(() => {
      writeFileSync(join(directory, 'acts.jsonl'), '{ }');
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^acts\.jsonl differs: it is sha256:[0-9a-f]{64}, and was sha256:/u);
  });
  it('differ by a file renamed, added, or with the end of one moved to the next', () => {
    const text = (name: string) => join(directory, 'text', name);
    expect(changesAfter(() => writeFileSync(text('c.txt'), ''))[0]).toContain('text differs');
    expect(
      changesAfter(() => {
        writeFileSync(text('a.txt'), 'on');
        writeFileSync(text('b.txt'), 'etwo');
      })[0],
    ).toContain('text differs');
  });
  it('may be new, and are then not yet known', () => {
    const found = digestCorpora(directory, ['acts.jsonl']);
    expect(changedCorpora({ 'acts.jsonl': '' }, found)[0]).toMatch(/^acts\.jsonl is new: it is sha256:/u);
  });
  it('may be absent, which is said as such', () => {
    expect(changesAfter(() => rmSync(join(directory, 'text'), { recursive: true }))).toEqual([
      'text is not there',
    ]);
  });
});
