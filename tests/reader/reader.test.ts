import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Refusal } from '../../src/domain/errors.ts';
import type { FoundStatement } from '../../src/domain/statement.ts';
import * as browser from '../../src/reader/browser.ts';
import { isRefusal, openReader, type Reading, read, TEXT_LIMIT } from '../../src/reader/node.ts';
import { EXAMPLE_ARTICLE } from '../../src/web/parts/example-article.ts';

const WEIGHTS = join(import.meta.dirname, '../../models/fast@2/model.bin');
const weights = readFileSync(WEIGHTS);

function found(reading: Reading | Refusal): Reading {
  if (isRefusal(reading)) throw new Error(`refused: ${reading.reason}`);
  return reading;
}

const quotesOf = ({ source, cue, content }: FoundStatement) => [...source, ...cue, ...content];

describe('read', () => {
  it.each(['fast', 'rules'] as const)('finds statements whose words stand in the text: %s', async (name) => {
    const { statements, positions, reader } = found(await read(EXAMPLE_ARTICLE, { reader: name }));
    expect(reader.name).toBe(name);
    expect(statements.map(({ act }) => act)).toContain('deny');
    for (const { start, end, exact } of statements.flatMap(quotesOf))
      expect(EXAMPLE_ARTICLE.slice(start, end)).toBe(exact);
    expect(positions).toContainEqual(
      expect.objectContaining({ actor: 'Foreign Ministry of Ostrel', act: 'deny' }),
    );
  });

  it('reads by weights where no reader is named', async () => {
    expect(found(await read('Ostrel denied it.')).reader.name).toBe('fast');
  });

  it('finds nothing in nothing', async () => {
    expect(found(await read('')).statements).toEqual([]);
    expect(found(await read('\u0000\ud800 \u202e')).statements).toEqual([]);
  });

  it.each([
    [
      'fr',
      'French',
      'Le ministère a déclaré que les pirates venaient de Belmarra, mais il n’a pas montré de preuve.',
    ],
    [
      'ru',
      'Russian',
      'Министерство заявило, что хакеры пришли из соседней страны, но доказательств не показало.',
    ],
  ])('returns why a text is not read that is %s, and what to do', async (language, name, text) => {
    expect(await read(text)).toEqual({
      refused: 'language',
      language,
      languageName: name,
      reason: `not read: language ${language} (${name})`,
      hint: expect.stringContaining('translation'),
    });
  });

  it('reads the English lines of a text, and not the others', async () => {
    const french = 'Le ministère des affaires étrangères a déclaré que les pirates venaient de Belmarra.';
    const { statements } = found(await read(`${french}\n\nOstrel denied any part in the outage.`));
    expect(statements.map(({ source }) => source[0]?.exact)).toEqual(['Ostrel']);
  });

  it('returns why a text is too long, and does not throw', async () => {
    expect(await read('a'.repeat(TEXT_LIMIT + 1))).toMatchObject({ refused: 'text-too-large' });
  });

  it.each([null, undefined, 7, weights, ['a text']])(
    'throws what to do where it is given %o',
    async (wrong) => {
      await expect(read(wrong as unknown as string)).rejects.toMatchObject({
        code: 'not-a-text',
        hint: expect.stringContaining('TextDecoder'),
      });
    },
  );

  it('throws which readers there are where it is asked for another', async () => {
    const wrong = { reader: 'deeper' as 'fast' };
    await expect(read('a', wrong)).rejects.toMatchObject({ code: 'no-such-reader' });
    await expect(openReader({ reader: 'constructor' as 'fast' })).rejects.toMatchObject({
      hint: 'there are auto, deep, fast, rules',
    });
  });
});

describe('the weights', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('may be given as bytes, packed or not, and as a file', async () => {
    for (const given of [weights, gzipSync(weights), WEIGHTS, pathToFileURL(WEIGHTS)]) {
      const reader = await openReader({ weights: given });
      expect(found(await reader.read('Ostrel denied it.')).statements).toHaveLength(1);
    }
  });

  it('are refused where a byte is flipped, or the file is something else', async () => {
    const flipped = Uint8Array.from(weights);
    flipped[weights.length >> 1]! ^= 1;
    const packed = gzipSync(weights);
    for (const [given, code] of [
      [flipped, 'digest'],
      [packed.subarray(0, packed.length / 2), 'digest'],
      [gzipSync(new Uint8Array(64 * 1024 * 1024)), 'not-a-model'],
      [new TextEncoder().encode('<!doctype html><title>Not found</title>'.padEnd(80)), 'not-a-model'],
      [new Uint8Array(), 'not-a-model'],
    ] as const)
      await expect(openReader({ weights: given })).rejects.toMatchObject({ name: 'ModelRefused', code });
  });

  it('say where they were looked for in vain', async () => {
    await expect(openReader({ weights: join(import.meta.dirname, 'none.bin') })).rejects.toMatchObject({
      code: 'no-weights',
      message: expect.stringContaining('none.bin'),
    });
  });

  it('are fetched once in a browser, with progress, and once more after a failure', async () => {
    const answers = [new Response('gone', { status: 404 }), new Response(gzipSync(weights))];
    const asked = vi.fn(async (_address: URL | string) => answers.shift());
    vi.stubGlobal('fetch', asked);
    await expect(browser.read('Ostrel denied it.')).rejects.toMatchObject({
      code: 'no-weights',
      message: expect.stringContaining('404'),
    });
    for (let i = 0; i < 3; i++)
      expect(found(await browser.read('Ostrel denied it.')).statements).toHaveLength(1);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(String(asked.mock.calls[0]?.[0])).toMatch(/model\.bin$/);
  });

  it('tell how many bytes of how many have come', async () => {
    const packed = gzipSync(weights);
    const headers = { 'content-length': String(packed.length) };
    vi.stubGlobal('fetch', async () => new Response(packed, { headers }));
    const heard: [number, number | null][] = [];
    await browser.openReader({ onProgress: (...progress) => heard.push(progress) });
    expect(heard.at(-1)).toEqual([packed.length, packed.length]);
  });

  it('are not asked for by the reader that has none', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    expect(found(await browser.read('Ostrel denied it.', { reader: 'rules' })).reader.name).toBe('rules');
  });
});
