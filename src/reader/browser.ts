/** `onus/reader` in a browser: the weights are fetched from beside the bundle, or from where the caller says. */
import '../domain/without-eval.ts';
import { OnusError, type Refusal } from '../domain/errors.ts';
import {
  createRead,
  type LoadWeights,
  openTextReader,
  type ReaderOptions,
  type Reading,
  type TextReader,
} from './text-reader.ts';
import { collect } from './unpack-weights.ts';

export type { PlainPosition } from '../cases/plain-positions.ts';
export type { Act, Hedge } from '../domain/act.ts';
export { isRefusal, OnusError, type Refusal } from '../domain/errors.ts';
export type { FoundStatement } from '../domain/statement.ts';
export { ModelRefused } from '../domain/weights-file.ts';
export { type ReaderOptions, type Reading, TEXT_LIMIT, type TextReader } from './text-reader.ts';

/**
 * Opens a reader: loads its weights once, and reads as many texts as there are.
 * @throws ModelRefused where the weights are damaged or of another version.
 * @throws OnusError `no-such-reader`, `no-weights` where there are none at the address.
 */
export function openReader(options: ReaderOptions = {}): Promise<TextReader> {
  return openTextReader(options, { load: fetchedWeights, openNetwork: noRuntime });
}

const readShared = createRead(openReader);

/**
 * Reads one text, by a reader that is opened with the first and kept. A refusal is returned, not thrown: ask
 * {@link isRefusal}.
 * @throws OnusError `not-a-text` where it is given anything but a string; and what {@link openReader} throws.
 */
export function read(text: string, options?: Pick<ReaderOptions, 'reader'>): Promise<Reading | Refusal> {
  return readShared(text, options);
}

/** A bundle that never reads deep does not carry a run time. */
const noRuntime = async (): Promise<never> => {
  throw new OnusError('no-runtime', 'the deep reader was given nothing that computes its network', {
    hint: 'give the module onnxruntime-web as runtime',
  });
};

/** A bundle that never reads deep carries neither a run time nor these weights. */
const noDeepWeights = () => {
  throw new OnusError('no-weights', 'the deep reader was given no weights', {
    hint: 'give the address of models/deep@1/model.bin, or its bytes, as deepWeights',
  });
};

// Bundlers take the file along by this form: keep it a literal.
const SHIPPED = {
  fast: () => new URL('../../models/fast@2/model.bin', import.meta.url),
  deep: noDeepWeights,
};

const fetchedWeights: LoadWeights = async (model, address, onProgress) => {
  const from = address ?? SHIPPED[model]();
  const answer = await fetch(from).catch((error: unknown) => {
    throw noWeights(`${from} did not answer`, error);
  });
  if (!answer.ok || answer.body === null) throw noWeights(`${from} answered ${answer.status}`);
  // What the server packs on its way counts otherwise here than there.
  const counted = answer.headers.has('content-encoding') ? null : answer.headers.get('content-length');
  const total = counted === null ? null : Number(counted);
  return collect(answer.body, (loaded) => onProgress(loaded, total)).catch((error: unknown) => {
    throw noWeights(`the connection to ${from} broke`, error);
  });
};

function noWeights(reason: string, cause?: unknown): OnusError<'no-weights'> {
  return new OnusError('no-weights', `the weights could not be fetched: ${reason}`, {
    hint: 'check the connection, and that the model file is served where the bundle looks for it; or give its address as weights',
    cause,
  });
}
