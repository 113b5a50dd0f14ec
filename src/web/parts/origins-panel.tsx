import type { CaseSource } from '../../domain/case.ts';
import { memberIds, type Origin, type OriginMember, type Passage } from '../../domain/origin.ts';
import type { CaseData, Links } from './data.ts';
import { Foreign } from './foreign.tsx';
import { type OriginDraft, OriginEdits, OriginForm } from './origin-edits.tsx';
import { count, dateWords, sourceTitle } from './words.ts';

interface PanelProps {
  readonly data: CaseData;
  readonly links: Links;
  /** Null where nothing can be edited: a published case. */
  readonly edit: { readonly draft: OriginDraft | null } | null;
}

/** Which sources are of one origin, why, and the form to join or split them by hand. */
export function OriginsPanel({ data, links, edit }: PanelProps) {
  const { origins, quotations, edits } = data.origins;
  const byId = new Map(data.file.sources.map((source) => [source.sourceId, source]));
  const several = origins.filter(({ members }) => members.length > 1);
  const isPlain = several.length === 0 && quotations.length === 0 && edits.length === 0;
  if (isPlain && (edit === null || data.file.sources.length < 2)) return null;
  return (
    <section className="origins" aria-labelledby="origins">
      <h2 id="origins">Origins</h2>
      <p className="quiet">
        {count(data.file.sources.length, 'source')} of {count(origins.length, 'independent origin')}
        {several.length === 0 ? ': no two share their text.' : '. Copies of one text count once:'}
      </p>
      {several.map((origin) => (
        <OriginPart key={origin.originId} {...{ origin, byId, links }} />
      ))}
      {quotations.length > 0 && (
        <details>
          <summary>
            {count(quotations.length, 'pair shares', 'pairs share')} a quotation and count apart
          </summary>
          <ul className="members">
            {quotations.map(({ sourceIds: [a, b], reason }) => (
              <li key={`${a} ${b}`}>
                <SourceLink source={byId.get(a)} links={links} /> and{' '}
                <SourceLink source={byId.get(b)} links={links} />
                <p className="facts">{reason}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
      {edit !== null && data.file.sources.length > 1 && (
        <OriginForm data={data} groups={memberIds(data.origins)} draft={edit.draft} />
      )}
      {edits.length > 0 && <OriginEdits {...{ data, byId }} canUndo={edit !== null} />}
    </section>
  );
}

type SourcesById = ReadonlyMap<string, CaseSource>;

function OriginPart({
  origin,
  byId,
  links,
}: {
  readonly origin: Origin;
  readonly byId: SourcesById;
  readonly links: Links;
}) {
  return (
    <details className="origin-reasons">
      <summary>
        <Foreign>{titleOf(byId.get(origin.earliest))}</Foreign>{' '}
        <span className="quiet">and {count(origin.members.length - 1, 'other source')}</span>
      </summary>
      <ol className="members">
        {origin.members.map((member) => (
          <MemberPart key={member.sourceId} {...{ member, byId, links }} />
        ))}
      </ol>
    </details>
  );
}

function MemberPart({
  member,
  byId,
  links,
}: {
  readonly member: OriginMember;
  readonly byId: SourcesById;
  readonly links: Links;
}) {
  const source = byId.get(member.sourceId);
  const published = source?.article.metadata.published?.value;
  const other = byId.get(member.comparedWith ?? '');
  return (
    <li>
      <SourceLink source={source} links={links} />
      <p className="facts">
        <b>{member.membership}</b>
        <span>{published === undefined ? 'no date stated' : <Foreign>{dateWords(published)}</Foreign>}</span>
        {other !== undefined && (
          <span>
            beside <Foreign>{titleOf(other)}</Foreign>
          </span>
        )}
      </p>
      <ul className="reasons">
        {member.reasons.map((reason) => (
          <li key={reason}>
            <Foreign>{reason}</Foreign>
          </li>
        ))}
      </ul>
      {member.passages.length > 0 && <Passages member={member} />}
    </li>
  );
}

/** Longest words shown of one passage, in UTF-16 code units, from either end. */
const PASSAGE_END = 160;

function Passages({ member: { passages, passagesInAll } }: { readonly member: OriginMember }) {
  return (
    <details>
      <summary>
        {passagesInAll > passages.length
          ? `The ${passages.length} longest of ${passagesInAll} shared passages`
          : count(passagesInAll, 'shared passage')}
      </summary>
      {passages.map((passage) => (
        <blockquote
          key={`${passage.own.start}`}
          className={passage.quoted ? 'passage quoted' : 'passage'}
          dir="auto"
        >
          {shortened(passage)}{' '}
          <span className="quiet">
            {passage.words} words{passage.quoted ? ', quoted' : ''}
          </span>
        </blockquote>
      ))}
    </details>
  );
}

function shortened({ own: { exact } }: Passage): string {
  if (exact.length <= 2 * PASSAGE_END + 3) return exact;
  return `${exact.slice(0, PASSAGE_END).toWellFormed()} … ${exact.slice(-PASSAGE_END).toWellFormed()}`;
}

export function SourceLink({
  source,
  links,
}: {
  readonly source: CaseSource | undefined;
  readonly links: Links;
}) {
  if (source === undefined) return <span>a source that is no longer here</span>;
  return (
    <a href={links.source(source.sourceId)}>
      <Foreign>{sourceTitle(source)}</Foreign>
    </a>
  );
}

function titleOf(source: CaseSource | undefined): string {
  return source === undefined ? 'a source that is no longer here' : sourceTitle(source);
}
