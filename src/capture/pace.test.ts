import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

it('gives each host one turn after another', () => {
  let now = 0;
  const pace = createPace(() => now);
  expect([pace.turn('a', 100), pace.turn('a', 100), pace.turn('b', 100), pace.turn('a', 100)]).toEqual([
    0, 100, 0, 200,
  ]);
  now = 250;
  expect(pace.turn('a', 100)).toBe(50);
  now = 1000;
  expect(pace.turn('a', 100)).toBe(0);
});

it('holds a host for the longest pause asked for', () => {
  const pace = createPace(() => 0);
  pace.hold('a', 500);
  pace.hold('a', 200);
  expect(pace.turn('a', 100)).toBe(500);
});
