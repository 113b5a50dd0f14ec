import { articleFingerprints } from '../cases/compare-texts.ts';
import type { Article } from '../domain/article.ts';
import {
  type BlockCorrection,
  CORRECTION_REASON_LIMIT,
  CORRECTOR_LIMIT,
  carryCorrections,
  correctBlocks,
  LOCAL_USER,
  standingCorrection,
} from '../domain/block-correction.ts';
import type { CaptureSummary } from '../domain/capture.ts';
import type { CaptureDiff } from '../domain/capture-diff.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { identify } from './file-source.ts';
import { intactBytes } from './intact-bytes.ts';
import type { Clock, ReadingPool, SourceReading, Store } from './ports.ts';
import { rememberLines } from './publication-memory.ts';
import type { BlockCorrectionRequest, Corrected } from './services.ts';
import { unreadReason } from './unread.ts';

interface Ports {
  readonly store: Store;
  readonly pool: ReadingPool;
  readonly clock: Clock;
}

/**
 * What changed between two captures of a source: by default from the newest with other bytes to the newest. Null where
 * there is no such source; a refusal where there are no two captures, or what one was made of is gone.
 */
export async function diffCaptures(
  ports: Ports,
  sourceId: string,
  asked: { readonly from?: string; readonly to?: string } = {},
): Promise<CaptureDiff | Refusal | null> {
  const captures = await ports.store.sources.listCaptures(sourceId);
  const pair = choosePair(captures, asked);
  if (pair === null || isRefusal(pair)) return pair;
  const [earlier, later] = await Promise.all(
    [pair.earlier, pair.later].map(({ captureId }) => ports.store.sources.find(sourceId, captureId)),
  );
  if (earlier == null || later == null) return null;
  const articles = await comparable(ports, earlier, later);
  return isRefusal(articles) ? articles : ports.pool.compare({ earlier, later, articles });
}

function choosePair(
  captures: readonly CaptureSummary[],
  { from, to }: { readonly from?: string; readonly to?: string },
): { earlier: CaptureSummary; later: CaptureSummary } | Refusal | null {
  const [newest] = captures;
  if (newest === undefined) return null;
  const find = (captureId: string) => captures.find((each) => each.captureId === captureId);
  const later = to === undefined ? newest : find(to);
  if (later === undefined) return noCapture(to ?? '');
  const before = captures.slice(captures.indexOf(later) + 1);
  const earlier =
    from === undefined
      ? before.find(({ payloadDigest }) => payloadDigest !== later.payloadDigest)
      : find(from);
  if (earlier !== undefined) return { earlier, later };
  return from === undefined ? ONE_CAPTURE : noCapture(from);
}

const ONE_CAPTURE: Refusal = {
  refused: 'one-capture',
  reason: 'there is no other capture of this source to compare with',
  hint: 'add its address again: where the page has changed, a new capture is kept beside this one',
};

function noCapture(captureId: string): Refusal {
  return {
    refused: 'no-capture',
    reason: `the source has no capture ${captureId.slice(0, 60)}`,
    hint: 'the list of its captures names them',
  };
}

/**
 * The articles of both captures by one extractor, so that no difference is Onus's own: where another version made
 * either, both are extracted anew from the frozen bytes.
 */
async function comparable(
  { store, pool }: Ports,
  earlier: SourceReading,
  later: SourceReading,
): Promise<{ earlier: Article; later: Article } | Refusal> {
  if (earlier.article.extractor === later.article.extractor)
    return { earlier: earlier.article, later: later.article };
  const anew = async ({ capture, article, corrections }: SourceReading) => {
    const bytes = await intactBytes(store.blobs, capture.payloadDigest);
    if (bytes === null) return blobMissing(capture.payloadDigest);
    const extracted = await pool.extract({ capture, bytes });
    if (isRefusal(extracted)) return extracted;
    return correctBlocks(extracted, carryCorrections(article, corrections, extracted));
  };
  const [before, after] = await Promise.all([anew(earlier), anew(later)]);
  if (isRefusal(before)) return before;
  return isRefusal(after) ? after : { earlier: before, later: after };
}

function blobMissing(digest: string): Refusal {
  return {
    refused: 'blob-missing',
    reason: `the bytes ${digest} of a capture are no longer there`,
    hint: 'restore the data directory from a backup',
  };
}

/**
 * Says what a block is, or takes back what was said of it last, and reads the capture anew so. Kept beside the
 * extractor's verdict. Null where there is no such source or capture. A `conflict` where somebody else corrected the
 * capture since the version that the editor saw: nothing is changed, and what was asked can be asked again.
 */
export async function correctBlock(
  ports: Ports,
  sourceId: string,
  request: BlockCorrectionRequest,
): Promise<Corrected | Refusal | null> {
  const reading = await ports.store.sources.find(sourceId, request.captureId);
  if (reading === null) return null;
  if (reading.corrections.length !== request.version) return conflict(reading);
  const correction = correctionOf(reading, request, ports.clock.now());
  if (isRefusal(correction)) return correction;
  const article = correctBlocks(reading.article, [...reading.corrections, correction]);
  const remarks: string[] = [];
  const onRemark = (remark: string) => remarks.push(remark);
  const found = unreadReason(article) === null ? await ports.pool.read(article, { onRemark }) : [];
  if (isRefusal(found)) return found;
  const { captureId } = reading;
  const statements = identify(found, { ...reading, article });
  if (await ports.store.sources.correct({ sourceId, captureId, correction, statements })) {
    await ports.store.copies.add(sourceId, articleFingerprints(article));
    await rememberLines(ports.store, reading.capture, { sourceId, article });
    const [remark] = remarks;
    return { correction, statements: statements.length, ...(remark !== undefined && { remark }) };
  }
  const since = await ports.store.sources.find(sourceId, captureId);
  return since && conflict(since);
}

function correctionOf(
  { article, corrections }: SourceReading,
  request: BlockCorrectionRequest,
  now: Date,
): BlockCorrection | Refusal {
  const { start, end } = request;
  const block = article.blocks.find((each) => each.start === start && each.end === end);
  if (block === undefined)
    return {
      refused: 'no-block',
      reason: `no block of the capture stands at ${start} to ${end}`,
      hint: 'take the offsets from its list of blocks',
    };
  const last = standingCorrection(corrections, block);
  const to = request.type ?? last?.from;
  if (to === undefined)
    return {
      refused: 'nothing-to-undo',
      reason: 'nobody has corrected this block, or it was taken back already',
      hint: 'name the type that it has',
    };
  if (to === block.type)
    return {
      refused: 'same-type',
      reason: `the block is typed as ${to} already`,
      hint: 'choose another type',
    };
  return {
    ...{ version: request.version + 1, start, end, from: block.type, to },
    reason: request.reason?.trim().slice(0, CORRECTION_REASON_LIMIT) || null,
    by: request.by?.trim().slice(0, CORRECTOR_LIMIT) || LOCAL_USER,
    at: now.toISOString(),
    undoes: request.type === undefined ? (last?.version ?? null) : null,
  };
}

function conflict({ corrections }: SourceReading): Refusal<'conflict'> {
  const last = corrections.at(-1);
  const what =
    last === undefined
      ? 'this is another capture than you saw'
      : `${last.by} corrected ${last.from} to ${last.to} at ${last.at}`;
  return {
    refused: 'conflict',
    reason: `the blocks were corrected since you saw them (${what}); nothing was changed by you`,
    hint: 'look at them as they stand now, and send yours again if it still holds',
  };
}
