import { z } from 'zod';
import { TAGS } from '../domain/tag.ts';
import { quantise, readWeightsFile, writeWeightsFile } from '../domain/weights-file.ts';
import { NAME_LABELS } from './learned-mentions.ts';
import type { ChainWeights } from './name-chain.ts';
import type { TagModel } from './tags.ts';

/** Goes up with every change of a feature, of the tags or of the labels. */
export const LANGUAGE_FEATURES = 1;
const MAGIC = 'ONUSLANG';

/** What is learned for reading a text as language. */
export interface LanguageModel {
  readonly tags: TagModel;
  readonly mentions: ChainWeights;
}

const headerSchema = z.object({
  features: z.literal(LANGUAGE_FEATURES),
  tags: z.object({
    bits: z.number().int(),
    known: z.number().int(),
    choices: z
      .array(
        z
          .array(
            z
              .number()
              .int()
              .positive()
              .max(TAGS.length - 1),
          )
          .nonempty(),
      )
      .nonempty(),
  }),
  mentions: z.object({ bits: z.number().int(), scale: z.number(), transitions: z.array(z.number()) }),
});

/**
 * Writes a model: after the header the words that the tagger knows (hashes of 32 bits, then the indices of their choices
 * of 16 bits, little-endian), and the weights of tags and of mentions as signed bytes.
 */
export async function writeLanguageModel({ tags, mentions }: LanguageModel): Promise<Uint8Array> {
  const ofTags = quantise(tags.weights, 1);
  const ofMentions = quantise(mentions.weights, mentions.scale);
  const header: z.infer<typeof headerSchema> = {
    features: LANGUAGE_FEATURES,
    tags: {
      bits: tags.bits,
      known: tags.known.length,
      choices: tags.choices.map((choice) => [...choice]) as [[number, ...number[]]],
    },
    mentions: {
      bits: mentions.bits,
      scale: ofMentions.scale,
      transitions: [...mentions.transitions],
    },
  };
  const words = new DataView(new ArrayBuffer(tags.known.length * 6));
  tags.known.forEach((hash, i) => {
    words.setInt32(i * 4, hash, true);
  });
  tags.choice.forEach((choice, i) => {
    words.setUint16(tags.known.length * 4 + i * 2, choice, true);
  });
  const sections = [words.buffer, ofTags.bytes.buffer, ofMentions.bytes.buffer];
  return writeWeightsFile(
    MAGIC,
    header,
    sections.map((section) => new Uint8Array(section)),
  );
}

/**
 * Reads a model's file. The weights stay where they are: `bytes` must not be changed afterwards.
 * @throws ModelRefused where the file is no model, was changed, or is of another version.
 */
export async function readLanguageModel(bytes: Uint8Array): Promise<LanguageModel> {
  const { header, weights } = await readWeightsFile(MAGIC, bytes, headerSchema);
  const { known, choices } = header.tags;
  const view = new DataView(weights.buffer, weights.byteOffset, known * 6);
  const words = {
    known: Int32Array.from({ length: known }, (_, i) => view.getInt32(i * 4, true)),
    choice: Uint16Array.from({ length: known }, (_, i) => view.getUint16(known * 4 + i * 2, true)),
  };
  const signed = (from: number, size: number) =>
    new Int8Array(weights.buffer, weights.byteOffset + from, size);
  const tagBytes = 2 ** header.tags.bits * TAGS.length;
  const labels = NAME_LABELS.length;
  return {
    tags: { bits: header.tags.bits, weights: signed(known * 6, tagBytes), ...words, choices },
    mentions: {
      labels,
      bits: header.mentions.bits,
      weights: signed(known * 6 + tagBytes, 2 ** header.mentions.bits * labels),
      scale: header.mentions.scale,
      transitions: Float32Array.from(header.mentions.transitions),
    },
  };
}
