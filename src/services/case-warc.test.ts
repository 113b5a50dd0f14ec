import { expect, it } from 'vitest';
import { captureBytes } from '../capture/capture-bytes.ts';
import { isRefusal } from '../domain/errors.ts';
import { caseWarc } from './case-warc.ts';
import type { CaseExport } from './services.ts';

const NOW = new Date('2026-01-02T03:04:05Z');

it('a capture whose bytes are gone is left out of the archive, and said', async () => {
  const taken = captureBytes({ kind: 'file', name: 'a.txt', bytes: Buffer.from('A text.'), now: NOW });
  if (isRefusal(taken)) throw new Error(taken.reason);
  const { capture, bytes } = taken;
  const lost = { ...capture, targetUri: 'file:lost.txt' };
  const exported: CaseExport = {
    case: { caseId: 'c', name: 'Case', createdAt: NOW.toISOString() },
    captures: (async function* () {
      yield { capture: lost, revisits: [], bytes: null };
      yield { capture, revisits: [], bytes };
    })(),
  };
  const refused: string[] = [];
  const warc = caseWarc(exported, {
    ...{ software: 'Onus', now: NOW, packed: false },
    onRefusal: (name, { refused: code }) => refused.push(`${name} ${code}`),
  });
  const parts: Buffer[] = [];
  for await (const part of warc.bytes) parts.push(part);
  expect(refused).toEqual(['file:lost.txt blob-missing']);
  expect(warc.counts).toEqual({ captures: 1, refused: 1 });
  expect(Buffer.concat(parts).toString()).not.toContain('lost.txt');
});
