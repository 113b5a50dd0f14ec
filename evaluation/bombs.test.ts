import { describe, expect, it } from 'vitest';
import { BOMBS } from './bomb-makers.ts';
import { complaintsOf, evaluateBombs } from './bombs.ts';

const [bomb] = BOMBS as unknown as readonly [(typeof BOMBS)[number]];
const HELD = { bomb, answer: 'too-large: it is', milliseconds: 4999, rise: 99e6, lives: true };

describe('a bomb', () => {
  it.each([
    [{}, 0],
    [{ rise: 101e6 }, 1],
    [{ milliseconds: 5001 }, 1],
    [{ lives: false }, 1],
    [{ answer: 'taken' }, 1],
    [{ answer: 'taken', bomb: { ...bomb, mayBeTaken: true as const } }, 0],
    [{ answer: 'reading-failed: a fault of Onus', rise: 101e6 }, 2],
  ])('with %o has %i complaints', (change, count) => {
    expect(complaintsOf({ ...HELD, ...change })).toHaveLength(count);
  });

  it('is tried in a process of its own, which reads on afterwards', async () => {
    const report = await evaluateBombs(['--only', 'billion laughs.docx']);
    expect(report).toMatchObject({ passed: true, figures: { bombs: 1, held: 1 } });
    expect(report.table).toContain('document type declaration');
  });
});
