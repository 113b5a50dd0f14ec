import { OnusError } from '../domain/errors.ts';

/** One step of a pipeline: adds the layer `assigns` to the draft, from the layers it `requires`. */
export interface Stage<Draft, Assigned extends keyof Draft = keyof Draft> {
  readonly name: string;
  readonly requires: readonly (keyof Draft)[];
  readonly assigns: Assigned;
  run(draft: Draft): Draft[Assigned];
}

/**
 * Puts stages in a row. The order is checked once, here, and not at each run.
 *
 * @param given Layers that the input holds.
 * @throws OnusError `stage-order` where a stage requires a layer that none before it assigns, or assigns one again.
 */
export function composeStages<Draft extends object, Given extends keyof Draft>(
  given: readonly Given[],
  stages: readonly Stage<Draft>[],
): (input: Pick<Draft, Given>) => Draft {
  const present = new Set<keyof Draft>(given);
  for (const { name, requires, assigns } of stages) {
    const missing = requires.filter((layer) => !present.has(layer));
    if (missing.length > 0)
      throw new OnusError(
        'stage-order',
        `stage "${name}" requires ${missing.join(', ')}, which none before it assigns`,
        {
          hint: 'move it behind the stage that assigns it',
        },
      );
    if (present.has(assigns))
      throw new OnusError('stage-order', `stage "${name}" assigns ${String(assigns)} a second time`);
    present.add(assigns);
  }
  return (input) => {
    const draft = { ...input } as Draft;
    for (const stage of stages) draft[stage.assigns] = stage.run(draft);
    return draft;
  };
}
