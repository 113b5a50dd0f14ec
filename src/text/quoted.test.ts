import { describe, expect, it } from 'vitest';
import { quotedStretches } from './quoted.ts';

const quoted = (text: string) =>
  quotedStretches(text, [{ start: 0, end: text.length }]).map(({ start, end }) => text.slice(start, end));

describe('quotedStretches', () => {
  it('takes what stands between marks of any form', () => {
    expect(quoted('He said “it was us”, and "not them". «Никогда», „nie“.')).toEqual([
      'it was us',
      'not them',
      'Никогда',
      'nie',
    ]);
  });

  it('quotes to the end of a line that leaves a double mark open, and no further', () => {
    expect(quoted('“We know who it was.\n“We shall answer,” she said.\nNo one else did.')).toEqual([
      'We know who it was.',
      'We shall answer,',
    ]);
  });

  it('takes no apostrophe for a mark', () => {
    expect(quoted("The workers' union's head didn't say; the ministers' aides' letter")).toEqual([]);
    expect(quoted('The port’s operators’ names aren’t known')).toEqual([]);
  });

  it('knows single marks where punctuation stands before the closing one', () => {
    expect(quoted('She said: ‘It wasn’t us.’ Then she left.')).toEqual(['It wasn’t us.']);
  });

  it('leaves out what stands outside the stretches', () => {
    const text = '“one”\n“two”';
    expect(quotedStretches(text, [{ start: 6, end: text.length }])).toEqual([{ start: 7, end: 10 }]);
  });

  it('passes over a stray mark: another opens before any closes, or the line goes on for long', () => {
    expect(quoted('A “stray mark, then “a quotation” and more')).toEqual(['a quotation']);
    expect(quoted('A "stray mark, then "a quotation" and more')).toEqual(['a quotation']);
    expect(quoted(`A “stray mark ${'and on '.repeat(200)}`)).toEqual([]);
  });

  it('takes a long line of marks without trouble', () => {
    expect(quoted(`${"' ".repeat(300_000)}`)).toEqual([]);
    expect(quoted('"a" '.repeat(300_000))).toHaveLength(300_000);
    expect(quoted('“'.repeat(300_000))).toHaveLength(1);
    expect(quoted(`“${'a '.repeat(300_000)}”`)).toEqual([]);
  });
});
