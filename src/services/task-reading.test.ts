import { expect, it } from 'vitest';
import { statementsOf } from './task-reading.ts';

it('tells whoever watches what is to be known of a reading, and whether another reader read', () => {
  const heard: string[] = [];
  const watch = { onRemark: (remark: string) => heard.push(remark), onStandIn: () => heard.push('stand-in') };
  expect(statementsOf({ statements: [] }, watch)).toEqual([]);
  expect(heard).toEqual([]);
  statementsOf({ statements: [], remark: 'the fast reader read instead', isStandIn: true }, watch);
  expect(heard).toEqual(['the fast reader read instead', 'stand-in']);
  const refusal = { refused: 'x', reason: 'r', hint: 'h' };
  expect(statementsOf(refusal, watch)).toBe(refusal);
});
