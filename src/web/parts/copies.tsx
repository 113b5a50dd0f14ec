import type { Case } from '../../domain/case.ts';
import type { CopyData, Links } from './data.ts';
import { Foreign } from './foreign.tsx';
import { count, dateWords, percent } from './words.ts';

interface CopiesProps {
  readonly copies: readonly CopyData[];
  readonly cases: readonly Case[];
  readonly links: Links;
}

/** The sources that carry the same text, with the passages in common; where none is known, what would stand here. */
export function Copies({ copies, cases, links }: CopiesProps) {
  return (
    <section className="capture" aria-labelledby="copies">
      <h2 id="copies">Copies</h2>
      {copies.length === 0 ? (
        <p className="empty">
          None is listed. Sources that carry one text are copies of one origin and count once, however many
          printed it; a case brackets them in its list of sources
          {cases.length > 0 && ': '}
          {cases.map((entry, index) => (
            <span key={entry.caseId}>
              {index > 0 && ', '}
              <a href={links.case(entry.caseId)}>
                <Foreign>{entry.name}</Foreign>
              </a>
            </span>
          ))}
          .
        </p>
      ) : (
        <ul className="copies">
          {copies.map((copy) => (
            <li key={copy.sourceId}>
              <Copy copy={copy} address={links.source(copy.sourceId)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Copy({ copy, address }: { readonly copy: CopyData; readonly address: string }) {
  const { title, publication, published, shared, reason, passages } = copy;
  return (
    <>
      <a href={address}>
        <Foreign>{title}</Foreign>
      </a>
      <p className="facts">
        {publication !== null && <Foreign>{publication}</Foreign>}
        <span>{published === null ? 'no date stated' : <time>{dateWords(published)}</time>}</span>
        <span>{percent(shared)} of this text stands there</span>
        <Foreign>{reason}</Foreign>
      </p>
      {passages.length > 0 && (
        <details className="rule">
          <summary>{count(passages.length, 'passage')} in common</summary>
          {passages.map((passage, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a passage may come twice, and the list never changes
            <p className="passage" key={index}>
              <Foreign>{passage}</Foreign>
            </p>
          ))}
        </details>
      )}
    </>
  );
}
