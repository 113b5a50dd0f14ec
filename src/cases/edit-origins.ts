import type { Refusal } from '../domain/errors.ts';
import { type CaseOrigins, memberIds, type OriginEdit } from '../domain/origin.ts';
import { editsInForce } from './origin-edits.ts';

/** Sources that one edit may put together or part: more are a mistake, and every pair of them is kept apart. */
const EDIT_SOURCE_LIMIT = 300;

/** What somebody wants to change: sources to be joined, sources to be split off, or the revision of an edit to be undone. */
export type OriginChange =
  | { readonly action: 'join' | 'split'; readonly sourceIds: readonly string[] }
  | { readonly action: 'undo'; readonly undoes: number };

/** A change as it is kept: with all the sources that it is about. */
export type PlannedEdit = Pick<OriginEdit, 'action' | 'sourceIds' | 'fromIds' | 'undoes'>;

/**
 * A change as an edit of the origins as they stand. `join` takes in the whole origins of the sources that are named;
 * `split` takes the named ones together out of their origin. Refuses what would change nothing, and what is not clear.
 */
export function planEdit(origins: CaseOrigins, change: OriginChange): PlannedEdit | Refusal {
  if (change.action === 'undo') return planUndo(origins.edits, change.undoes);
  const named = [...new Set(change.sourceIds)].sort();
  const groups = memberIds(origins);
  const unknown = named.find((sourceId) => !groups.some((group) => group.includes(sourceId)));
  if (unknown !== undefined)
    return refusal('unknown-source', `there is no source ${unknown} in this case`, LISTED);
  if (named.length === 0) return refusal('no-sources', 'no source is named', LISTED);
  const touched = groups.filter((group) => group.some((sourceId) => named.includes(sourceId)));
  const size = touched.flat().length;
  if (size > EDIT_SOURCE_LIMIT)
    return refusal(
      'too-many-sources',
      `the edit is about ${size} sources, and one may be about ${EDIT_SOURCE_LIMIT}`,
      'edit a part of them at a time',
    );
  return change.action === 'join' ? planJoin(touched) : planSplit(touched, named);
}

const LISTED = 'onus case origins CASE lists the sources of a case by origin';

function planJoin(touched: readonly (readonly string[])[]): PlannedEdit | Refusal {
  if (touched.length < 2)
    return refusal(
      'one-origin-already',
      'these sources are of one origin already',
      'name sources of at least two origins',
    );
  return { action: 'join', sourceIds: touched.flat().sort(), fromIds: [], undoes: null };
}

function planSplit(touched: readonly (readonly string[])[], named: readonly string[]): PlannedEdit | Refusal {
  const [origin, ...others] = touched;
  if (origin === undefined || others.length > 0)
    return refusal(
      'several-origins',
      'these sources are of several origins',
      'split sources of one origin at a time',
    );
  const rest = origin.filter((sourceId) => !named.includes(sourceId)).sort();
  if (rest.length === 0)
    return refusal(
      'nothing-left',
      origin.length === 1
        ? 'this source is an origin of its own already'
        : 'these are all sources of the origin',
      'name the sources that do not belong to the others',
    );
  return { action: 'split', sourceIds: [...named], fromIds: rest, undoes: null };
}

function planUndo(edits: readonly OriginEdit[], undoes: number): PlannedEdit | Refusal {
  if (!edits.some(({ revision }) => revision === undoes))
    return refusal('unknown-edit', `there is no edit ${undoes} in this case`, HISTORY);
  if (!editsInForce(edits).some(({ revision }) => revision === undoes))
    return refusal(
      'undone-already',
      `edit ${undoes} is undone already`,
      'undo the edit that undid it, and it holds again',
    );
  return { action: 'undo', sourceIds: [], fromIds: [], undoes };
}

const HISTORY = 'onus case origins history CASE lists the edits';

function refusal(refused: string, reason: string, hint: string): Refusal {
  return { refused, reason, hint };
}
