import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { quantise, readWeightsFile, writeWeightsFile } from './weights-file.ts';

const MAGIC = 'ONUSTEST';
const headerSchema = z.object({ features: z.literal(3) });
const write = (header: unknown) => writeWeightsFile(MAGIC, header, [Uint8Array.of(1, 2), Uint8Array.of(3)]);
const read = (bytes: Uint8Array) => readWeightsFile(MAGIC, bytes, headerSchema);

describe('a file of weights', () => {
  it('gives back its header and its weights in a row', async () => {
    const { header, weights } = await read(await write({ features: 3 }));
    expect(header).toEqual({ features: 3 });
    expect([...weights]).toEqual([1, 2, 3]);
  });

  it('is refused with any byte flipped', async () => {
    const bytes = await write({ features: 3 });
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 1;
      const code = at < 8 ? 'not-a-model' : 'digest';
      await expect(read(changed)).rejects.toMatchObject({ name: 'ModelRefused', code });
    }
  });

  it('is refused where it is cut short, empty or something else', async () => {
    const bytes = await write({ features: 3 });
    await expect(read(bytes.slice(0, -1))).rejects.toMatchObject({ code: 'digest' });
    await expect(read(new Uint8Array(0))).rejects.toMatchObject({ code: 'not-a-model' });
    const other = new TextEncoder().encode('{"model":1}');
    await expect(read(other)).rejects.toMatchObject({ code: 'not-a-model' });
    const ofAnother = readWeightsFile('ONUSELSE', bytes, headerSchema);
    await expect(ofAnother).rejects.toMatchObject({ code: 'not-a-model' });
  });

  it('is refused with a header of another version', async () => {
    await expect(read(await write({ features: 4 }))).rejects.toMatchObject({ code: 'version' });
  });
});

describe('quantising', () => {
  it('keeps each weight within half a step', () => {
    const { bytes, scale } = quantise(Float32Array.of(-2, -0.3, 0, 0.7, 1), 0.5);
    expect(bytes[0]).toBe(-127);
    [-1, -0.15, 0, 0.35, 0.5].forEach((value, i) => {
      expect(Math.abs(bytes[i]! * scale - value)).toBeLessThanOrEqual(1 / 254 + 1e-9);
    });
  });

  it('keeps weights of nothing', () => {
    expect([...quantise(new Float32Array(2), 1).bytes]).toEqual([0, 0]);
  });
});
