import { describe, expect, it } from 'vitest';
import { pairStatements, type StatementWords } from './pair-statements.ts';

const TEXT =
  'Lund said that Ostrel denied that it had attacked the harbour, and that Belmarra told reporters it knew.';

/** A statement by its words; each part's pieces are parted by "…". */
function says(source: string, cue: string, content: string, act: StatementWords['act'] = 'state') {
  const part = (words: string) =>
    words === ''
      ? []
      : words.split('…').map((exact) => {
          const start = TEXT.indexOf(exact);
          if (start < 0) throw new Error(`"${exact}" is not in the text`);
          return { start, end: start + exact.length, exact };
        });
  return { source: part(source), cue: part(cue), content: part(content), act };
}

/** The same statement farther on in a text. */
function moved({ source, cue, content, act }: StatementWords, by: number): StatementWords {
  const part = (pieces: StatementWords['cue']) =>
    pieces.map(({ start, end, exact }) => ({ start: start + by, end: end + by, exact }));
  return { source: part(source), cue: part(cue), content: part(content), act };
}

const outer = says('Lund', 'said', 'that Ostrel denied that it had attacked the harbour', 'confirm');
const inner = says('Ostrel', 'denied', 'that it had attacked the harbour', 'deny');

describe('statements of two readings', () => {
  it('are paired by the very same words, whatever their order and labels', () => {
    expect(pairStatements([outer, inner], [{ ...inner, act: 'state' }, outer])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('are paired where cue and content overlap', () => {
    const wider = says('Ostrel', 'denied that', 'it had attacked the harbour', 'deny');
    expect(pairStatements([inner], [wider])).toEqual([[0, 0]]);
  });

  it('are not paired where nothing overlaps, or the cue alone does and what is said does not', () => {
    expect(pairStatements([inner], [says('Belmarra', 'told reporters', 'it knew')])).toEqual([]);
    expect(pairStatements([says('Lund', 'said', 'Ostrel')], [says('Lund', 'said', 'it knew')])).toEqual([]);
  });

  it('are not taken for the one that stands within them, though they share most of their content', () => {
    expect(pairStatements([outer], [inner])).toEqual([]);
    expect(pairStatements([inner], [outer])).toEqual([]);
    const outerNarrow = says('Lund', 'said', 'Ostrel denied that it had attacked the harbour');
    const innerNarrow = says('Ostrel', 'denied', 'it had attacked the harbour');
    expect(pairStatements([inner, outer], [outerNarrow, innerNarrow])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('are paired by most of their content where another cue was taken', () => {
    const told = says('Belmarra', 'told', 'it knew');
    expect(pairStatements([told], [says('Belmarra', 'reporters', 'it knew')])).toEqual([[0, 0]]);
    expect(pairStatements([told], [says('', '', 'it knew')])).toEqual([[0, 0]]);
  });

  it('are paired by their cue where nothing is said', () => {
    expect(pairStatements([says('Ostrel', 'denied', '')], [inner])).toEqual([[0, 0]]);
  });

  it('are paired one to one, the closest first', () => {
    const short = says('', 'denied', 'attacked', 'deny');
    const long = says('Ostrel', 'denied', 'it had attacked the harbour', 'deny');
    expect(pairStatements([short, inner], [long])).toEqual([[1, 0]]);
    expect(pairStatements([inner], [short, long])).toEqual([[0, 1]]);
  });

  it('are paired with that of the same act where two are as close, else with the first', () => {
    const half = (content: string, act: StatementWords['act']) => says('Lund', 'said', content, act);
    const whole = half('Ostrel denied', 'deny');
    const [left, right] = [half('Ostrel', 'state'), half('denied', 'deny')];
    expect(pairStatements([whole], [left, right])).toEqual([[0, 1]]);
    const twins = [half('Ostrel', 'state'), { ...half('Ostrel', 'state') }];
    expect(pairStatements([whole], twins)).toEqual([[0, 0]]);
    expect(pairStatements(twins, twins)).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('take pieces in any order, and several of them', () => {
    const split = says('Lund', 'said', 'it had attacked…that Ostrel denied');
    expect(pairStatements([split], [outer])).toEqual([[0, 0]]);
  });

  it('count words that stand in several pieces once', () => {
    const thrice = says('Lund', 'said', 'Ostrel…Ostrel…Ostrel');
    const most = says('Lund', 'said', 'Ostrel denied');
    expect(pairStatements([thrice, most], [says('Lund', 'said', 'Ostrel denied that')])).toEqual([[1, 0]]);
  });

  it.each([
    [20, [[0, 20]]],
    [40, []],
  ])('are compared with their neighbours alone: %i others in between', (between, pairs) => {
    const told = says('Belmarra', 'told', 'it knew');
    const others = Array.from({ length: between }, (_, i) => moved(says('', 'told', ''), 200 + 10 * i));
    const content = told.content.map(({ exact }) => ({ start: 5000, end: 5000 + exact.length, exact }));
    const another = { ...moved(told, 4000), content };
    expect(pairStatements([{ ...told, content }], [...others, another])).toEqual(pairs);
  });

  it('are none of none', () => {
    expect(pairStatements([], [])).toEqual([]);
    expect(pairStatements([inner], [])).toEqual([]);
  });
});
