import type { Conclusion, Judgement } from '../../domain/judgement.ts';
import { type AddDraft, AddForm, JobNotice } from './add-form.tsx';
import type { OpenCell } from './cell.ts';
import { CellPanel } from './cell-panel.tsx';
import type { CaseData, JobData, Links } from './data.ts';
import { Foreign } from './foreign.tsx';
import { buildMatrix, type Matrix } from './matrix.ts';
import { MatrixTable } from './matrix-table.tsx';
import type { OriginDraft } from './origin-edits.tsx';
import { OriginsPanel } from './origins-panel.tsx';
import { moreOf } from './paging.ts';
import { SourcesList } from './sources-list.tsx';
import { JudgementPart, WeighForm } from './weigh-panel.tsx';
import { count, dateWords } from './words.ts';

interface CasePageProps {
  readonly data: CaseData;
  readonly links: Links;
  readonly cell: OpenCell | null;
  readonly jobs: readonly JobData[];
  readonly draft: AddDraft | null;
  readonly originDraft: OriginDraft | null;
}

/** A case as it is worked on: positions, their sentences, sources, the form that adds, what may be said. */
export function CasePage({ data, links, cell, jobs, draft, originDraft }: CasePageProps) {
  const { caseId } = data.file.case;
  const matrix = buildMatrix(data);
  const fresh = data.file.sources.length === 0;
  return (
    <>
      <CaseHead data={data} matrix={matrix} links={links} />
      {jobs.map((job) => (
        <JobNotice key={job.jobId} job={job} links={links} />
      ))}
      <Positions {...{ data, matrix, links }} selection={cell?.selection ?? null} />
      <div id="cell-place" data-case={caseId}>
        {cell !== null && (
          <CellPanel
            id="cell"
            cell={cell}
            links={links}
            close={links.case(caseId)}
            more={moreOf(cell, links, caseId)}
          />
        )}
      </div>
      <div className={fresh ? 'columns columns-fresh' : 'columns'}>
        {!fresh && (
          <section aria-labelledby="sources">
            <h2 id="sources">Sources</h2>
            <SourcesList data={data} links={links} />
            <OriginsPanel data={data} links={links} edit={{ draft: originDraft }} />
          </section>
        )}
        <div className="side">
          <section className="card" aria-labelledby="add">
            <h2 id="add">Add a source</h2>
            <AddForm caseId={caseId} draft={draft} />
          </section>
          {!fresh && (
            <section className="card" aria-labelledby="weigh">
              <h2 id="weigh">What may be said?</h2>
              <p className="quiet">Name a conclusion; each rule answers whether the sources carry it.</p>
              <WeighForm data={data} conclusion={null} />
            </section>
          )}
        </div>
      </div>
    </>
  );
}

/** A conclusion weighed: the verdict, and the form to ask again. */
export function WeighPage({
  data,
  links,
  judgement,
  conclusion,
}: {
  readonly data: CaseData;
  readonly links: Links;
  readonly judgement: Judgement;
  readonly conclusion: Conclusion;
}) {
  return (
    <>
      <p className="crumbs">
        <a href={links.case(data.file.case.caseId)}>
          <Foreign>{data.file.case.name}</Foreign>
        </a>
      </p>
      <div className="title-block">
        <h1>What may be said?</h1>
      </div>
      <div className="columns">
        <JudgementPart judgement={judgement} data={data} links={links} />
        <section className="card" aria-labelledby="again">
          <h2 id="again">Ask again</h2>
          <WeighForm data={data} conclusion={conclusion} />
        </section>
      </div>
    </>
  );
}

/** A case as it is published: every cell's sentences on one page, nothing to fill in. */
export function PublishedCase({
  data,
  links,
  cells,
}: {
  readonly data: CaseData;
  readonly links: Links;
  readonly cells: readonly OpenCell[];
}) {
  const matrix = buildMatrix(data);
  return (
    <>
      <CaseHead data={data} matrix={matrix} links={links} />
      <Positions {...{ data, matrix, links }} selection={null} />
      {cells.map((cell, index) => (
        <CellPanel
          key={cell.selection.party}
          id={`party-${index + 1}`}
          cell={cell}
          links={links}
          close={null}
          more={null}
        />
      ))}
      <section aria-labelledby="sources">
        <h2 id="sources">Sources</h2>
        <SourcesList data={data} links={links} />
      </section>
      <OriginsPanel data={data} links={links} edit={null} />
    </>
  );
}

function Positions({
  data,
  matrix,
  links,
  selection,
}: {
  readonly data: CaseData;
  readonly matrix: Matrix;
  readonly links: Links;
  readonly selection: OpenCell['selection'] | null;
}) {
  if (data.file.sources.length === 0)
    return (
      <section className="empty-state" aria-labelledby="no-sources">
        <h2 id="no-sources">Nothing has been read yet</h2>
        <p>
          Add an address, a saved page or pasted text below. Onus keeps the source as received, marks what is
          the article and what is not, and files each party’s position here with the sentence that it rests
          on.
        </p>
      </section>
    );
  if (matrix.groups.length === 0)
    return (
      <section className="empty-state" aria-labelledby="no-positions">
        <h2 id="no-positions">Looked, found nothing</h2>
        <p>
          {searchedIn(data)} {data.file.sources.length === 1 ? 'was' : 'were'} read: no party takes a position
          on who is responsible. Each source below still shows its statements.
        </p>
      </section>
    );
  return (
    <section aria-labelledby="positions">
      <h2 id="positions">Positions</h2>
      <MatrixTable
        {...{ matrix, links, selection }}
        caseId={data.file.case.caseId}
        searched={searchedIn(data)}
      />
    </section>
  );
}

function CaseHead({
  data,
  matrix,
  links,
}: {
  readonly data: CaseData;
  readonly matrix: Matrix;
  readonly links: Links;
}) {
  const { case: entry, sources } = data.file;
  const statements = sources.reduce((sum, source) => sum + source.statements.length, 0);
  const figures: readonly (readonly [number, string, string])[] = [
    [sources.length, 'source', 'sources'],
    [data.origins.origins.length, 'independent origin', 'independent origins'],
    [statements, 'statement', 'statements'],
    [matrix.parties, 'party with a position', 'parties with a position'],
  ];
  return (
    <div className="title-block">
      <p className="kicker">Case</p>
      <h1>
        <Foreign>{entry.name}</Foreign>
      </h1>
      {sources.length > 0 && (
        <dl className="figures">
          {figures.map(([n, one, many]) => (
            <div key={many}>
              <dt>{n === 1 ? one : many}</dt>
              <dd>{n.toLocaleString('en')}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="facts">
        {publishedBetween(data) !== null && <span>Published {publishedBetween(data)}</span>}
        {sources.length > 0 && (
          <>
            <a href={links.data(entry.caseId, 'csv')}>CSV</a>
            <a href={links.data(entry.caseId, 'json')}>JSON</a>
          </>
        )}
      </p>
    </div>
  );
}

function publicationDates({ file }: CaseData): string[] {
  return file.sources.flatMap(({ article }) => article.metadata.published?.value.slice(0, 10) ?? []).sort();
}

function publishedBetween(data: CaseData): string | null {
  const dates = publicationDates(data);
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return null;
  return first === last ? dateWords(first) : `${dateWords(first)} to ${dateWords(last)}`;
}

/** Where was searched, until when: "5 sources, until 23 December 2014". */
function searchedIn(data: CaseData): string {
  const last = publicationDates(data).at(-1);
  const sources = count(data.file.sources.length, 'source');
  return last === undefined ? sources : `${sources}, until ${dateWords(last)}`;
}
