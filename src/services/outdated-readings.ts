import type { CaseSource } from '../domain/case.ts';
import { isPresentModelReading } from './language-model-reader.ts';
import { READERS } from './readers.ts';

/**
 * Says for each earlier version of a reader how many sources it read, and what to do: their statements are not those that
 * the present version finds. A source without statements names no reader.
 */
export function outdatedReadings(sources: readonly Pick<CaseSource, 'statements'>[]): string[] {
  const earlier = sources.flatMap(({ statements }) => {
    const reader = statements[0]?.reader;
    const present = Object.values(READERS).find(({ name }) => name === reader?.name);
    return reader === undefined || present?.version === reader.version || isPresentModelReading(reader)
      ? []
      : [`${reader.name} ${reader.version}`];
  });
  return [...Map.groupBy(earlier, (name) => name)].map(([name, { length }]) =>
    length === 1
      ? `1 source was read by ${name}, an earlier version: add it again to have it read anew`
      : `${length} sources were read by ${name}, an earlier version: add them again to have them read anew`,
  );
}
