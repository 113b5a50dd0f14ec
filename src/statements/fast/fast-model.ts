import { z } from 'zod';
import { FAST_READER } from '../reader.ts';
import { type CrfWeights, packWeights } from './crf.ts';
import { PASS_LABELS } from './first-pass.ts';
import type { LinearWeights } from './linear.ts';
import { FRAME_LABELS } from './read-frame.ts';
import type { TagModel } from './tags.ts';

/** Goes up with every change of a feature: weights are of use only to the features that they were trained with. */
export const FEATURE_VERSION = 2;
export const MODEL_VERSION = FAST_READER.version;

/** Everything that the fast reader has learned. */
export interface FastModel {
  readonly tags: TagModel;
  readonly pass: CrfWeights;
  readonly frames: CrfWeights;
  /** Whether what was found is a statement with these spans: one class, a log-odds. */
  readonly statements: LinearWeights;
  readonly acts: LinearWeights;
  /** The probabilities from which a statement is kept, by the class of register. */
  readonly thresholds: readonly Thresholds[];
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
  tags: z.object({ names: z.array(z.string()), bits: z.number().int(), scale: z.number() }),
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
  acts: z.object({ bits: z.number().int(), scale: z.number(), classes: z.number().int() }),
  thresholds: z.array(z.object({ path: z.number(), other: z.number() })),
  calibration: z.array(z.object({ slope: z.number(), offset: z.number() })),
});

/** Why a model file is refused. */
export class ModelRefused extends Error {
  override readonly name = 'ModelRefused';
  readonly code: 'not-a-model' | 'digest' | 'version';

  constructor(code: ModelRefused['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * The file: the eight characters `ONUSFAST`, the header's length in bytes (32 bits, little-endian), the header (JSON,
 * UTF-8), the weights as signed bytes (tags, first pass, frames, statements, acts, each `buckets × classes`), and the
 * SHA-256 of all before it.
 */
const MAGIC = 'ONUSFAST';
const DIGEST_BYTES = 32;

export async function writeModel(model: FastModel): Promise<Uint8Array> {
  const crf = ({ bits, transitions, starts }: CrfWeights, scale: number) => ({
    bits,
    scale,
    transitions: [...transitions],
    starts: [...starts],
  });
  const [tags, pass, frames, statements, acts] = [
    quantise(model.tags.weights, 1),
    quantise(model.pass.weights, model.pass.scale),
    quantise(model.frames.weights, model.frames.scale),
    quantise(model.statements.weights, model.statements.scale),
    quantise(model.acts.weights, model.acts.scale),
  ];
  const header: z.infer<typeof headerSchema> = {
    version: MODEL_VERSION,
    features: FEATURE_VERSION,
    tags: { names: [...model.tags.tags], bits: model.tags.bits, scale: tags.scale },
    pass: crf(model.pass, pass.scale),
    frames: crf(model.frames, frames.scale),
    statements: { bits: model.statements.bits, scale: statements.scale },
    acts: { bits: model.acts.bits, scale: acts.scale, classes: model.acts.classes },
    thresholds: [...model.thresholds],
    calibration: [...model.calibration],
  };
  const head = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length, true);
  const sections = [tags, pass, frames, statements, acts].map(({ bytes }) => new Uint8Array(bytes.buffer));
  const body = concatenate([new TextEncoder().encode(MAGIC), length, head, ...sections]);
  return concatenate([body, await sha256(body)]);
}

/**
 * Reads a model's file. The weights stay where they are: `bytes` must not be changed afterwards.
 * @throws ModelRefused where the file is no model, was changed (its digest does not fit), or is of another version.
 */
export async function readModel(bytes: Uint8Array): Promise<FastModel> {
  const magic = new TextDecoder().decode(bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC || bytes.length < MAGIC.length + 4 + DIGEST_BYTES)
    throw new ModelRefused('not-a-model', `the file begins with "${magic}", not with "${MAGIC}"`);
  const body = bytes.subarray(0, bytes.length - DIGEST_BYTES);
  const digest = await sha256(body);
  if (!digest.every((byte, i) => byte === bytes[body.length + i]))
    throw new ModelRefused('digest', 'the model was changed: its SHA-256 is not the one it was written with');
  const from = MAGIC.length + 4;
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true);
  const parsed = headerSchema.safeParse(
    JSON.parse(new TextDecoder().decode(body.subarray(from, from + size))),
  );
  if (!parsed.success)
    throw new ModelRefused(
      'version',
      `this reader takes version ${MODEL_VERSION} with features ${FEATURE_VERSION}: ${parsed.error.message}`,
    );
  return modelOf(parsed.data, body, from + size);
}

function modelOf(header: z.infer<typeof headerSchema>, body: Uint8Array, from: number): FastModel {
  let at = from;
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
      packed: packWeights(weights, labels),
      scale: one.scale,
      transitions: Float32Array.from(one.transitions),
      starts: Float32Array.from(one.starts),
    };
  };
  const { tags, pass, frames, statements, acts, thresholds, calibration } = header;
  return {
    tags: { tags: tags.names, bits: tags.bits, weights: section(tags.bits, tags.names.length) },
    pass: crf(pass, PASS_LABELS),
    frames: crf(frames, FRAME_LABELS),
    statements: { ...statements, classes: 1, weights: section(statements.bits, 1) },
    acts: { ...acts, weights: section(acts.bits, acts.classes) },
    thresholds,
    calibration,
  };
}

/** Weights in 255 steps of equal size; `scale` goes into the step. */
function quantise(weights: Float32Array | Int8Array, scale: number): { bytes: Int8Array; scale: number } {
  let max = 1e-9;
  for (const weight of weights) max = Math.max(max, Math.abs(weight));
  const step = max / 127;
  return { bytes: Int8Array.from(weights, (weight) => Math.round(weight / step)), scale: step * scale };
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
