import { describe, expect, it } from 'vitest';
import { spanLength } from '../../text/span.ts';
import { halvesOf, linesOf, textOf, WINDOW_LENGTH, windowsOf } from './windows.ts';

const body = (text: string) => [{ type: 'body' as const, start: 0, end: text.length }];

describe('the lines of an article', () => {
  it('are those of the blocks that are read', () => {
    const text = 'Head\nCaption here\n First line. \n\nSecond line.';
    const lines = linesOf(text, [
      { type: 'headline', start: 0, end: 4 },
      { type: 'caption', start: 5, end: 17 },
      { type: 'body', start: 18, end: text.length },
    ]);
    expect(lines.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Head',
      'First line.',
      'Second line.',
    ]);
  });

  it.each([
    ['after a sentence', 'Nobody said so. '.repeat(300)],
    ['between words', 'word '.repeat(1000)],
    ['anywhere', 'x'.repeat(5000)],
    ['not within a character', '😀'.repeat(2500)],
  ])('are cut where they are too long, %s', (_where, text) => {
    const lines = linesOf(text, body(text));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(spanLength(line)).toBeLessThanOrEqual(1500);
      expect(text.slice(line.start, line.end).isWellFormed()).toBe(true);
    }
    const joined = lines.map(({ start, end }) => text.slice(start, end)).join('');
    expect(joined.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });
});

describe('windows', () => {
  const text = Array.from({ length: 200 }, (_, i) => `Line ${i} says that something happened there.`).join(
    '\n',
  );
  const lines = linesOf(text, body(text));
  const windows = windowsOf(lines);

  it('hold all lines in order, and the end of the one before', () => {
    expect(windows.length).toBeGreaterThan(2);
    expect([...new Set(windows.flat())]).toEqual(lines);
    windows.slice(1).forEach((window, i) => {
      const shared = window.filter((line) => windows[i]?.includes(line));
      expect(shared.length).toBeGreaterThan(1);
      expect(shared.length).toBeLessThan(20);
    });
  });

  it('are of bounded length', () => {
    const long = 'word '.repeat(20_000);
    for (const each of [...windows, ...windowsOf(linesOf(long, body(long)))])
      expect(each.reduce((sum, line) => sum + spanLength(line), 0)).toBeLessThanOrEqual(WINDOW_LENGTH);
  });

  it('are none where there is nothing to read', () => {
    expect(windowsOf([])).toEqual([]);
  });

  it('are halved by lines, down to one', () => {
    const [first, second] = halvesOf(windows[0] ?? []) ?? [[], []];
    expect([...first, ...second]).toEqual(windows[0]);
    expect(halvesOf(first.slice(0, 1))).toBeNull();
  });

  it('are shown as paragraphs', () => {
    expect(
      textOf('a\nb', [
        { start: 0, end: 1 },
        { start: 2, end: 3 },
      ]),
    ).toBe('a\n\nb');
  });
});
