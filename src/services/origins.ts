import { type OriginChange, planEdit } from '../cases/edit-origins.ts';
import { groupOrigins } from '../cases/group-origins.ts';
import type { CaseFile } from '../domain/case.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { type CaseOrigins, editSignatureSchema, type OriginEdit } from '../domain/origin.ts';
import type { Clock, Store } from './ports.ts';

/** A change of a case's origins by hand, with who makes it and why. */
export interface OriginEditRequest {
  readonly change: OriginChange;
  readonly by: string;
  readonly reason: string;
  /**
   * The revision that whoever edits has seen, 0 before the first edit. Where another edit came since, nothing is written.
   * Absent: as the origins stand now.
   */
  readonly seen?: number;
}

/** The code of the refusal where somebody else edited in the meantime. */
export const ORIGINS_CHANGED = 'origins-changed';

/** The origins of a case as they stand: by comparison, and by hand. */
export async function originsOf(store: Store, file: CaseFile): Promise<CaseOrigins> {
  return groupOrigins(file.sources, await store.origins.edits(file.case.caseId));
}

/** The newest edit's revision, 0 where there is none. */
export function revisionOf({ edits }: Pick<CaseOrigins, 'edits'>): number {
  return edits.at(-1)?.revision ?? 0;
}

/**
 * Writes one edit, and returns it; null where the case is unknown. Two who edit at once claim one revision: the first gets
 * it, and the second is told what the first did and has changed nothing.
 */
export async function editOrigins(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  idOrName: string,
  request: OriginEditRequest,
): Promise<OriginEdit | Refusal | null> {
  const found = await store.cases.find(idOrName);
  const file = found && (await store.cases.load(found.caseId));
  if (file === null) return null;
  const signature = editSignatureSchema.safeParse(request);
  if (!signature.success)
    return {
      refused: 'not-signed',
      reason: signature.error.issues[0]?.message ?? 'an edit says who made it and why',
      hint: 'give both in a few words: they stand in the history of the case',
    };
  const origins = await originsOf(store, file);
  const revision = revisionOf(origins);
  if (request.seen !== undefined && request.seen !== revision) return changed(origins.edits, request.seen);
  const planned = planEdit(origins, request.change);
  if (isRefusal(planned)) return planned;
  const { by, reason } = signature.data;
  const madeAt = clock.now().toISOString();
  const edit: OriginEdit = { ...planned, revision: revision + 1, by, reason, madeAt };
  if (await store.origins.append(file.case.caseId, edit)) return edit;
  return changed(await store.origins.edits(file.case.caseId), revision);
}

function changed(edits: readonly OriginEdit[], seen: number): Refusal {
  const since = edits.filter(({ revision }) => revision > seen);
  const told = since.map(
    ({ revision, action, by, reason }) => `edit ${revision} by ${by}, ${action}: ${reason}`,
  );
  return {
    refused: ORIGINS_CHANGED,
    reason:
      told.length === 0
        ? `the origins do not stand at revision ${seen}`
        : `somebody else edited the origins in the meantime (${told.join('; ')})`,
    hint: 'nothing was changed: look at the origins as they stand now, and make the edit again where it is still right',
  };
}
