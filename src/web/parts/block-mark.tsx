import { type Block, isUnsure, READ_BLOCK_TYPES } from '../../domain/article.ts';
import { Foreign } from './foreign.tsx';
import { blockName, dateWords, percent } from './words.ts';

/**
 * Beside a block whose type needs a look: the extractor was not sure of it, or a person said that it is another. Nothing
 * for all others. `address` leads to where it can be corrected; null where nothing can (a published page).
 */
export function BlockMark({ block, address }: { readonly block: Block; readonly address: string | null }) {
  if (block.corrected !== undefined) return <CorrectedMark block={block} address={address} />;
  if (!isUnsure(block)) return null;
  const isRead = READ_BLOCK_TYPES.has(block.type);
  return (
    <span className="block-mark mark-unsure">
      <b>Unsure</b>: {blockName(block.type)} with {percent(block.probability)} only (
      <Foreign>{block.reason}</Foreign>). {isRead ? 'It was read for statements.' : 'It was not read.'}
      {address !== null && (
        <>
          {' '}
          <a href={address}>Check it</a>
        </>
      )}
    </span>
  );
}

function CorrectedMark({ block, address }: { readonly block: Block; readonly address: string | null }) {
  const { corrected } = block;
  if (corrected === undefined) return null;
  return (
    <span className="block-mark mark-corrected">
      <b>Corrected</b> to {blockName(block.type)} by <Foreign>{corrected.by}</Foreign>,{' '}
      <time>{dateWords(corrected.at)}</time>; the extractor took it for {blockName(corrected.from)} (
      {percent(block.probability)}).
      {corrected.reason !== null && (
        <>
          {' '}
          “<Foreign>{corrected.reason}</Foreign>”
        </>
      )}
      {address !== null && (
        <>
          {' '}
          <a href={address}>See the block</a>
        </>
      )}
    </span>
  );
}
