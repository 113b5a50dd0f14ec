import { type ArchivedCapture, writeWarc } from '../capture/warc/write-warc.ts';
import type { Refusal } from '../domain/errors.ts';
import type { CaseExport } from './services.ts';

export interface CaseWarcOptions {
  readonly software: string;
  readonly now: Date;
  readonly packed: boolean;
  /** Told of each capture that is left out, as its bytes are gone. */
  readonly onRefusal: (name: string, refusal: Refusal) => void;
}

/** A case's captures as a WARC file; `counts` is right once all of `bytes` was read. */
export function caseWarc(
  exported: CaseExport,
  { onRefusal, ...options }: CaseWarcOptions,
): { readonly bytes: AsyncIterable<Buffer>; readonly counts: { captures: number; refused: number } } {
  const counts = { captures: 0, refused: 0 };
  async function* present(): AsyncGenerator<ArchivedCapture> {
    for await (const { capture, revisits, bytes } of exported.captures) {
      if (bytes === null) {
        counts.refused++;
        onRefusal(capture.targetUri, missing(capture.payloadDigest));
        continue;
      }
      counts.captures++;
      yield { capture, revisits, bytes };
    }
  }
  return { bytes: writeWarc(present(), { title: exported.case.name, ...options }), counts };
}

function missing(digest: string): Refusal<'blob-missing'> {
  return {
    refused: 'blob-missing',
    reason: `its bytes (${digest}) are no longer there, or damaged`,
    hint: 'restore the data directory from a backup, or add the source again',
  };
}
