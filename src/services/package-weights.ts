import { readFile } from 'node:fs/promises';

/** The bytes of the fast reader's model, as it ships with the package. */
export function packageWeights(): Promise<Uint8Array> {
  // `src/services/` from the sources, `dist/src/services/` when compiled.
  const root = import.meta.url.endsWith('.ts') ? '../..' : '../../..';
  return readFile(new URL(`${root}/models/fast@2/model.bin`, import.meta.url));
}
