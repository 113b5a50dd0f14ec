import { describe, expect, test } from 'vitest';
import { anchorStatement, type FoundStatement } from '../../domain/statement.ts';
import { readDocument } from '../../language/read-document.ts';
import { findTimes } from '../../language/times/find-times.ts';
import { quoteOf } from '../../text/quote.ts';
import { arrangeStatements } from '../arrange-statements.ts';
import { dateStatements } from './date-statements.ts';

/** A Monday. */
const MONDAY = '2014-12-22';
const PARTS = { '<': 'source', '{': 'cue', '[': 'content' } as const;

/**
 * Statements are marked in the text: `<source>`, `{cue}`, `[content]`, each opened with the number of its statement where
 * there are several: `1<…>`. Answers with the date and the words that gave it, of each.
 */
function dated(marked: string, published: string | null = MONDAY) {
  const { text, statements } = parse(marked);
  const document = readDocument({
    text,
    blocks: [{ type: 'body', start: 0, end: text.length, reason: 'test', probability: 1 }],
  });
  const arranged = arrangeStatements(document, statements);
  const found = dateStatements(document, arranged, findTimes(document, published), published);
  return statements.map((statement) => {
    const one = found.find(({ cue }) => cue[0]?.start === statement.cue[0]?.start);
    expect('failed' in anchorStatement(text, one ?? statement)).toBe(false);
    return one?.saidOn == null ? null : `${one.saidOn.edtf} “${one.saidOn.span?.exact}”`;
  });
}

function parse(marked: string) {
  const parts = new Map<number, Record<'source' | 'cue' | 'content', [number, number][]>>();
  const open: { number: number; part: 'source' | 'cue' | 'content'; start: number }[] = [];
  let text = '';
  for (const [piece] of marked.matchAll(/\d?[<{[]|[>}\]]|[^<>{}[\]]/gu)) {
    const part = PARTS[piece.at(-1) as keyof typeof PARTS];
    if (part !== undefined) {
      const number = piece.length > 1 ? Number(piece[0]) : 0;
      open.push({ number, part, start: text.length });
    } else if (/^[>}\]]$/u.test(piece)) {
      const last = open.pop();
      if (last === undefined) throw new Error(`nothing is open before ${piece} in ${marked}`);
      const own = parts.get(last.number) ?? { source: [], cue: [], content: [] };
      own[last.part].push([last.start, text.length]);
      parts.set(last.number, own);
    } else text += piece;
  }
  const quotes = (ranges: [number, number][]) => ranges.map(([start, end]) => quoteOf(text, { start, end }));
  const statements = [...parts.values()].map(
    ({ source, cue, content }): FoundStatement => ({
      ...{ source: quotes(source), cue: quotes(cue), content: quotes(content) },
      ...{ act: 'state', hedge: 'certain', target: null, speaker: null, saidOn: null, within: null },
      ...{ block: 'body', probability: 1, reason: 'test', reader: { name: 'test', version: '1' } },
    }),
  );
  return { text, statements };
}

describe('the words date the saying', () => {
  test.each([
    ['<The minister> {said} on Friday [that Ostrel did it].', '2014-12-19 “on Friday”'],
    ['<The minister> {said} Friday [that Ostrel did it].', '2014-12-19 “Friday”'],
    ['<The army> {refused to comment} Friday [on the matter].', '2014-12-19 “Friday”'],
    ['[“Ostrel did it,”] {said} <Ada Marn> on Friday.', '2014-12-19 “on Friday”'],
    ['[“Ostrel did it,”] <she> {told} a committee of parliament Thursday.', '2014-12-18 “Thursday”'],
    [
      '[“Ostrel did it,”] <she> {said} at a rally in Low Harbour, Belmarra, last month.',
      '2014-11 “last month”',
    ],
    ['<She> {said} at Friday’s briefing [that Ostrel did it].', '2014-12-19 “Friday’s”'],
    [
      '<The army> {said} in a statement dated 19 Dec 2014 [that it had no part in it].',
      '2014-12-19 “19 Dec 2014”',
    ],
    ['<The army> on Friday {denied} [any part in it].', '2014-12-19 “on Friday”'],
    ['<The council> last week {voted to condemn} [the attack].', '2014-12-15/2014-12-21 “last week”'],
    [
      '<The manager>, in a statement released on Friday, {said} [nothing was lost].',
      '2014-12-19 “on Friday”',
    ],
    ['In October, <the minister> {said} [that Ostrel did it].', '2014-10 “In October”'],
    ['In 2013, <the minister> {said} [that Ostrel did it].', '2013 “In 2013”'],
    [
      'On Friday, after a meeting of the cabinet, <the minister> {said} [that Ostrel did it].',
      '2014-12-19 “On Friday”',
    ],
    ['In its statement Friday, <the group> {said} [it was not theirs].', '2014-12-19 “Friday”'],
    ['In an April 3 statement, <the group> {blamed} [Ostrel].', '2014-04-03 “April 3”'],
    [
      'In a note published in the Harbour Post on Friday, <Ada Marn> {wrote} [that Ostrel did it].',
      '2014-12-19 “on Friday”',
    ],
    ['Speaking to reporters on Friday, <she> {said} [Ostrel did it].', '2014-12-19 “on Friday”'],
    ['LOW HARBOUR (BP) — Last month, <the army> {said} [it knew nothing].', '2014-11 “Last month”'],
    ['<A January report by the navy> {concludes} [that Ostrel did it].', '2014-01 “January”'],
    [
      '[Ostrel did it], {according to} <a study published earlier this month by Northlight>.',
      '2014-12 “earlier this month”',
    ],
    ['<The indictment unsealed on Friday> {does not say} [who paid].', '2014-12-19 “on Friday”'],
    ['<The army> {denied} [it] in an interview with the Harbour Post on Friday.', '2014-12-19 “on Friday”'],
    ['<Belmarra> {accused} [Ostrel on Friday of the attack on its harbour].', '2014-12-19 “on Friday”'],
    ['Late last year, when <a bank> {found} [the program], nobody knew it.', '2013 “Late last year”'],
    [
      '<The minister> voiced alarm on Friday, {telling} reporters [that it was serious].',
      '2014-12-19 “on Friday”',
    ],
  ])('%s', (marked, expected) => {
    expect(dated(marked)).toEqual([expected]);
  });

  test('the verb’s tense says whether the day is past', () => {
    expect(dated('<The minister> {will say} on Friday [that Ostrel did it].')).toEqual([
      '2014-12-26 “on Friday”',
    ]);
    expect(dated('<The minister> {is expected to say} on Friday [that Ostrel did it].')).toEqual([
      '2014-12-26 “on Friday”',
    ]);
    expect(dated('<The minister> {said} on Friday [that Ostrel will pay].')).toEqual([
      '2014-12-19 “on Friday”',
    ]);
    expect(dated('<The minister> {said} on Friday [that Ostrel did it].', '2014-12-19')).toEqual([
      '2014-12-19 “on Friday”',
    ]);
  });

  test('“two days later” counts from the day named before', () => {
    const text = '1<The army> 1{denied} 1[it] on 3 December. Two days later, 2<it> 2{said} 2[no more].';
    expect(dated(text)).toEqual(['2014-12-03 “on 3 December”', '2014-12-05 “Two days later”']);
  });

  test('a second verb of the same source shares the day', () => {
    const text =
      '1<2<The army>> 1{refused to comment} Friday 1[on it], but 2{argued} 2[that nothing was lost].';
    expect(dated(text)).toEqual(['2014-12-19 “Friday”', '2014-12-19 “Friday”']);
  });
});

describe('a date stands near and dates something else', () => {
  test.each([
    '<The minister> {said} [the attack took place on Monday].',
    '[The attack took place on Monday], {according to} <the ministry>.',
    '<The ministry> {blamed} [Ostrel for an attack in May that locked its computers].',
    '<Dan Wall, who testified before parliament on Friday,> {said} [Ostrel did it].',
    '<A person who knows of the planning for Friday’s meeting> {says} [it will be short].',
    '<A report on attacks in May> {says} [that Ostrel did it].',
    'After the attack on Friday <the ministry> {said} [it knew nothing].',
    'The bank was hit on Friday, and <its director> {said} [nothing was lost].',
    '<The ministry> {declined to comment}, citing rules that took effect at midnight on Friday.',
    '<The ministry> {confirmed} [the attack on Friday].',
    '<The group> {is suspected} [of an attack in 2013].',
    '<Belmarra> {accused} [Ostrel of an attack on Friday to stop its harbour].',
    '<He> {said}, noting a post of the group on Thursday, which nobody had seen.',
    '<She> {commented on} [the matter] since Friday’s attack.',
    '<Researchers> {said} recently [that Ostrel did it].',
    '<Officials> {have said} since March [that Ostrel did it].',
    '<The minister> {said} by Friday [he would know more].',
  ])('%s', (marked) => {
    expect(dated(marked)).toEqual([null]);
  });

  test('it dates another statement of the same sentence', () => {
    expect(dated('1<The army> 1{said} on Friday 1[that 2<Ostrel> 2{had denied} 2[the attack]].')).toEqual([
      '2014-12-19 “on Friday”',
      null,
    ]);
    expect(dated('1<The army> 1{said} 1[that 2<Ostrel> on Friday 2{denied} 2[the attack]].')).toEqual([
      null,
      '2014-12-19 “on Friday”',
    ]);
  });
});

describe('without a date of publication', () => {
  test('relative words give none, full dates give theirs, and name no reference', () => {
    expect(dated('<The minister> {said} on Friday [that Ostrel did it].', null)).toEqual([null]);
    expect(dated('<The minister> {said} on 19 December 2014 [that Ostrel did it].', null)).toEqual([
      '2014-12-19 “on 19 December 2014”',
    ]);
  });
});

test('a text of nothing but sayings and dates comes to an end', () => {
  const { text, statements } = parse('<He> {said} on Friday, in May, on 3 June, [it] ');
  const many = Array.from({ length: 500 }, (_, i) => {
    const shift = <T extends { start: number; end: number; exact: string }>(quotes: T[]) =>
      quotes.map((quote) => ({
        ...quote,
        start: quote.start + i * text.length,
        end: quote.end + i * text.length,
      }));
    const [first] = statements as [FoundStatement];
    return { ...first, source: shift(first.source), cue: shift(first.cue), content: shift(first.content) };
  });
  const whole = text.repeat(many.length);
  const document = readDocument({
    text: whole,
    blocks: [{ type: 'body', start: 0, end: whole.length, reason: 'test', probability: 1 }],
  });
  const found = dateStatements(
    document,
    arrangeStatements(document, many),
    findTimes(document, MONDAY),
    MONDAY,
  );
  expect(found.filter(({ saidOn }) => saidOn !== null)).toHaveLength(many.length);
});
