import type { ResolvedTime } from '../../domain/time-expression.ts';
import { edtfDay } from './calendar.ts';
import type { Reference } from './reference.ts';

/** A time told of as past, and as to come. */
export interface Resolved {
  readonly past: ResolvedTime | null;
  readonly future: ResolvedTime | null;
}

export const NOTHING: Resolved = { past: null, future: null };

/**
 * A time that stands there in full. As past it is doubtful where the article is older by more than a day: the one date or
 * the other is wrong.
 */
export function stated(edtf: string, reference: Reference | null): Resolved {
  const time: ResolvedTime = { edtf, rule: 'as it stands there', isRelative: false };
  const limit = reference === null ? null : edtfDay(reference.day + 1).slice(0, edtf.length);
  if (limit === null || edtf <= limit || /\D/u.test(edtf.replaceAll('-', '')))
    return { past: time, future: time };
  const rule = 'as it stands there, though later than the article';
  return { past: { edtf: `${edtf}?`, rule, isRelative: false }, future: time };
}
