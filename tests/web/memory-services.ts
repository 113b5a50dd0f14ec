/** Services over plain values: what the pages and the API stand on in these tests. */

import { planEdit } from '../../src/cases/edit-origins.ts';
import { groupOrigins } from '../../src/cases/group-origins.ts';
import { type BlockCorrection, correctBlocks } from '../../src/domain/block-correction.ts';
import type { CaptureSummary } from '../../src/domain/capture.ts';
import type { CaptureDiff } from '../../src/domain/capture-diff.ts';
import { type Case, type CaseSource, caseNameSchema } from '../../src/domain/case.ts';
import { isRefusal, type Refusal } from '../../src/domain/errors.ts';
import type { Judgement } from '../../src/domain/judgement.ts';
import type { OriginEdit } from '../../src/domain/origin.ts';
import { type OriginEditRequest, revisionOf } from '../../src/services/origins.ts';
import type { AddJob } from '../../src/services/ports.ts';
import type { AddInput, CaseView, Services } from '../../src/services/services.ts';
import { unreadReason } from '../../src/services/unread.ts';

export interface MemoryServices extends Services {
  readonly edited: { readonly caseId: string; readonly request: OriginEditRequest }[];
  readonly added: { readonly caseId: string; readonly input: AddInput }[];
  readonly jobs: Map<string, AddJob>;
  /** Of any source and capture; a test makes them, or finds here what it has made. */
  readonly corrections: BlockCorrection[];
  /** By source: earlier captures, and what changed since. */
  readonly histories: Map<string, { readonly captures: CaptureSummary[]; readonly diff: CaptureDiff }>;
}

export function memoryServices(views: readonly CaseView[]): MemoryServices {
  const cases = new Map(views.map((view) => [view.file.case.caseId, view]));
  const added: MemoryServices['added'] = [];
  const jobs = new Map<string, AddJob>();
  const corrections: BlockCorrection[] = [];
  const histories: MemoryServices['histories'] = new Map();
  const find = (idOrName: string) =>
    cases.get(idOrName) ?? [...cases.values()].find(({ file }) => file.case.name === idOrName) ?? null;
  const edited: MemoryServices['edited'] = [];
  return {
    edited,
    added,
    jobs,
    corrections,
    histories,
    listCases: async () =>
      [...cases.values()].map(({ file }) => ({
        ...file.case,
        sources: file.sources.length,
        statements: file.sources.reduce((sum, source) => sum + source.statements.length, 0),
      })),
    async createCase(name) {
      const parsed = caseNameSchema.safeParse(name);
      if (!parsed.success)
        return {
          refused: 'bad-case-name',
          reason: parsed.error.issues[0]?.message ?? 'the name cannot be taken',
          hint: 'Give the case a short name.',
        };
      const entry: Case = {
        caseId: `case-${cases.size + 1}`,
        name: parsed.data,
        createdAt: '2026-01-13T00:00:00.000Z',
      };
      cases.set(entry.caseId, {
        file: { case: entry, sources: [] },
        positions: [],
        origins: groupOrigins([]),
        unread: new Map(),
      });
      return entry;
    },
    openCase: async (idOrName) => find(idOrName),
    async openSource(sourceId, captureId) {
      const holders = [...cases.values()].filter(({ file }) =>
        file.sources.some((s) => s.sourceId === sourceId),
      );
      const source = holders[0]?.file.sources.find((s) => s.sourceId === sourceId);
      if (source === undefined) return null;
      const earlier = histories.get(sourceId)?.captures ?? [];
      const isKnown = [source, ...earlier].some((each) => each.captureId === (captureId ?? source.captureId));
      if (!isKnown) return null;
      const article = correctBlocks(source.article, corrections);
      return {
        source: { ...source, article, corrections, captureId: captureId ?? source.captureId },
        cases: holders.map(({ file }) => file.case),
        captures: [summaryOf(source), ...earlier],
        unread: source.statements.length > 0 ? null : unreadReason(source.article),
      };
    },
    async diffSource(sourceId) {
      return (
        histories.get(sourceId)?.diff ?? {
          refused: 'one-capture',
          reason: 'there is one',
          hint: 'add it again',
        }
      );
    },
    async correctBlock(sourceId, request) {
      const view = await this.openSource(sourceId, request.captureId);
      const block = view?.source.article.blocks.find(({ start }) => start === request.start);
      if (block === undefined) return null;
      if (request.version !== corrections.length)
        return { refused: 'conflict', reason: 'somebody else was first', hint: 'look again' };
      const last = corrections.at(-1);
      const correction: BlockCorrection = {
        ...{ version: corrections.length + 1, start: request.start, end: request.end },
        ...{ from: block.type, to: request.type ?? last?.from ?? 'other' },
        ...{ reason: request.reason || null, by: 'tester', at: '2026-02-01T10:00:00.000Z' },
        undoes: request.type === undefined ? (last?.version ?? null) : null,
      };
      corrections.push(correction);
      return { correction, statements: 1 };
    },
    async requestAdd(caseId, input) {
      if (input.kind === 'url' && !/^https?:/.test(input.url))
        return {
          refused: 'bad-address',
          reason: `“${input.url}” is no web address`,
          hint: 'Begin it with https://',
        };
      if (input.kind !== 'url' && input.bytes.length === 0)
        return { refused: 'empty', reason: `${input.name} is empty`, hint: 'Choose a file with text.' };
      added.push({ caseId, input });
      const jobId = `job-${added.length}`;
      jobs.set(jobId, {
        jobId,
        caseId,
        request: input.kind === 'url' ? input : { kind: input.kind, name: input.name, digest: 'sha256:' },
        state: 'waiting',
        sourceId: null,
        sources: 0,
        problem: null,
      });
      return { jobId };
    },
    findJob: async (jobId) => jobs.get(jobId) ?? null,
    captures: () => {
      throw new Error('these tests capture nothing');
    },
    exportCaptures: async () => null,
    async editOrigins(caseId, request): Promise<OriginEdit | Refusal | null> {
      const view = find(caseId);
      if (view === null) return null;
      if (request.seen !== undefined && request.seen !== revisionOf(view.origins))
        return { refused: 'origins-changed', reason: 'somebody else edited', hint: 'look again' };
      const planned = planEdit(view.origins, request.change);
      if (isRefusal(planned)) return planned;
      edited.push({ caseId, request });
      const { by, reason } = request;
      return { ...planned, by, reason, revision: 1, madeAt: '2026-01-13T00:00:00.000Z' };
    },
    copiesOf: async (sourceId) =>
      sourceId.startsWith('source-')
        ? [
            {
              sourceId: 'source-copy',
              title: 'A copy',
              relation: 'copy',
              containment: 0.9,
              reason: 'most of it',
            },
          ]
        : null,
    addNow: () => Promise.reject(new Error('these tests add nothing at once')),
    weighCase: async (idOrName, conclusion): Promise<Judgement | null> =>
      find(idOrName) === null
        ? null
        : {
            conclusion,
            verdicts: [
              {
                rule: 'Two independent origins',
                passed: true,
                finding: '3 independent origins hold the party responsible.',
                statementIds: ['source-eu-1', 'source-eu-2', 'source-denial-5'],
              },
              {
                rule: 'Evidence was disclosed',
                passed: false,
                finding: '0 of 7 attributing statements come with evidence that others could check.',
                statementIds: [],
              },
            ],
            allowed: false,
            wording:
              'Several governments hold Russia responsible; none has published evidence that others could check.',
            method: 'sample',
          },
    rereadCase: () => Promise.reject(new Error('these tests read nothing again')),
    report: () => Promise.reject(new Error('these tests have no store')),
  };
}

function summaryOf({ captureId, capture, article, statements }: CaseSource): CaptureSummary {
  const { capturedAt, payloadDigest, length, http } = capture;
  return {
    ...{ captureId, capturedAt, lastSeenAt: capturedAt, payloadDigest, length, status: http?.status ?? null },
    ...{ extractor: article.extractor, reader: 'sample@1', statements: statements.length, corrections: 0 },
  };
}
