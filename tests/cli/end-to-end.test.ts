import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onus } from './process.ts';

const ACCUSATION = `Harbour of Sund Vale: Belmarra blames the Ostrel army

Belmarra's foreign minister, Ada Lund, accused Ostrel of attacking the cranes of the harbour.

"We know that Ostrel's army carried out the attack," Ms Lund said on Monday.

Ostrel denied that it had anything to do with the attack.
`;
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ostrel asks for proof</title></head><body>
<nav><a href="/">Home</a></nav><article><h1>Ostrel asks for proof</h1>
<p>Ostrel's foreign ministry said on Tuesday that Belmarra should publish its evidence before it blames anybody.</p>
<p>The spokesman, Jon Hald, declined to comment on whether the army knew of the attack on the harbour, and said nothing else.</p>
</article></body></html>`;

let root: string;
let data: string;
let inputs: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'onus-cli-'));
  data = join(root, 'data');
  inputs = join(root, 'inputs');
  mkdirSync(join(inputs, 'deeper'), { recursive: true });
  writeFileSync(join(inputs, 'accusation.txt'), ACCUSATION);
  writeFileSync(join(inputs, 'deeper', 'proof.html.gz'), gzipSync(PAGE));
  writeFileSync(join(inputs, 'notes.md'), 'not a source');
  writeFileSync(join(inputs, 'empty.txt'), '');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a case, from a folder to pages', () => {
  it('takes what can be read of a folder, and says what it refuses', () => {
    const { status, stdout, stderr } = onus(data, ['add', inputs, '--case', 'Sund Vale harbour', '--json']);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(3);
    expect(lines.map(({ input, refused }) => [input.slice(inputs.length + 1), refused ?? 'taken'])).toEqual([
      ['accusation.txt', 'taken'],
      ['deeper/proof.html.gz', 'taken'],
      ['empty.txt', 'empty-input'],
    ]);
    expect(stderr).toContain('empty.txt');
    expect(stderr).not.toContain('notes.md');
  });
  it('corrects a block of a source, and reads it anew', () => {
    const { stdout } = onus(data, ['case', 'show', 'sund vale harbour', '--json']);
    const { sources } = JSON.parse(stdout) as { sources: { sourceId: string; title: string }[] };
    const id = sources.find(({ title }) => title.startsWith('Harbour'))?.sourceId ?? '';
    const done = onus(data, [
      'source',
      'correct',
      id,
      '--block',
      '2',
      '--type',
      'caption',
      '--by',
      'R. Viewer',
    ]);
    expect(done.stdout).toMatch(/^block 2: body → caption; read anew, \d+ statements?$/m);
    expect(onus(data, ['source', 'show', id]).stdout).toMatch(/^2 +caption +was body/m);
    expect(onus(data, ['source', 'correct', id, '--block', '2', '--undo']).status).toBe(0);
    expect(onus(data, ['source', 'diff', id]).stderr).toContain('add its address again');
  }, 60_000);
  it('changes nothing when the same is added again', () => {
    const { status, stdout } = onus(data, [
      'add',
      join(inputs, 'accusation.txt'),
      '--case',
      'sund vale HARBOUR',
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^there/);
    expect(JSON.parse(onus(data, ['case', 'list', '--json']).stdout)).toMatchObject([
      { name: 'Sund Vale harbour', sources: 2 },
    ]);
  });
  it('shows positions with words that stand in the source', () => {
    const { status, stdout } = onus(data, ['case', 'positions', 'Sund Vale harbour', '--json']);
    expect(status).toBe(0);
    const positions = JSON.parse(stdout) as {
      party: string;
      kind: string;
      statements: { exact: string }[];
    }[];
    expect(positions.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['attributes', 'denies', 'asks for evidence', 'declines']),
    );
    const texts = `${ACCUSATION}${PAGE}`.replace(/\s+/g, ' ');
    for (const { statements } of positions)
      for (const { exact } of statements)
        for (const piece of exact.split(' … ')) expect(texts).toContain(piece.replace(/\s+/g, ' '));
  });
  it('refuses a bare conclusion and says which wording would pass', () => {
    const { status, stdout } = onus(data, [
      'case',
      'weigh',
      'Sund Vale harbour',
      '--party',
      'Ostrel',
      '--json',
    ]);
    expect(status).toBe(0);
    const judgement = JSON.parse(stdout);
    expect(judgement.allowed).toBe(false);
    expect(judgement.verdicts.some((verdict: { passed: boolean }) => !verdict.passed)).toBe(true);
    expect(judgement.wording).toContain('Ostrel');
  });
  // Eight processes, each of which opens the database.
  it('joins origins by hand, counts them so, and undoes it; an edit that comes too late changes nothing', () => {
    const edit = (...words: string[]) =>
      onus(data, ['case', 'origins', ...words, '--by', 'N. N.', '--reason', 'one briefing']);
    const listed = () => JSON.parse(onus(data, ['case', 'origins', 'Sund Vale harbour', '--json']).stdout);
    const before = listed();
    expect(before).toMatchObject({ revision: 0, edits: [] });
    const ids = before.origins.flatMap(({ members }: { members: { sourceId: string }[] }) =>
      members.map(({ sourceId }) => sourceId.slice(0, 12)),
    );
    expect(ids).toHaveLength(2);
    expect(edit('join', 'Sund Vale harbour', ...ids).stdout).toContain('1 origins in the case now');
    expect(listed().origins[0].members[1]).toMatchObject({ membership: 'by hand' });
    const late = edit('split', 'Sund Vale harbour', ids[0], '--revision', '0');
    expect([late.status, late.stderr]).toEqual([4, expect.stringContaining('somebody else edited')]);
    expect(edit('undo', 'Sund Vale harbour', '1').status).toBe(0);
    expect(listed().origins).toEqual(before.origins);
    expect(onus(data, ['case', 'origins', 'history', 'Sund Vale harbour']).stdout).toContain('undid edit 1');
  }, 60_000);
  it('publishes whole pages, and writes over nothing', () => {
    const out = join(root, 'pages');
    expect(onus(data, ['case', 'publish', 'Sund Vale harbour', '--out', out]).status).toBe(0);
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('Sund Vale harbour');
    expect(readdirSync(join(out, 'sources'))).toHaveLength(2);
    const again = onus(data, ['case', 'publish', 'Sund Vale harbour', '--out', out]);
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('is there already');
    expect(readdirSync(root).filter((name) => name.includes('.tmp'))).toEqual([]);
  });
  it('leaves no empty case behind where every source was refused', () => {
    expect(onus(data, ['add', join(inputs, 'empty.txt'), '--case', 'Nothing']).status).toBe(4);
    expect(onus(data, ['case', 'show', 'Nothing']).status).toBe(4);
  });
  it('refuses a case name that is too long before anything is read', () => {
    const { status, stderr } = onus(join(root, 'untouched'), ['add', inputs, '--case', 'x'.repeat(10_000)]);
    expect(status).toBe(2);
    expect(stderr.length).toBeLessThan(400);
    expect(readdirSync(root)).not.toContain('untouched');
  });
});

describe('onus read', () => {
  it('holds to its contract with --plain: offsets are into the file', () => {
    const { status, stdout } = onus(data, ['read', '--json', '--plain', join(inputs, 'accusation.txt')]);
    expect(status).toBe(0);
    const line = JSON.parse(stdout);
    expect(Object.keys(line).sort()).toEqual(['doc', 'positions', 'sha256', 'statements']);
    expect(line.doc).toBe('accusation');
    expect(line.sha256).toMatch(/^[0-9a-f]{64}$/);
    const denial = line.statements.find((statement: { act: string }) => statement.act === 'deny');
    expect(denial.cue.map(([start, end]: [number, number]) => ACCUSATION.slice(start, end))).toEqual([
      'denied',
    ]);
  });
  it('carries the article and the exact words without --plain', () => {
    const { stdout } = onus(data, ['read', '--json', join(inputs, 'deeper', 'proof.html.gz')]);
    const { article, statements } = JSON.parse(stdout);
    expect(article.title).toBe('Ostrel asks for proof');
    expect(statements.length).toBeGreaterThan(0);
    for (const { content, exact } of statements)
      expect(content.map(([start, end]: [number, number]) => article.text.slice(start, end))).toEqual(
        exact.content,
      );
  });
  it('reads standard input', () => {
    const { status, stdout } = onus(data, ['read', '-'], { input: ACCUSATION });
    expect(status).toBe(0);
    expect(stdout).toContain('accused');
  });
  it('needs no data directory', () => {
    expect(onus('/dev/null/nowhere', ['read', join(inputs, 'accusation.txt')]).status).toBe(0);
  });
});

describe('what was not understood', () => {
  it.each([
    [['frobnicate'], 'unknown command'],
    [['add', 'x'], '--case'],
    [['read'], 'missing required argument'],
    [['case', 'weigh', 'x', '--party', 'y', '--likelihood', 'sure'], 'almost certain'],
  ])('%j says so and ends with 2', (words, said) => {
    const { status, stdout, stderr } = onus(data, words);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(said);
  });
  it('a data directory that cannot be used is one clear line', () => {
    const { status, stderr } = onus('/dev/null/nowhere', ['case', 'list']);
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('ONUS_DATA');
  });
});

describe('another reader', () => {
  it('reads a source anew by another reader, and says so', () => {
    const file = join(root, 'reread.txt');
    writeFileSync(file, 'Lusmania said on Monday that Tervia had attacked its dams. Tervia denied it.');
    const add = (reader: string) =>
      onus(data, ['add', file, '--case', 'Dams', '--reader', reader]).stdout.slice(0, 6);
    expect([add('rules'), add('fast'), add('fast')]).toEqual(['added ', 'reread', 'there ']);
  });
});
