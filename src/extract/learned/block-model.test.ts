import { expect, it } from 'vitest';
import { FEATURE_NAMES } from './block-features.ts';
import { BLOCK_MODEL } from './block-model.ts';

it('was trained on the features that are told now: after a change, npm run train -- blocks', () => {
  expect(BLOCK_MODEL.features).toEqual(FEATURE_NAMES);
  expect(new Set(FEATURE_NAMES).size).toBe(FEATURE_NAMES.length);
  for (const tree of BLOCK_MODEL.trees) expect(Math.max(...tree.feature)).toBeLessThan(FEATURE_NAMES.length);
});
