/** What the sample's first source looked like before, for the tests of pages: by hand, like the sample. */
import type { CaptureSummary } from '../../src/domain/capture.ts';
import type { CaptureDiff } from '../../src/domain/capture-diff.ts';

export const EARLIER_ID = '01890000-0000-7000-8000-00000000000b';

export function sampleHistory(): { readonly captures: CaptureSummary[]; readonly diff: CaptureDiff } {
  const capture: CaptureSummary = {
    captureId: EARLIER_ID,
    capturedAt: '2026-01-11T21:40:00.000Z',
    lastSeenAt: '2026-01-11T23:10:00.000Z',
    payloadDigest: `sha256:${'0b'.repeat(32)}`,
    ...{ length: 18_180, status: 200, extractor: 'sample-1', reader: 'sample@1' },
    ...{ statements: 6, corrections: 0 },
  };
  const fate = { statementId: 'source-eu-1', laterStatementId: 'source-eu-1' };
  const quotes = { source: [], cue: [], content: [] };
  const diff: CaptureDiff = {
    ...{ sourceId: 'source-eu', earlierId: EARLIER_ID, laterId: 'capture-source-eu', extractor: 'sample-1' },
    sentences: [
      { kind: 'same', sentences: 2 },
      {
        ...{ kind: 'changed', block: 'headline', similarity: 0.9 },
        earlier: 'EU and allies blame Moscow for satellite network attack',
        later: 'EU and allies blame Russia for satellite network attack',
        words: [
          { kind: 'same', text: 'EU and allies blame ' },
          { kind: 'removed', text: 'Moscow' },
          { kind: 'added', text: 'Russia' },
          { kind: 'same', text: ' for satellite network attack' },
        ],
      },
      { kind: 'removed', block: 'body', earlier: 'The Kremlin denied any part in it.' },
      { kind: 'added', block: 'body', later: 'The Russian embassy in London did not answer.' },
      { kind: 'moved', block: 'caption', later: 'A ground station near the coast.' },
    ],
    counts: { same: 2, added: 1, removed: 1, changed: 1, moved: 1 },
    metadata: [{ field: 'title', earlier: 'EU and allies blame Moscow', later: null }],
    disclosure: 'silent',
    notice: null,
    statements: [
      { ...fate, quotes, status: 're-anchored', score: 0.93 },
      { ...fate, quotes, status: 'not-found', score: 0, laterStatementId: null, statementId: 'source-eu-2' },
      { ...fate, quotes, status: 'exact', score: 1, statementId: 'source-eu-3' },
    ],
  };
  return { captures: [capture], diff };
}
