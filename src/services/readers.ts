import { readFile } from 'node:fs/promises';
import type { Reader } from '../domain/statement.ts';
import type { FastModel } from '../statements/fast/fast-model.ts';
import { FAST_READER, READER } from '../statements/reader.ts';
import type { FindStatements } from './read-article.ts';

export const READER_NAMES = ['rules', 'fast'] as const;
export type ReaderName = (typeof READER_NAMES)[number];

/** How each names itself on what it finds. */
export const READERS: Readonly<Record<ReaderName, Reader>> = { rules: READER, fast: FAST_READER };

/** Opens a reader: its lexicons or weights are loaded now, and not by whoever only names it. */
export async function openReader(name: ReaderName): Promise<FindStatements> {
  if (name === 'rules') return (await import('../statements/find-statements.ts')).findStatements;
  const [model, { findStatementsFast }] = await Promise.all([
    loadFastModel(),
    import('../statements/fast/find-statements-fast.ts'),
  ]);
  return (document) => findStatementsFast(document, model);
}

/** The weights that ship with the package. @throws ModelRefused where the file is damaged or of another version. */
export async function loadFastModel(): Promise<FastModel> {
  // `src/services/` from the sources, `dist/src/services/` when compiled.
  const root = import.meta.url.endsWith('.ts') ? '../..' : '../../..';
  const { readModel } = await import('../statements/fast/fast-model.ts');
  return readModel(await readFile(new URL(`${root}/models/fast@1/model.bin`, import.meta.url)));
}
