import type { DeepModel } from './deep-model.ts';
import { type FrameBatch, type Network, WIDTH } from './network.ts';

interface OnnxTensor {
  readonly data: unknown;
}

interface OnnxSession {
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Readonly<Record<string, OnnxTensor>>>;
}

/**
 * What both run times offer, native code for Node and WebAssembly for a browser, as far as it is needed here: described by ourselves, so
 * that whoever reads without a network needs neither's types.
 */
export interface OnnxRuntime {
  readonly InferenceSession: { create(graph: Uint8Array, options?: object): Promise<OnnxSession> };
  readonly Tensor: {
    new (type: 'int64', data: BigInt64Array, dims: readonly number[]): OnnxTensor;
    new (type: 'float32', data: Float32Array, dims: readonly number[]): OnnxTensor;
  };
}

/** Opens the three graphs of a model. @throws whatever the run time throws where it cannot start. */
export async function openNetwork(
  { InferenceSession: sessions, Tensor: tensors }: OnnxRuntime,
  { graphs }: Pick<DeepModel, 'graphs'>,
  options: object = {},
): Promise<Network> {
  const open = (graph: Uint8Array) => sessions.create(graph, options);
  const [encoder, frames, acts] = [
    await open(graphs.encoder),
    await open(graphs.frames),
    await open(graphs.acts),
  ];
  const integers = (values: ArrayLike<number>, dims: readonly number[]) =>
    new tensors('int64', BigInt64Array.from(values as number[], BigInt), dims);
  const floats = (values: Float32Array, dims: readonly number[]) => new tensors('float32', values, dims);
  const framesOf = (batch: FrameBatch) => ({
    states: floats(batch.states, [batch.count, batch.length, WIDTH]),
    mask: floats(maskOf(batch), [batch.count, batch.length]),
  });
  return {
    async encode(ids, forms, register) {
      const dims = [1, ids.length];
      const out = await encoder.run({
        ids: integers(ids, dims),
        form: integers(forms, dims),
        register: integers([register], [1]),
        mask: floats(new Float32Array(ids.length).fill(1), dims),
      });
      return { shared: numbersOf(out.shared), cues: numbersOf(out.cues), passage: numbersOf(out.passage) };
    },
    async readFrames(batch, cues) {
      const { count, length } = batch;
      const out = await frames.run({
        ...framesOf(batch),
        marked: integers(marksOf(batch, cues), [count, length]),
      });
      return numbersOf(out.emissions);
    },
    async labelActs(batch) {
      const { count, length, roles, shares, passage } = batch;
      const passages = new Float32Array(count * WIDTH);
      for (let i = 0; i < count; i++) passages.set(passage, i * WIDTH);
      const out = await acts.run({
        ...framesOf(batch),
        roles: integers(roles, [count, length]),
        shares: floats(shares, [count, length, 3]),
        passage: floats(passages, [count, WIDTH]),
      });
      return numbersOf(out.sums);
    },
  };
}

function numbersOf(tensor: OnnxTensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new RangeError('the graph gives no numbers');
  return tensor.data;
}

function marksOf({ count, length }: FrameBatch, cues: readonly number[]): Uint8Array {
  const marks = new Uint8Array(count * length);
  cues.forEach((cue, i) => {
    marks[i * length + cue] = 1;
  });
  return marks;
}

function maskOf({ count, length, lengths }: FrameBatch): Float32Array {
  const mask = new Float32Array(count * length);
  lengths.forEach((own, i) => {
    mask.fill(1, i * length, i * length + own);
  });
  return mask;
}
