import { z } from 'zod';
import { quantise, readWeightsFile, writeWeightsFile } from '../../domain/weights-file.ts';
import { FAST_READER } from '../reader.ts';
import type { CrfWeights } from './crf.ts';
import { PASS_LABELS } from './first-pass.ts';
import type { LinearWeights } from './linear.ts';
import { packRows } from './packed-rows.ts';
import { FRAME_LABELS } from './read-frame.ts';

/** Goes up with every change of a feature: weights are of use only to the features that they were trained with. */
export const FEATURE_VERSION = 2;
export const MODEL_VERSION = FAST_READER.version;

export interface ActWeights extends LinearWeights {
  /** The share of each act in what the weights were trained on. */
  readonly priors: readonly number[];
  /** What the sums are divided by, by the class of register, so that the probabilities are calibrated (Guo et al. 2017). */
  readonly temperatures: readonly number[];
}

/** Everything that the fast reader has learned. */
export interface FastModel {
  /** The file of the language model whose tags and mentions the others were trained on: they are of use with no other. */
  readonly language: Uint8Array;
  readonly pass: CrfWeights;
  readonly frames: CrfWeights;
  /** Whether what was found is a statement with these spans: one class, a log-odds. */
  readonly statements: LinearWeights;
  readonly acts: ActWeights;
  /** The probabilities from which a statement is kept. */
  readonly thresholds: Thresholds;
  /** Slope and offset on the log-odds (Platt 1999), by the class of register. */
  readonly calibration: readonly { readonly slope: number; readonly offset: number }[];
}

/** From which probability a statement is kept: where the first pass's best path has its cue, and where not. */
export interface Thresholds {
  readonly path: number;
  readonly other: number;
}

const numbersSchema = z.array(z.number());
const headerSchema = z.object({
  version: z.literal(MODEL_VERSION),
  features: z.literal(FEATURE_VERSION),
  /** In bytes. */
  language: z.number().int(),
  pass: z.object({
    bits: z.number().int(),
    scale: z.number(),
    transitions: numbersSchema,
    starts: numbersSchema,
  }),
  frames: z.object({
    bits: z.number().int(),
    scale: z.number(),
    transitions: numbersSchema,
    starts: numbersSchema,
  }),
  statements: z.object({ bits: z.number().int(), scale: z.number() }),
  acts: z.object({
    bits: z.number().int(),
    scale: z.number(),
    classes: z.number().int(),
    priors: numbersSchema,
    temperatures: z.array(z.number().positive()),
  }),
  thresholds: z.object({ path: z.number(), other: z.number() }),
  calibration: z.array(z.object({ slope: z.number(), offset: z.number() })),
});

const MAGIC = 'ONUSFAST';

/**
 * Writes a model: after the header the language model's file, and the weights as signed bytes (first pass, frames,
 * statements, acts, each `buckets × classes`).
 */
export async function writeModel(model: FastModel): Promise<Uint8Array> {
  const crf = ({ bits, transitions, starts }: CrfWeights, scale: number) => ({
    bits,
    scale,
    transitions: [...transitions],
    starts: [...starts],
  });
  const [pass, frames, statements, acts] = [
    quantise(model.pass.weights, model.pass.scale),
    quantise(model.frames.weights, model.frames.scale),
    quantise(model.statements.weights, model.statements.scale),
    quantise(model.acts.weights, model.acts.scale),
  ];
  const header: z.infer<typeof headerSchema> = {
    version: MODEL_VERSION,
    features: FEATURE_VERSION,
    language: model.language.length,
    pass: crf(model.pass, pass.scale),
    frames: crf(model.frames, frames.scale),
    statements: { bits: model.statements.bits, scale: statements.scale },
    acts: {
      bits: model.acts.bits,
      scale: acts.scale,
      classes: model.acts.classes,
      priors: [...model.acts.priors],
      temperatures: [...model.acts.temperatures],
    },
    thresholds: model.thresholds,
    calibration: [...model.calibration],
  };
  const sections = [pass, frames, statements, acts].map(({ bytes }) => new Uint8Array(bytes.buffer));
  return writeWeightsFile(MAGIC, header, [model.language, ...sections]);
}

/**
 * Reads a model's file. The weights stay where they are: `bytes` must not be changed afterwards.
 * @throws ModelRefused where the file is no model, was changed (its digest does not fit), or is of another version.
 */
export async function readModel(bytes: Uint8Array): Promise<FastModel> {
  const { header, weights } = await readWeightsFile(MAGIC, bytes, headerSchema);
  return modelOf(header, weights);
}

function modelOf(header: z.infer<typeof headerSchema>, body: Uint8Array): FastModel {
  let at = header.language;
  const section = (bits: number, classes: number): Int8Array => {
    const size = 2 ** bits * classes;
    const start = at;
    at += size;
    return new Int8Array(body.buffer, body.byteOffset + start, size);
  };
  const crf = (one: (typeof header)['pass'], labels: number): CrfWeights => {
    const weights = section(one.bits, labels);
    return {
      labels,
      bits: one.bits,
      weights,
      packed: packRows(weights, labels, 2),
      scale: one.scale,
      transitions: Float32Array.from(one.transitions),
      starts: Float32Array.from(one.starts),
    };
  };
  const linear = (one: { readonly bits: number; readonly scale: number }, classes: number): LinearWeights => {
    const weights = section(one.bits, classes);
    return { ...one, classes, weights, ...(classes > 1 && { packed: packRows(weights, classes) }) };
  };
  const { language, pass, frames, statements, acts, thresholds, calibration } = header;
  return {
    language: body.subarray(0, language),
    pass: crf(pass, PASS_LABELS),
    frames: crf(frames, FRAME_LABELS),
    statements: linear(statements, 1),
    acts: { ...acts, ...linear(acts, acts.classes) },
    thresholds,
    calibration,
  };
}
