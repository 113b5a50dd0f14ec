import { expect, it } from 'vitest';
import type { Captured, Taken } from '../domain/capture.ts';
import type { NamedInput } from '../services/inputs.ts';
import type { ReadingPool } from '../services/ports.ts';
import type { CliContext } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { eachCapture } from './read-inputs.ts';

it('takes on Ctrl-C what was fetched already, leaves the rest unasked, and closes what it opened', async () => {
  const interruption = new AbortController();
  const stderr: string[] = [];
  const pool = { close: async () => {} } as ReadingPool;
  const ctx = {
    ...{ interrupted: interruption.signal, openReadingPool: async () => pool, modelPlace: () => null },
    stderr: { write: (text: string) => stderr.push(text) },
  } as unknown as CliContext;
  const opened: string[] = [];
  const closed: string[] = [];
  const inputs = ['a', 'b', 'c', 'd', 'e', 'f'].map(
    (name): NamedInput => ({ name, mayHoldMany: true, open: async () => ({ kind: 'url', url: name }) }),
  );
  /** Two captures each; the second only where it is asked for. */
  async function* capturesOf(name: string): AsyncGenerator<Taken> {
    opened.push(name);
    try {
      for (const part of [1, 2]) yield { name: `${name}${part}`, captured: {} as Captured };
    } finally {
      closed.push(name);
    }
  }
  const written: string[] = [];
  const code = await eachCapture(
    {
      ...{ ctx, inputs, reader: 'rules' },
      capturesOf: (input) => capturesOf(input.kind === 'url' ? input.url : input.name),
    },
    async () => {
      interruption.abort();
      return 'taken';
    },
    (name) => written.push(name),
  );
  expect(opened).toEqual(['a', 'b', 'c', 'd']);
  expect(written).toEqual(['a1', 'b1', 'c1', 'd1']);
  expect(closed).toEqual(opened);
  expect(code).toBe(EXIT.interrupted);
  expect(stderr.join('')).toContain('4 taken');
});
