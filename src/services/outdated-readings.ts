import type { Case, CaseSource } from '../domain/case.ts';
import { isPresentModelReading } from './language-model-reader.ts';
import { READERS } from './readers.ts';

/** What {@link outdatedReadings} looks at. */
interface ReadCase {
  readonly case: Pick<Case, 'name'>;
  readonly sources: readonly Pick<CaseSource, 'statements'>[];
}

/**
 * Says for each earlier version of a reader how many sources of a case it read, and what to do: their statements are not those
 * that the present version finds. A source without statements names no reader.
 */
export function outdatedReadings({ case: { name: caseName }, sources }: ReadCase): string[] {
  const earlier = sources.flatMap(({ statements }) => {
    const reader = statements[0]?.reader;
    const present = Object.values(READERS).find(({ name }) => name === reader?.name);
    return reader === undefined || present?.version === reader.version || isPresentModelReading(reader)
      ? []
      : [`${reader.name} ${reader.version}`];
  });
  return [...Map.groupBy(earlier, (name) => name)].map(
    ([name, { length }]) =>
      `${length === 1 ? '1 source was' : `${length} sources were`} read by ${name}, an earlier version: onus case reread "${caseName}" shows what is found now`,
  );
}
