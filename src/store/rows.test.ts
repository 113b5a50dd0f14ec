import { describe, expect, it } from 'vitest';
import { captureFrom, storable } from './rows.ts';

describe('storable', () => {
  it('leaves alone what PostgreSQL can hold, escapes and all', () => {
    const value = { a: 'back\\u0000slash \\ud800', b: ['\u0001', '😀'], c: null, d: 1.5 };
    expect(storable(value)).toEqual(value);
  });

  it('replaces NUL and lone surrogates one for one, at any depth', () => {
    expect(storable({ a: ['x\0y', { b: 'z\udc00\ud83d' }], c: '😀\0' })).toEqual({
      a: ['x\ufffdy', { b: 'z\ufffd\ufffd' }],
      c: '😀\ufffd',
    });
    expect(storable('\0')).toBe('\ufffd');
  });
});

it('refuses a row that does not fit the domain, and names it', () => {
  const row = {
    ...{
      sourceId: 's',
      captureId: 'c',
      targetUri: 'u',
      kind: 'telegram',
      length: '1',
      mediaType: 'text/html',
    },
    ...{
      payloadDigest: `sha256:${'0'.repeat(64)}`,
      charset: { name: 'utf-8', from: 'bom' },
      http: null,
      container: null,
    },
    ...{ capturedAt: new Date(0), lastSeenAt: new Date(0), savedAt: new Date(0), extractor: 'e', reader: '' },
  };
  expect(captureFrom({ ...row, kind: 'file' }).length).toBe(1);
  expect(() => captureFrom(row)).toThrow(
    expect.objectContaining({ code: 'store-row-damaged', message: expect.stringContaining('kind') }),
  );
});
