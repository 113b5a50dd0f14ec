import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { evaluateRefusals } from '../../evaluation/refusals.ts';

it('addresses of inner networks are refused in every form, and public ones are taken', async () => {
  const list = fileURLToPath(new URL('fixtures/addresses.txt', import.meta.url));
  const report = await evaluateRefusals(['--list', list]);
  if ('skipped' in report) throw new Error(report.skipped);
  expect(report.failures).toEqual([]);
  expect(report.figures).toMatchObject({ block_refused: 1, allow_passed: 1, canary_hits: 0 });
});
