import { describe, expect, it } from 'vitest';
import { TAGS } from '../domain/tag.ts';
import { NAME_LABELS } from './learned-mentions.ts';
import { LANGUAGE_FEATURES, readLanguageModel, writeLanguageModel } from './model-file.ts';

const labels = NAME_LABELS.length;
const tiny = () =>
  writeLanguageModel({
    tags: {
      bits: 1,
      weights: Int8Array.from({ length: 2 * TAGS.length }, (_, i) => i - TAGS.length),
      known: Int32Array.of(-5, 7),
      choice: Uint16Array.of(0, 1),
      choices: [[1], [2, 3]],
    },
    mentions: {
      labels,
      bits: 1,
      weights: Int8Array.from({ length: 2 * labels }, (_, i) => i),
      scale: 0.5,
      transitions: new Float32Array(labels * labels).fill(0.25),
    },
  });

describe("the language model's file", () => {
  it('gives back the words, their choices and the transitions', async () => {
    const { tags, mentions } = await readLanguageModel(await tiny());
    expect([...tags.known]).toEqual([-5, 7]);
    expect([...tags.choice]).toEqual([0, 1]);
    expect(tags.choices).toEqual([[1], [2, 3]]);
    expect(mentions.transitions).toHaveLength(labels * labels);
  });

  it('is refused with any byte flipped, cut short, or empty', async () => {
    const bytes = await tiny();
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 1;
      await expect(readLanguageModel(changed), `byte ${at}`).rejects.toMatchObject({ name: 'ModelRefused' });
    }
    for (const length of [0, 8, 40, bytes.length - 1])
      await expect(readLanguageModel(bytes.slice(0, length))).rejects.toMatchObject({ name: 'ModelRefused' });
  });

  it('is refused where it is of another version, whatever its digest', async () => {
    const text = Buffer.from(await tiny())
      .toString('latin1')
      .replace(`"features":${LANGUAGE_FEATURES}`, '"features":9');
    const body = Buffer.from(text, 'latin1').subarray(0, -32);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
    const changed = Buffer.concat([body, digest]);
    await expect(readLanguageModel(changed)).rejects.toMatchObject({ code: 'version' });
  });
});
