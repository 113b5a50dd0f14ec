import type { Reader } from '../domain/statement.ts';
import { FAST_READER, READER } from '../statements/reader.ts';
import type { ArticleReader } from './read-article.ts';

/**
 * The readers that work where they are opened, in a worker thread or a browser. The one that asks a language model elsewhere is
 * none of them (`language-model-reader.ts`).
 */
export const READER_NAMES = ['fast', 'rules'] as const;
export type ReaderName = (typeof READER_NAMES)[number];
/** Who reads where nobody is named; the rules stay as the baseline that it is measured against. */
export const DEFAULT_READER: ReaderName = 'fast';

/** How each names itself on what it finds. */
export const READERS: Readonly<Record<ReaderName, Reader>> = { fast: FAST_READER, rules: READER };

type LoadWeights = () => Promise<Uint8Array>;

const OPENERS: Readonly<Record<ReaderName, (loadWeights: LoadWeights) => Promise<ArticleReader>>> = {
  fast: openFast,
  rules: openRules,
};

/**
 * Opens a reader: its lexicons or weights are loaded now, and not by whoever only names it. `loadWeights` gives the bytes
 * of the model's file; it is asked only by a reader that has one.
 * @throws ModelRefused where they are damaged or of another version.
 */
export function openReader(name: ReaderName, loadWeights: LoadWeights): Promise<ArticleReader> {
  return OPENERS[name](loadWeights);
}

async function openRules(): Promise<ArticleReader> {
  const [{ readDocument }, { findStatements }] = await Promise.all([
    import('../language/read-document.ts'),
    import('../statements/find-statements.ts'),
  ]);
  return { readDocument, find: async (document) => findStatements(document) };
}

async function openFast(loadWeights: LoadWeights): Promise<ArticleReader> {
  const [bytes, { documentReader }, { readModel }, { findStatementsFast }, { readLanguageModel }] =
    await Promise.all([
      loadWeights(),
      import('../language/read-document.ts'),
      import('../statements/fast/fast-model.ts'),
      import('../statements/fast/find-statements-fast.ts'),
      import('../language/model-file.ts'),
    ]);
  const model = await readModel(bytes);
  return {
    readDocument: documentReader(await readLanguageModel(model.language)),
    find: async (document) => findStatementsFast(document, model),
  };
}
