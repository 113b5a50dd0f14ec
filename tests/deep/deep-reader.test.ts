import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ModelRefused } from '../../src/domain/weights-file.ts';
import { NODE_PARTS, packageWeights } from '../../src/services/package-weights.ts';
import { readPlain } from '../../src/services/read-plain.ts';
import { openReader } from '../../src/services/readers.ts';

const reader = await openReader('deep', NODE_PARTS);

async function found(text: string): Promise<string[]> {
  return (await readPlain(text, reader)).map(({ source, cue, content, act }) =>
    [
      [source, cue, content].map((quotes) => quotes.map(({ exact }) => exact).join(' … ')).join(' | '),
      act,
    ].join(' → '),
  );
}

describe('the deep reader that ships', () => {
  it.each([
    [
      'The ministry of Ostrel denied that its officers had broken into the bank.',
      'The ministry of Ostrel | denied | that its officers had broken into the bank → deny',
    ],
    ['“We will not pay,” Ama Boye said.', 'Ama Boye | said | “We will not pay,” → commit'],
    [
      'According to the police, the servers had been wiped.',
      'the police | According to | the servers had been wiped → confirm',
    ],
  ])('reads %s', async (text, expected) => {
    expect(await found(text)).toEqual([expected]);
  });

  it('lets contents nest', async () => {
    const statements = await readPlain(
      'The minister said the company had claimed that no data was stolen.',
      reader,
    );
    expect(statements.map(({ within }) => within)).toEqual([null, 0]);
  });

  it('finds who is silent', async () => {
    const text = 'The raid was over by noon. The embassy of Daewol did not respond to a request for comment.';
    const statements = await readPlain(text, reader);
    expect(statements.map(({ act }) => act)).toContain('no-comment');
  });

  it('gives exact words of any text', async () => {
    const texts = [
      '',
      '\ud800 said “',
      '“'.repeat(3000),
      `${'said '.repeat(2000)}.`,
      '\u0000‮said‭ \u200b it was 中文.',
    ];
    for (const text of texts)
      for (const { source, cue, content } of await readPlain(text, reader))
        for (const { start, end, exact } of [...source, ...cue, ...content])
          expect(text.slice(start, end)).toBe(exact);
  });

  it('refuses weights of which a byte was flipped', async () => {
    const bytes = new Uint8Array(await packageWeights('deep'));
    bytes[bytes.length >> 1]! ^= 1;
    const parts = {
      ...NODE_PARTS,
      weights: async (model: 'fast' | 'deep') => (model === 'deep' ? bytes : packageWeights('fast')),
    };
    await expect(openReader('deep', parts)).rejects.toBeInstanceOf(ModelRefused);
  });

  it('says so where its network cannot be started', async () => {
    const parts = { ...NODE_PARTS, openNetwork: () => Promise.reject(new Error('no such library')) };
    await expect(openReader('deep', parts)).rejects.toMatchObject({ code: 'no-network' });
  });
});

describe('the reader that chooses', () => {
  it('takes the deep one for what speaks of an incident, the fast one for the rest', async () => {
    const auto = await openReader('auto', NODE_PARTS);
    const incident = 'Hackers breached the servers of the town, the mayor said. Malware encrypted its data.';
    const [first] = await readPlain(incident, auto);
    expect(first!.reader.name).toBe('deep');
    const [other] = await readPlain('The mayor said the bridge would open in May.', auto);
    expect(other!.reader.name).toBe('fast');
  });

  it('opens the deep one only when it is needed', async () => {
    let opened = 0;
    const auto = await openReader('auto', {
      ...NODE_PARTS,
      openNetwork: (model) => {
        opened++;
        return NODE_PARTS.openNetwork(model);
      },
    });
    await readPlain('The mayor said the bridge would open in May.', auto);
    expect(opened).toBe(0);
    for (let i = 0; i < 2; i++) await readPlain('Hackers breached the servers, the mayor said.', auto);
    expect(opened).toBe(1);
  });
});

describe('the model that ships', () => {
  it('is the one that its card describes', async () => {
    const card = JSON.parse(readFileSync(new URL('../../models/deep@1/card.json', import.meta.url), 'utf8'));
    const bytes = new Uint8Array(await packageWeights('deep'));
    expect(card.sha256).toBe(Buffer.from(bytes.subarray(-32)).toString('hex'));
    expect(card.gzipped).toBeLessThanOrEqual(30e6);
  });
});
