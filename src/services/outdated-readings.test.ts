import { describe, expect, it } from 'vitest';
import type { Reader, Statement } from '../domain/statement.ts';
import { outdatedReadings } from './outdated-readings.ts';
import { READERS } from './readers.ts';

const readBy = (reader: Reader) => ({ statements: [{ reader } as Statement] });

describe('readings by earlier versions', () => {
  it('are counted by reader, with what to do', () => {
    const sources = [readBy({ name: 'fast', version: '0' }), readBy({ name: 'rules', version: '0' })];
    expect(outdatedReadings([...sources, sources[0]!, readBy(READERS.fast), readBy(READERS.rules)])).toEqual([
      '2 sources were read by fast 0, an earlier version: add them again to have them read anew',
      '1 source was read by rules 0, an earlier version: add it again to have it read anew',
    ]);
  });

  it('are none where nothing was found, or by the present readers', () => {
    expect(outdatedReadings([{ statements: [] }, readBy(READERS.rules), readBy(READERS.fast)])).toEqual([]);
  });
});
