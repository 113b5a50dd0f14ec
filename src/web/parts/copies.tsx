import type { Case } from '../../domain/case.ts';
import type { FoundCopy } from '../../domain/origin.ts';
import type { Links } from './data.ts';
import { Foreign } from './foreign.tsx';
import { percent } from './words.ts';

const RELATIONS: Readonly<Record<FoundCopy['relation'], string>> = {
  copy: 'one text',
  derived: 'drawn from one text',
  quotation: 'the same quotation',
};

interface CopiesProps {
  readonly copies: readonly FoundCopy[];
  readonly cases: readonly Case[];
  readonly links: Links;
}

/** The sources that carry the same text, those that share most first; where none is known, what would stand here. */
export function Copies({ copies, cases, links }: CopiesProps) {
  return (
    <section className="capture" aria-labelledby="copies">
      <h2 id="copies">Copies</h2>
      {copies.length === 0 ? (
        <p className="empty">
          No other source here carries this text. Sources that do are copies of one origin and count once,
          however many printed it; a case shows the passages in common, and its origins can be joined and
          split
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

function Copy({ copy, address }: { readonly copy: FoundCopy; readonly address: string }) {
  const { title, relation, containment, reason } = copy;
  return (
    <>
      <a href={address}>{title === null ? 'a source without a title' : <Foreign>{title}</Foreign>}</a>
      <p className="facts">
        <b>{RELATIONS[relation]}</b>
        <span>{percent(containment)} of the shorter text</span>
        <Foreign>{reason}</Foreign>
      </p>
    </>
  );
}
