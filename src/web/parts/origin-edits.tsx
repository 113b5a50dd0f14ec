import type { CaseSource } from '../../domain/case.ts';
import { EDIT_TEXT_LIMIT, type OriginEdit } from '../../domain/origin.ts';
import type { CaseData, Problem } from './data.ts';
import { Foreign } from './foreign.tsx';
import { ProblemNotice } from './problem.tsx';
import { count, instantWords, sourceTitle } from './words.ts';

/** What was filled in when an edit of origins was refused, to be shown again: nothing of it is lost. */
export interface OriginDraft {
  readonly sourceIds: readonly string[];
  readonly by: string;
  readonly reason: string;
  readonly problem: Problem;
}

function address(data: CaseData): string {
  return `/cases/${encodeURIComponent(data.file.case.caseId)}/origins`;
}

/** The revision that the page shows: an edit that came after it is not overwritten. */
function Seen({ data }: { readonly data: CaseData }) {
  return <input type="hidden" name="seen" value={data.origins.edits.at(-1)?.revision ?? 0} />;
}

/** Sources to tick, who and why, and what to do with them. Works without script. */
export function OriginForm({
  data,
  groups,
  draft,
}: {
  readonly data: CaseData;
  readonly groups: readonly (readonly string[])[];
  readonly draft: OriginDraft | null;
}) {
  const byId = new Map(data.file.sources.map((source) => [source.sourceId, source]));
  return (
    <details className="origin-form" open={draft !== null}>
      <summary>Join or split by hand</summary>
      {draft !== null && <ProblemNotice title="Nothing was changed" problem={draft.problem} />}
      <form method="post" action={address(data)}>
        <Seen data={data} />
        <fieldset>
          <legend>Sources, by origin</legend>
          {groups.map((group) => (
            <div key={group[0]} className="origin-group">
              {group.map((sourceId) => (
                <label key={sourceId}>
                  <input
                    type="checkbox"
                    name="source"
                    value={sourceId}
                    defaultChecked={draft?.sourceIds.includes(sourceId)}
                  />{' '}
                  <Foreign>{titleOf(byId.get(sourceId))}</Foreign>
                </label>
              ))}
            </div>
          ))}
        </fieldset>
        <Signature id="origins" by={draft?.by} reason={draft?.reason} />
        <p className="actions">
          <button type="submit" name="action" value="join">
            Join their origins
          </button>{' '}
          <button type="submit" name="action" value="split">
            Split them off
          </button>
        </p>
      </form>
    </details>
  );
}

function titleOf(source: CaseSource | undefined): string {
  return source === undefined ? '' : sourceTitle(source);
}

function Signature({
  id,
  by,
  reason,
}: {
  readonly id: string;
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
}) {
  return (
    <>
      <label htmlFor={`${id}-by`}>Who</label>
      <input id={`${id}-by`} name="by" required maxLength={EDIT_TEXT_LIMIT} defaultValue={by} dir="auto" />
      <label htmlFor={`${id}-reason`}>Why</label>
      <input
        id={`${id}-reason`}
        name="reason"
        required
        maxLength={EDIT_TEXT_LIMIT}
        defaultValue={reason}
        autoComplete="off"
        dir="auto"
      />
    </>
  );
}

/** Every edit, the newest first, each with the form to undo it. */
export function OriginEdits({
  data,
  byId,
  canUndo,
}: {
  readonly data: CaseData;
  readonly byId: ReadonlyMap<string, CaseSource>;
  readonly canUndo: boolean;
}) {
  const { edits } = data.origins;
  const undoneBy = undoneEdits(edits);
  return (
    <details className="origin-history">
      <summary>{count(edits.length, 'edit')} by hand</summary>
      <ol className="members" reversed>
        {edits.toReversed().map((edit) => (
          <li key={edit.revision}>
            <p>
              {editWords(edit)} <Foreign>{sourcesOf(edit, byId)}</Foreign>
            </p>
            <p>
              <Foreign>{edit.reason}</Foreign>
            </p>
            <p className="facts">
              <span>edit {edit.revision}</span>
              <Foreign>{edit.by}</Foreign>
              <Foreign>{instantWords(edit.madeAt)}</Foreign>
              {undoneBy.has(edit.revision) && <span>undone by edit {undoneBy.get(edit.revision)}</span>}
            </p>
            {canUndo && !undoneBy.has(edit.revision) && (
              <details>
                <summary>Undo</summary>
                <form method="post" action={address(data)}>
                  <Seen data={data} />
                  <input type="hidden" name="undoes" value={edit.revision} />
                  <Signature id={`undo-${edit.revision}`} />
                  <p className="actions">
                    <button type="submit" name="action" value="undo">
                      Undo edit {edit.revision}
                    </button>
                  </p>
                </form>
              </details>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** The edits that do not hold, each with the one that holds and undid it. */
function undoneEdits(edits: readonly OriginEdit[]): Map<number, number> {
  const undone = new Map<number, number>();
  for (const { revision, undoes } of edits.toReversed())
    if (undoes !== null && !undone.has(revision)) undone.set(undoes, revision);
  return undone;
}

function editWords({ action, undoes }: OriginEdit): string {
  if (action === 'undo') return `Undid edit ${undoes}`;
  return action === 'join' ? 'Joined' : 'Split off';
}

/** Titles named in a line of the history; the rest is counted. */
const TITLES = 4;

function sourcesOf({ sourceIds }: OriginEdit, byId: ReadonlyMap<string, CaseSource>): string {
  const titles = sourceIds
    .slice(0, TITLES)
    .map((sourceId) => `“${titleOf(byId.get(sourceId)) || 'no longer here'}”`);
  const more = sourceIds.length - titles.length;
  return [...titles, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
