import { type PlainPosition, plainPositions } from '../cases/plain-positions.ts';
import { OnusError, type Refusal } from '../domain/errors.ts';
import type { FoundStatement, Reader } from '../domain/statement.ts';
import { plainArticle } from '../extract/plain-article.ts';
import { readArticle } from '../services/read-article.ts';
import {
  DEFAULT_READER,
  openReader,
  READER_NAMES,
  READERS,
  type ReaderName,
  type ReaderParts,
} from '../services/readers.ts';
import { unreadReason } from '../services/unread.ts';
import { openNetwork as networkBy, type OnnxRuntime } from '../statements/deep/onnx-network.ts';
import { unpackWeights } from './unpack-weights.ts';

/** What was found in a text. Every span counts UTF-16 code units of that text, ends exclusive, and carries its exact words. */
export interface Reading {
  readonly statements: readonly FoundStatement[];
  /** Who takes which stand about responsibility, each once. */
  readonly positions: readonly PlainPosition[];
  /** Which reader found them, and which version of it. */
  readonly reader: Reader;
}

export interface ReaderOptions {
  /**
   * `fast` (the default) reads by learned weights; `deep` with a pretrained encoder, better and some twenty times slower; `auto` by
   * `deep` what speaks of a cyber-incident, by `fast` all else; `rules` by hand-written rules without any weights.
   */
  readonly reader?: ReaderName;
  /**
   * The weights of the fast reader, which the deep one needs too: the bytes of its model file, gzipped or not, or where they
   * are. Those that ship with the package where nothing is given.
   */
  readonly weights?: Uint8Array | URL | string;
  /** The same of the deep reader. */
  readonly deepWeights?: Uint8Array | URL | string;
  /**
   * The ONNX run time that computes the deep reader's network, as `onnxruntime-web` or `onnxruntime-node` export it. In Node the
   * native one where nothing is given; in a browser there is none until it is.
   */
  readonly runtime?: OnnxRuntime;
  /** Told while weights are fetched: bytes that have come, and of how many (null where the server does not say). */
  readonly onProgress?: (loaded: number, total: number | null) => void;
}

/** An opened reader. */
export interface TextReader extends Reader {
  /**
   * Reads a text that is an article's own: every line is read, but for those in another language than the reader's.
   * Takes the thread that it runs on, in time linear in the text.
   * Gives a {@link Refusal} where the text cannot be read: too long, or in a language that the reader does not know.
   * @throws OnusError `not-a-text` where it is given anything but a string.
   */
  read(text: string): Promise<Reading | Refusal>;
}

/** Longest text taken, in UTF-16 code units: a long book. */
export const TEXT_LIMIT = 2_000_000;

/** Gives the bytes of a model at an address; those that ship with the package where none is given. */
export type LoadWeights = (
  model: 'fast' | 'deep',
  address: URL | string | undefined,
  onProgress: NonNullable<ReaderOptions['onProgress']>,
) => Promise<Uint8Array>;

/** What a place has for a reader: how it comes by weights, and what computes a network where nobody gives a run time. */
export interface Place {
  readonly load: LoadWeights;
  readonly openNetwork: ReaderParts['openNetwork'];
}

/** Opens a reader with what its place has: what the entries for Node and for the browser have in common. */
export async function openTextReader(
  options: ReaderOptions,
  { load, openNetwork }: Place,
): Promise<TextReader> {
  const { reader: name = DEFAULT_READER, runtime, onProgress = () => undefined } = options;
  if (!READER_NAMES.includes(name))
    throw new OnusError('no-such-reader', `there is no reader "${String(name).slice(0, 40)}"`, {
      hint: `there are ${READER_NAMES.join(', ')}`,
    });
  const given = { fast: options.weights, deep: options.deepWeights };
  const find = await openReader(name, {
    async weights(model) {
      const weights = given[model];
      return unpackWeights(weights instanceof Uint8Array ? weights : await load(model, weights, onProgress));
    },
    openNetwork: (model) => (runtime === undefined ? openNetwork(model) : networkBy(runtime, model)),
  });
  const reader = READERS[name];
  return {
    ...reader,
    async read(text) {
      const refusal = refuseText(text);
      if (refusal !== null) return refusal;
      const article = plainArticle(text);
      const unread = unreadReason(article);
      if (unread !== null) return unread;
      const statements = await readArticle(article, find);
      return { statements, positions: plainPositions(statements), reader };
    },
  };
}

/** Reads by readers that are opened with their own weights, each once and when first asked for. */
export function createRead(
  open: (options: ReaderOptions) => Promise<TextReader>,
): (text: string, options?: Pick<ReaderOptions, 'reader'>) => Promise<Reading | Refusal> {
  const opened = new Map<ReaderName, Promise<TextReader>>();
  return async (text, { reader: name = DEFAULT_READER } = {}) => {
    const opening = opened.get(name) ?? open({ reader: name });
    opened.set(name, opening);
    // What failed once (a connection that broke) is tried again by the next text.
    opening.catch(() => opened.delete(name));
    return (await opening).read(text);
  };
}

function refuseText(text: unknown): Refusal | null {
  if (typeof text !== 'string')
    throw new OnusError(
      'not-a-text',
      `a text is a string, and this is ${text === null ? 'null' : typeof text}`,
      {
        hint: 'decode bytes with TextDecoder, and take the text out of HTML, before reading it',
      },
    );
  if (text.length <= TEXT_LIMIT) return null;
  return {
    refused: 'text-too-large',
    reason: `the text has ${text.length} characters, more than ${TEXT_LIMIT}`,
    hint: 'split it into its articles and read each by itself',
  };
}
