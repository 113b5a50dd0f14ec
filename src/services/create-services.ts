import { captureBytes } from '../capture/capture-bytes.ts';
import { derivePositions } from '../cases/derive-positions.ts';
import type { Captured } from '../domain/capture.ts';
import { parseCaseName } from '../domain/case.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { weigh } from '../weigh/weigh.ts';
import { copiesOf } from './copies.ts';
import { fileSource } from './file-source.ts';
import { editOrigins, originsOf } from './origins.ts';
import type { AddOutcome, AddRequest, Clock, Fetcher, ReadingPool, Store } from './ports.ts';
import type { AddInput, CaseView, Services } from './services.ts';
import { unreadReason, unreadSources } from './unread.ts';

export interface Ports {
  readonly store: Store;
  readonly fetcher: Fetcher;
  readonly pool: ReadingPool;
  readonly clock: Clock;
}

/** The use cases over their ports. */
export function createServices(ports: Ports): Services {
  const { store } = ports;
  return {
    listCases: () => store.cases.list(),
    createCase: (name) => createCase(store, name),
    openCase: (idOrName) => openCase(store, idOrName),
    async openSource(sourceId) {
      const source = await store.sources.find(sourceId);
      if (source === null) return null;
      // Derived, not kept: the text decides it, and what was read has statements.
      const unread = source.statements.length > 0 ? null : unreadReason(source.article);
      return { source, cases: await store.cases.casesOf(sourceId), unread };
    },
    requestAdd: (caseId, input) => requestAdd(ports, caseId, input),
    findJob: (jobId) => store.jobs.find(jobId),
    addNow: (caseName, input) => addNow(ports, caseName, input),
    editOrigins: (idOrName, request) => editOrigins(ports, idOrName, request),
    copiesOf: (sourceId) => copiesOf(store, sourceId),
    async weighCase(idOrName, conclusion) {
      const view = await openCase(store, idOrName);
      if (view === null) return null;
      const statements = view.file.sources.flatMap((source) => source.statements);
      return weigh(
        view.positions,
        new Map(statements.map((statement) => [statement.statementId, statement])),
        conclusion,
      );
    },
    report: () => store.report(),
  };
}

/** What a worker does with a queued addition. Refusals are final; faults are thrown, and the queue tries again. */
export function addWorker(ports: Ports): (caseId: string, request: AddRequest) => Promise<AddOutcome> {
  return async (caseId, request) => {
    const captured = await captureRequest(ports, request);
    return isRefusal(captured) ? captured : fileSource(ports, captured, async () => caseId);
  };
}

async function createCase(store: Store, name: string): ReturnType<Services['createCase']> {
  const parsed = parseCaseName(name);
  return typeof parsed === 'string' ? store.cases.ensure(parsed) : parsed;
}

async function openCase(store: Store, idOrName: string): Promise<CaseView | null> {
  const found = await store.cases.find(idOrName);
  const file = found && (await store.cases.load(found.caseId));
  if (file === null) return null;
  const origins = await originsOf(store, file);
  return { file, origins, positions: derivePositions(file, origins), unread: unreadSources(file.sources) };
}

async function addNow(ports: Ports, caseName: string, input: AddInput): ReturnType<Services['addNow']> {
  const name = parseCaseName(caseName);
  if (isRefusal(name)) return name;
  const captured = await captureInput(ports, input);
  if (isRefusal(captured)) return captured;
  return fileSource(ports, captured, async () => (await ports.store.cases.ensure(name)).caseId);
}

async function requestAdd(ports: Ports, caseId: string, input: AddInput): ReturnType<Services['requestAdd']> {
  if (input.kind === 'url') return { jobId: await ports.store.jobs.enqueue(caseId, input) };
  const captured = await captureInput(ports, input);
  if (isRefusal(captured)) return captured;
  const digest = await ports.store.blobs.put(captured.bytes);
  return { jobId: await ports.store.jobs.enqueue(caseId, { kind: input.kind, name: input.name, digest }) };
}

async function captureInput(ports: Ports, input: AddInput): Promise<Captured | Refusal> {
  return input.kind === 'url'
    ? ports.fetcher.fetch(input.url)
    : captureBytes({ ...input, now: ports.clock.now() });
}

async function captureRequest(ports: Ports, request: AddRequest): Promise<Captured | Refusal> {
  if (request.kind === 'url') return ports.fetcher.fetch(request.url);
  const bytes = await ports.store.blobs.get(request.digest);
  if (bytes === null)
    return {
      refused: 'blob-missing',
      reason: `the bytes of ${request.name} are no longer there`,
      hint: 'add it again',
    };
  return captureBytes({ kind: request.kind, name: request.name, bytes, now: ports.clock.now() });
}
