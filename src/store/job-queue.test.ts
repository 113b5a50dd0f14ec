import { describe, expect, it } from 'vitest';
import { addJobFrom } from './job-queue.ts';

const job = {
  id: 'j',
  data: { caseId: 'c', request: { kind: 'url', url: 'https://a.example/' } as const },
  output: {},
};
const base = {
  jobId: 'j',
  caseId: 'c',
  request: job.data.request,
  sourceId: null,
  sources: 0,
  problem: null,
};

describe('a job of the queue', () => {
  it.each([
    ['created', 'waiting'],
    ['retry', 'waiting'],
    ['active', 'active'],
  ] as const)('that is %s is %s', (state, shown) => {
    expect(addJobFrom({ ...job, state })).toEqual({ ...base, state: shown });
  });

  it('that is completed is done or refused, by what its handler returned', () => {
    expect(
      addJobFrom({ ...job, state: 'completed', output: { sourceId: 's', sources: 3, problem: null } }),
    ).toEqual({
      ...base,
      state: 'done',
      sourceId: 's',
      sources: 3,
    });
    const refusal = { refused: 'no-article', reason: 'No article.', hint: 'Paste it.' };
    expect(addJobFrom({ ...job, state: 'completed', output: refusal })).toEqual({
      ...base,
      state: 'refused',
      problem: { reason: 'No article.', hint: 'Paste it.' },
    });
  });

  it('that was given up names the last error and its hint, where it had any', () => {
    const output = { message: 'Disk full.', hint: 'Free some space.', stack: '…' };
    expect(addJobFrom({ ...job, state: 'failed', output }).problem).toEqual({
      reason: 'Disk full.',
      hint: 'Free some space.',
    });
    for (const state of ['failed', 'cancelled'] as const)
      expect(addJobFrom({ ...job, state, output: {} })).toMatchObject({
        state: 'failed',
        problem: { reason: expect.any(String), hint: expect.any(String) },
      });
  });
});
