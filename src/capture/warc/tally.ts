import type { Taken } from '../../domain/capture.ts';

/** Counts what became of an archive's records. */
export interface Tally {
  records: number;
  taken: number;
  readonly refused: number;
  /** Counts a record that is passed over, by what it is. */
  pass(what: string): null;
  /** Counts a record that is refused, and hands its refusal on. */
  refuse(taken: Taken): Taken;
  /** `812 records: 300 taken, 2 refused; passed over: 300 request, 12 not a page`. */
  words(): string;
}

export function createTally(): Tally {
  const passed = new Map<string, number>();
  let refused = 0;
  return {
    records: 0,
    taken: 0,
    get refused() {
      return refused;
    },
    pass(what) {
      // Types are the archive's own words: an archive of a thousand invented ones is summed up.
      const kind = passed.has(what) || passed.size < KINDS ? what.slice(0, 40) : 'of other types';
      passed.set(kind, (passed.get(kind) ?? 0) + 1);
      return null;
    },
    refuse(taken) {
      refused++;
      return taken;
    },
    words() {
      const counted = `${this.records} records: ${this.taken} taken${refused > 0 ? `, ${refused} refused` : ''}`;
      const others = [...passed].map(([what, count]) => `${count} ${what}`);
      return others.length > 0 ? `${counted}; passed over: ${others.join(', ')}` : counted;
    },
  };
}

/** Kinds of records that are told apart; the standard has eight. */
const KINDS = 12;
