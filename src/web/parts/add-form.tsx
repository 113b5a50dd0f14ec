import type { JobData, Links, Problem } from './data.ts';
import { ProblemNotice } from './problem.tsx';

/** What was filled in when an addition was refused, to be shown again. */
export interface AddDraft {
  readonly kind: 'url' | 'file' | 'pasted';
  readonly url: string;
  readonly text: string;
  readonly publication: string;
  readonly problems: readonly Problem[];
}

/** The form that adds a source: an address, files, or pasted text. Works without script as a multipart POST. */
export function AddForm({ caseId, draft }: { readonly caseId: string; readonly draft: AddDraft | null }) {
  const kind = draft?.kind ?? 'url';
  return (
    <form
      className="add"
      method="post"
      action={`/cases/${encodeURIComponent(caseId)}/sources`}
      encType="multipart/form-data"
      data-add=""
    >
      {draft?.problems.map((problem, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: never reordered
        <ProblemNotice key={index} title="Not added" problem={problem} />
      ))}
      <fieldset className="choice">
        <legend>What do you have?</legend>
        <Choice value="url" label="An address" chosen={kind} />
        <Choice value="file" label="Files" chosen={kind} />
        <Choice value="pasted" label="Text" chosen={kind} />
      </fieldset>
      <div className="field field-url">
        <label htmlFor="url">Address of the page</label>
        <input
          id="url"
          name="url"
          type="url"
          inputMode="url"
          placeholder="https://"
          defaultValue={draft?.url}
        />
      </div>
      <div className="field field-file">
        <label htmlFor="file">
          Saved pages, texts, PDF, mail (.eml), Word (.docx), feeds or web archives (WARC)
        </label>
        <input
          id="file"
          name="file"
          type="file"
          multiple
          accept=".html,.htm,.txt,.text,.pdf,.eml,.docx,.xml,.rss,.atom,.json,.warc,.gz,.wacz,text/html,text/plain,application/pdf,message/rfc822"
        />
      </div>
      <div className="field field-pasted">
        <label htmlFor="text">Text of the article, as it is: captions and appeals are recognised</label>
        <textarea id="text" name="text" rows={8} dir="auto" defaultValue={draft?.text} />
      </div>
      <div className="field field-pasted">
        <label htmlFor="publication">
          Its publication, by address or name (may be left out): what its other articles carry beside their
          text is then left out of this one
        </label>
        <input id="publication" name="publication" type="text" defaultValue={draft?.publication} />
      </div>
      <p>
        <button type="submit">Add to the case</button>
      </p>
      <p className="progress" role="status" data-progress="" />
    </form>
  );
}

function Choice({
  value,
  label,
  chosen,
}: {
  readonly value: string;
  readonly label: string;
  readonly chosen: string;
}) {
  return (
    <label>
      <input type="radio" name="kind" value={value} defaultChecked={value === chosen} /> {label}
    </label>
  );
}

const STATE_WORDS: Readonly<Record<JobData['state'], string>> = {
  waiting: 'Waiting to be read',
  active: 'Being read',
  done: 'Read and filed',
  refused: 'Not taken',
  failed: 'Could not be read',
};

export function isSettled(job: JobData): boolean {
  return job.state === 'done' || job.state === 'refused' || job.state === 'failed';
}

function noticeTitle({ sources, problem, state }: JobData): string {
  if (sources > 1) return `${sources} sources filed`;
  return problem === null ? STATE_WORDS[state] : 'Kept, not read';
}

/** How an addition stands. */
export function JobNotice({ job, links }: { readonly job: JobData; readonly links: Links }) {
  if (job.problem !== null && job.state !== 'done')
    return <ProblemNotice title={STATE_WORDS[job.state]} problem={job.problem} />;
  return (
    <div
      className={`notice ${job.state === 'done' ? 'notice-done' : 'notice-busy'}`}
      role="status"
      data-job={isSettled(job) ? undefined : job.jobId}
    >
      <p className="notice-title">{noticeTitle(job)}</p>
      {job.problem !== null && (
        <p>
          {job.problem.reason}; {job.problem.hint}
        </p>
      )}
      {job.remark !== undefined && <p>{job.remark}.</p>}
      {job.sourceId !== null && (
        <p>
          <a href={links.source(job.sourceId)}>
            {job.sources > 1 ? 'Open the first source' : 'Open the source'}
          </a>
        </p>
      )}
      {!isSettled(job) && (
        <p>
          The page shows it as soon as it is filed.{' '}
          <a href={`/jobs/${encodeURIComponent(job.jobId)}`}>Look again</a>
        </p>
      )}
    </div>
  );
}
