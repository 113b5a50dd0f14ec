import type { CaptureSummary } from '../../domain/capture.ts';
import type { SourceData } from './data.ts';
import { Foreign } from './foreign.tsx';
import { sourceAddress } from './links.ts';
import { count, instantWords } from './words.ts';

interface CapturesListProps {
  readonly sourceId: string;
  /** Newest first. */
  readonly captures: readonly CaptureSummary[];
  /** The capture that the page shows. */
  readonly shown: string;
  readonly kind: SourceData['capture']['kind'];
}

/** Every capture of a source, newest first, each with its own address and what it can be compared with. */
export function CapturesList({ sourceId, captures, shown, kind }: CapturesListProps) {
  return (
    <section className="capture" aria-labelledby="captures">
      <h2 id="captures">{count(captures.length, 'capture')}</h2>
      {captures.length === 1 && (
        <p className="empty">
          {kind === 'url'
            ? 'Add the same address again to see whether the page has changed: other bytes become a capture beside this one, and what differs is shown sentence by sentence.'
            : 'A file or a pasted text is the source that its content makes it: with other content it is another source. What is added by its address can be captured again, and what has changed there is shown sentence by sentence.'}
        </p>
      )}
      <ol className="captures">
        {captures.map((capture, index) => (
          <li key={capture.captureId} aria-current={capture.captureId === shown ? 'true' : undefined}>
            <a href={sourceAddress(sourceId, { capture: capture.captureId })}>
              <time>{instantWords(capture.capturedAt)}</time>
            </a>
            {capture.lastSeenAt !== capture.capturedAt && (
              <span>
                , unchanged on <time>{instantWords(capture.lastSeenAt)}</time>
              </span>
            )}
            {capture.captureId === shown && <b> shown here</b>}
            <CaptureLine capture={capture} before={captures[index + 1]} sourceId={sourceId} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function CaptureLine({
  capture,
  before,
  sourceId,
}: {
  readonly capture: CaptureSummary;
  readonly before: CaptureSummary | undefined;
  readonly sourceId: string;
}) {
  const { captureId, payloadDigest, length, status, extractor, reader, statements, corrections } = capture;
  return (
    <p className="facts">
      <code>{payloadDigest.slice(0, 'sha256:'.length + 12)}…</code>
      <span>{count(length, 'byte')}</span>
      {status !== null && <span>status {status}</span>}
      <span>
        extracted by <Foreign>{extractor}</Foreign>
      </span>
      <span>
        read by <Foreign>{reader}</Foreign>
      </span>
      <span>{count(statements, 'statement')}</span>
      {corrections > 0 && <span>{count(corrections, 'correction')}</span>}
      {before !== undefined &&
        (before.payloadDigest === payloadDigest ? (
          <span>the same bytes as the one before, read anew</span>
        ) : (
          <a
            href={sourceAddress(sourceId, {
              earlier: before.captureId,
              later: captureId,
              hash: 'changes',
            })}
          >
            What changed since the one before
          </a>
        ))}
    </p>
  );
}
