import { describe, expect, it } from 'vitest';
import { dayIn, edtfOfStamp } from './dates.ts';

describe('dayIn', () => {
  it.each([
    ['Monday 22 December 2014 09:03 EST', '2014-12-22'],
    ['Published: March 5th, 2024', '2024-03-05'],
    ['5th of March, 2024', '2024-03-05'],
    ['Sept. 1, 2020 | 4 min read', '2020-09-01'],
    ['updated 2024-02-29', '2024-02-29'],
    ['by a firm / 2016.12.01', '2016-12-01'],
    ['1 May 2021, updated 3 May 2021', '2021-05-01'],
  ])('finds the day of %s', (text, day) => {
    expect(dayIn(text)?.edtf).toBe(day);
    const found = dayIn(text);
    expect(text.slice(found?.start, found?.end)).toMatch(/\d{4}|\d{1,2}$/);
  });

  it.each([
    'March 2024',
    'Tuesday, 5 March',
    '30 February 2024',
    '03/04/2024',
    '5 March 0024',
    'room 2024-13-45',
    '12345-01-01-2',
  ])('does not guess one from %s', (text) => {
    expect(dayIn(text)).toBeNull();
  });
});

describe('edtfOfStamp', () => {
  it.each([
    ['2014-12-22T09:03:00-05:00', '2014-12-22T09:03:00-05:00'],
    ['2014-12-22T09:03:00.123+0100', '2014-12-22T09:03:00+01:00'],
    ['2014-12-22 09:03Z', '2014-12-22T09:03:00Z'],
    ['2014-12-22T09:03:00', '2014-12-22'],
    ['2014-12-22', '2014-12-22'],
    ['December 22, 2014 9:03 am', '2014-12-22'],
    ['2014-12-22T29:03:00Z', '2014-12-22'],
    ['2019-11-19 02:24:00 UTC', '2019-11-19T02:24:00Z'],
    ['Mon, 18 Nov 2019 16:07:38 -0600', '2019-11-18T16:07:38-06:00'],
    ['Wed Nov 20 2019 09:28:00 GMT+0000 (UTC)', '2019-11-20T09:28:00+00:00'],
    ['Nov 20, 2019 09:28 UTC+02', '2019-11-20T09:28:00+02:00'],
    ['2019-11-20T09:28+02', '2019-11-20T09:28:00+02:00'],
    ['Mon, 18 Nov 2019 16:07:38', '2019-11-18'],
  ])('takes %s as %s', (stamp, edtf) => {
    expect(edtfOfStamp(stamp)).toBe(edtf);
  });

  it.each(['', 'yesterday', '1419239000', '2014-13-22T09:03:00Z'])('takes %j for no date', (stamp) => {
    expect(edtfOfStamp(stamp)).toBeNull();
  });
});
