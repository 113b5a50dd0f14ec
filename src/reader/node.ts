/** `onus/reader` in Node: the weights come from the package's own folder, or from a file. */
import { readFile } from 'node:fs/promises';
import { OnusError, type Refusal } from '../domain/errors.ts';
import { NODE_PARTS, packageWeights } from '../services/package-weights.ts';
import {
  createRead,
  type LoadWeights,
  openTextReader,
  type ReaderOptions,
  type Reading,
  type TextReader,
} from './text-reader.ts';

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
  return openTextReader(options, { load: fileWeights, openNetwork: NODE_PARTS.openNetwork });
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

const fileWeights: LoadWeights = async (model, address) => {
  if (address === undefined) return packageWeights(model);
  try {
    return await readFile(address);
  } catch (error) {
    throw new OnusError('no-weights', `no weights could be read from ${address}`, {
      hint: 'give the path or file: URL of a model file, or its bytes; leave it out for the weights of the package',
      cause: error,
    });
  }
};
