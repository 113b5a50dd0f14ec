import { describe, expect, it } from 'vitest';
import { FloorLowered, type Floors, judge, raise } from './gate.ts';

const floors: Floors = {
  'statements/rules': { digest: 'sha256:a', margin: 0.01, floors: { linked_50: 0.4 } },
};
const report = (linked_50: number, digest = 'sha256:a') => ({ figures: { linked_50 }, table: '', digest });

describe('judge', () => {
  it('holds at the floor and within the margin', () => {
    expect(judge(floors, 'statements/rules', report(0.4)).verdict).toBe('holds');
    expect(judge(floors, 'statements/rules', report(0.391)).verdict).toBe('holds');
  });
  it('falls below the margin and names the figure', () => {
    const { verdict, complaints } = judge(floors, 'statements/rules', report(0.38));
    expect(verdict).toBe('falls');
    expect(complaints[0]).toContain('linked_50 fell to 0.3800');
  });
  it('falls where the figure is missing or not a number', () => {
    expect(judge(floors, 'statements/rules', { figures: {}, table: '', digest: 'sha256:a' }).verdict).toBe(
      'falls',
    );
    expect(judge(floors, 'statements/rules', report(Number.NaN)).verdict).toBe('falls');
  });
  it('judges nothing on other data or for another reader', () => {
    expect(judge(floors, 'statements/rules', report(0, 'sha256:b')).verdict).toBe('open');
    expect(judge(floors, 'statements/fast', report(0)).verdict).toBe('open');
  });
});

describe('raise', () => {
  it('raises a floor, rounding down', () => {
    expect(
      raise(floors, 'statements/rules', report(0.45678), ['linked_50'])['statements/rules']?.floors.linked_50,
    ).toBe(0.456);
  });
  it('refuses to lower a floor in silence, and keeps the reason where one is given', () => {
    expect(() => raise(floors, 'statements/rules', report(0.3), ['linked_50'])).toThrow(FloorLowered);
    const lowered = raise(floors, 'statements/rules', report(0.3), ['linked_50'], 'the scorer was wrong');
    expect(lowered['statements/rules']).toMatchObject({
      floors: { linked_50: 0.3 },
      lowered: 'the scorer was wrong',
    });
  });
  it('refuses a figure that does not exist', () => {
    expect(() => raise(floors, 'statements/rules', report(0.5), ['f1'])).toThrow(RangeError);
  });
});
