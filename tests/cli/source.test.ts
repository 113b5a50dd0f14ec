/** `onus source` in this process, over services by hand: what is written, and how it ends. */
import { describe, expect, it } from 'vitest';
import type { CliContext } from '../../src/cli/context.ts';
import { runCommandLine } from '../../src/cli/program.ts';
import { type MemoryServices, memoryServices } from '../web/memory-services.ts';
import { sampleCase } from '../web/sample-case.ts';
import { sampleHistory } from '../web/sample-history.ts';

const never = () => Promise.reject(new Error('not part of these tests'));

async function onus(services: MemoryServices, ...words: string[]) {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const ctx: CliContext = {
    ...{
      version: '0',
      stdout: output('stdout'),
      stderr: output('stderr'),
      env: {},
      dataDirectory: '/nowhere',
    },
    stdin: (async function* () {})(),
    interrupted: new AbortController().signal,
    now: () => new Date(0),
    openServices: async () => ({ services, close: async () => {} }),
    modelPlace: () => null,
    ...{ openReadingPool: never, serve: never, publish: never },
  };
  const status = await runCommandLine(['source', ...words], ctx);
  return { status, ...written };
}

function edited() {
  const services = memoryServices([sampleCase()]);
  services.histories.set('source-eu', sampleHistory());
  return services;
}

describe('onus source show', () => {
  it('lists captures and blocks, and marks what the extractor was not sure of', async () => {
    const { status, stdout } = await onus(edited(), 'show', 'source-eu');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\* +2026-01-12 09:00 +capture-source-eu +0a0a0a0a0a0a +6 /m);
    expect(stdout).toMatch(/^9 +body +0\.55 \? +The Russian embassy/m);
  });

  it('writes all of it as one object', async () => {
    const { stdout } = await onus(edited(), 'show', 'source-eu', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ sourceId: 'source-eu', corrections: [], captures: [{}, {}] });
  });

  it('ends with 4 where there is no such source or capture', async () => {
    for (const words of [['nothing'], ['source-eu', '--capture', 'x']]) {
      const { status, stdout, stderr } = await onus(edited(), 'show', ...words);
      expect([status, stdout]).toEqual([4, '']);
      expect(stderr).toContain('there is no');
    }
  });
});

describe('onus source diff', () => {
  it('writes how openly the page was changed, then a sentence a line', async () => {
    const { status, stdout } = await onus(edited(), 'diff', 'source-eu');
    expect(status).toBe(0);
    for (const line of [
      'silently edited: the text changed, and the page states no other time than before',
      'title: EU and allies blame Moscow → not stated',
      '  (2 as before)',
      '- EU and allies blame Moscow for satellite network attack',
      '+ EU and allies blame Russia for satellite network attack',
      '- The Kremlin denied any part in it.',
      '~ A ground station near the coast.',
      'statements of the earlier capture: 1 to the letter, 1 re-anchored, 1 not found in the later',
    ])
      expect(stdout.split('\n')).toContain(line);
  });

  it('keeps control characters of a page off the terminal', async () => {
    const services = edited();
    const history = sampleHistory();
    const sentences = [
      { kind: 'added' as const, block: 'body' as const, later: 'red\u001b[31m\u0007\nline' },
    ];
    services.histories.set('source-eu', { ...history, diff: { ...history.diff, sentences } });
    const { stdout } = await onus(services, 'diff', 'source-eu');
    expect(stdout.split('\n')).toContain('+ red line');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('says what to do where there is nothing to compare with, and writes no data', async () => {
    const { status, stdout, stderr } = await onus(edited(), 'diff', 'source-wire', '--json');
    expect([status, stdout]).toEqual([4, '']);
    expect(stderr).toContain('add it again');
  });
});

describe('onus source correct', () => {
  it('says what a block is, and takes it back', async () => {
    const services = edited();
    const made = await onus(
      services,
      'correct',
      'source-eu',
      '--block',
      '1',
      '--type',
      'other',
      '--reason',
      'no',
    );
    expect(made).toMatchObject({
      status: 0,
      stdout: 'block 1: navigation → other; read anew, 1 statement\n',
    });
    expect((await onus(services, 'show', 'source-eu')).stdout).toMatch(/^1 +other +was navigation/m);
    const back = await onus(services, 'correct', 'source-eu', '--block', '1', '--undo', '--json');
    expect(JSON.parse(back.stdout).correction).toMatchObject({ to: 'navigation', undoes: 1 });
  });

  it.each([
    [2, ['--block', '1']],
    [2, ['--block', '1', '--type', 'poem']],
    [2, ['--block', '0', '--type', 'body']],
    [2, ['--block', '1', '--type', 'body', '--undo']],
    [2, ['--type', 'body']],
    [4, ['--block', '99', '--type', 'body']],
  ])('ends with %d for %j, and corrects nothing', async (status, words) => {
    const services = edited();
    expect(await onus(services, 'correct', 'source-eu', ...words)).toMatchObject({ status, stdout: '' });
    expect(services.corrections).toEqual([]);
  });
});
