import { z } from 'zod';
import type { EvaluationReport } from './report.ts';

/**
 * The floors that figures must not fall below. A floor belongs to one evaluation, one reader and one data digest: on other
 * data the figures are printed and nothing is judged.
 */
export const floorsSchema = z.record(
  z.string().describe('evaluation, and reader where it has one: "statements/rules"'),
  z.object({
    digest: z.string(),
    /** How far a figure may fall below its floor by noise alone; 0 for what is deterministic. */
    margin: z.number().min(0).max(0.05),
    floors: z.record(z.string(), z.number()),
    /** What a figure of errors may not exceed: demands, set by hand, never taken from a run. */
    ceilings: z.record(z.string(), z.number()).optional(),
    /** Why a floor was last lowered; absent where none ever was. */
    lowered: z.string().optional(),
  }),
);
export type Floors = z.infer<typeof floorsSchema>;

export interface GateVerdict {
  /** `no floors`: none for this evaluation and reader; `other data`: there are, for data of another digest. */
  readonly verdict: 'holds' | 'falls' | 'no floors' | 'other data';
  /** A line for each figure below its floor or above its ceiling, and for each of these without a figure. */
  readonly complaints: readonly string[];
}

/** Holds a report against its floors and ceilings. One whose figure is missing or not a number falls. */
export function judge(floors: Floors, key: string, report: EvaluationReport): GateVerdict {
  const entry = floors[key];
  if (entry === undefined) return { verdict: 'no floors', complaints: [] };
  if (entry.digest !== report.digest) return { verdict: 'other data', complaints: [] };
  const { margin } = entry;
  const complain = (bound: 'floor' | 'ceiling') =>
    Object.entries((bound === 'floor' ? entry.floors : entry.ceilings) ?? {}).flatMap(([name, limit]) => {
      const figure = report.figures[name];
      if (figure === undefined || Number.isNaN(figure))
        return [`${key}: ${name} has a ${bound} of ${limit} and no figure`];
      if (bound === 'floor' && figure < limit - margin)
        return [
          `${key}: ${name} fell to ${figure.toFixed(4)}, below its floor of ${limit} (margin ${margin})`,
        ];
      if (bound === 'ceiling' && figure > limit)
        return [`${key}: ${name} rose to ${figure.toFixed(4)}, above its ceiling of ${limit}`];
      return [];
    });
  const complaints = [...complain('floor'), ...complain('ceiling')];
  return { verdict: complaints.length > 0 ? 'falls' : 'holds', complaints };
}

export class FloorLowered extends Error {}

/**
 * The floors with this report's figures in place of those named. New data or a new figure starts a floor.
 * @throws FloorLowered where a floor on the same data would fall and no reason is given.
 */
export function raise(
  floors: Floors,
  key: string,
  report: EvaluationReport,
  names: readonly string[],
  reason?: string,
): Floors {
  const before = floors[key];
  const next: Record<string, number> = before?.digest === report.digest ? { ...before.floors } : {};
  for (const name of names) {
    const figure = report.figures[name];
    if (figure === undefined || Number.isNaN(figure)) throw new RangeError(`${key} has no figure ${name}`);
    const floor = Math.floor(figure * 1000) / 1000;
    const old = next[name];
    if (old !== undefined && floor < old && reason === undefined)
      throw new FloorLowered(`${key}: ${name} would fall from ${old} to ${floor}; say why with --lower "…"`);
    next[name] = floor;
  }
  const lowered = reason ?? before?.lowered;
  return {
    ...floors,
    [key]: {
      digest: report.digest,
      margin: before?.margin ?? 0,
      floors: next,
      ...(before?.ceilings === undefined ? {} : { ceilings: before.ceilings }),
      ...(lowered === undefined ? {} : { lowered }),
    },
  };
}
