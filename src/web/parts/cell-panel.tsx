import type { CellSentence, OpenCell, OpenPosition } from './cell.ts';
import type { Links } from './data.ts';
import { Foreign } from './foreign.tsx';
import { SENTENCE_LIMIT } from './paging.ts';
import { SaidOrPublished } from './said-on.tsx';
import { actPhrase, count, familyClass } from './words.ts';

interface CellPanelProps {
  readonly cell: OpenCell;
  readonly links: Links;
  /** The page without any cell open; null where every cell is open for good. */
  readonly close: string | null;
  /** The page with the next sentences; null where there are none. */
  readonly more: string | null;
  readonly id: string;
}

/** The sentences behind a cell: exact words, who rendered them, when, and the way into the source. */
export function CellPanel({ cell, links, close, more, id }: CellPanelProps) {
  const { party, kind } = cell.selection;
  const until = Math.min(cell.total, cell.from + SENTENCE_LIMIT);
  return (
    <section className="panel" id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
      <header className="panel-head">
        <h2 id={`${id}-title`}>
          <Foreign>{party}</Foreign> {kind !== null && <span className="panel-kind">{kind}</span>}
        </h2>
        {close !== null && (
          <a className="close" href={close} data-close="">
            Close
          </a>
        )}
      </header>
      {cell.total === 0 ? (
        <p className="empty">No sentence stands here: the case holds none of this party and kind.</p>
      ) : (
        cell.positions.map((position) => (
          <OpenPositionPart
            key={`${position.kind} ${position.target} ${position.hedge}`}
            {...{ position, links }}
          />
        ))
      )}
      {(more !== null || cell.from > 0) && (
        <p className="pager">
          Sentences {cell.from + 1} to {until} of {cell.total}.{' '}
          {more !== null && <a href={more}>The next ones</a>}
        </p>
      )}
    </section>
  );
}

function OpenPositionPart({ position, links }: { readonly position: OpenPosition; readonly links: Links }) {
  return (
    <div className={`open-position ${familyClass(position.kind)}`}>
      <h3>
        <span className="tag">{position.kind}</span>
        {position.target !== null && (
          <>
            <span aria-hidden="true"> → </span>
            <span className="visually-hidden"> about </span>
            <Foreign>{position.target}</Foreign>
          </>
        )}
        <span className="quiet">
          {' '}
          {position.hedge} · {count(position.origins, 'independent origin')}
        </span>
      </h3>
      <ol className="sentences">
        {position.sentences.map((sentence) => (
          <li key={sentence.statementId}>
            <Sentence sentence={sentence} links={links} />
          </li>
        ))}
      </ol>
      <p className="rule">
        Why so filed: <Foreign>{position.rule}</Foreign>
      </p>
    </div>
  );
}

function Sentence({ sentence, links }: { readonly sentence: CellSentence; readonly links: Links }) {
  return (
    <figure className="sentence" data-stop="">
      <blockquote dir="auto">
        {sentence.pieces.map((piece, index) =>
          piece.part === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces are never reordered
            <span key={index}>{piece.text}</span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces are never reordered
            <mark key={index} className={`part part-${piece.part}`}>
              {piece.text}
            </mark>
          ),
        )}
      </blockquote>
      <figcaption className="facts">
        {sentence.act !== null && sentence.hedge !== null && (
          <span>
            {actPhrase(sentence.act)}, {sentence.hedge}
          </span>
        )}
        <span className={sentence.rendering === 'own words' ? undefined : 'second-hand'}>
          {sentence.rendering}
        </span>
        <SaidOrPublished date={sentence.date} saidOn={sentence.saidOn} />
        <span>
          <Foreign>{sentence.publication ?? sentence.title}</Foreign>
          {sentence.copies > 0 && ` (one of ${count(sentence.copies + 1, 'copy', 'copies')})`}
        </span>
        <a href={links.statement(sentence.sourceId, sentence.statementId)}>
          In the source<span className="visually-hidden">: {sentence.title}</span>
        </a>
      </figcaption>
    </figure>
  );
}
