import { expect, test } from 'vitest';
import { compareEdtf } from './edtf.ts';

test('dates stand in the order of the first day that they may mean, the wider before the narrower', () => {
  const sorted = [
    '199X',
    '2014',
    '2014-12',
    '2014-12-15/2014-12-21',
    '2014-12-19',
    '2014-12-19T08:00:00Z',
    '2014-12-19T09:30:00Z',
    '2014-12-20~',
    '2015-21',
    '2015-05?',
  ];
  expect(sorted.toReversed().sort(compareEdtf)).toEqual(sorted);
});

test('what is not known, or is no date, comes last', () => {
  expect(['soon', null, '2014'].sort(compareEdtf)).toEqual(['2014', 'soon', null]);
});
