import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FloorLowered, type Floors, floorsSchema, judge, raise } from './gate.ts';

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
  it('judges nothing on other data or for another reader, and tells the two apart', () => {
    expect(judge(floors, 'statements/rules', report(0, 'sha256:b')).verdict).toBe('other data');
    expect(judge(floors, 'statements/fast', report(0)).verdict).toBe('no floors');
  });
  it('falls above a ceiling, without a margin, and where its figure is missing', () => {
    const entry = { digest: 'sha256:a', margin: 0.01, floors: {}, ceilings: { ece: 0.05 } };
    const withEce = (ece?: number) => ({
      figures: ece === undefined ? {} : { ece },
      table: '',
      digest: 'sha256:a',
    });
    const judged = (ece?: number) => judge({ 'coverage/fast': entry }, 'coverage/fast', withEce(ece));
    expect(judged(0.05).verdict).toBe('holds');
    expect(judged(0.051).complaints[0]).toContain('ece rose to 0.0510');
    expect(judged().complaints[0]).toContain('ece has a ceiling of 0.05 and no figure');
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
  it('refuses a figure that is not a number', () => {
    expect(() => raise(floors, 'statements/rules', report(Number.NaN), ['linked_50'])).toThrow(RangeError);
  });
  it('leaves the floors of other figures and readers alone, and keeps margin, ceilings and reason', () => {
    const before: Floors = {
      ...floors,
      'statements/fast': {
        digest: 'sha256:a',
        margin: 0.004,
        floors: { linked_50: 0.6, m3: 0.7 },
        ceilings: { ece: 0.05 },
        lowered: 'once',
      },
    };
    const after = raise(before, 'statements/fast', report(0.65), ['linked_50']);
    expect(after).toEqual({
      ...floors,
      'statements/fast': { ...before['statements/fast'], floors: { linked_50: 0.65, m3: 0.7 } },
    });
    expect(before['statements/fast']?.floors.linked_50).toBe(0.6);
  });
  it('starts anew on other data: what was measured elsewhere is no floor there', () => {
    const other = { figures: { m3: 0.5 }, table: '', digest: 'sha256:b' };
    expect(raise(floors, 'statements/rules', other, ['m3'])['statements/rules']).toEqual({
      digest: 'sha256:b',
      margin: 0.01,
      floors: { m3: 0.5 },
    });
  });
  it('starts floors for a reader that had none, without a margin', () => {
    expect(raise(floors, 'statements/fast', report(0.5), ['linked_50'])['statements/fast']).toEqual({
      digest: 'sha256:a',
      margin: 0,
      floors: { linked_50: 0.5 },
    });
  });
});

describe('the floors as committed', () => {
  const committed: unknown = JSON.parse(readFileSync(new URL('./floors.json', import.meta.url), 'utf8'));
  it('are well formed, and none stands without its data', () => {
    for (const [key, entry] of Object.entries(floorsSchema.parse(committed))) {
      expect(entry.digest, key).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(Object.keys(entry.floors), key).not.toHaveLength(0);
    }
  });
  it('refuse a margin that would let anything pass', () => {
    const loose = { 'statements/rules': { ...floors['statements/rules'], margin: 0.5 } };
    expect(floorsSchema.safeParse(loose).success).toBe(false);
  });
});
