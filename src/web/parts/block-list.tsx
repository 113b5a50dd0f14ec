import { Fragment } from 'react';
import { BLOCK_TYPES, type Block, READ_BLOCK_TYPES } from '../../domain/article.ts';
import { type BlockCorrection, CORRECTION_REASON_LIMIT } from '../../domain/block-correction.ts';
import { BlockMark } from './block-mark.tsx';
import { blockAnchor, type SourceData } from './data.ts';
import { Foreign } from './foreign.tsx';
import { BLOCK_LIMIT, correctionsAddress, sourceAddress } from './links.ts';
import { blockName, count, instantWords, percent } from './words.ts';

/** Longest that a block is shown here, in UTF-16 code units: enough to know it by. */
const TEXT_LIMIT = 600;

/** A correction that was not taken: what was asked, to be kept in the form. */
export interface BlockDraft {
  readonly start: number;
  readonly type: string;
  readonly reason: string;
}

interface BlockListProps {
  readonly source: SourceData;
  readonly corrections: readonly BlockCorrection[];
  /** The first block shown, by its place from 0. */
  readonly from: number;
  readonly draft: BlockDraft | null;
  /** Whether the capture is not the newest: its addresses then name it. */
  readonly capture: string | null;
}

/** Every block of a source with the verdict on it and a form to correct it, and the history of corrections. */
export function BlockList({ source, corrections, from, draft, capture }: BlockListProps) {
  const { blocks } = source.article;
  const shown = blocks.slice(from, from + BLOCK_LIMIT);
  const pageAt = (start: number) => sourceAddress(source.sourceId, { capture, view: 'blocks', from: start });
  return (
    <section aria-labelledby="blocks">
      <h2 id="blocks">{count(blocks.length, 'block')}</h2>
      <p className="empty">
        The extractor labels what it takes for the article and what it takes for something else; it deletes
        nothing. Headline, standfirst and body are read for statements. Where a label is wrong, choose
        another: the source is read anew, and the extractor’s verdict is kept beside yours.
      </p>
      <ol className="blocks" start={from + 1}>
        {shown.map((block, index) => (
          <BlockRow
            key={block.start}
            {...{ source, block }}
            place={from + index + 1}
            version={corrections.length}
            draft={draft?.start === block.start ? draft : null}
          />
        ))}
      </ol>
      <p className="pager facts">
        {from > 0 && <a href={pageAt(Math.max(0, from - BLOCK_LIMIT))}>Blocks before these</a>}
        {from + BLOCK_LIMIT < blocks.length && <a href={pageAt(from + BLOCK_LIMIT)}>Blocks after these</a>}
      </p>
      <CorrectionHistory corrections={corrections} />
    </section>
  );
}

interface BlockRowProps {
  readonly source: SourceData;
  readonly block: Block;
  /** From 1. */
  readonly place: number;
  readonly version: number;
  readonly draft: BlockDraft | null;
}

function BlockRow({ source, block, place, version, draft }: BlockRowProps) {
  const { start, end, type, reason, probability } = block;
  const text = source.article.text.slice(start, end);
  const isRead = READ_BLOCK_TYPES.has(type);
  return (
    <li
      id={blockAnchor(start)}
      className={isRead ? 'block-row block-read' : 'block-row'}
      data-stop=""
      tabIndex={-1}
      aria-label={`Block ${place}: ${blockName(type)}`}
    >
      <p className="block-verdict">
        <b>{blockName(type)}</b>
        {block.corrected === undefined && (
          <>
            {' '}
            <span className="probability">{percent(probability)}</span>:{' '}
            <span className="why">
              <Foreign>{reason}</Foreign>
            </span>
            <Carriers sourceIds={block.standsIn ?? []} />
          </>
        )}
      </p>
      <BlockMark block={block} address={null} />
      <p className="block-text" dir="auto">
        {text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT)}…` : text}
      </p>
      <CorrectionForm {...{ source, block, place, version, draft }} />
    </li>
  );
}

/** The articles in which a line of the publication was found. */
function Carriers({ sourceIds }: { readonly sourceIds: readonly string[] }) {
  return sourceIds.map((sourceId, index) => (
    <Fragment key={sourceId}>
      {index === 0 ? ': ' : ', '}
      <a href={sourceAddress(sourceId)}>{index === 0 ? 'this one' : 'and this'}</a>
    </Fragment>
  ));
}

function CorrectionForm({ source, block, place, version, draft }: BlockRowProps) {
  const { start, end, type } = block;
  return (
    <form className="retype" method="post" action={correctionsAddress(source.sourceId)}>
      <input type="hidden" name="capture" value={source.captureId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="start" value={start} />
      <input type="hidden" name="end" value={end} />
      <div className="retype-type">
        <label htmlFor={`type-${start}`}>
          It is<span className="visually-hidden"> (type of block {place})</span>
        </label>
        <select id={`type-${start}`} name="type" defaultValue={draft?.type ?? type}>
          {BLOCK_TYPES.map((each) => (
            <option key={each} value={each}>
              {blockName(each)}
            </option>
          ))}
        </select>
        <button type="submit" className="second">
          Correct<span className="visually-hidden"> block {place}</span>
        </button>
        {block.corrected !== undefined && (
          <button type="submit" name="undo" value="yes" className="second">
            Take back<span className="visually-hidden"> the correction of block {place}</span>
          </button>
        )}
      </div>
      <details className="retype-reason" open={(draft?.reason ?? '') !== ''}>
        <summary>
          Say why<span className="visually-hidden"> block {place} is something else</span>
        </summary>
        <label htmlFor={`reason-${start}`} className="visually-hidden">
          Reason for block {place}
        </label>
        <input
          id={`reason-${start}`}
          name="reason"
          maxLength={CORRECTION_REASON_LIMIT}
          defaultValue={draft?.reason ?? ''}
        />
      </details>
    </form>
  );
}

/** All that was ever said of the blocks, newest first. */
function CorrectionHistory({ corrections }: { readonly corrections: readonly BlockCorrection[] }) {
  if (corrections.length === 0)
    return <p className="empty">Nobody has corrected a block of this capture yet.</p>;
  return (
    <>
      <h3 id="corrections">{count(corrections.length, 'correction')}</h3>
      <ol className="corrections" reversed aria-labelledby="corrections">
        {corrections.toReversed().map(({ version, start, from, to, by, at, reason, undoes }) => (
          <li key={version} value={version}>
            <a href={`#${blockAnchor(start)}`}>
              {blockName(from)} → {blockName(to)}
            </a>
            <p className="facts">
              <Foreign>{by}</Foreign>
              <time>{instantWords(at)}</time>
              {undoes !== null && <span>takes back correction {undoes}</span>}
              {reason !== null && <Foreign>{reason}</Foreign>}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
