import { describe, expect, it } from 'vitest';
import { plainArticle } from '../../extract/plain-article.ts';
import { readDocument } from '../../language/read-document.ts';
import type { ToldStatement } from './answer.ts';
import { statementsOfAnswers } from './statements-of-answers.ts';
import { linesOf, windowsOf } from './windows.ts';

const READER = { name: 'llm', version: '1 stub' };
const TEXT = `Ostrel denies role

“We had no part in it,” Interior Minister Mara Quell said on Monday. She asked for evidence.

Belmarra’s foreign ministry blamed hackers who work for Ostrel.`;

const told = (source: string, cue: string, content: string, changes: Partial<ToldStatement> = {}) =>
  ({
    ...{ source: source === '' ? [] : [source], cue: [cue], content: [content] },
    ...{ act: 'state', hedge: 'certain' },
    ...changes,
  }) as ToldStatement;

function anchored(text: string, ...statements: ToldStatement[]) {
  const article = plainArticle(text);
  const answers = windowsOf(linesOf(text, article.blocks)).map((window) => ({ window, statements }));
  return statementsOfAnswers(readDocument(article), answers, READER);
}

const words = (quotes: readonly { exact: string }[]) => quotes.map(({ exact }) => exact).join(' … ');

describe('statements of answers', () => {
  it('carry the article’s own words, whatever marks and blanks the model wrote', () => {
    const {
      statements,
      told: all,
      dropped,
    } = anchored(
      TEXT,
      told('Interior  Minister Mara Quell', 'said', '"We had no part in it,"', { act: 'deny' }),
      told("Belmarra's foreign ministry", 'blamed', 'hackers who work for Ostrel', { act: 'attribute' }),
    );
    expect([all, dropped]).toEqual([2, 0]);
    expect(statements.map(({ source, cue, content }) => [source, cue, content].map(words))).toEqual([
      ['Interior Minister Mara Quell', 'said', '“We had no part in it,”'],
      ['Belmarra’s foreign ministry', 'blamed', 'hackers who work for Ostrel'],
    ]);
    for (const { source, cue, content } of statements)
      for (const { start, end, exact } of [...source, ...cue, ...content])
        expect(TEXT.slice(start, end)).toBe(exact);
  });

  it('have the model’s act and hedge, and the target and the reader that others have', () => {
    const { statements } = anchored(
      TEXT,
      told('Belmarra’s foreign ministry', 'blamed', 'hackers who work for Ostrel', {
        act: 'attribute',
        hedge: 'alleged',
      }),
    );
    expect(statements[0]).toMatchObject({
      ...{ act: 'attribute', hedge: 'alleged', reader: READER, block: 'body', probability: 0.5 },
      target: { text: expect.stringContaining('hackers') },
      reason: expect.stringMatching(/^language model; attribute by “blamed/),
    });
  });

  it('are dropped and counted where their words do not stand so in the text', () => {
    const {
      statements,
      told: all,
      dropped,
    } = anchored(
      TEXT,
      told('Interior Minister Mara Quell', 'admitted', 'We had part in it', { act: 'claim' }),
      told('Mara Quell', 'said', 'We attacked the harbour', { act: 'claim' }),
      told('', '', ''),
      { ...told('', 'said', ''), cue: [], content: [] },
      told('She', 'asked', 'for evidence', { act: 'demand-evidence' }),
    );
    expect(statements.map(({ act }) => act)).toEqual(['demand-evidence']);
    expect([all, dropped]).toEqual([5, 4]);
  });

  it('do not come from what is not read: a caption stands between the lines', () => {
    const text = 'Ostrel denied it.\nMinister Quell confessed to a friend.\nNobody else spoke.';
    const article = {
      text,
      blocks: [
        { type: 'body' as const, start: 0, end: 17, reason: '', probability: 1 },
        { type: 'caption' as const, start: 18, end: 55, reason: '', probability: 1 },
        { type: 'body' as const, start: 56, end: text.length, reason: '', probability: 1 },
      ],
    };
    const window = linesOf(text, article.blocks);
    const statements = [told('Minister Quell', 'confessed', 'to a friend', { act: 'claim' })];
    expect(statementsOfAnswers(readDocument(article), [{ window, statements }], READER)).toEqual({
      ...{ statements: [], told: 1, dropped: 1 },
    });
  });

  it('are found once, though windows overlap and models repeat themselves', () => {
    const lines = Array.from(
      { length: 120 },
      (_, i) => `Speaker${i} said that harbour ${i} was closed for a day.`,
    );
    const text = lines.join('\n');
    const article = plainArticle(text);
    const windows = windowsOf(linesOf(text, article.blocks));
    expect(windows.length).toBeGreaterThan(1);
    const answers = windows.map((window) => ({
      window,
      statements: window.flatMap(({ start, end }) => {
        const [source = ''] = text.slice(start, end).split(' ');
        const content = text.slice(start, end).split(' said ')[1]?.slice(0, -1) ?? '';
        return [told(source, 'said', content), told(source, 'said', content.replace('that ', ''))];
      }),
    }));
    const { statements, dropped } = statementsOfAnswers(readDocument(article), answers, READER);
    expect(statements.map(({ source }) => words(source))).toEqual(lines.map((_, i) => `Speaker${i}`));
    expect(dropped).toBe(0);
  });

  it('are bounded in number, the others dropped and counted', () => {
    const statements = Array.from({ length: 5000 }, () => told('Mara Quell', 'said', 'Monday'));
    const found = anchored(TEXT, ...statements);
    expect(found.statements.length).toBeLessThan(10);
    expect(found.dropped).toBeGreaterThanOrEqual(4700);
  });

  it('are of one kind each: two speakers of the same words are two statements where their cues differ', () => {
    const text = 'Quell said, and Lund repeated, that the port was safe.';
    const { statements } = anchored(
      text,
      told('Quell', 'said', 'that the port was safe'),
      told('Lund', 'repeated', 'that the port was safe'),
    );
    expect(statements).toHaveLength(2);
  });
});
