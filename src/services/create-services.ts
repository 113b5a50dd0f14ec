import { derivePositions } from '../cases/derive-positions.ts';
import type { Captured } from '../domain/capture.ts';
import { type CaseFile, parseCaseName } from '../domain/case.ts';
import { isRefusal } from '../domain/errors.ts';
import { weigh } from '../weigh/weigh.ts';
import { requestAdd, storingMeans } from './additions.ts';
import { capturesOf } from './captures-of.ts';
import { copiesOf } from './copies.ts';
import { addressId, fileSource } from './file-source.ts';
import { intactBytes } from './intact-bytes.ts';
import { editOrigins, originsOf } from './origins.ts';
import type { Ports, Store } from './ports.ts';
import { parsePublication } from './publication.ts';
import { fillPublicationMemory, isCopiedText } from './publication-memory.ts';
import { rereadCase } from './reread-case.ts';
import type { CaseView, Services, SourceView } from './services.ts';
import { correctBlock, diffCaptures } from './source-history.ts';
import { unreadReason, unreadSources } from './unread.ts';

/** Sources added by a version without memory, whose lines are remembered before a text is added: a second's work. */
const FILLED_AT_ONCE = 1000;

/** The use cases over their ports. */
export function createServices(ports: Ports): Services {
  const { store } = ports;
  let filled: Promise<void> | undefined;
  const caughtUp = () => {
    filled ??= fillPublicationMemory(store, { limit: FILLED_AT_ONCE });
    return filled;
  };
  return {
    listCases: () => store.cases.list(),
    createCase: (name) => createCase(store, name),
    openCase: (idOrName) => openCase(store, idOrName),
    openSource: (idOrAddress, captureId) => openSource(store, idOrAddress, captureId),
    diffSource: (sourceId, captures) => diffCaptures(ports, sourceId, captures),
    correctBlock: (sourceId, request) => correctBlock(ports, sourceId, request),
    requestAdd: (caseId, input) => requestAdd(ports, caseId, input),
    findJob: (jobId) => store.jobs.find(jobId),
    captures: (input) => capturesOf(input, storingMeans(ports)),
    async addNow(caseName, captured, options) {
      if (isCopiedText(captured.capture)) await caughtUp();
      return addNow(ports, caseName, captured, options);
    },
    exportCaptures: (idOrName) => exportCaptures(ports, idOrName),
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
    rereadCase: (idOrName, request) => rereadCase(ports, idOrName, request),
    report: () => store.report(),
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

async function openSource(
  store: Store,
  idOrAddress: string,
  captureId: string | undefined,
): Promise<SourceView | null> {
  const sourceId = URL.canParse(idOrAddress) ? addressId(idOrAddress) : idOrAddress;
  const source = await store.sources.find(sourceId, captureId);
  if (source === null) return null;
  const [cases, captures] = await Promise.all([
    store.cases.casesOf(sourceId),
    store.sources.listCaptures(sourceId),
  ]);
  // Derived, not kept: the text decides it, and what was read has statements.
  const unread = source.statements.length > 0 ? null : unreadReason(source.article);
  return { source, cases, captures, unread };
}

async function addNow(
  ports: Ports,
  caseName: string,
  captured: Captured,
  options: Parameters<Services['addNow']>[2] = {},
): ReturnType<Services['addNow']> {
  const name = parseCaseName(caseName);
  if (isRefusal(name)) return name;
  const publication = options.publication === undefined ? undefined : parsePublication(options.publication);
  if (isRefusal(publication)) return publication;
  const caseOf = async () => (await ports.store.cases.ensure(name)).caseId;
  return fileSource(ports, captured, caseOf, { ...options, publication });
}

async function exportCaptures(ports: Ports, idOrName: string): ReturnType<Services['exportCaptures']> {
  const found = await ports.store.cases.find(idOrName);
  const file = found && (await ports.store.cases.load(found.caseId));
  if (!file) return null;
  async function* captures(sources: CaseFile['sources']) {
    for (const { sourceId } of sources)
      for (const kept of await ports.store.sources.allCaptures(sourceId))
        yield { ...kept, bytes: await intactBytes(ports.store.blobs, kept.capture.payloadDigest) };
  }
  return { case: file.case, captures: captures(file.sources) };
}
