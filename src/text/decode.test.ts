import { describe, expect, it } from 'vitest';
import { byteOffsets, decodeBytes } from './decode.ts';

const bytesOf = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

/** Deterministic pseudo-random numbers (mulberry32). */
function randomSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Slices the bytes at the offsets of every character and decodes each slice by itself. */
function charactersByBytes(bytes: Uint8Array, charset: string): string {
  const text = decodeBytes(bytes, charset);
  const offsets = byteOffsets(bytes, charset);
  let rebuilt = '';
  for (let unit = 0; unit < text.length; ) {
    const size = (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
    const slice = bytes.subarray(offsets.at(unit), offsets.at(unit + size));
    rebuilt += new TextDecoder(charset, { ignoreBOM: true }).decode(slice);
    unit += size;
  }
  return rebuilt;
}

describe('decodeBytes', () => {
  it('leaves the byte order mark out', () => {
    expect(decodeBytes(bytesOf(0xef, 0xbb, 0xbf, 0x41), 'utf-8')).toBe('A');
    expect(decodeBytes(bytesOf(0xff, 0xfe, 0x41, 0x00), 'utf-16le')).toBe('A');
  });

  it('reads windows-1252 quotation marks, not C1 controls', () => {
    expect(decodeBytes(bytesOf(0x93, 0x41, 0x94), 'windows-1252')).toBe('“A”');
  });

  it('throws on a charset that does not exist', () => {
    expect(() => decodeBytes(bytesOf(0x41), 'klingon')).toThrow(RangeError);
  });
});

describe('byteOffsets', () => {
  it.each([
    ['utf-8', bytesOf(0x41, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80, 0x42), [0, 1, 3, 3, 7, 8]],
    ['utf-8', bytesOf(0xef, 0xbb, 0xbf, 0x41, 0x42), [3, 4, 5]],
    ['utf-16le', bytesOf(0xff, 0xfe, 0x41, 0, 0x3d, 0xd8, 0, 0xde), [2, 4, 4, 8]],
    ['utf-16be', bytesOf(0, 0x41, 0xd8, 0x3d, 0xde, 0), [0, 2, 2, 6]],
    ['windows-1251', bytesOf(0xcf, 0xf0, 0xe8), [0, 1, 2, 3]],
    ['gbk', bytesOf(0x41, 0xd6, 0xd0, 0x42), [0, 1, 3, 4]],
    ['gb18030', bytesOf(0x94, 0x39, 0xda, 0x33, 0x41), [0, 0, 4, 5]],
    ['shift_jis', bytesOf(0x82, 0xa0, 0xb1, 0x41), [0, 2, 3, 4]],
    ['shift_jis', bytesOf(0x41, 0x83, 0x5c, 0x5c), [0, 1, 3, 4]],
    ['iso-2022-jp', bytesOf(0x41, 0x1b, 0x24, 0x42, 0x24, 0x22, 0x1b, 0x28, 0x42, 0x42), [0, 1, 6, 10]],
  ])('gives the byte of every unit: %s', (charset, bytes, expected) => {
    const offsets = byteOffsets(bytes, charset);
    expect(offsets.length).toBe(decodeBytes(bytes, charset).length);
    expect(Array.from({ length: offsets.length + 1 }, (_, unit) => offsets.at(unit))).toEqual(expected);
  });

  it('counts an empty input as an empty text', () => {
    for (const charset of ['utf-8', 'utf-16le', 'windows-1252', 'gbk']) {
      const offsets = byteOffsets(bytesOf(), charset);
      expect([offsets.length, offsets.at(0)]).toEqual([0, 0]);
    }
  });

  it('refuses offsets outside the text', () => {
    const offsets = byteOffsets(bytesOf(0x41), 'utf-8');
    for (const unit of [-1, 2, 0.5, Number.NaN]) expect(() => offsets.at(unit)).toThrow(RangeError);
  });

  // Bytes are drawn so that leads, continuations and edges of the well-formed ranges meet often.
  const telling = [
    0x00, 0x20, 0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbb, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef,
  ];
  const pool = [...telling, 0xd8, 0xdb, 0xdc, 0xde, 0xf0, 0xf4, 0xf5, 0xfe, 0xff];

  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'koi8-r'])(
    'agrees with the decoder on any bytes: %s',
    (charset) => {
      const random = randomSource(7);
      for (let round = 0; round < 400; round++) {
        const length = Math.floor(random() * (round % 20 === 0 ? 2000 : 12));
        const bytes = Uint8Array.from({ length }, () => pool[Math.floor(random() * pool.length)]!);
        const text = decodeBytes(bytes, charset);
        expect(byteOffsets(bytes, charset).length, bytes.join()).toBe(text.length);
        expect(charactersByBytes(bytes, charset), bytes.join()).toBe(text);
      }
    },
  );

  it('stays exact over many strides, pairs across their edges included', () => {
    const text = `${'a'.repeat(255)}😀${'é中😀'.repeat(2000)}`;
    const bytes = new TextEncoder().encode(text);
    const offsets = byteOffsets(bytes, 'utf-8');
    const encoder = new TextEncoder();
    for (let unit = 0; unit <= text.length; unit += 7) {
      const split = unit < text.length && (text.charCodeAt(unit) & 0xfc00) === 0xdc00;
      expect(offsets.at(unit)).toBe(encoder.encode(text.slice(0, split ? unit - 1 : unit)).length);
    }
  });
});
