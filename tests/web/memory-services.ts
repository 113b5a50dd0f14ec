/** Services over plain values: what the pages and the API stand on in these tests. */
import { planEdit } from '../../src/cases/edit-origins.ts';
import { groupOrigins } from '../../src/cases/group-origins.ts';
import { type Case, caseNameSchema } from '../../src/domain/case.ts';
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
}

export function memoryServices(views: readonly CaseView[]): MemoryServices {
  const cases = new Map(views.map((view) => [view.file.case.caseId, view]));
  const added: MemoryServices['added'] = [];
  const jobs = new Map<string, AddJob>();
  const find = (idOrName: string) =>
    cases.get(idOrName) ?? [...cases.values()].find(({ file }) => file.case.name === idOrName) ?? null;
  const edited: MemoryServices['edited'] = [];
  return {
    edited,
    added,
    jobs,
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
    async openSource(sourceId) {
      const holders = [...cases.values()].filter(({ file }) =>
        file.sources.some((s) => s.sourceId === sourceId),
      );
      const source = holders[0]?.file.sources.find((s) => s.sourceId === sourceId);
      return source === undefined
        ? null
        : {
            source,
            cases: holders.map(({ file }) => file.case),
            unread: source.statements.length > 0 ? null : unreadReason(source.article),
          };
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
        problem: null,
      });
      return { jobId };
    },
    findJob: async (jobId) => jobs.get(jobId) ?? null,
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
    report: () => Promise.reject(new Error('these tests have no store')),
  };
}
