import type { ReactNode } from 'react';
import { type Article, type Block, isUnsure, READ_BLOCK_TYPES } from '../../domain/article.ts';
import { BlockMark } from './block-mark.tsx';
import { type DrawnStatement, noteAnchor, statementAnchor } from './data.ts';
import { type Segment, segmentsOf } from './segments.ts';
import { blockName, count, percent } from './words.ts';

/** Blocks that are not read yet tell the reader where and by whom: shown, with their label. */
const SHOWN_LABELLED: ReadonlySet<Block['type']> = new Set(['byline', 'dateline']);

/**
 * The article as it was extracted, statements underlined. Drawn from the canonical text alone, split at the edges of
 * spans and escaped: nothing of the archived page's own markup is ever rendered.
 */
export function ArticleText({
  article,
  statements,
  blockAddress = () => null,
}: {
  readonly article: Pick<Article, 'text' | 'blocks' | 'metadata'>;
  readonly statements: readonly DrawnStatement[];
  /** Where a block can be looked at and corrected; null where nowhere. */
  readonly blockAddress?: (block: Block) => string | null;
}) {
  const cuts = article.blocks.flatMap(({ start, end }) => [start, end]);
  const segments = segmentsOf(article.text.length, statements, cuts);
  const ids = statements.map(({ statementId }) => statementId);
  let next = 0;
  const blocks = article.blocks.map((block) => {
    while ((segments[next]?.end ?? Number.POSITIVE_INFINITY) <= block.start) next++;
    const within: Segment[] = [];
    for (
      let segment = segments[next];
      segment !== undefined && segment.end <= block.end;
      segment = segments[++next]
    )
      within.push(segment);
    return { block, content: within.map((segment) => drawSegment(segment, article.text, ids)) };
  });
  return (
    <div className="article" dir="auto" lang={article.metadata.language?.value}>
      {inRuns(blocks).map((run) => drawRun(run, blockAddress))}
    </div>
  );
}

interface DrawnBlock {
  readonly block: Block;
  readonly content: ReactNode;
}

const isAside = ({ block }: DrawnBlock) =>
  !READ_BLOCK_TYPES.has(block.type) && !SHOWN_LABELLED.has(block.type);

/** Neighbouring blocks that are set aside are folded together; each other block stands by itself. */
function inRuns(blocks: readonly DrawnBlock[]): DrawnBlock[][] {
  const runs: DrawnBlock[][] = [];
  for (const block of blocks) {
    const last = runs.at(-1)?.[0];
    if (last !== undefined && isAside(last) && isAside(block)) runs.at(-1)?.push(block);
    else runs.push([block]);
  }
  return runs;
}

type BlockAddress = (block: Block) => string | null;

function drawRun(run: readonly DrawnBlock[], blockAddress: BlockAddress): ReactNode {
  const [first] = run as readonly [DrawnBlock];
  const { type, start } = first.block;
  if (isAside(first)) return <SetAside key={start} run={run} blockAddress={blockAddress} />;
  const mark = <BlockMark block={first.block} address={blockAddress(first.block)} />;
  if (type === 'headline')
    return (
      <div key={start}>
        <h2 className="headline">{first.content}</h2>
        {mark}
      </div>
    );
  return (
    <div key={start}>
      <p className={`block block-${type}`}>
        {SHOWN_LABELLED.has(type) && <span className="block-label">{blockName(type)}</span>}
        {first.content}
      </p>
      {mark}
    </div>
  );
}

function SetAside({
  run,
  blockAddress,
}: {
  readonly run: readonly DrawnBlock[];
  readonly blockAddress: BlockAddress;
}) {
  const names = [...new Set(run.map(({ block }) => blockName(block.type)))];
  const unsure = run.filter(({ block }) => isUnsure(block)).length;
  return (
    <details className="aside">
      <summary>
        {count(run.length, 'passage')} set aside: {names.slice(0, 4).join(', ')}
        {names.length > 4 && ' …'}
        {unsure > 0 && <b>; unsure of {unsure === 1 && run.length === 1 ? 'it' : unsure}</b>}
      </summary>
      {run.map(({ block, content }) => (
        <div key={block.start} className="aside-block">
          <p className="aside-reason">
            <b>{blockName(block.type)}</b> {percent(block.probability)}: <bdi>{block.reason}</bdi>
          </p>
          <BlockMark block={block} address={blockAddress(block)} />
          <p className="aside-text">{content}</p>
        </div>
      ))}
    </details>
  );
}

function drawSegment(segment: Segment, text: string, ids: readonly string[]): ReactNode {
  let drawn: ReactNode = text.slice(segment.start, segment.end);
  for (const mark of segment.marks.toReversed())
    drawn = (
      <span className={`part part-${mark.part} lane-${mark.lane}`} data-statement={ids[mark.statement]}>
        {drawn}
      </span>
    );
  return (
    <span key={segment.start}>
      {segment.opens.map((index) => (
        <span key={index} id={statementAnchor(ids[index] ?? '')} className="anchor" />
      ))}
      {drawn}
      {segment.closes.map((index) => (
        <a key={index} className="ref" href={`#${noteAnchor(ids[index] ?? '')}`} data-statement={ids[index]}>
          <span className="visually-hidden">statement </span>
          {index + 1}
        </a>
      ))}
    </span>
  );
}
