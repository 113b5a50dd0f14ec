import { describe, expect, test } from 'vitest';
import { readDocument } from '../read-document.ts';
import { findTimes } from './find-times.ts';

function plainDocument(text: string) {
  return readDocument({
    text,
    blocks: [{ type: 'body', start: 0, end: text.length, reason: 'test', probability: 1 }],
  });
}

/** What the words mean as past, of an article of that date; `words → EDTF` each. */
function past(text: string, published: string | null): string[] {
  return findTimes(plainDocument(text), published).map(
    ({ start, end, past }) => `${text.slice(start, end)} → ${past?.edtf ?? 'nothing'}`,
  );
}

function future(text: string, published: string): (string | null)[] {
  return findTimes(plainDocument(text), published).map((time) => time.future?.edtf ?? null);
}

/** A Monday. */
const MONDAY = '2014-12-22';

describe('dates that stand there in full', () => {
  test.each([
    ['in a statement dated 19 December 2014', '19 December 2014 → 2014-12-19'],
    ['in a statement dated 19 Dec 2014', '19 Dec 2014 → 2014-12-19'],
    ['on Dec. 19, 2014, it said', 'Dec. 19, 2014 → 2014-12-19'],
    ['on Friday, December 19th, 2014, it said', 'Friday, December 19th, 2014 → 2014-12-19'],
    ['on the 19th of December 2014', '19th of December 2014 → 2014-12-19'],
    ['posted 2014-12-19 by the army', '2014-12-19 → 2014-12-19'],
    ['in December 2014 it said', 'December 2014 → 2014-12'],
    ['in early 2014 it said', 'early 2014 → 2014'],
    ['in mid-2014 it said', 'mid-2014 → 2014'],
    ['in the spring of 2014 it said', 'spring of 2014 → 2014-21'],
    ['in the 1990s it said', '1990s → 199X'],
    ['around 2011 it said', 'around 2011 → 2011~'],
  ])('%s', (text, expected) => {
    expect(past(text, null)).toEqual([expected]);
  });

  test('a year is one where a word says so, and otherwise a number', () => {
    expect(past('Some 2014 computers and CVE-2014-0160 and a payment of 2015 were named.', MONDAY)).toEqual(
      [],
    );
  });

  test('later than the article, they are in doubt as past', () => {
    expect(past('It said on 19 December 2030 that', MONDAY)).toEqual(['19 December 2030 → 2030-12-19?']);
    expect(past('It said in 2030 that', MONDAY)).toEqual(['2030 → 2030?']);
    expect(future('It will say on 19 December 2030 that', MONDAY)).toEqual(['2030-12-19']);
  });
});

describe('without a date of publication, and with one that names no day', () => {
  test.each([null, '2014-12', '2014', 'yesterday', '2014-02-31'])(
    '%s gives no day to relative words',
    (published) => {
      const text =
        'On Friday, last week, yesterday, two days ago, in December and on 19 December he said so.';
      expect(past(text, published).every((line) => line.endsWith('nothing'))).toBe(true);
    },
  );
});

describe('relative to the day of publication', () => {
  test.each([
    ['on Friday', MONDAY, '2014-12-19'],
    ['on Monday', MONDAY, '2014-12-22'],
    ['on Friday night', '2014-12-19', '2014-12-19'],
    ['last Friday', MONDAY, '2014-12-19'],
    ['last Monday', MONDAY, '2014-12-15'],
    // Yesterday, or the Friday a week before: nobody can tell.
    ['last Friday', '2014-12-20', '2014-12-19?'],
    ['this Friday', '2014-12-20', '2014-12-19'],
    ['today', MONDAY, '2014-12-22'],
    ['yesterday', '2015-01-01', '2014-12-31'],
    ['last night', MONDAY, '2014-12-21'],
    ['last week', MONDAY, '2014-12-15/2014-12-21'],
    ['earlier this week', '2014-12-25', '2014-12-22/2014-12-25'],
    ['earlier this week', MONDAY, '2014-12-21/2014-12-22'],
    ['over the weekend', MONDAY, '2014-12-20/2014-12-21'],
    ['over the weekend', '2014-12-21', '2014-12-20/2014-12-21'],
    ['last weekend', '2014-12-21', '2014-12-13/2014-12-14'],
    ['earlier this month', MONDAY, '2014-12'],
    ['last month', '2015-01-05', '2014-12'],
    ['late last year', MONDAY, '2013'],
    ['last summer', MONDAY, '2014-22'],
    ['last summer', '2014-07-01', '2013-22'],
    ['in November', MONDAY, '2014-11'],
    ['in December', MONDAY, '2014-12'],
    ['in mid-February', '2017-04-26', '2017-02'],
    ['last June', '2017-03-22', '2016-06'],
    ['last June', '2017-10-22', '2017-06?'],
    ['last June', '2017-06-22', '2016-06'],
    ['in May', '2017-03-22', '2016-05'],
    ['on 19 December', MONDAY, '2014-12-19'],
    ['on 24 December', MONDAY, '2013-12-24'],
    ['on December 12, last year', '2017-01-27', '2016-12-12'],
    ['on 29 February', '2015-03-01', '2012-02-29'],
    ['two days ago', MONDAY, '2014-12-20'],
    ['one week ago', MONDAY, '2014-12-15~'],
    ['two months ago', '2015-01-31', '2014-11~'],
    ['about 15 years ago', '2017-05-14', '2002~'],
    ['a decade ago', '2017-05-14', '2007~'],
  ])('"%s" in an article of %s', (words, published, expected) => {
    expect(past(`The minister said ${words} that`, published)[0]?.split(' → ')[1]).toBe(expected);
  });

  test.each([
    ['on Friday', MONDAY, '2014-12-26'],
    ['on Friday', '2014-12-19', '2014-12-19'],
    ['next Friday', MONDAY, '2014-12-26?'],
    ['tomorrow', '2014-12-31', '2015-01-01'],
    ['next week', MONDAY, '2014-12-29/2015-01-04'],
    ['in January', MONDAY, '2015-01'],
    ['on 3 January', MONDAY, '2015-01-03'],
  ])('"%s" to come, in an article of %s', (words, published, expected) => {
    expect(future(`The minister will say ${words} that`, published)).toEqual([expected]);
  });

  test('"two days later" counts from the day that was named before, and from nothing else', () => {
    const text =
      'The army denied it on 3 December. Two days later it said no more. A week later it fell silent.';
    expect(past(text, MONDAY)).toEqual([
      '3 December → 2014-12-03',
      'Two days later → 2014-12-05',
      'A week later → 2014-12-12~',
    ]);
    expect(past('Two days later it said no more.', MONDAY)).toEqual(['Two days later → nothing']);
    expect(past('On 3 December it did. It did. It did. The next day it said no more.', MONDAY)[1]).toBe(
      'The next day → nothing',
    );
  });
});

describe('the zone of the date of publication', () => {
  test('is the one it is written in', () => {
    expect(past('He said yesterday that', '2017-05-06T00:30:00+10:00')).toEqual(['yesterday → 2017-05-05']);
    expect(past('He said on Friday that', '2017-05-04T23:30:00-05:00')).toEqual(['Friday → 2017-04-28']);
  });

  test('is unknown where an instant is given in UTC: around midnight the day is in doubt', () => {
    expect(past('He said today that', '2017-05-06T02:30:00Z')).toEqual(['today → 2017-05-06?']);
    expect(past('He said today that', '2017-05-06T10:30:00Z')).toEqual(['today → 2017-05-06']);
    // Friday in Sydney, Thursday in London.
    expect(past('He said on Friday that', '2017-05-04T23:30:00Z')).toEqual(['Friday → 2017-05-05?']);
    expect(past('He said on Friday that', '2017-05-04T09:30:00Z')).toEqual(['Friday → 2017-04-28']);
  });
});

describe('what is no time', () => {
  test.each([
    'It may March on; they march in may, and the Sun said so.',
    'Theresa May and April Smith told The Sunday Times about Black Friday and Patch Tuesday.',
    'Mrs May said so. She has no confidence in May.',
    'In recent years, recently, soon, hours ago, several days later, more than two years ago, the other day.',
    'On 31 February and June 31 and 2014-13-01 and 45 May.',
    'In the 19th century and the 21st.',
    'Every Friday and each Monday and Tuesday.',
    'Over the last week, in the past month and the next year.',
    'USA Today wrote so.',
  ])('%s', (text) => {
    expect(past(text, MONDAY).filter((line) => !line.endsWith('nothing'))).toEqual([]);
  });
});

test('30,000 words of dates come to an end, each of them found', () => {
  const text = `${'On Friday, 19 December 2014 and two days later in May 2013, '.repeat(2_000)}he said so.`;
  expect(findTimes(plainDocument(text), MONDAY)).toHaveLength(6_000);
});
