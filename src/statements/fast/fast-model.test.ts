import { describe, expect, it } from 'vitest';
import { type FastModel, FEATURE_VERSION, readModel, writeModel } from './fast-model.ts';

function tinyModel(): FastModel {
  const crf = (labels: number) => ({
    labels,
    bits: 2,
    weights: Float32Array.from({ length: 4 * labels }, (_, i) => (i % 7) - 3),
    scale: 0.5,
    transitions: new Float32Array(labels * labels).fill(0.25),
    starts: new Float32Array(labels).fill(-0.5),
  });
  const linear = (classes: number) => ({
    classes,
    bits: 2,
    weights: Float32Array.from({ length: 4 * classes }, (_, i) => i / 10),
    scale: 1,
  });
  return {
    language: Uint8Array.from({ length: 7 }, (_, i) => i * 30),
    pass: crf(7),
    frames: crf(5),
    statements: linear(1),
    acts: { ...linear(16), priors: Array.from({ length: 16 }, () => 1 / 16), temperatures: [0.9, 1.2] },
    thresholds: { path: 0.1, other: 0.2 },
    calibration: [
      { slope: 1, offset: 0 },
      { slope: 0.9, offset: 0.1 },
    ],
  };
}

describe("a model's file", () => {
  it('gives back the weights, each within half a step', async () => {
    const model = tinyModel();
    const read = await readModel(await writeModel(model));
    expect([...read.language]).toEqual([...model.language]);
    expect(read.thresholds).toEqual({ path: 0.1, other: 0.2 });
    expect(read.calibration).toEqual(model.calibration);
    for (const name of ['pass', 'frames', 'statements', 'acts'] as const) {
      const [before, after] = [model[name], read[name]];
      const values = (part: typeof before) => Array.from(part.weights, (weight) => weight * part.scale);
      const most = Math.max(...values(before).map(Math.abs));
      values(before).forEach((value, i) => {
        expect(Math.abs(value - values(after)[i]!)).toBeLessThanOrEqual(most / 254 + 1e-9);
      });
    }
    expect([...read.pass.transitions]).toEqual([...model.pass.transitions]);
  });

  it('reads and writes again to the same bytes', async () => {
    const bytes = await writeModel(await readModel(await writeModel(tinyModel())));
    expect(await writeModel(await readModel(bytes))).toEqual(bytes);
  });

  it('is refused where it is of another version, whatever its digest', async () => {
    const bytes = await writeModel(tinyModel());
    const text = Buffer.from(bytes)
      .toString('latin1')
      .replace(`"features":${FEATURE_VERSION}`, '"features":9');
    const body = Buffer.from(text, 'latin1').subarray(0, -32);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
    await expect(readModel(Buffer.concat([body, digest]))).rejects.toMatchObject({ code: 'version' });
  });

  it('is refused with a byte flipped in any section, the language model and the digest among them', async () => {
    const bytes = await writeModel(tinyModel());
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 0x80;
      await expect(readModel(changed), `byte ${at}`).rejects.toMatchObject({ name: 'ModelRefused' });
    }
  });

  it('is refused where it is cut short anywhere, or empty', async () => {
    const bytes = await writeModel(tinyModel());
    for (let length = 0; length < bytes.length; length += 11)
      await expect(readModel(bytes.slice(0, length)), `${length} bytes`).rejects.toMatchObject({
        name: 'ModelRefused',
      });
  });
});
