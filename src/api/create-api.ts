import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { memberIds } from '../domain/origin.ts';
import { ORIGINS_CHANGED, revisionOf } from '../services/origins.ts';
import type { AddInput, CaseView, Services } from '../services/services.ts';
import {
  addSourceRoute,
  correctBlockRoute,
  createCaseRoute,
  diffSourceRoute,
  editOriginsRoute,
  findJobRoute,
  listCasesRoute,
  listCopiesRoute,
  listStatementsRoute,
  openCaseRoute,
  openOriginsRoute,
  openSourceRoute,
  weighRoute,
} from './routes.ts';
import { definedOf, sourceBody } from './source-body.ts';
import {
  answerConflict,
  answerFault,
  answerInvalid,
  answerNotFound,
  answerRefusal,
  answerTooLarge,
  answerUnsupported,
} from './status.ts';
import type { ApiAddSource, ApiCaseView } from './types.ts';

/** Largest request body, in bytes. */
const BODY_LIMIT = 25 * 1024 * 1024;

/** Of the API itself: its major number changes where a client would have to. */
const API_VERSION = '0.1.0';

export interface ApiOptions {
  /** Told of every fault that is answered with 500. */
  readonly onFault?: (error: unknown) => void;
}

/**
 * The API over the services, to be mounted at `/api`: schemas give validation, types and OpenAPI 3.1 alike.
 * Knows nothing of hosts and origins; what it is mounted in guards it.
 */
export function createApi(services: Services, options: ApiOptions = {}): OpenAPIHono {
  const api = new OpenAPIHono({
    defaultHook: (result, c) => {
      if (result.success) return;
      const issue = result.error.issues[0];
      return answerInvalid(c, `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not as described'}`);
    },
  });
  api.use(bodyLimit({ maxSize: BODY_LIMIT, onError: answerTooLarge }));
  addCaseRoutes(api, services);
  addSourceRoutes(api, services);
  addReadingRoutes(api, services);
  addOriginRoutes(api, services);
  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Onus', version: API_VERSION },
    servers: [{ url: '/api' }],
  });
  api.notFound((c) => answerNotFound(c, 'route or object'));
  api.onError((error, c) => {
    // Hono throws these for a body that has another media type than the route takes, or is no JSON.
    if (error instanceof HTTPException && error.status === 415) return answerUnsupported(c);
    if (error instanceof HTTPException && error.status < 500) return answerInvalid(c, error.message);
    options.onFault?.(error);
    return answerFault(c, error);
  });
  return api;
}

function addCaseRoutes(api: OpenAPIHono, services: Services): void {
  api.openapi(listCasesRoute, async (c) => c.json(await services.listCases(), 200));
  api.openapi(createCaseRoute, async (c) => {
    const made = await services.createCase(c.req.valid('json').name);
    return isRefusal(made) ? answerRefusal(c, made) : c.json(made, 201);
  });
  api.openapi(openCaseRoute, async (c) => {
    const view = await services.openCase(c.req.valid('param').caseId);
    return view === null ? answerNotFound(c, 'case') : c.json(caseBody(view), 200);
  });
  api.openapi(weighRoute, async (c) => {
    const judgement = await services.weighCase(c.req.valid('param').caseId, c.req.valid('json'));
    return judgement === null ? answerNotFound(c, 'case') : c.json(judgement, 200);
  });
}

function addSourceRoutes(api: OpenAPIHono, services: Services): void {
  api.openapi(addSourceRoute, async (c) => {
    const { caseId } = c.req.valid('param');
    const view = await services.openCase(caseId);
    if (view === null) return answerNotFound(c, 'case');
    const mediaType = c.req.header('content-type') ?? '';
    const isForm = mediaType.startsWith('multipart/form-data');
    if (!isForm && !mediaType.startsWith('application/json')) return answerUnsupported(c);
    const input = isForm ? await inputOfForm(c) : inputOfJson(c.req.valid('json') as ApiAddSource);
    const asked = isRefusal(input) ? input : await services.requestAdd(view.file.case.caseId, input);
    return isRefusal(asked) ? answerRefusal(c, asked) : c.json(asked, 202);
  });
  api.openapi(findJobRoute, async (c) => {
    const job = await services.findJob(c.req.valid('param').jobId);
    if (job === null) return answerNotFound(c, 'addition');
    const { jobId, caseId, state, sourceId, sources, problem, remark } = job;
    return c.json({ jobId, caseId, state, sourceId, sources, problem, ...(remark && { remark }) }, 200);
  });
}

function addReadingRoutes(api: OpenAPIHono, services: Services): void {
  api.openapi(openSourceRoute, async (c) => {
    const view = await services.openSource(c.req.valid('param').sourceId, c.req.valid('query').capture);
    return view === null ? answerNotFound(c, 'source') : c.json(sourceBody(view), 200);
  });
  api.openapi(listStatementsRoute, async (c) => {
    const view = await services.openSource(c.req.valid('param').sourceId, c.req.valid('query').capture);
    return view === null ? answerNotFound(c, 'source') : c.json(sourceBody(view).statements, 200);
  });
  api.openapi(diffSourceRoute, async (c) => {
    const diff = await services.diffSource(c.req.valid('param').sourceId, definedOf(c.req.valid('query')));
    if (diff === null) return answerNotFound(c, 'source');
    return isRefusal(diff) ? answerRefusal(c, diff) : c.json(diff, 200);
  });
  api.openapi(correctBlockRoute, async (c) => {
    const request = definedOf(c.req.valid('json'));
    const corrected = await services.correctBlock(c.req.valid('param').sourceId, request);
    if (corrected === null) return answerNotFound(c, 'source or capture');
    if (!isRefusal(corrected)) return c.json(corrected, 201);
    return corrected.refused === 'conflict' ? answerConflict(c, corrected) : answerRefusal(c, corrected);
  });
}

function addOriginRoutes(api: OpenAPIHono, services: Services): void {
  api.openapi(openOriginsRoute, async (c) => {
    const view = await services.openCase(c.req.valid('param').caseId);
    if (view === null) return answerNotFound(c, 'case');
    const { origins, quotations, edits } = view.origins;
    const body = { origins: [...origins], quotations: [...quotations], edits: [...edits] };
    return c.json({ revision: revisionOf(view.origins), ...body }, 200);
  });
  api.openapi(editOriginsRoute, async (c) => {
    const { revision, ...request } = c.req.valid('json');
    const edited = await services.editOrigins(c.req.valid('param').caseId, { ...request, seen: revision });
    if (edited === null) return answerNotFound(c, 'case');
    if (!isRefusal(edited)) return c.json(edited, 201);
    return edited.refused === ORIGINS_CHANGED ? answerConflict(c, edited) : answerRefusal(c, edited);
  });
  api.openapi(listCopiesRoute, async (c) => {
    const copies = await services.copiesOf(c.req.valid('param').sourceId);
    return copies === null ? answerNotFound(c, 'source') : c.json([...copies], 200);
  });
}

function inputOfJson(body: ApiAddSource): AddInput {
  if ('url' in body) return { kind: 'url', ...body };
  const { name = 'pasted text', text, publication } = body;
  return { kind: 'pasted', name, publication, bytes: new TextEncoder().encode(text) };
}

async function inputOfForm(c: Context): Promise<AddInput | Refusal> {
  const { file } = await c.req.parseBody();
  if (!(file instanceof File))
    return {
      refused: 'no-file',
      reason: 'The form holds no file.',
      hint: 'Send it in the field named file.',
    };
  return { kind: 'file', name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function caseBody({ file, origins, positions, unread }: CaseView): ApiCaseView {
  return {
    case: file.case,
    sources: file.sources.map(({ sourceId, captureId, addedAt, capture, article, statements }) => ({
      sourceId,
      captureId,
      addedAt,
      targetUri: capture.targetUri,
      payloadDigest: capture.payloadDigest,
      capturedAt: capture.capturedAt,
      title: article.metadata.title?.value ?? null,
      publication: article.metadata.publication?.value ?? null,
      published: article.metadata.published?.value ?? null,
      statements: statements.length,
      unread: unread.get(sourceId) ?? null,
    })),
    origins: memberIds(origins),
    positions: [...positions],
  };
}
