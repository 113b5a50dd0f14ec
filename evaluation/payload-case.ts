import type { Block } from '../src/domain/article.ts';
import type { BlockCorrection } from '../src/domain/block-correction.ts';
import type { CaptureSummary } from '../src/domain/capture.ts';
import type { CaptureDiff } from '../src/domain/capture-diff.ts';
import type { CaseSource } from '../src/domain/case.ts';
import type { Judgement } from '../src/domain/judgement.ts';
import type { CaseOrigins } from '../src/domain/origin.ts';
import type { Statement } from '../src/domain/statement.ts';
import type { AddJob } from '../src/services/ports.ts';
import type { CaseView, Services } from '../src/services/services.ts';
import { quoteOf } from '../src/text/quote.ts';

/** A case in which every text that comes from outside is the payload. */
export function payloadCase(payload: string, index: number): CaseView {
  const caseId = `case-${index}`;
  const named = sourceOf(payload, `source-${index}`, payload);
  const untitled = sourceOf(payload, `file-${index}`, null);
  const [statement] = named.statements as [Statement];
  return {
    file: {
      case: { caseId, name: payload, createdAt: '2026-01-01T00:00:00.000Z' },
      sources: [named, untitled],
    },
    origins: originsOf(payload, named, untitled),
    unread: new Map(),
    positions: [
      {
        party: payload,
        partyKind: 'state',
        country: payload,
        kind: 'attributes',
        target: { name: payload, country: payload },
        hedge: 'certain',
        rule: payload,
        origins: 1,
        statements: [
          {
            statementId: statement.statementId,
            sourceId: named.sourceId,
            origin: named.sourceId,
            rendering: 'own words',
            date: payload,
            exact: payload,
          },
        ],
      },
    ],
  };
}

/** Two sources as one origin, joined by hand, with the payload wherever an origin holds words. */
function originsOf(payload: string, named: CaseSource, untitled: CaseSource): CaseOrigins {
  const { sourceId } = named;
  const other = quoteOf(untitled.article.text, { start: 0, end: payload.length });
  const own = quoteOf(named.article.text, { start: 0, end: payload.length });
  const nothing = { comparedWith: null, containment: null, passages: [], passagesInAll: 0 };
  return {
    origins: [
      {
        originId: sourceId,
        earliest: sourceId,
        members: [
          { sourceId, membership: 'earliest', reasons: [payload], ...nothing },
          {
            sourceId: untitled.sourceId,
            membership: 'copy',
            comparedWith: sourceId,
            containment: 1,
            reasons: [payload],
            passages: [{ own: other, other: own, words: 1, quoted: true }],
            passagesInAll: 1,
          },
        ],
      },
    ],
    quotations: [{ sourceIds: [sourceId, untitled.sourceId], reason: payload }],
    edits: [
      {
        revision: 1,
        action: 'join',
        sourceIds: [sourceId, untitled.sourceId],
        fromIds: [],
        undoes: null,
        by: payload,
        reason: payload,
        madeAt: payload,
      },
    ],
  };
}

function sourceOf(payload: string, sourceId: string, title: string | null): CaseSource {
  // Source, cue and content are a payload each, so that their edges cut it out of the text around them.
  const body = `${payload} ${payload} ${payload} and ${payload}`;
  const text = `${payload}\n\n${body}\n\n${payload}`;
  const at = (n: number) => payload.length + 2 + n * (payload.length + 1);
  const quote = (n: number) => quoteOf(text, { start: at(n), end: at(n) + payload.length });
  const block = (type: Block['type'], start: number, end: number): Block => ({
    type,
    start,
    end,
    reason: payload,
    probability: 1,
  });
  const found = (value: string) => ({ value, how: payload });
  const bodyEnd = payload.length + 2 + body.length;
  return {
    sourceId,
    captureId: `capture-${sourceId}`,
    addedAt: '2026-01-01T00:00:00.000Z',
    capture: captureOf(title === null ? `file:${payload}` : payload, payload),
    article: {
      extractor: payload,
      text,
      sourceMap: [],
      blocks: [
        block('headline', 0, payload.length),
        { ...block('body', payload.length + 2, bodyEnd), probability: 0.5 },
        {
          ...block('comment', bodyEnd + 2, text.length),
          corrected: { from: 'other', by: payload, at: payload, reason: payload },
        },
      ],
      metadata: {
        title: title === null ? null : found(title),
        publication: found(payload),
        authors: [found(payload)],
        published: found(payload),
        updated: found(payload),
        language: found('en'),
        canonicalUri: found(payload),
        section: found(payload),
        agencyCredits: [found(payload)],
        corrections: [found(payload)],
        credits: [found(payload)],
        confidence: 0.5,
      },
    },
    statements: [
      {
        statementId: `statement-${sourceId}`,
        sourceId,
        captureId: `capture-${sourceId}`,
        withinId: null,
        source: [quote(0)],
        cue: [quote(1)],
        content: [quote(2)],
        act: 'attribute',
        hedge: 'certain',
        target: { text: payload, span: null, country: null },
        speaker: {
          name: payload,
          kind: 'state',
          country: payload,
          office: `Office of ${payload}`,
          reason: payload,
        },
        saidOn: { edtf: payload, how: payload, span: null, reference: null },
        block: 'body',
        probability: 1,
        reason: payload,
        reader: { name: payload, version: payload },
        review: 'proposed',
      },
    ],
  };
}

function captureOf(targetUri: string, payload: string): CaseSource['capture'] {
  return {
    targetUri,
    kind: 'url',
    payloadDigest: `sha256:${'0'.repeat(64)}`,
    length: 1,
    capturedAt: payload,
    mediaType: payload,
    charset: { name: payload, from: 'header' },
    http: {
      finalUri: payload,
      status: 200,
      redirects: [{ from: payload, to: payload, status: 301 }],
      headers: [[payload, payload]],
      resolvedAddresses: [payload],
      peerAddress: payload,
    },
  };
}

/** What a person could have said of the last block, in payloads. */
function correctionOf({ article }: CaseSource, payload: string): BlockCorrection {
  const { start, end, type } = article.blocks.at(-1) as Block;
  return {
    ...{ version: 1, start, end, from: 'other', to: type, reason: payload, by: payload },
    ...{ at: payload, undoes: null },
  };
}

function captureSummary({ captureId }: CaseSource, payload: string, digit: string): CaptureSummary {
  return {
    captureId: digit === '0' ? captureId : payload,
    capturedAt: payload,
    lastSeenAt: `${payload}.`,
    payloadDigest: `sha256:${digit.repeat(64)}`,
    ...{ length: 1, status: 200, extractor: payload, reader: payload, statements: 1, corrections: 1 },
  };
}

/** Two captures whose every sentence, value and statement is a payload. */
function payloadDiff(sourceId: string, payload: string): CaptureDiff {
  const fate = { statementId: `statement-${sourceId}`, status: 'not-found' as const, score: 0 };
  return {
    sourceId,
    ...{ earlierId: payload, laterId: `capture-${sourceId}`, extractor: payload, notice: payload },
    ...{ counts: { same: 0, added: 1, removed: 1, changed: 1, moved: 1 }, disclosure: 'silent' },
    sentences: [
      { kind: 'added', block: 'body', later: payload },
      { kind: 'removed', block: 'body', earlier: payload },
      { kind: 'moved', block: 'body', later: payload },
      {
        ...{ kind: 'changed', block: 'body', earlier: payload, later: payload, similarity: 0.5 },
        words: [
          { kind: 'same', text: `${payload} ` },
          { kind: 'removed', text: payload },
          { kind: 'added', text: payload },
        ],
      },
    ],
    metadata: [{ field: 'title', earlier: payload, later: payload }],
    statements: [
      { ...fate, quotes: { source: [], cue: [], content: [] }, laterStatementId: `statement-${sourceId}` },
    ],
  };
}

/** Services that answer with payloads alone: a refused addition, a judgement, the cases. */
export function payloadServices(payloads: readonly string[]): Services {
  const views = new Map(payloads.map((payload, index) => [`case-${index}`, payloadCase(payload, index)]));
  const payloadAt = (id: string) => payloads[Number(/\d+$/.exec(id)?.[0])] ?? '';
  const refusal = (payload: string) => ({ refused: 'payload', reason: payload, hint: payload });
  const none = () => Promise.reject(new Error('not part of this evaluation'));
  return {
    listCases: async () =>
      [...views.values()].map(({ file }) => ({ ...file.case, sources: 1, statements: 1 })),
    createCase: async (name) => refusal(name),
    openCase: async (caseId) => views.get(caseId) ?? null,
    openSource: async (sourceId) => {
      const view = views.get(`case-${/\d+$/.exec(sourceId)?.[0]}`);
      const source = view?.file.sources.find((each) => each.sourceId === sourceId);
      if (view === undefined || source === undefined) return null;
      const payload = payloadAt(sourceId);
      return {
        source: { ...source, corrections: [correctionOf(source, payload)] },
        cases: [view.file.case],
        captures: [captureSummary(source, payload, '0'), captureSummary(source, payload, '1')],
        unread: null,
      };
    },
    diffSource: async (sourceId) => payloadDiff(sourceId, payloadAt(sourceId)),
    correctBlock: async (sourceId) => refusal(payloadAt(sourceId)),
    requestAdd: async (caseId) => refusal(payloadAt(caseId)),
    findJob: async (jobId): Promise<AddJob> => ({
      jobId,
      caseId: `case-${/\d+$/.exec(jobId)?.[0]}`,
      request: { kind: 'url', url: payloadAt(jobId) },
      state: 'refused',
      sourceId: null,
      sources: 0,
      problem: refusal(payloadAt(jobId)),
    }),
    captures: () => {
      throw new Error('nothing is captured here');
    },
    addNow: none,
    exportCaptures: none,
    rereadCase: none,
    editOrigins: none,
    copiesOf: async () => [],
    weighCase: async (caseId, conclusion): Promise<Judgement> => ({
      conclusion,
      verdicts: [{ rule: payloadAt(caseId), passed: false, finding: payloadAt(caseId), statementIds: [] }],
      allowed: false,
      wording: payloadAt(caseId),
      method: payloadAt(caseId),
    }),
    report: none,
  };
}
