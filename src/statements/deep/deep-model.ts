import { z } from 'zod';
import { readWeightsFile, writeWeightsFile } from '../../domain/weights-file.ts';
import { DEEP_READER } from '../reader.ts';

export const DEEP_VERSION = DEEP_READER.version;

/** What the graphs do not hold: how their numbers are read. */
const readingSchema = z.object({
  /** Of the chain over a frame's tokens: `from * ROLE_LABELS + to`. */
  transitions: z.array(z.number()),
  /** Log-odds of a statement from log-odds of its cue and how sure its labels are; by the class of register. */
  calibration: z.array(
    z.object({ offset: z.number(), cue: z.number(), labels: z.number(), content: z.number() }),
  ),
  /** The probability from which a statement is kept, by the class of register. */
  thresholds: z.array(z.number()),
  acts: z.object({
    /** The share of each act in what the network was taught. */
    priors: z.array(z.number()),
    /** The weight of the network's log-probabilities beside the fast reader's. */
    share: z.number().min(0).max(1),
    /** What the mixed log-probabilities are divided by, by the class of register. */
    temperatures: z.array(z.number().positive()),
  }),
});
export type DeepReading = z.infer<typeof readingSchema>;

const headerSchema = readingSchema.extend({
  version: z.literal(DEEP_VERSION),
  /** In bytes, in the order of the sections. */
  sections: z.object({
    vocabulary: z.number().int(),
    encoder: z.number().int(),
    frames: z.number().int(),
    acts: z.number().int(),
  }),
});

/** Everything that the deep reader has learned. */
export interface DeepModel {
  readonly reading: DeepReading;
  /** Word pieces, each at its index. */
  readonly vocabulary: readonly string[];
  /** ONNX graphs. */
  readonly graphs: { readonly encoder: Uint8Array; readonly frames: Uint8Array; readonly acts: Uint8Array };
}

const MAGIC = 'ONUSDEEP';

/** Writes a model: after the header the vocabulary, one piece a line, and the graphs of encoder, frames and acts. */
export async function writeDeepModel({ reading, vocabulary, graphs }: DeepModel): Promise<Uint8Array> {
  const words = new TextEncoder().encode(vocabulary.join('\n'));
  const header: z.infer<typeof headerSchema> = {
    ...reading,
    version: DEEP_VERSION,
    sections: {
      vocabulary: words.length,
      encoder: graphs.encoder.length,
      frames: graphs.frames.length,
      acts: graphs.acts.length,
    },
  };
  return writeWeightsFile(MAGIC, header, [words, graphs.encoder, graphs.frames, graphs.acts]);
}

/**
 * Reads a model's file. The graphs stay where they are: `bytes` must not be changed afterwards.
 * @throws ModelRefused where the file is no model, was changed (its digest does not fit), or is of another version.
 */
export async function readDeepModel(bytes: Uint8Array): Promise<DeepModel> {
  const { header, weights } = await readWeightsFile(MAGIC, bytes, headerSchema);
  const { version: _, sections, ...reading } = header;
  let at = 0;
  const next = (length: number) => {
    at += length;
    return weights.subarray(at - length, at);
  };
  const vocabulary = new TextDecoder().decode(next(sections.vocabulary)).split('\n');
  return {
    reading,
    vocabulary,
    graphs: { encoder: next(sections.encoder), frames: next(sections.frames), acts: next(sections.acts) },
  };
}
