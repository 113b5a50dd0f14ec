import { z } from 'zod';
import { evaluateActs } from '../evaluation/acts.ts';
import { evaluateCoverage } from '../evaluation/coverage.ts';
import type { Evaluation } from '../evaluation/report.ts';
import { evaluateStatements } from '../evaluation/statements.ts';

/** What was measured of a model, and how it was trained. */
export const metricsSchema = z.object({
  trained: z.object({ seconds: z.number(), node: z.string() }),
  /** By evaluation; all on development data but for those that say otherwise. Fractions. */
  figures: z.record(z.string(), z.record(z.string(), z.number())),
});
export type Metrics = z.infer<typeof metricsSchema>;

const EVALUATIONS: Readonly<Record<string, Evaluation>> = {
  statements: evaluateStatements,
  coverage: evaluateCoverage,
  acts: evaluateActs,
};
/** What a second training may differ by, where the functions of `Math` are another version's. */
const TOLERANCE = 0.001;
const DECIMALS = 10_000;

/** All figures that `npm run evaluate` takes of the model in a directory. */
export async function measure(
  directory: string,
  reader: 'fast' | 'deep' = 'fast',
): Promise<Metrics['figures']> {
  const figures: Metrics['figures'] = {};
  for (const [name, evaluate] of Object.entries(EVALUATIONS)) {
    const report = await evaluate(['--reader', reader, '--model', directory]);
    if ('skipped' in report) throw new RangeError(report.skipped);
    figures[name] = rounded(report.figures);
  }
  return figures;
}

export function rounded(figures: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, Math.round(value * DECIMALS) / DECIMALS]),
  );
}

/**
 * A line for each figure that a second training did not give again (±0.1 points). The ends of intervals are left out:
 * one statement more can move them farther than the figure.
 */
export function differences(first: Metrics['figures'], second: Metrics['figures']): string[] {
  const names = new Set([first, second].flatMap((one) => flat(one).map(([name]) => name)));
  const [before, after] = [new Map(flat(first)), new Map(flat(second))];
  return [...names].flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === undefined || is === undefined)
      return [`${name} was ${was ?? 'not measured'}, is ${is ?? 'not measured'}`];
    return Math.abs(was - is) > TOLERANCE + 1e-9 ? [`${name} was ${was}, is ${is}`] : [];
  });
}

function flat(figures: Metrics['figures']): [string, number][] {
  return Object.entries(figures).flatMap(([evaluation, own]) =>
    Object.entries(own)
      .filter(([name]) => !/_(?:low|high)$/u.test(name))
      .map(([name, value]): [string, number] => [`${evaluation} ${name}`, value]),
  );
}
