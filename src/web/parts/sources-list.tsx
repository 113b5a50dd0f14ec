import type { CaseSource } from '../../domain/case.ts';
import { memberIds } from '../../domain/origin.ts';
import type { CaseData, Links } from './data.ts';
import { Foreign } from './foreign.tsx';
import { count, dateWords, sourceTitle } from './words.ts';

/** The sources of a case, copies of one text bracketed as the one origin that they are. */
export function SourcesList({ data, links }: { readonly data: CaseData; readonly links: Links }) {
  const byId = new Map(data.file.sources.map((source) => [source.sourceId, source]));
  const order = new Map(data.file.sources.map((source, index) => [source.sourceId, index]));
  const origins = memberIds(data.origins)
    .map((origin) => origin.flatMap((sourceId) => byId.get(sourceId) ?? []))
    .filter((origin) => origin.length > 0)
    .sort((a, b) => rank(a) - rank(b));

  function rank(origin: readonly CaseSource[]): number {
    return Math.min(...origin.map(({ sourceId }) => order.get(sourceId) ?? 0));
  }

  return (
    <ol className="source-list">
      {origins.map((origin) =>
        origin.length === 1 ? (
          <SourceLine key={origin[0]?.sourceId} source={origin[0] as CaseSource} data={data} links={links} />
        ) : (
          <li key={origin[0]?.sourceId} className="origin">
            <p className="origin-note">One origin, {count(origin.length, 'copy', 'copies')}: counted once</p>
            <ul>
              {origin.map((source) => (
                <SourceLine key={source.sourceId} source={source} data={data} links={links} />
              ))}
            </ul>
          </li>
        ),
      )}
    </ol>
  );
}

interface SourceLineProps {
  readonly source: CaseSource;
  readonly data: CaseData;
  readonly links: Links;
}

function SourceLine({ source, data, links }: SourceLineProps) {
  const unread = data.unread.get(source.sourceId);
  const { publication, published } = source.article.metadata;
  return (
    <li>
      <a href={links.source(source.sourceId)}>
        <Foreign>{sourceTitle(source)}</Foreign>
      </a>
      <p className="facts">
        {publication !== null && <Foreign>{publication.value}</Foreign>}
        <span>{published === null ? 'no date stated' : <time>{dateWords(published.value)}</time>}</span>
        <span>
          {unread === undefined ? count(source.statements.length, 'statement') : `not read: ${unread}`}
        </span>
      </p>
    </li>
  );
}
