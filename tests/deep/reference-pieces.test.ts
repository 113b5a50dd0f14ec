import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packageWeights } from '../../src/services/package-weights.ts';
import { readDeepModel } from '../../src/statements/deep/deep-model.ts';
import { WordPieces } from '../../src/statements/deep/word-pieces.ts';

/** Written by `train/deep/reference_pieces.py`: random strings with what the reference tokeniser cuts them into. */
const REFERENCE = readFileSync(new URL('./reference-pieces.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as [text: string, ids: number[]]);

describe('word pieces of the vocabulary that ships', async () => {
  const { vocabulary } = await readDeepModel(await packageWeights('deep'));
  const wordPieces = new WordPieces(vocabulary);

  it('are those of the reference', () => {
    for (const [text, ids] of REFERENCE)
      expect(
        wordPieces.cut(text).map(({ id }) => id),
        text,
      ).toEqual(ids);
  });

  it('stand in the text in order, without overlap but where one character makes several', () => {
    for (const [text] of REFERENCE) {
      let last = { start: 0, end: 0 };
      for (const { start, end } of wordPieces.cut(text)) {
        expect(end).toBeGreaterThan(start);
        expect(start >= last.end || (start === last.start && end === last.end), text).toBe(true);
        last = { start, end };
      }
      expect(last.end).toBeLessThanOrEqual(text.length);
    }
  });
});
