import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from '../src/domain/document.ts';
import { readLanguageModel } from '../src/language/model-file.ts';
import { documentReader, readDocument } from '../src/language/read-document.ts';
import { openNetworkInNode } from '../src/services/onnx-node.ts';
import { packageWeights } from '../src/services/package-weights.ts';
import type { ArticleReader } from '../src/services/read-article.ts';
import { readDeepModel } from '../src/statements/deep/deep-model.ts';
import {
  type DeepTools,
  findStatementsDeep,
  labelGivenActs,
} from '../src/statements/deep/find-statements-deep.ts';
import { WordPieces } from '../src/statements/deep/word-pieces.ts';
import { type FastModel, readModel } from '../src/statements/fast/fast-model.ts';
import { findStatementsFast } from '../src/statements/fast/find-statements-fast.ts';
import { labelActsFast } from '../src/statements/fast/label-act-fast.ts';
import { sceneOf } from '../src/statements/fast/scene.ts';
import { findStatements } from '../src/statements/find-statements.ts';
import { type ActLabel, labelAct } from '../src/statements/label-act.ts';
import type { StatementParts } from '../src/statements/zones.ts';

/** An act with its probability in [0, 1], where the reader gives one. */
export type ActOutcome = ActLabel & { readonly probability?: number };

/** A reader as the evaluations use it. */
export interface EvaluatedReader extends ArticleReader {
  /** Labels the acts of a document's statements, whose spans are given. */
  readonly labelActs: (document: Document, statements: readonly StatementParts[]) => Promise<ActOutcome[]>;
}

const READERS: Readonly<Record<string, (model?: string) => Promise<EvaluatedReader>>> = {
  rules: async () => ({
    readDocument,
    find: async (document) => findStatements(document),
    labelActs: async (document, statements) => statements.map((parts) => labelAct(document, parts)),
  }),
  fast: async (model) => fastReader(await openModel(model)),
  deep: (model) => deepReader(model),
  llm: async () => (await import('./language-model.ts')).openEvaluatedModel(),
};

/** The weights in a directory; those that ship where none is named. */
export async function openModel(directory?: string): Promise<FastModel> {
  return readModel(
    directory === undefined ? await packageWeights() : readFileSync(join(directory, 'model.bin')),
  );
}

/**
 * Opens a reader; `model` is the directory of other weights than those that ship.
 * @throws RangeError for a reader that there is none of.
 */
export async function openReader(name: string, model?: string): Promise<EvaluatedReader> {
  const open = READERS[name];
  if (open === undefined)
    throw new RangeError(`there is no reader "${name}"; there are ${Object.keys(READERS).join(', ')}`);
  return open(model);
}

async function fastReader(model: FastModel): Promise<EvaluatedReader> {
  return {
    readDocument: documentReader(await readLanguageModel(model.language)),
    find: async (document) => findStatementsFast(document, model),
    labelActs: async (document, statements) => labelActsFast(sceneOf(document), model, statements),
  };
}

const DEEP_MODEL = join(import.meta.dirname, '..', 'models', 'deep@1');

/** The deep reader with the weights in a directory; those that ship where none is named. */
export async function openDeepTools(directory = DEEP_MODEL): Promise<DeepTools> {
  const model = await readDeepModel(readFileSync(join(directory, 'model.bin')));
  return {
    network: await openNetworkInNode(model),
    wordPieces: new WordPieces(model.vocabulary),
    reading: model.reading,
    fast: await openModel(),
  };
}

async function deepReader(directory?: string): Promise<EvaluatedReader> {
  const tools = await openDeepTools(directory);
  return {
    readDocument: documentReader(await readLanguageModel(tools.fast.language)),
    find: (document) => findStatementsDeep(document, tools),
    labelActs: (document, statements) => labelGivenActs(document, statements, tools),
  };
}
