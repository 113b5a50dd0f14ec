import { describe, expect, it } from 'vitest';
import type { Reader, Statement } from '../domain/statement.ts';
import { outdatedReadings } from './outdated-readings.ts';
import { READERS } from './readers.ts';

const readBy = (reader: Reader) => ({ statements: [{ reader } as Statement] });

describe('readings by earlier versions', () => {
  it('are counted by reader, with what to do', () => {
    const sources = [readBy({ name: 'fast', version: '0' }), readBy({ name: 'rules', version: '0' })];
    const all = [...sources, sources[0]!, readBy(READERS.fast), readBy(READERS.rules)];
    expect(outdatedReadings({ case: { name: 'Dams' }, sources: all })).toEqual([
      '2 sources were read by fast 0, an earlier version: onus case reread "Dams" shows what is found now',
      '1 source was read by rules 0, an earlier version: onus case reread "Dams" shows what is found now',
    ]);
  });

  it('are none where nothing was found, or by the present readers', () => {
    const sources = [{ statements: [] }, readBy(READERS.rules), readBy(READERS.fast)];
    expect(outdatedReadings({ case: { name: 'Dams' }, sources })).toEqual([]);
  });
});
