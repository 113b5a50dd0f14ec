import { OnusError } from '../domain/errors.ts';
import type { Reader } from '../domain/statement.ts';
import type { DeepModel } from '../statements/deep/deep-model.ts';
import type { Network } from '../statements/deep/network.ts';
import { DEEP_READER, FAST_READER, READER } from '../statements/reader.ts';
import type { ArticleReader } from './read-article.ts';

/**
 * The readers that work where they are opened, in a worker thread or a browser: `auto` is the fast reader for what speaks of no
 * incident, and the deep one for what does. The one that asks a language model elsewhere is none of them
 * (`language-model-reader.ts`).
 */
export const READER_NAMES = ['auto', 'deep', 'fast', 'rules'] as const;
export type ReaderName = (typeof READER_NAMES)[number];
/** Who reads where nobody is named and nothing is known of the articles; the rules stay as the baseline that it is measured against. */
export const DEFAULT_READER: ReaderName = 'fast';
/** Who reads for a case: most of what is watched speaks of no incident. */
export const CASE_READER: ReaderName = 'auto';

/** How each names itself on what it reads; statements name who found them. */
export const READERS: Readonly<Record<ReaderName, Reader>> = {
  auto: { name: 'auto', version: `${FAST_READER.version}+${DEEP_READER.version}` },
  deep: DEEP_READER,
  fast: FAST_READER,
  rules: READER,
};

/** What readers with weights are opened with. */
export interface ReaderParts {
  /** The bytes of a model's file; asked only by a reader that has one. */
  weights(model: 'fast' | 'deep'): Promise<Uint8Array>;
  /** The deep reader's network at work, by the run time of the place. @throws where there is none, or it cannot start. */
  openNetwork(model: DeepModel): Promise<Network>;
}

const OPENERS: Readonly<Record<ReaderName, (parts: ReaderParts) => Promise<ArticleReader>>> = {
  auto: openAuto,
  deep: openDeep,
  fast: openFast,
  rules: openRules,
};

/**
 * Opens a reader: its lexicons or weights are loaded now, and not by whoever only names it.
 * @throws ModelRefused where they are damaged or of another version; and what {@link ReaderParts} throw.
 */
export function openReader(name: ReaderName, parts: ReaderParts): Promise<ArticleReader> {
  return OPENERS[name](parts);
}

async function openRules(): Promise<ArticleReader> {
  const [{ readDocument }, { findStatements }] = await Promise.all([
    import('../language/read-document.ts'),
    import('../statements/find-statements.ts'),
  ]);
  return { readDocument, find: async (document) => findStatements(document) };
}

async function openFast(parts: ReaderParts): Promise<ArticleReader> {
  const [model, { documentReader }, { findStatementsFast }, { readLanguageModel }] = await Promise.all([
    loadFast(parts),
    import('../language/read-document.ts'),
    import('../statements/fast/find-statements-fast.ts'),
    import('../language/model-file.ts'),
  ]);
  return {
    readDocument: documentReader(await readLanguageModel(model.language)),
    find: async (document) => findStatementsFast(document, model),
  };
}

async function loadFast(parts: ReaderParts) {
  const [bytes, { readModel }] = await Promise.all([
    parts.weights('fast'),
    import('../statements/fast/fast-model.ts'),
  ]);
  return readModel(bytes);
}

async function openDeep(parts: ReaderParts): Promise<ArticleReader> {
  const [
    fast,
    bytes,
    { readDeepModel },
    { findStatementsDeep },
    { WordPieces },
    { documentReader },
    language,
  ] = await Promise.all([
    loadFast(parts),
    parts.weights('deep'),
    import('../statements/deep/deep-model.ts'),
    import('../statements/deep/find-statements-deep.ts'),
    import('../statements/deep/word-pieces.ts'),
    import('../language/read-document.ts'),
    import('../language/model-file.ts'),
  ]);
  const model = await readDeepModel(bytes);
  const tools = {
    network: await startNetwork(parts, model),
    wordPieces: new WordPieces(model.vocabulary),
    reading: model.reading,
    fast,
  };
  return {
    readDocument: documentReader(await language.readLanguageModel(fast.language)),
    find: (document) => findStatementsDeep(document, tools),
  };
}

async function startNetwork(parts: ReaderParts, model: DeepModel): Promise<Network> {
  try {
    return await parts.openNetwork(model);
  } catch (error) {
    if (error instanceof OnusError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new OnusError('no-network', `the deep reader's network cannot be started: ${why}`, {
      hint: 'install onnxruntime-node for this machine, or read with --reader fast',
      cause: error,
    });
  }
}

/** Thrown by the `auto` reader where an article needs the deep one, and it cannot be opened. */
export const NO_DEEP_READER = 'no-deep-reader';

/** The deep reader is opened with the first article that needs it; where it cannot be, that is thrown then. */
async function openAuto(parts: ReaderParts): Promise<ArticleReader> {
  const [fast, { isOnIncident }] = await Promise.all([
    openFast(parts),
    import('../statements/fast/scene.ts'),
  ]);
  let deep: Promise<ArticleReader> | undefined;
  return {
    readDocument: fast.readDocument,
    async find(document) {
      if (!isOnIncident(document)) return fast.find(document);
      deep ??= openDeep(parts).catch((error: unknown) => {
        throw new OnusError(NO_DEEP_READER, error instanceof Error ? error.message : String(error));
      });
      return (await deep).find(document);
    },
  };
}
