import { readFile } from 'node:fs/promises';
import type { ReaderParts } from './readers.ts';

/** The models that ship with the package, each in its folder. */
const FOLDERS = { fast: 'fast@2', deep: 'deep@1' } as const;

/** The bytes of a reader's model, as it ships with the package. */
export function packageWeights(model: keyof typeof FOLDERS = 'fast'): Promise<Uint8Array> {
  // `src/services/` from the sources, `dist/src/services/` when compiled.
  const root = import.meta.url.endsWith('.ts') ? '../..' : '../../..';
  return readFile(new URL(`${root}/models/${FOLDERS[model]}/model.bin`, import.meta.url));
}

/** What readers are opened with in Node: the package's weights, and native code for the network. */
export const NODE_PARTS: ReaderParts = {
  weights: packageWeights,
  openNetwork: async (model) => (await import('./onnx-node.ts')).openNetworkInNode(model),
};
