import { isRefusal } from '../domain/errors.ts';
import { namedInputs } from './inputs.ts';
import type { Services } from './services.ts';

/** The example case's name: a real incident, retold from public pages (see `examples/README.md`). */
export const EXAMPLE_CASE = 'Viasat KA-SAT';

/**
 * Starts the example case where the casebook is empty: its pages are queued like any others and read while the user
 * looks on. Does nothing where there is a case, so a deleted or renamed example does not come back.
 * @returns how many pages were queued.
 */
export async function addExamples(services: Services, directory: string): Promise<number> {
  if ((await services.listCases()).length > 0) return 0;
  const example = await services.createCase(EXAMPLE_CASE);
  if (isRefusal(example)) return 0;
  let queued = 0;
  for (const input of await namedInputs([directory], noStream())) {
    const opened = await input.open();
    if (isRefusal(opened) || opened.kind === 'archive') continue;
    if (isRefusal(await services.requestAdd(example.caseId, opened))) continue;
    queued++;
  }
  return queued;
}

async function* noStream(): AsyncGenerator<Uint8Array> {}
