import { expect, it } from 'vitest';
import { isSameDay, sameNames } from './metadata.ts';

it.each([
  ['2019-11-18T23:03-08:00', '2019-11-19T07:03:25+00:00', true],
  ['2019-11-18T23:03-08:00', '2019-11-19', false],
  ['2019-11-19T10:18+05:30', '2019-11-19T04:48:00Z', true],
  ['2018-10-09', '2018-10-09T16:02:00+01:00', true],
  ['2018-10-09', '2018-10-10', false],
  ['2018-10-09', null, false],
])('the day of %s is that of %s: %s', (label, found, same) => {
  expect(isSameDay(label, found)).toBe(same);
});

it('compares names by their letters, in any order', () => {
  expect(sameNames(['Jo Field', 'Ana Ruiz'], ['ANA RUIZ', 'Jo  Field'])).toBe(true);
  expect(sameNames(['Jo Field'], ['Jo Field', 'Ana Ruiz'])).toBe(false);
  expect(sameNames([], [])).toBe(true);
});
