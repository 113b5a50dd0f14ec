import type { Reader } from '../domain/statement.ts';
import { FAST_READER, READER } from '../statements/reader.ts';
import type { ArticleReader } from './read-article.ts';

export const READER_NAMES = ['fast', 'rules'] as const;
export type ReaderName = (typeof READER_NAMES)[number];
/** Who reads where nobody is named; the rules stay as the baseline that it is measured against. */
export const DEFAULT_READER: ReaderName = 'fast';

/** How each names itself on what it finds. */
export const READERS: Readonly<Record<ReaderName, Reader>> = { fast: FAST_READER, rules: READER };

/**
 * Opens a reader: its lexicons or weights are loaded now, and not by whoever only names it. `loadWeights` gives the bytes
 * of the model's file; it is asked only by a reader that has one.
 * @throws ModelRefused where they are damaged or of another version.
 */
export async function openReader(
  name: ReaderName,
  loadWeights: () => Promise<Uint8Array>,
): Promise<ArticleReader> {
  const { documentReader, readDocument } = await import('../language/read-document.ts');
  if (name === 'rules') {
    const { findStatements } = await import('../statements/find-statements.ts');
    return { readDocument, find: async (document) => findStatements(document) };
  }
  const [bytes, { readModel }, { findStatementsFast }, { readLanguageModel }] = await Promise.all([
    loadWeights(),
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
